"""Differences: a comparison as the page of changes prints it, with its names and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.rendering import Comparison, Part

NAMES = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "key points": gettext_lazy("Key points"),
    "lead picture": gettext_lazy("Lead picture"),
    "references": gettext_lazy("References"),
}


@dataclass(frozen=True)
class Difference:
    """One part of the page that differs, or stands among the unchanged ones.

    `name` is its heading in plain words, `sentences` say what became of it as a whole.
    """

    part: Part
    place: int

    @property
    def id(self) -> str:
        return f"frame-part-{self.place}"

    @property
    def name(self) -> str:
        if self.part.kind in NAMES:
            return str(NAMES[self.part.kind])
        return self.part.heading_text or _("The beginning of the text")

    @property
    def text(self) -> str:
        """Its entry in a list of contents."""
        return self.name

    @property
    def sentences(self) -> list[str]:
        part = self.part
        sentences = []
        if part.verdict == "added":
            sentences.append(_("All of this is new."))
        if part.verdict == "removed":
            sentences.append(_("All of this was removed."))
        if part.is_moved:
            places = {"old": _place(part.was_after), "new": _place(part.is_after)}
            sentences.append(
                _("This section was moved. It stood %(old)s; now it stands %(new)s.") % places
            )
        if part.verdict == "renamed":
            sentences.append(_("Only the heading was reworded."))
        elif part.is_renamed:
            sentences.append(_("The heading was reworded."))
        if part.verdict == "rewritten":
            sentences.append(
                _("This section was rewritten: the old text comes first, then the new.")
            )
        return sentences


@dataclass(frozen=True)
class Unchanged:
    """Parts in a row of which nothing changed that is read: shown folded."""

    parts: tuple[Difference, ...]

    @property
    def word_count(self) -> int:
        return sum(difference.part.word_count for difference in self.parts)


@dataclass(frozen=True)
class Differences:
    """All parts in reading order: those that differ by themselves, the rest folded."""

    shown: tuple[Difference | Unchanged, ...]

    @property
    def changed(self) -> list[Difference]:
        """The parts that differ, for the list of contents."""
        return [item for item in self.shown if isinstance(item, Difference)]


def differences_of(comparison: Comparison) -> Differences:
    """Return `comparison` as its page prints it. Words come out in the active language."""
    return Differences(tuple(_shown(comparison)))


def _shown(comparison: Comparison) -> Iterator[Difference | Unchanged]:
    everything = (Difference(part, place) for place, part in enumerate(comparison.parts, start=1))
    for is_changed, group in groupby(everything, key=lambda one: one.part.is_changed):
        if is_changed:
            yield from group
        else:
            yield Unchanged(tuple(group))


def _place(heading: str) -> str:
    """Where something stands that follows the section `heading`."""
    if heading:
        return _("after “%(heading)s”") % {"heading": heading}
    return _("at the beginning of the text")
