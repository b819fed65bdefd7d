"""Wording: the words of a passage as they are compared, one by one."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

# A number is one word with its sign, its range and its unit: whoever reads that "30–40 %" became
# "30–50 %" must see both whole, never a changed digit. The counts are bounded so that no row of
# digits, however long, is looked at again from each of its digits.
_NUMBER = (
    r"[-−+±<>≤≥~≈]?\d{1,12}(?:\s?[–−-]\s?\d{1,12}|[.,:/]\d{1,12}){0,4}"
    r"(?:[-\s]?(?:%|‰|°C|(?:mg|mcg|[µμ]g|g|kg|ml|mL|l|L|dl|dL|IU|nmol|mmol|mm|cm)(?:/\w{1,4})?))?(?!\w)"
)
# Words joined by a hyphen or a full stop inside ("anti-MuSK", "example.org") are one.
_WORD = r"\w+(?:[.'’@\-‑–]\w+)*"
# Punctuation stands for itself, so that "weak." and "weak," differ by a full stop and a comma.
_PUNCTUATION = r"([^\w\s])\3*"
_PIECE = re.compile(rf"(\s*)((?<!\w){_NUMBER}|{_WORD}|{_PUNCTUATION})")
_BLANK = re.compile(r"\s")


class Word(NamedTuple):
    """One word, number, punctuation mark, citation or note.

    `key` is what is compared. `text` is what is shown, with the blank before it, so that the texts
    of a passage joined are the passage. A note is for what cannot be read in the text itself
    (where a link leads): it is shown only when it differs.
    """

    key: Hashable
    text: str
    is_note: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether a person would count it as a word."""
        return not self.is_note and any(map(str.isalnum, self.text))


def wording(text: str) -> tuple[Word, ...]:
    """Return the words of some plain text; any row of blanks counts as one blank."""
    return tuple(_words(text))


def spelled(text: str) -> Iterator[tuple[int, int, Hashable]]:
    """Yield where each word of `text` stands, as `wording` finds them, and its key."""
    for found in _PIECE.finditer(text):
        blank, piece, mark = found.groups()
        key = (" " if blank else "") + piece if mark else _BLANK.sub(" ", piece)
        yield found.start(2), found.end(2), key


def read(words: Sequence[Word]) -> str:
    """Return the text that `words` make, without the notes."""
    return "".join(word.text for word in words if not word.is_note).strip()


def count(words: Iterable[Word]) -> int:
    """Return how many of `words` a person would count."""
    return sum(word.is_counted for word in words)


def _words(text: str) -> Iterable[Word]:
    for blank, piece, mark in _PIECE.findall(text):
        space = " " if blank else ""
        if mark:
            # Blanks around punctuation are part of it: "word ," is not "word,".
            yield Word(space + piece, space + piece)
        else:
            shown = _BLANK.sub(" ", piece)
            yield Word(shown, space + shown)
