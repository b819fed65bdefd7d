"""Search entries: which public pages the search knows, and in which order they stand."""

from __future__ import annotations

import datetime
from enum import IntEnum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.person import Person
from articles.models.section import Section
from articles.models.shown import is_public
from articles.models.term import Term


class Shelf(IntEnum):
    """Where an entry stands among those that match equally well; smaller numbers come first."""

    START_HERE = 1
    INFORMATION = 2
    ABOUT = 3
    GLOSSARY = 4
    SURVEYS = 5
    COLUMNS = 6
    NEWS = 7
    PEOPLE = 8


SHELF_OF_SECTION = {
    Section.Kind.INFORMATION: Shelf.INFORMATION,
    Section.Kind.ABOUT: Shelf.ABOUT,
    Section.Kind.SURVEYS: Shelf.SURVEYS,
    Section.Kind.COLUMNS: Shelf.COLUMNS,
    Section.Kind.NEWS: Shelf.NEWS,
}

# A rank is one number: the shelf, then the age, then the key of the row. So the index of either
# database gives entries in their order without sorting, and a range of ranks is a kind.
_SHELF, _DAY = 52, 32
_LAST_DAY = (1 << (_SHELF - _DAY)) - 1


def rank_of(shelf: Shelf, day: datetime.date | None, key: int) -> int:
    """Return the rank of an entry on `shelf`, newest first; `key` tells those of one day apart."""
    age = _LAST_DAY - (day.toordinal() if day else 0)
    return (shelf << _SHELF) | (age << _DAY) | key


# What a list of results prints. Reading all of an article costs more than finding it.
PRINTED = (
    *(f"article__{name}" for name in ("slug", "is_sample")),
    *(f"article__{name}" for name in ("first_published_on", "last_updated_on")),
    *(f"article__section__{name}" for name in ("slug", "title", "kind")),
    *(f"article__live_revision__{name}" for name in ("title", "summary", "text")),
    *(f"term__{name}" for name in ("slug", "name", "definition")),
    *(f"person__{name}" for name in ("slug", "name", "credentials", "role", "bio", "is_sample")),
)


WORDS = tuple(f"words__{field}" for field in ("title", "summary", "headings", "body"))


class SearchEntryQuerySet(models.QuerySet):
    def as_results(self) -> SearchEntryQuerySet:
        """Each with what a list of results prints, in one query.

        No article that is not public: should the index ever be wrong, no list is.
        """
        return (
            self.filter(Q(article=None) | is_public("article__"))
            .select_related("article__section", "article__live_revision", "term", "person")
            .only(*PRINTED)
        )

    def with_words(self) -> SearchEntryQuerySet:
        """Each with the words that are searched, for the ranking; after `as_results`."""
        return self.select_related("words").only(*PRINTED, *WORDS)


class SearchEntry(models.Model):
    """One public page that can be found. Written by the verbs, in the transaction of each.

    What it says is read from the page itself, so that it cannot differ. The words that are
    searched lie in the search index (`articles.search`), under the same rank.
    """

    class Kind(models.TextChoices):
        PAGES = "pages", _("Pages")
        GLOSSARY = "glossary", _("Glossary")
        SURVEYS = "surveys", _("Surveys")
        COLUMNS = "columns", _("Columns")
        NEWS = "news", _("News")
        PEOPLE = "people", _("People")

    rank = models.BigIntegerField(primary_key=True)
    names = models.TextField(
        help_text=_("The words of its title and other names, folded, each after a blank.")
    )
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, null=True, related_name="search_entry"
    )
    term = models.OneToOneField(
        Term, on_delete=models.CASCADE, null=True, related_name="search_entry"
    )
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, null=True, related_name="search_entry"
    )

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        ordering = ("rank",)
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, term=None, person=None)
                | Q(article=None, term__isnull=False, person=None)
                | Q(article=None, term=None, person__isnull=False),
                name="search_entry_is_of_one_page",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.rank >> _SHELF)

    @property
    def kind(self) -> Kind:
        return KIND_OF[self.shelf]

    @property
    def page(self) -> Article | Term | Person:
        return self.article or self.term or self.person

    @property
    def url(self) -> str:
        return self.page.get_absolute_url()

    @property
    def title(self) -> str:
        if self.article:
            return self.article.live_revision.title
        return self.term.name if self.term else str(self.person)

    @property
    def summary(self) -> str:
        """What the page says in a sentence or two."""
        if self.article:
            return self.article.live_revision.summary
        return self.term.definition if self.term else self.person.role

    @property
    def text(self) -> str:
        """All its words, one block on a line."""
        if self.article:
            return self.article.live_revision.text
        return "" if self.term else self.person.bio

    @property
    def label(self) -> str:
        """Where it stands: the section of an article, else its kind."""
        return self.article.section.title if self.article else str(self.kind.label)

    @property
    def is_sample(self) -> bool:
        if self.article:
            return self.article.is_sample
        return bool(self.person) and self.person.is_sample

    @property
    def is_dated(self) -> bool:
        """Whether the day of publishing counts, rather than that of the last update."""
        return bool(self.article) and self.article.section.is_dated

    @property
    def date(self) -> datetime.date | None:
        """The date that its page shows first, or None where pages have none."""
        if self.article is None:
            return None
        return self.article.first_published_on if self.is_dated else self.article.last_updated_on


Kind = SearchEntry.Kind

KIND_OF = {
    Shelf.START_HERE: Kind.PAGES,
    Shelf.INFORMATION: Kind.PAGES,
    Shelf.ABOUT: Kind.PAGES,
    Shelf.GLOSSARY: Kind.GLOSSARY,
    Shelf.SURVEYS: Kind.SURVEYS,
    Shelf.COLUMNS: Kind.COLUMNS,
    Shelf.NEWS: Kind.NEWS,
    Shelf.PEOPLE: Kind.PEOPLE,
}


def kind_of(rank: int) -> Kind:
    """Return the kind of the entry with this rank."""
    return KIND_OF[Shelf(rank >> _SHELF)]


def ranks_of(kind: str) -> tuple[int, int]:
    """Return the first and the last rank that an entry of `kind` can have."""
    shelves = [shelf for shelf, its_kind in KIND_OF.items() if its_kind == kind]
    return min(shelves) << _SHELF, ((max(shelves) + 1) << _SHELF) - 1


class SearchWords(models.Model):
    """The words of one entry as the index holds them: folded, stemmed, a blank between two.

    A view of the index's own table, which each database makes in its own way
    (`articles/search/sqlite.py`, `postgres.py`); only ever read through this model.
    """

    entry = models.OneToOneField(
        SearchEntry,
        on_delete=models.DO_NOTHING,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="words",
    )
    title = models.TextField()
    summary = models.TextField()
    headings = models.TextField()
    body = models.TextField()

    class Meta:
        managed = False
        db_table = "search_text"
        verbose_name = _("words of a search entry")
        verbose_name_plural = _("words of search entries")

    def __str__(self) -> str:
        return self.title
