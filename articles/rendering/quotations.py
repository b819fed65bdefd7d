"""Quotations: words that somebody has marked, found again in a text that may have changed.

They may have been marked in the Markdown or on the page that it makes, so that neither the marks of
Markdown nor the breaks between lines count. Every other character does: "5.0 mg" is not "50 mg".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# So many characters around a quotation tell it from the same words elsewhere.
AROUND = 60

# What stands in Markdown and is no word of the page: where links and pictures lead, citations,
# attributes, the lines that make boxes and tables, and the marks at the beginning of a line.
_NOT_READ = re.compile(
    r"""
      \]\([^()\s]*(?:\s+"[^"\n]*")?\)
    | \[@[^\[\]\n]*\]
    | \{[.\#][^{}\n]*\}
    | ^[ \t]*:::.*$
    | ^[ \t]*\|?[ \t:|-]*-{3}[ \t:|-]*$
    | ^[ \t]*(?:>[ \t]?)*(?:[-*+]|\d{1,9}[.)])[ \t]+
    """,
    re.VERBOSE | re.MULTILINE,
)
_MARKS = frozenset("*_`~[]()<>#|\\!")
# The page may show other signs for these than the keyboard has.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("–—\N{NON-BREAKING HYPHEN}", "-"),
        "\N{SOFT HYPHEN}": " ",
    }
)


@dataclass(frozen=True)
class Quotation:
    """Words that were marked in a text, with what stood right before and after them."""

    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Place:
    """Where a quotation stands in a text: its first character and the one behind its last."""

    start: int
    end: int


class QuotedText:
    """One text in which quotations are looked for, read once for all of them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def place_of(self, quotation: Quotation) -> Place | None:
        """Where `quotation` stands in the text; None where its words are no longer there.

        Of several places it is the one with the most of what stood around the words.
        """
        return self._as_typed.place_of(quotation) or self._as_read.place_of(quotation)

    def quote(self, place: Place) -> Quotation:
        """The words at `place`, as they are typed there, with what stands around them."""
        return Quotation(
            words=self.text[place.start : place.end],
            before=self.text[max(0, place.start - AROUND) : place.start],
            after=self.text[place.end : place.end + AROUND],
        )

    @cached_property
    def _as_typed(self) -> _Characters:
        return _Characters(self.text, is_markdown=False)

    @cached_property
    def _as_read(self) -> _Characters:
        return _Characters(self.text, is_markdown=True)


class _Characters:
    """The characters of a text that count, and where each of them stands."""

    def __init__(self, text: str, *, is_markdown: bool) -> None:
        self.is_markdown = is_markdown
        self.text = text
        counting = list(_counting(text, is_markdown))
        self.places = [place for place, _character in counting]
        self.characters = "".join(character for _place, character in counting)

    def place_of(self, quotation: Quotation) -> Place | None:
        words, before, after = (
            "".join(character for _place, character in _counting(part, self.is_markdown))
            for part in (quotation.words, quotation.before, quotation.after)
        )
        if not any(map(str.isalnum, words)):
            return None
        best, most = None, -1
        for start in self._starts(words):
            end = start + len(words)
            place = Place(self.places[start], self.places[end - 1] + 1)
            if not self._is_whole(place, quotation):
                continue
            alike = _alike(self.characters[:start][::-1], before[::-1])
            alike += _alike(self.characters[end:], after)
            if alike > most:
                best, most = place, alike
        return best

    def _starts(self, words: str) -> Iterator[int]:
        start = self.characters.find(words)
        while start >= 0:
            yield start
            start = self.characters.find(words, start + 1)

    def _is_whole(self, place: Place, quotation: Quotation) -> bool:
        """Whether the words begin and end in the middle of a word only if they did at first."""
        before = self.text[max(0, place.start - 1) : place.start]
        after = self.text[place.end : place.end + 1]
        first, last = self.text[place.start], self.text[place.end - 1]
        return (_joins(before, first) <= _joins(quotation.before[-1:], first)) and (
            _joins(last, after) <= _joins(last, quotation.after[:1])
        )


def _counting(text: str, is_markdown: bool) -> Iterator[tuple[int, str]]:
    """Each character of `text` that counts, with its place."""
    gaps = _NOT_READ.finditer(text) if is_markdown else iter(())
    gap = next(gaps, None)
    for place, character in enumerate(text.translate(_ALIKE)):
        while gap and place >= gap.end():
            gap = next(gaps, None)
        if gap and gap.start() <= place:
            continue
        if not character.isspace() and character not in _MARKS:
            yield place, character


def _joins(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum()


def _alike(text: str, other: str) -> int:
    """How many characters two texts have in common from their beginning on."""
    length = min(len(text), len(other))
    return next((at for at in range(length) if text[at] != other[at]), length)
