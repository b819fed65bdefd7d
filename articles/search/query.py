"""Queries: what a reader typed, and what is asked of the index for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from articles.rendering import without_unseen
from articles.search.words import SMALL_WORDS, stem, words_of

MAX_TYPED = 200
MAX_WORDS = 12
_QUOTED = re.compile(r'"([^"]*)"')
# Marks of direction, soft hyphens and blanks without width, which come along when text is copied.
_MARKS = re.compile("[\xad\u061c\u200b\u200e\u200f\ufeff]")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


@dataclass(frozen=True)
class Word:
    """One stem."""

    stem: str


@dataclass(frozen=True)
class Phrase:
    """Stems that stand together in this order."""

    stems: tuple[str, ...]


@dataclass(frozen=True)
class Every:
    """All of these."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Some:
    """At least one of these."""

    parts: tuple[Expression, ...]


# What is asked of the index. Each database writes it in its own language.
Expression = Word | Phrase | Every | Some


@dataclass(frozen=True)
class Part:
    """Words of a query that belong together: one word, or several in quotation marks."""

    words: tuple[str, ...]
    is_quoted: bool = False

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(stem(word) for word in self.words)


@dataclass(frozen=True)
class Query:
    """What a reader typed: `typed` as shown to them, `parts` as searched."""

    typed: str
    parts: tuple[Part, ...]

    def __bool__(self) -> bool:
        return bool(self.parts)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(stem for part in self.parts for stem in part.stems)

    @property
    def key(self) -> str:
        """What all ways of typing it share; picks are found by it."""
        return " ".join(self.stems)

    def with_words(self, better: dict[str, str]) -> Query:
        """The same query with some of its words replaced, in what is shown as well."""
        parts = tuple(
            part
            if part.is_quoted
            else replace(part, words=tuple(better.get(word, word) for word in part.words))
            for part in self.parts
        )

        def put_right(match: re.Match[str]) -> str:
            words = words_of(match[0])
            return better.get(words[0], match[0]) if len(words) == 1 else match[0]

        return Query(re.sub(r"[^\W_]+(?:['’][^\W_]+)*", put_right, self.typed), parts)


def clean(typed: str) -> str:
    """Return what a reader typed on one line, without what nobody can see and not too long."""
    return " ".join(_MARKS.sub("", without_unseen(typed)).split())[:MAX_TYPED].strip()


def read(typed: str) -> Query:
    """Return the query in `typed`, whatever that is; a query without words is empty.

    Small words and words of which questions are made are left out while others remain.
    """
    typed = clean(typed)
    parts: list[Part] = []
    end = 0
    text = typed.translate(_QUOTES)
    for quoted in _QUOTED.finditer(text):
        parts += _loose(text[end : quoted.start()])
        words = tuple(words_of(quoted[1]))
        parts += [Part(words, is_quoted=True)] if len(words) > 1 else _loose(quoted[1])
        end = quoted.end()
    parts += _loose(text[end:])
    telling = [part for part in parts if part.is_quoted or part.words[0] not in SMALL_WORDS]
    return Query(typed, _first_words(dict.fromkeys(telling or parts)))


def _loose(text: str) -> list[Part]:
    return [Part((word,)) for word in words_of(text)]


def _first_words(parts: Iterable[Part]) -> tuple[Part, ...]:
    kept, room = [], MAX_WORDS
    for part in parts:
        if room <= 0:
            break
        kept.append(Part(part.words[:room], part.is_quoted))
        room -= len(part.words)
    return tuple(kept)


@dataclass(frozen=True)
class Group:
    """One thing that is looked for: what was typed, and what means the same.

    Each of `ways` is the stems of one way to say it; the first is the one that was typed.
    """

    ways: tuple[tuple[str, ...], ...]
    is_quoted: bool = False

    @cached_property
    def expression(self) -> Expression:
        ways = self.ways if self.is_quoted else _shortest(self.ways)
        return _one_or(Some, [self._expression_of(way) for way in ways])

    def _expression_of(self, way: tuple[str, ...]) -> Expression:
        if self.is_quoted:
            return Phrase(way)
        # Of several words that mean one thing it is enough that all are there. Whether they stand
        # together only the ranking asks: PostgreSQL would have to read every page to find out.
        return _one_or(Every, [Word(stem) for stem in way])

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for way in self.ways for stem in way)


def _shortest(ways: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """`ways` without those that hold another: whoever has “MG crisis” has “crisis” too."""
    sets = [frozenset(way) for way in ways]
    return [
        way for way, stems in zip(ways, sets, strict=True) if not any(one < stems for one in sets)
    ]


def _one_or(kind: type[Every] | type[Some], parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def every(groups: Sequence[Group]) -> Expression:
    """Return what asks for all of `groups`."""
    return _one_or(Every, [group.expression for group in groups])


def some(expressions: Sequence[Expression]) -> Expression:
    """Return what asks for at least one of `expressions`."""
    return _one_or(Some, expressions)
