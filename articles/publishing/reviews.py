"""Reviews: somebody with credentials vouches for a text."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Person, Review, Revision, SiteSettings
from articles.publishing.beats import locked, name_of
from articles.publishing.content import Source
from articles.publishing.reasons import Conflict, Reason, Refused


@transaction.atomic
def record_review(
    article: Article,
    *,
    reviewer: Person,
    scope: str = Review.Scope.WHOLE,
    sections: Collection[str] = (),
    next_due: datetime.date | None = None,
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    source: Source | None = None,
) -> Review:
    """Record that `reviewer` has checked a text of the article, today.

    The text is the draft or the one that readers see, whichever has the number `based_on`; left
    out, it is what readers see, or the draft of a page that was never public. `scope` is one of
    Review.Scope; with "sections", `sections` are the ids of their headings. `next_due` may be left
    out: then the article's interval decides. Only a review of the whole text moves the date that
    readers see, at once or when exactly that text is published. `source` is an import that carries
    the day of a review made elsewhere.

    Raises Refused with every reason why not, Conflict when neither text has that number.
    """
    current = locked(article)
    revision = _text_reviewed(current, based_on)
    today = SiteSettings.current().today()
    reviewed_on = (source and source.dated_on) or today
    if scope == Review.Scope.WHOLE:
        next_due = next_due or due_after(current, reviewed_on)
    headings = _headings(revision, sections) if scope == Review.Scope.SECTIONS else []
    reasons = _reasons_not_to_record(
        current, revision, reviewer, scope, sections, next_due, reviewed_on
    )
    if reasons:
        raise Refused(reasons)

    review = Review.objects.create(
        article=current,
        revision=revision,
        reviewer=reviewer,
        reviewer_name=str(reviewer),
        scope=scope,
        sections=headings,
        reviewed_on=reviewed_on,
        next_due=next_due if scope == Review.Scope.WHOLE else None,
        carried_from=source.name if source and source.dated_on else "",
        recorded_at=timezone.now(),
        recorded_by=by,
        recorded_by_name=name_of(by),
    )
    if scope == Review.Scope.WHOLE and revision.pk == current.live_revision_id:
        current.last_review = review
        current.save(update_fields=["last_review"])
    article.refresh_from_db()
    return review


def due_after(article: Article, reviewed_on: datetime.date) -> datetime.date | None:
    """Return the day on which the review after one of `reviewed_on` is due, or None for never."""
    months = article.review_months
    if not months:
        return None
    years, month = divmod(reviewed_on.month - 1 + months, 12)
    year, month = reviewed_on.year + years, month + 1
    # A year after February 29 is February 28.
    day = min(reviewed_on.day, calendar.monthrange(year, month)[1])
    return datetime.date(year, month, day)


def _text_reviewed(article: Article, based_on: int | None) -> Revision:
    texts = [text for text in (article.live_revision, article.draft_revision) if text]
    if based_on is None:
        return texts[0]
    for text in texts:
        if text.number == based_on:
            return text
    raise Conflict(theirs=article.working_revision)


def _headings(revision: Revision, sections: Collection[str]) -> list[str]:
    """The words of the headings with these ids, in the order of the text."""
    return [heading["text"] for heading in revision.headings if heading["id"] in sections]


def _reasons_not_to_record(
    article: Article,
    revision: Revision,
    reviewer: Person,
    scope: str,
    sections: Collection[str],
    next_due: datetime.date | None,
    reviewed_on: datetime.date,
) -> list[Reason]:
    reasons = []
    if not reviewer.credentials.strip():
        reasons.append(
            Reason(
                _("%(name)s has no credentials, so readers could not tell who vouches for this.")
                % {"name": reviewer.name},
                field="reviewer",
            )
        )
    if article.bylines.filter(person=reviewer).exists():
        reasons.append(
            Reason(
                _("%(name)s is an author of this page, and nobody reviews their own text.")
                % {"name": reviewer.name},
                field="reviewer",
            )
        )
    if scope not in Review.Scope.values:
        reasons.append(Reason(_("Choose what was reviewed."), field="scope"))
    if scope == Review.Scope.SECTIONS:
        known = {heading["id"] for heading in revision.headings}
        if not sections:
            reasons.append(Reason(_("Choose the sections that were reviewed."), field="sections"))
        elif set(sections) - known:
            reasons.append(
                Reason(_("This text has no such section. Look at it again."), field="sections")
            )
    if next_due and next_due <= reviewed_on:
        reasons.append(
            Reason(
                _("The next review is due after this one: choose a later day."), field="next_due"
            )
        )
    return reasons
