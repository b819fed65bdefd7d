"""Typed text: the words of a field as they were typed, so that an editor can be shown the place."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import takewhile

# What stands in Markdown and is no word of the text: where links lead, marks of sources, code.
_ADDRESSES = (
    r"\]\([^)\n]{0,2000}\)|\[@[^\]\n]{0,200}\]|<https?:[^>\s]{0,2000}>|\]\[[^\]\n]{0,200}\]"
    r"|\[\[[A-Za-z0-9 -]{1,90}(?:\||\]\])"
)
_CODE = r"`[^`\n]+`"
_FENCES = re.compile(r"^(```|~~~)(?! *chart).*?^\1", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"\w+")
# So many places with the first word of a quote are tried: no person repeats one more often.
_MOST_STARTS = 500
# Of a longer quote, the beginning is shown.
_MOST_WORDS = 80
# A quote of which only the beginning is found is worth showing from so many words on.
_FEWEST_WORDS = 3


class TypedText:
    """The Markdown of one text, in which words are looked for as readers read them."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def words_only(self) -> str:
        """The source with blanks for all that is no word of the text; every place stays."""
        text = _blanked(re.compile(f"{_ADDRESSES}|{_CODE}"), self.source)
        return _blanked(_FENCES, text)

    def quote(self, words: str) -> str:
        """Return the piece of the source that reads as `words`, or its beginning, or nothing."""
        if words and words in self.source:
            return words
        wanted = [word.casefold() for word in _WORD.findall(words)[:_MOST_WORDS]]
        if not wanted:
            return ""
        best, where = 0, 0
        for start in self._places.get(wanted[0], ())[:_MOST_STARTS]:
            length = self._in_common(start, wanted)
            if length > best:
                best, where = length, start
        if best < min(len(wanted), _FEWEST_WORDS):
            return ""
        return self.source[self._words[where].start() : self._words[where + best - 1].end()]

    @cached_property
    def _words(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self.words_only))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places = defaultdict(list)
        for place, word in enumerate(self._words):
            places[word[0].casefold()].append(place)
        return places

    def _in_common(self, start: int, wanted: list[str]) -> int:
        words = self._words[start : start + len(wanted)]
        pairs = zip(words, wanted, strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0][0].casefold() == pair[1], pairs))


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)
