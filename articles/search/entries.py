"""Entries: what the index holds of an article, a glossary term or a person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Article, Person, SearchEntry, Shelf, Term, rank_of
from articles.models.search_entry import SHELF_OF_SECTION
from articles.search.engine import Fields
from articles.search.words import stem, without_small_words, words_of

NAMED = "named"  # begins the stem that stands for a whole name


@dataclass(frozen=True)
class Indexed:
    """One entry, and the words of its page as they are written."""

    entry: SearchEntry
    fields: Fields
    words: frozenset[str]
    names: frozenset[str]


def of_article(article: Article) -> Indexed:
    """Return the entry of a public article."""
    revision = article.live_revision
    is_dated = article.section.is_dated
    shelf = SHELF_OF_SECTION[article.section.kind]
    if shelf == Shelf.INFORMATION and article.start_here is not None:
        shelf = Shelf.START_HERE
    day = article.first_published_on if is_dated else article.last_updated_on
    headings = [heading["text"] for heading in revision.headings]
    return _indexed(
        SearchEntry(rank=rank_of(shelf, day, article.pk), article=article),
        titles=[revision.title],
        summary=revision.summary,
        headings=[*headings, *revision.key_points],
        body=revision.text,
    )


def of_term(term: Term) -> Indexed:
    """Return the entry of a glossary term. All its names are titles."""
    return _indexed(
        SearchEntry(rank=rank_of(Shelf.GLOSSARY, None, term.pk), term=term),
        titles=term.names,
        body=term.definition,
        are_names=True,
    )


def of_person(person: Person) -> Indexed:
    """Return the entry of a person."""
    return _indexed(
        SearchEntry(rank=rank_of(Shelf.PEOPLE, None, person.pk), person=person),
        titles=[person.name],
        summary=" ".join([person.credentials, person.role]),
        body=person.bio,
        are_names=True,
    )


def _indexed(
    entry: SearchEntry,
    *,
    titles: Sequence[str],
    summary: str = "",
    headings: Iterable[str] = (),
    body: str = "",
    are_names: bool = False,
) -> Indexed:
    names = [word for title in titles for word in words_of(title)]
    others = [words_of(text) for text in (summary, "\n".join(headings), body)]
    entry.names = " " + " ".join(names)
    title = [*map(stem, names), *(whole(words_of(title)) for title in titles)]
    fields = Fields(" ".join(title), *(" ".join(map(stem, words)) for words in others))
    return Indexed(
        entry=entry,
        fields=fields,
        words=frozenset().union(names, *others),
        names=frozenset(names if are_names else ()),
    )


def whole(words: Sequence[str]) -> str:
    """Return the one stem that stands for all of `words` together, whatever the small words.

    It makes “the title is exactly this” a question that an index answers like any other.
    """
    stems = " ".join(map(stem, without_small_words(list(words))))
    return NAMED + hashlib.md5(stems.encode(), usedforsecurity=False).hexdigest()[:16]
