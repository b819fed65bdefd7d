"""Decisions: what somebody decided about one publication, now or at a moment to come."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Publication, Right, Schedule, Words, may
from articles.publishing.checks import reasons_not_to_publish
from articles.publishing.embargoes import reasons_of_embargo
from articles.publishing.reasons import Reason, Refused
from articles.publishing.second_pair import Readers, readers_of, reasons_without_second_pair
from articles.publishing.words import one_line, reasons_not_to_tell, reasons_too_long

Kind = Publication.Kind


@dataclass(frozen=True)
class Decision:
    """What somebody decided about one publication, now or at a moment to come.

    `kind` is one of Publication.Kind, `words` are for readers. `alone` is why nobody else has read
    the text, `override` why it goes out in spite of `overridden`, the sentences of the checks.
    `is_first_reading` says that who decides is the second pair of eyes: whoever publishes what
    others wrote has read it, and that goes on record like any approval.
    """

    kind: str
    words: Words
    alone: str = ""
    override: str = ""
    overridden: tuple[str, ...] = ()
    is_first_reading: bool = False

    @classmethod
    def of_schedule(cls, schedule: Schedule) -> Decision:
        """What was decided when the text was scheduled."""
        return cls(
            kind=schedule.kind,
            words=schedule.words,
            alone=schedule.alone,
            override=schedule.override,
            overridden=tuple(schedule.overridden),
        )


def decide(
    article: Article,
    *,
    kind: str | None,
    words: Words,
    alone: str,
    override: str,
    by: AbstractBaseUser | None,
    at: datetime.datetime | None = None,
    alongside: Collection[Article] = (),
) -> Decision:
    """Return what is decided about the draft of a locked article, as it will be recorded.

    `at` is the moment at which it should go out, now when left out. Raises Refused with every
    reason why it may not.
    """
    kind = kind or (Kind.MINOR if article.first_published_on else Kind.FIRST)
    alone, override = one_line(alone), one_line(override)
    faults = reasons_not_to_publish(article, alongside=alongside)
    readers = readers_of(article, by)
    reasons = [
        *_reasons_against_kind(article, kind, words),
        *reasons_of_embargo(article, at or timezone.now()),
        *reasons_without_second_pair(readers, by, alone),
        *reasons_in_spite_of(faults, override, by),
    ]
    if reasons:
        raise Refused(reasons)
    return Decision(
        kind=kind,
        words=words,
        # What was not needed is not recorded: it would put the page on a list.
        alone=alone if readers == Readers.NOBODY else "",
        override=override if faults else "",
        overridden=tuple(map(str, faults)),
        is_first_reading=readers == Readers.PUBLISHER and by is not None,
    )


def reasons_in_spite_of(
    faults: Sequence[Reason], override: str, by: AbstractBaseUser | None
) -> list[Reason]:
    """Return what the checks block, unless somebody with the right to do so gives a reason."""
    if not faults or not override:
        return list(faults)
    if by is None or not may(by, Right.OVERRIDE):
        sentence = _("Your account cannot publish in spite of the checks. Mend the text.")
        return [*faults, Reason(sentence, field="override")]
    return reasons_too_long(override, Publication.MAX_NOTE, field="override")


def _reasons_against_kind(article: Article, kind: str, words: Words) -> list[Reason]:
    if kind not in Kind.values:
        return [Reason(_("Choose what kind of change this is."), field="kind")]
    if article.first_published_on is None and kind != Kind.FIRST:
        return [Reason(_("Nothing was published before, so this is the first time."), field="kind")]
    if article.first_published_on is not None and kind == Kind.FIRST:
        return [
            Reason(
                _(
                    "This page was published before: say whether the change is minor, significant "
                    "or a correction."
                ),
                field="kind",
            )
        ]
    if article.is_withdrawn and kind not in Publication.NOTED_KINDS:
        return [
            Reason(
                _(
                    "This page was withdrawn: publish it as a significant change or a correction, "
                    "and tell readers why it is back."
                ),
                field="kind",
            )
        ]
    return reasons_not_to_tell(kind, words)
