"""Ranking: the order of the entries that match on the same level.

The level (title before summary before headings before text) comes from the index. Within one, the
best of a few are told apart here, from the same words and by the same rules on both databases.
Where there are many, their words say little about which is best: they keep the site's own order,
which is that of their ranks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from articles.models import SearchEntry, Shelf
from articles.search.entries import NAMED
from articles.search.query import Group

# How much a word counts where it stands, and after how many times more of it says nothing new.
TITLE, SUMMARY, HEADINGS, BODY = (8.0, 1.0), (4.0, 1.0), (3.0, 1.5), (2.0, 4.0)
SYNONYM = 0.8  # what means the same counts less than what was typed
APART = 0.3  # words of one phrase that do not stand together
TOGETHER = 0.5  # of its field, for words that stand as they were typed
# Information comes before news where both say as much.
SHELVES = {
    Shelf.START_HERE: 1.15,
    Shelf.INFORMATION: 1.0,
    Shelf.GLOSSARY: 0.85,
    Shelf.SURVEYS: 0.75,
    Shelf.COLUMNS: 0.75,
    Shelf.NEWS: 0.75,
    Shelf.PEOPLE: 0.75,
    Shelf.ABOUT: 0.7,
}


def ranked(entries: Sequence[SearchEntry], groups: Sequence[Group]) -> list[SearchEntry]:
    """Return `entries`, read with their words, with the best first."""
    padded = {entry.pk: _padded(entry) for entry in entries}
    telling = _telling(padded, groups)
    scores = {
        entry.pk: _score(padded[entry.pk], groups, telling) * SHELVES[entry.shelf]
        for entry in entries
    }
    return sorted(entries, key=lambda entry: (-round(scores[entry.pk], 6), entry.pk))


Padded = tuple[str, str, str, str]


def _padded(entry: SearchEntry) -> Padded:
    words = entry.words
    return (
        f" {words.title} ",
        f" {words.summary} ",
        f" {words.headings} ",
        f" {words.body} ",
    )


def _telling(padded: Mapping[int, Padded], groups: Sequence[Group]) -> list[float]:
    """How much each of `groups` tells: one that few of the entries have tells more."""
    weights = []
    for group in groups:
        having = sum(any(_times(group, field) for field in fields) for fields in padded.values())
        weights.append(log(1 + (len(padded) + 1) / (having + 0.5)))
    return weights


def _score(fields: Padded, groups: Sequence[Group], telling: Sequence[float]) -> float:
    score = 0.0
    typed = f" {' '.join(stem for group in groups for stem in group.ways[0])} "
    for words, (weight, enough) in zip(fields, (TITLE, SUMMARY, HEADINGS, BODY), strict=True):
        for group, tells in zip(groups, telling, strict=True):
            times = _times(group, words)
            score += tells * weight * times / (times + enough)
        if len(groups) > 1 and typed in words:
            score += weight * TOGETHER
    return score * (1 + _share_of_title(fields[0], groups))


def _times(group: Group, words: str) -> float:
    """How often `words` say what `group` looks for, in the worth of words as they were typed."""
    times = 0.0
    for number, way in enumerate(group.ways):
        found = float(words.count(f" {' '.join(way)} "))
        if not found and len(way) > 1 and not group.is_quoted:
            found = APART * min(words.count(f" {stem} ") for stem in way)
        times += found * (SYNONYM if number else 1)
    return times


def _share_of_title(title: str, groups: Sequence[Group]) -> float:
    """How much of the title is what was looked for, from 0 to 1: “Thymus” before “X, Y, thymus”."""
    stems = [stem for stem in title.split() if not stem.startswith(NAMED)]
    wanted = {stem for group in groups for stem in group.stems}
    return sum(stem in wanted for stem in stems) / len(stems) if stems else 0.0
