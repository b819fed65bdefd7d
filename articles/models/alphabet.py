"""The alphabet: under which letter of an A to Z a word stands, and in which order."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext

from articles.models.term import Term

# Letters that Unicode does not take apart into a plain one and its accent.
_PLAIN = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def plain(word: str) -> str:
    """Return `word` as an index sorts it: no accents, no capitals, no signs before it."""
    apart = unicodedata.normalize("NFKD", word.casefold()).translate(_PLAIN)
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    first = next((place for place, sign in enumerate(letters) if sign.isalnum()), 0)
    return letters[first:]


@dataclass(frozen=True)
class Line:
    """One line of the A to Z: a term, or another name that leads to it."""

    name: str
    term: Term

    @property
    def is_other_name(self) -> bool:
        return self.name != self.term.name


@dataclass(frozen=True)
class Letter:
    """One letter with the lines below it; without lines it is only text in the list of letters."""

    label: str
    anchor: str
    lines: list[Line] = field(default_factory=list)


def in_order(terms: Iterable[Term]) -> list[Term]:
    """Return `terms` as readers look them up: “Ångström” is found among the words with A."""
    return sorted(terms, key=lambda term: (plain(term.name), term.name, term.pk))


def a_to_z(terms: Iterable[Term]) -> list[Letter]:
    """Return the letters A to Z, with digits before and other alphabets after when they are used.

    Another name has a line of its own only under another letter than its term: beside it, it
    would say the same thing twice. `aliases` are prefetched.
    """
    digits = Letter("0–9", "frame-letter-0-9")
    latin = {low: Letter(low.upper(), f"frame-letter-{low}") for low in string.ascii_lowercase}
    others = Letter(gettext("Other"), "frame-letter-other")

    def letter_of(name: str) -> Letter:
        first = plain(name)[:1]
        return digits if first.isdigit() else latin.get(first, others)

    for term in terms:
        home = letter_of(term.name)
        home.lines.append(Line(term.name, term))
        for alias in term.aliases.all():
            if (letter := letter_of(alias.name)) is not home:
                letter.lines.append(Line(alias.name, term))
    letters = [*[digits] * bool(digits.lines), *latin.values(), *[others] * bool(others.lines)]
    for letter in letters:
        letter.lines.sort(key=lambda line: (plain(line.name), line.name))
    return letters
