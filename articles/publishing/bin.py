"""The bin: an article that readers never saw is deleted, brought back, or gone for good.

`Article.objects` leaves out what is in it, and `locked()` refuses every other verb. A page that
readers know is never deleted: it is withdrawn, and says why.
"""

from __future__ import annotations

import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, PreviewLink, Right, Step, TrailEntry
from articles.models.article import DAYS_IN_BIN
from articles.publishing.approvals import take_step
from articles.publishing.beats import locked_with_bin, name_of, reason_in_bin
from articles.publishing.preview_links import end_previews
from articles.publishing.reasons import Conflict, Reason, Refused
from articles.publishing.schedules import state_off_schedule
from articles.publishing.trail import note_done
from articles.publishing.workflow import reasons_without_right

Kind = TrailEntry.Kind


def reasons_not_to_bin(article: Article) -> list[Reason]:
    """Every reason why `article` cannot be deleted, whoever asks."""
    if article.is_in_bin:
        return [reason_in_bin(article)]
    if article.first_published_on is not None:
        sentence = _("Readers know this page, so it is not deleted. Withdraw it and say why.")
        return [Reason(sentence)]
    if article.reviews.exists():
        return [Reason(_("A review of this text is on record, so the article stays."))]
    return []


@transaction.atomic
def bin_article(
    article: Article, *, by: AbstractBaseUser | None, based_on: int | None = None
) -> None:
    """Delete an article that readers never saw: for 30 days it can be taken out of the bin again.

    It leaves every list at once, and its schedule; links to its text end for good. Its address
    stays taken. `based_on` is the number of the revision that the editor looked at. Raises Refused
    with every reason why not, Conflict when somebody has saved since.
    """
    meant = article.working_revision.number if based_on is None else based_on
    current = locked_with_bin(article)
    if reasons := reasons_without_right(Right.DELETE, by) + reasons_not_to_bin(current):
        raise Refused(reasons)
    if current.working_revision.number != meant:
        raise Conflict(theirs=current.working_revision)

    if current.schedule:
        said = _("The article was deleted.")
        take_step(current, current.draft_revision, Step.Kind.UNSCHEDULED, by=by, reason=said)
    current.state = state_off_schedule(current)
    current.schedule = None
    current.binned_at, current.binned_by_name = timezone.now(), name_of(by)
    current.save(update_fields=["state", "schedule", "binned_at", "binned_by_name"])
    end_previews(current, PreviewLink.Ending.BINNED, by_name=name_of(by))
    note_done(Kind.BINNED, current, by=by)
    empty_bin()
    article.refresh_from_db()


@transaction.atomic
def take_out_of_bin(article: Article, *, by: AbstractBaseUser | None) -> None:
    """Bring a deleted article back as it was, off the schedule and without its preview links.

    One that is not in the bin stays as it is: somebody was faster. Raises Refused when `by` may
    not delete articles, Article.DoesNotExist when it is gone for good.
    """
    current = locked_with_bin(article)
    if reasons := reasons_without_right(Right.DELETE, by):
        raise Refused(reasons)
    if current.is_in_bin:
        current.binned_at, current.binned_by_name = None, ""
        current.save(update_fields=["binned_at", "binned_by_name"])
        note_done(Kind.TAKEN_OUT, current, by=by)
    article.refresh_from_db()


@transaction.atomic
def delete_for_good(article: Article, *, by: AbstractBaseUser | None) -> None:
    """Delete what is in the bin with all its texts; only its lines in the audit trail stay.

    Raises Refused with every reason why not.
    """
    current = locked_with_bin(article)
    reasons = reasons_without_right(Right.DELETE_FOR_GOOD, by)
    if not current.is_in_bin:
        reasons.append(Reason(_("This article is not in the bin.")))
    if reasons:
        raise Refused(reasons)
    _delete(current, by=by)


def empty_bin(now: datetime.datetime | None = None) -> int:
    """Delete for good what has been in the bin for 30 days; return how many articles went.

    The site does so itself whenever something is deleted.
    """
    long_ago = (now or timezone.now()) - DAYS_IN_BIN
    gone = 0
    for article in Article.everything.in_bin().filter(binned_at__lte=long_ago):
        try:
            with transaction.atomic():
                _delete(locked_with_bin(article), by=None)
        except Refused:
            continue  # something has come to need it; it stays in the bin
        gone += 1
    return gone


def _delete(article: Article, *, by: AbstractBaseUser | None) -> None:
    note_done(Kind.DELETED, article, by=by)
    try:
        article.delete()
    except (ProtectedError, RestrictedError) as error:
        needing = getattr(error, "protected_objects", None) or error.restricted_objects
        named = ", ".join(sorted({str(row) for row in needing}))
        sentence = _("Something still needs this article, so it stays in the bin: %(what)s.")
        raise Refused([Reason(sentence % {"what": named})]) from error
