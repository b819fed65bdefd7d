"""Findings: what a check has to say about a text, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from articles.publishing.reasons import Reason


class Level(StrEnum):
    """What a finding does: a warning is worth a look, a block stops every way out."""

    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True)
class Finding:
    """One thing that a check found: a sentence that says what is wrong and what to do.

    `check` is the check's name, `field` the form field it is about or empty, `quote` the exact
    words in that field or empty. Where one click can mend it, `instead` is what may stand in the
    place of the quote, and `places` are where the quote begins in the field.
    """

    level: Level
    sentence: str
    field: str = ""
    quote: str = ""
    instead: str = ""
    places: tuple[int, ...] = ()
    check: str = ""

    @property
    def is_blocker(self) -> bool:
        return self.level == Level.BLOCK

    def as_reason(self) -> Reason:
        """Return the sentence as the verbs hand it on."""
        return Reason(self.sentence, field=self.field, check=self.check)


def block(sentence: str, *, field: str = "", quote: str = "") -> Finding:
    """Return a finding that stops every way out."""
    return Finding(Level.BLOCK, sentence, field=field, quote=quote)


def warn(sentence: str, *, field: str = "", quote: str = "") -> Finding:
    """Return a finding that is worth a look."""
    return Finding(Level.WARN, sentence, field=field, quote=quote)
