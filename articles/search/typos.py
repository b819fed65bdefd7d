"""Typing errors: which words of the site a reader may have meant.

Two words that differ by few edits become the same when letters are left out of both. So each known
word is stored under what remains of it when one or two letters are left out, and the words like a
wrong one are found by looking up what remains of that (Wolf Garbe's SymSpell, 2012). Only the
first letters are used for it; the edits are counted afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

FIRST_LETTERS = 7
SHORTEST, LONGEST = 4, 40


def edits_allowed(word: str) -> int:
    """Return how many edits may lead from what was typed to a word: one from four letters on, two
    from eight. A word with a digit in it is taken as it is."""
    if len(word) < SHORTEST or len(word) > LONGEST or not word.isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def keys_of(word: str) -> tuple[str, ...]:
    """Return the keys under which a known word is stored; none for one that nobody can mean."""
    if len(word) < SHORTEST - 1 or len(word) > LONGEST or not word.isalpha():
        return ()
    return _without_letters(word, 1 if len(word) < 6 else 2)


def keys_for(word: str) -> tuple[str, ...]:
    """Return the keys under which to look for the words like the one that was typed."""
    return _without_letters(word, edits_allowed(word))


def _without_letters(word: str, most: int) -> tuple[str, ...]:
    keys = {word[:FIRST_LETTERS]}
    last = keys
    for _ in range(most):
        last = {key[:at] + key[at + 1 :] for key in last for at in range(len(key))}
        keys = keys | last
    return tuple(sorted(keys - {""}))


def distance(one: str, other: str, most: int) -> int:
    """Return how many edits lead from one word to the other, or `most` + 1 when it is more.

    An edit adds a letter, leaves one out, changes one or swaps two neighbours (Damerau-Levenshtein,
    no letter edited twice).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, its_letter in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its_letter:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def nearest(word: str, known: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the words of `known` that somebody may have meant by `word`, with their distance.

    The word itself is among them, at distance 0.
    """
    most = edits_allowed(word)
    for candidate in known:
        edits = distance(word, candidate, most)
        if edits <= most:
            yield edits, candidate
