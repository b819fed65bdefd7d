"""Reviews: somebody with credentials vouches for a text."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Collection
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.models import (
    Article,
    Person,
    Review,
    Revision,
    Right,
    SiteSettings,
    TrailEntry,
    Withdrawal,
    may,
)
from articles.publishing.beats import locked, name_of
from articles.publishing.content import Source
from articles.publishing.reasons import Conflict, Reason, Refused
from articles.publishing.second_pair import writers_of
from articles.publishing.trail import note_done
from articles.publishing.workflow import reasons_without_right

Scope = Review.Scope
SOONER = (1, 3, 6, 12)  # months that are offered where a page should be looked at again before
MAX_MONTHS = 120  # the longest interval that an article can be given


@transaction.atomic
def record_review(
    article: Article,
    *,
    reviewer: Person,
    scope: str = Scope.WHOLE,
    sections: Collection[str] = (),
    checked: Collection[str] = (),
    next_due: datetime.date | None = None,
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    source: Source | None = None,
) -> Review:
    """Record that `reviewer` has checked a text of the article, today.

    The text is the draft or the one that readers see, whichever has the number `based_on`; left
    out, it is what readers see, or the draft of a page that was never public. `scope` is one of
    Review.Scope; with "sections", `sections` are the ids of their headings. `checked` are those of
    Review.Checked that the reviewer went through one by one. `next_due` may be left out: then the
    article's interval decides. Only a review of the whole text moves the date that
    readers see, at once or when exactly that text is published. `source` is an import that carries
    the day of a review made elsewhere. What is on record already is not recorded again, so a
    double click is one review.

    Raises Refused with every reason why not, Conflict when neither text has that number.
    """
    meant = number_meant(article) if based_on is None else based_on
    current = locked(article)
    revision = text_reviewed(current, meant)
    today = SiteSettings.current().today()
    reviewed_on = (source and source.dated_on) or today
    next_due = (next_due or due_after(current, reviewed_on)) if scope == Scope.WHOLE else None
    reasons = [
        *reasons_without_right(Right.REVIEW, by),
        *reasons_not_to_review(current, reviewer, revision=revision, by=by),
        *_reasons_against_scope(revision, scope, sections),
        *_reasons_against_dates(reviewed_on, next_due, today),
    ]
    if reasons:
        raise Refused(reasons)

    facts = {
        "reviewer": reviewer,
        "scope": scope,
        "sections": _headings(revision, sections),
        "checked": [name for name in Review.Checked.values if name in checked],
        "reviewed_on": reviewed_on,
        "next_due": next_due,
    }
    review = _on_record(revision, facts)
    if review is None:
        note_done(
            TrailEntry.Kind.REVIEWED,
            current,
            by=by,
            changes=[
                (_("Revision"), "", revision.number),
                (_("Reviewer"), "", reviewer),
                (_("What was reviewed"), "", Scope(scope).label),
            ],
        )
    review = review or Review.objects.create(
        article=current,
        revision=revision,
        **facts,
        reviewer_name=str(reviewer),
        carried_from=source.name if source and source.dated_on else "",
        recorded_at=timezone.now(),
        recorded_by=by,
        recorded_by_name=name_of(by),
    )
    if scope == Scope.WHOLE and revision.pk == current.live_revision_id:
        # An import may bring an older review than the one that readers see.
        current.last_review = review_of(revision)
        current.save(update_fields=["last_review"])
    search.index_people([reviewer.pk])
    article.refresh_from_db()
    return review


def review_of(revision: Revision) -> Review | None:
    """Return the last review that vouched for the whole of exactly this text, or None."""
    return revision.reviews.filter(scope=Scope.WHOLE).order_by("reviewed_on", "pk").last()


def review_that_lasts(article: Article) -> Review | None:
    """Return the review that the page goes on naming under a text which nobody vouched for yet.

    None when the page was published in error: whoever vouched for that text vouches for nothing
    that can be read, and the page could not show what has changed since.
    """
    withdrawal = article.withdrawal
    if withdrawal and withdrawal.outcome == Withdrawal.Outcome.IN_ERROR:
        return None
    return article.last_review


def reasons_not_to_write(article: Article, person: Person) -> list[Reason]:
    """Return why `person` cannot become an author of the article, or nothing.

    Whoever vouched for what the page shows, or will show, reviewed the text of others.
    """
    if not Review.objects.vouching_for(article).filter(reviewer=person).exists():
        return []
    sentence = _(
        "%(name)s reviewed this text, and nobody reviews their own. Let somebody else review it "
        "first."
    )
    return [Reason(sentence % {"name": person.name}, field="person")]


def due_after(
    article: Article, reviewed_on: datetime.date, *, months: int | None = None
) -> datetime.date | None:
    """Return the day on which the review after one of `reviewed_on` is due, or None for never.

    It is due after the article's interval, or `months` after this one review.
    """
    months = months or article.review_months
    return _months_after(reviewed_on, months) if months else None


def sooner_than_usual(article: Article) -> list[int]:
    """Return after how many months a review may be due again that is not to wait for the usual.

    A reviewer can see that a page will soon be out of date, but not make a review hold for longer.
    """
    usual = article.review_months
    return [months for months in SOONER if usual is None or months < usual]


def reasons_not_to_review(
    article: Article, reviewer: Person, *, revision: Revision, by: AbstractBaseUser | None
) -> list[Reason]:
    """Every reason why `reviewer` cannot be named as who vouched for `revision`, or nothing.

    Whoever signs in here reviews in their own name; only with Right.REVIEW_FOR_OTHERS can `by`
    record what somebody else has reviewed, who may have no account.
    """
    reasons = []
    if not reviewer.credentials.strip():
        sentence = _("%(name)s has no credentials, so readers could not tell who vouches for this.")
        reasons.append(sentence)
    if article.bylines.filter(person=reviewer).exists():
        reasons.append(_("%(name)s is an author of this page, and nobody reviews their own text."))
    elif reviewer.account_id and reviewer.account_id in writers_of(article, revision):
        reasons.append(_("%(name)s has written in this text, and nobody reviews their own."))
    if article.opinions.declining().of_person(reviewer).exists():
        sentence = _(
            "%(name)s has said that they should not review this page. If that was a mistake, they "
            "can say so themselves."
        )
        reasons.append(sentence)
    if by and not may(by, Right.REVIEW_FOR_OTHERS) and reviewer.account_id != by.pk:
        sentence = _("You sign in with your own account, so you cannot review as %(name)s.")
        reasons.append(sentence)
    return [Reason(sentence % {"name": reviewer.name}, field="reviewer") for sentence in reasons]


def number_meant(article: Article) -> int:
    """Return the number of the text that whoever names none has before them."""
    return (article.live_revision or article.draft_revision).number


def text_reviewed(article: Article, number: int) -> Revision:
    """Return the draft or the live text with this number; raise Conflict when there is none."""
    for text in (article.live_revision, article.draft_revision):
        if text and text.number == number:
            return text
    sentence = _(
        "The text that you had before you is by now neither what readers see nor the draft. Look "
        "at what stands there now."
    )
    raise Conflict(theirs=article.working_revision, sentence=sentence)


def _on_record(revision: Revision, facts: dict[str, Any]) -> Review | None:
    """The review that says exactly this already, or None.

    One from before a source was retracted, a term was changed or a change was asked for does not
    say it of the page as it is now, though it be of the same day.
    """
    if Article.objects.filter(pk=revision.article_id).shaken().exists():
        return None
    alike = revision.reviews.filter(reviewer=facts["reviewer"], scope=facts["scope"])
    return next(
        (
            review
            for review in alike
            if all(getattr(review, name) == value for name, value in facts.items())
        ),
        None,
    )


def _headings(revision: Revision, sections: Collection[str]) -> list[str]:
    """The words of the headings with these ids, in the order of the text."""
    return [heading["text"] for heading in revision.headings if heading["id"] in sections]


def _reasons_against_scope(
    revision: Revision, scope: str, sections: Collection[str]
) -> list[Reason]:
    known = {heading["id"] for heading in revision.headings}
    if scope not in Scope.values:
        return [Reason(_("Choose what was reviewed."), field="scope")]
    if scope == Scope.WHOLE:
        # Who marked sections did not vouch for the rest.
        sentence = _("You marked sections. Choose “some sections”, or take the marks away.")
        return [Reason(sentence, field="sections")] if sections else []
    if not sections:
        return [Reason(_("Choose the sections that were reviewed."), field="sections")]
    if set(sections) - known:
        return [Reason(_("This text has no such section. Look at it again."), field="sections")]
    return []


def _reasons_against_dates(
    reviewed_on: datetime.date, next_due: datetime.date | None, today: datetime.date
) -> list[Reason]:
    reasons = []
    if reviewed_on > today:
        reasons.append(Reason(_("The source dates this review on a day that is yet to come.")))
    if next_due and next_due <= reviewed_on:
        sentence = _("The next review is due after this one: choose a later day.")
        reasons.append(Reason(sentence, field="next_due"))
    if next_due and next_due > _months_after(reviewed_on, MAX_MONTHS):
        sentence = _("No review holds for more than ten years: choose an earlier day.")
        reasons.append(Reason(sentence, field="next_due"))
    return reasons


def _months_after(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    # A year after February 29 is February 28.
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
