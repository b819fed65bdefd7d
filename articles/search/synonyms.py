"""Synonyms: words of which one finds what the others find."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Synonym, SynonymSet, Term
from articles.search.engine import engine
from articles.search.query import Group, Part, Query
from articles.search.words import key_of, words_of

MAX_TOGETHER = 5  # words that can stand for one


def know_set(synonyms: SynonymSet) -> None:
    """Make the words of a set findable by one another; called when it is saved."""
    _know(synonyms.words, set=synonyms)
    engine().learn((), names=[word for phrase in synonyms.words for word in words_of(phrase)])


def know_term(term: Term) -> None:
    """Make the names of a glossary term findable by one another; called when it is saved."""
    _know(term.names, term=term)


def _know(names: Iterable[str], **owner: SynonymSet | Term) -> None:
    Synonym.objects.filter(**owner).delete()
    keys = dict.fromkeys(filter(None, map(key_of, names)))
    Synonym.objects.bulk_create(Synonym(key=key, **owner) for key in keys)


def groups_of(query: Query) -> list[Group]:
    """Return what `query` looks for, with all that means the same; one query to the database.

    The longest words that stand for one thing win: “MG crisis” is looked up before “MG”.
    """
    parts = query.parts
    keys = {
        " ".join(stems)
        for start in range(len(parts))
        for end in range(start + 1, min(start + MAX_TOGETHER, len(parts)) + 1)
        if (stems := _stems(parts[start:end]))
    }
    sets = _sets_beside(keys)
    groups, start = [], 0
    while start < len(parts):
        for end in range(min(start + MAX_TOGETHER, len(parts)), start, -1):
            stems = _stems(parts[start:end])
            if end == start + 1 or " ".join(stems) in sets:
                break
        if parts[start].is_quoted:
            groups.append(Group((parts[start].stems,), is_quoted=True))
        else:
            others = sets.get(" ".join(stems), ())
            groups.append(Group(tuple(dict.fromkeys((stems, *others)))))
        start = end
    return list(dict.fromkeys(groups))


def _stems(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The stems of `parts`; none when something in quotation marks is among them."""
    if any(part.is_quoted for part in parts):
        return ()
    return tuple(part.stems[0] for part in parts)


def _sets_beside(keys: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """For each of `keys` that is a synonym, all ways to say the same."""
    owners: dict[tuple[int | None, int | None], list[str]] = {}
    for key, its_set, its_term in Synonym.objects.beside(list(keys)):
        owners.setdefault((its_set, its_term), []).append(key)
    found: dict[str, list[tuple[str, ...]]] = {}
    for ways in owners.values():
        for key in ways:
            if key in keys:
                found.setdefault(key, []).extend(tuple(way.split()) for way in ways)
    return found
