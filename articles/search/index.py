"""The index, kept: called by the verbs, in their transactions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from articles.models import Article, Person, SearchEntry, Section, SynonymSet, Term
from articles.search import entries, synonyms
from articles.search.engine import engine

BATCH = 100


def index_article(article: Article) -> None:
    """Make the index agree with an article as readers see it now, in the caller's transaction.

    One that is not public is forgotten. Whoever wrote or reviewed it may be found from now on, or
    no more.
    """
    _forget(article=article)
    if article.is_public:
        _add(entries.of_article(article))
    people = Person.objects.filter(Q(articles=article) | Q(reviews__article=article))
    if people := set(people.values_list("pk", flat=True)):
        found = SearchEntry.objects.filter(person__in=people).values_list("person", flat=True)
        public = Person.objects.public().filter(pk__in=people).values_list("pk", flat=True)
        index_people(set(found) ^ set(public))


def index_section(section: Section) -> None:
    """Make the index agree with the pages of a section whose kind has changed."""
    for article in section.articles.public().select_related("section", "live_revision"):
        index_article(article)


def index_term(term: Term) -> None:
    """Make the index agree with a stored glossary term and its other names."""
    _forget(term=term)
    _add(entries.of_term(term))
    synonyms.know_term(term)


def index_people(keys: Collection[int]) -> None:
    """Make the index agree with these people; who has no page is forgotten."""
    for key in keys:
        _forget(person=key)
    for person in Person.objects.public().filter(pk__in=keys):
        _add(entries.of_person(person))


def forget_term(term: Term) -> None:
    """Take a glossary term out of the index, before its row is deleted."""
    _forget(term=term)


def _forget(**page: Any) -> None:
    entry = SearchEntry.objects.filter(**page)
    if ranks := list(entry.values_list("pk", flat=True)):
        engine().remove(ranks)
        entry.delete()


def _add(indexed: entries.Indexed) -> None:
    SearchEntry.objects.bulk_create([indexed.entry])
    engine().add(indexed.entry.pk, indexed.fields)
    engine().learn(indexed.words, indexed.names)


def reindex() -> Iterator[tuple[int, int]]:
    """Make the whole index anew, and yield how many pages are done of how many, now and then.

    Every page is a matter of an instant, so that readers and editors go on meanwhile: what they
    find is the old or the new entry of a page. What is in the index without being public goes.
    """
    pages: list[tuple[models.QuerySet, Callable[[Any], None]]] = [
        (SynonymSet.objects.order_by("pk"), synonyms.know_set),
        (Term.objects.with_names(), index_term),
        (Person.objects.order_by("pk"), lambda person: index_people([person.pk])),
        (Article.objects.order_by("pk"), index_article),
    ]
    total = sum(rows.count() for rows, _index in pages)
    done = 0
    with transaction.atomic():
        engine().forget_words()
    yield done, total
    for rows, index in pages:
        for keys in _batches(rows):
            with transaction.atomic():
                for row in _locked(rows, keys):
                    index(row)
            done += len(keys)
            yield done, total
    with transaction.atomic():
        known = set(SearchEntry.objects.values_list("pk", flat=True))
        engine().remove(list(engine().ranks() - known))
    engine().tidy()


def _batches(rows: models.QuerySet) -> Iterator[list[int]]:
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _locked(rows: models.QuerySet, keys: list[int]) -> list[Any]:
    """The rows as they are now; a verb that changes one of them waits until it is indexed."""
    rows = rows.filter(pk__in=keys)
    list(rows.select_for_update().values_list("pk", flat=True))
    if rows.model is Article:
        rows = rows.select_related("section", "live_revision")
    return list(rows)
