"""Snippets: the words of a page around what was looked for, in pieces that are marked or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from articles.models import SearchEntry
from articles.search.query import Group
from articles.search.words import folded, stem

LENGTH = 240
# A word may begin with any of these where it was typed without the accent.
_ACCENTS = {"a": "aàáâãäå", "c": "cç", "e": "eèéêë", "i": "iìíîï", "n": "nñ", "o": "oòóôõöø"}
_ACCENTS |= {"u": "uùúûü", "y": "yýÿ", "s": "sß"}


class Piece(NamedTuple):
    """A few words of a page. `is_marked` are the ones that were looked for."""

    text: str
    is_marked: bool = False


class Marks:
    """Finds the words of some groups in texts as people write them."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.group_of: dict[str, int] = {}
        for number, group in enumerate(groups):
            for its_stem in group.stems:
                self.group_of.setdefault(its_stem, number)
        # An ending changes the last letters of a word at most, so that its first ones find the
        # few words that are worth stemming.
        beginnings = {self._beginning(its_stem) for its_stem in self.group_of}
        first_letters = "".join(_ACCENTS.get(word[0], word[0]) for word in self.group_of)
        # Most letters of a text are passed over by their look alone, which is twice as quick.
        self.word = re.compile(
            rf"(?=[{re.escape(first_letters)}])(?<![^\W_])(?:{'|'.join(sorted(beginnings))})"
            r"[^\W_]*(?:['’][^\W_]+)*",
            re.IGNORECASE,
        )

    @staticmethod
    def _beginning(its_stem: str) -> str:
        letters = its_stem[: max(3, len(its_stem) - 2)]
        return "".join(f"[{_ACCENTS[c]}]" if c in _ACCENTS else re.escape(c) for c in letters)

    def snippet_of(self, entry: SearchEntry) -> list[Piece]:
        """Return what a result shows of its page: the summary when that says all, else the place
        that says most."""
        in_summary = self.kinds_in(entry.summary)
        best = self.best_place(entry.text) if in_summary < len(self.groups) else None
        if best is None or best[1] <= in_summary:
            return self.pieces(entry.summary)
        return self.pieces(best[0])

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """Return where the words stand in `text`: begin, end, and which group they are of."""
        found = []
        for match in self.word.finditer(text):
            word = folded(match[0]).removesuffix("'s").replace("'", "")
            group = self.group_of.get(stem(word))
            if group is not None:
                found.append((match.start(), match.end(), group))
        return found

    def kinds_in(self, text: str) -> int:
        """Return how many of the groups `text` has."""
        return len({group for _begin, _end, group in self.places(text)})

    def best_place(self, text: str) -> tuple[str, int] | None:
        """Return the stretch of `text` with the most of what was looked for, and how many groups
        it has; None without any."""
        places = self.places(text)
        best, worth = None, (0, 0)
        for at, (begin, _end, _group) in enumerate(places):
            near = [place for place in places[at : at + 20] if place[1] <= begin + LENGTH - 40]
            its_worth = (len({group for _b, _e, group in near}), len(near))
            if its_worth > worth:
                best, worth = begin, its_worth
        if best is None:
            return None
        return _stretch(text, best), worth[0]

    def pieces(self, text: str) -> list[Piece]:
        """Return `text` in pieces, with the words that were looked for marked."""
        pieces, end = [], 0
        for begin, its_end, _group in self.places(text):
            if begin > end:
                pieces.append(Piece(text[end:begin]))
            pieces.append(Piece(text[begin:its_end], is_marked=True))
            end = its_end
        if end < len(text):
            pieces.append(Piece(text[end:]))
        return pieces


def _stretch(text: str, place: int) -> str:
    """Return about LENGTH characters of `text` around `place`, cut between words."""
    line = text.rfind("\n", 0, place) + 1
    begin = line
    if place - line > 80:
        sentence = max(text.rfind(mark, line, place) for mark in (". ", "? ", "! "))
        begin = sentence + 2 if sentence >= place - 80 else text.find(" ", place - 50, place) + 1
        begin = begin or place
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", place, end), text.rfind("\n", place, end))
        end = end if end > place else begin + LENGTH
    # Headings and entries of lists end without a full stop.
    words = " · ".join(" ".join(block.split()) for block in text[begin:end].strip().splitlines())
    return f"{'… ' if begin > line else ''}{words}{' …' if end < len(text) else ''}"
