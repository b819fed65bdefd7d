"""The second pair of eyes: nobody's words about the disease go out unread by somebody else."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Publication,
    Revision,
    Right,
    Step,
    Withdrawal,
    may,
    texts_in_hand,
)
from articles.publishing.reasons import Reason
from articles.publishing.words import reasons_too_long

Kind = Step.Kind


def writers_of(article: Article, revision: Revision | None = None) -> set[int]:
    """The keys of all accounts that have written in a text since somebody else read it last.

    It is the text in work, or `revision`. The edition before it counts as read, unless it went out
    without a second pair of eyes that it never found. A text that lost against another one counts
    as written: its words may have been merged in.
    """
    revision = revision or article.working_revision
    written = texts_in_hand(article, revision.number)
    return set(written.values_list("created_by_id", flat=True)) - {None}


def approval_of(revision: Revision) -> Step | None:
    """The approval that holds for exactly this text.

    None when it was sent back since, or when the page was withdrawn since as published in error.
    """
    decisions = revision.steps.filter(kind__in=[Kind.APPROVED, Kind.SENT_BACK])
    last = decisions.order_by("taken_at", "pk").last()
    if last is None or last.kind != Kind.APPROVED:
        return None
    was_wrong = revision.withdrawals.filter(
        outcome=Withdrawal.Outcome.IN_ERROR, withdrawn_at__gte=last.taken_at
    )
    return None if was_wrong.exists() else last


def has_second_pair(article: Article) -> bool:
    """Whether somebody who has not written in the text in work has approved exactly that text.

    On the pages about the site itself writers may approve their own words. Such an approval is
    worth nothing once the page stands among those about the disease.
    """
    approval = approval_of(article.draft_revision)
    # Whose account is gone may have been a writer; nobody can tell any more.
    if approval is None or approval.taken_by_id is None:
        return False
    return approval.taken_by_id not in writers_of(article)


def reasons_not_to_approve(article: Article, by: AbstractBaseUser | None) -> list[Reason]:
    """The reason why `by` cannot be the second pair of eyes for the text in work, or none."""
    if by is None or not article.needs_second_pair or by.pk not in writers_of(article):
        return []
    return [
        Reason(
            _(
                "You have written in this text, and nobody approves their own words about the "
                "disease. Ask a colleague."
            )
        )
    ]


def is_second_pair(article: Article, by: AbstractBaseUser | None) -> bool:
    """Whether `by`, who wants to publish the text, has not written it and may approve it."""
    return may(by, Right.APPROVE) and not reasons_not_to_approve(article, by)


class Readers(StrEnum):
    """Who has read a text, other than those who wrote it, once somebody sends it out."""

    NOT_NEEDED = "not_needed"
    APPROVED = "approved"  # somebody has approved exactly this text
    PUBLISHER = "publisher"  # whoever publishes what others wrote has read it
    NOBODY = "nobody"


def readers_of(article: Article, by: AbstractBaseUser | None) -> Readers:
    """Who will have read the text in work, if `by` sends it out now."""
    if not article.needs_second_pair:
        return Readers.NOT_NEEDED
    if has_second_pair(article):
        return Readers.APPROVED
    return Readers.PUBLISHER if is_second_pair(article, by) else Readers.NOBODY


def reasons_without_second_pair(
    readers: Readers, by: AbstractBaseUser | None, alone: str
) -> list[Reason]:
    """Every reason why a text with these readers may not go out.

    `alone` is why it must go out all the same; it is recorded, and the page joins the list of
    those that wait for a second pair of eyes.
    """
    if readers != Readers.NOBODY:
        return []
    if not may(by, Right.PUBLISH_ALONE):
        return [
            Reason(
                _("Nobody else has approved this text. Hand it in, and ask a colleague to read it.")
            )
        ]
    if not alone:
        return [
            Reason(
                _(
                    "Nobody else has approved this text. Hand it in and ask a colleague, or say "
                    "here why it cannot wait."
                ),
                field="alone",
            )
        ]
    return reasons_too_long(alone, Publication.MAX_NOTE, field="alone")


def awaits_second_pair(article: Article) -> bool:
    """Whether readers see a text of the article that only its writers have read.

    Asks no database where the editions of the article were read and the last was not alone.
    """
    if (editions := getattr(article, "editions", None)) and not editions[0].alone:
        return False
    return Article.objects.filter(pk=article.pk).awaiting_second_pair().exists()
