"""Neighbours: where a reader can go on from the end of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Value
from django.urls import reverse

from articles.models.article import Article
from articles.models.article_rows import ArticleQuerySet
from articles.models.json_rows import JSONRows
from articles.models.section import Section

# Editors choose up to five related pages; where they chose fewer than three, others are added.
MOST_RELATED = 5
FEWEST_RELATED = 3

# Among so many pages others of the same kind are looked for.
MOST_COMPARED = 200

FACTS = {
    "pk": F("pk"),
    "title": F("live_revision__title"),
    "slug": F("slug"),
    "section_slug": F("section__slug"),
    "section_title": F("section__title"),
    "section_pk": F("section_id"),
}


@dataclass(frozen=True)
class Neighbour:
    """One page to go on to; `section` is named where it is another than the page's own."""

    pk: int
    name: str
    url: str
    section: str = ""


@dataclass(frozen=True)
class Neighbours:
    """The pages before and after one page, and up to five that are related; all are public.

    In a section in the editors' order, before and after are what its list shows; in a dated one
    they are the earlier page and the later. No page is named twice, nor is the page itself.
    """

    previous: Neighbour | None = None
    next: Neighbour | None = None
    related: tuple[Neighbour, ...] = ()


def with_neighbours(articles: ArticleQuerySet, section: Section) -> ArticleQuerySet:
    """Each of these articles of `section` with what `neighbours_of` reads, in the same query."""
    others = Article.objects.public().exclude(pk=OuterRef("pk"))
    beside = others.in_order_of(section)
    # Enough for all that are left when those that are named already are taken out.
    spare = FEWEST_RELATED + MOST_RELATED + 2
    chosen = others.filter(related_from__article=OuterRef("pk"))
    chosen = chosen.order_by("related_from__position", "related_from__pk")
    # Without a look at the table of sections: SQLite would begin there, and then sort all pages.
    here = FACTS | {"section_slug": Value(section.slug), "section_title": Value(section.title)}
    return articles.annotate(
        neighbours_before=JSONRows(_before(beside, section)[:1], here),
        neighbours_after=JSONRows(_after(beside, section)[:1], here),
        neighbours_beside=JSONRows(beside[:spare], here),
        neighbours_chosen=JSONRows(chosen[:MOST_RELATED], FACTS),
        neighbours_alike=JSONRows(_alike(others, section)[:spare], FACTS),
    )


def neighbours_of(article: Article) -> Neighbours:
    """Return where a reader can go on from `article`, which was read `with_neighbours`.

    An article that was read without has none: a preview and a page that was taken back.
    """
    if not hasattr(article, "neighbours_before"):
        return Neighbours()
    before, after, chosen, alike, beside = (
        [_neighbour(article, facts) for facts in getattr(article, f"neighbours_{name}")]
        for name in ("before", "after", "chosen", "alike", "beside")
    )
    named = {one.pk for one in before + after}
    related = _each_once(chosen, named)
    if len(related) < FEWEST_RELATED:
        related = _each_once(chosen + alike + beside, named)[:FEWEST_RELATED]
    return Neighbours(
        previous=next(iter(before), None), next=next(iter(after), None), related=tuple(related)
    )


def _before(beside: ArticleQuerySet, section: Section) -> ArticleQuerySet:
    """The page before, first of its list: the earlier one where pages are dated."""
    if section.is_dated:
        day, pk = OuterRef("first_published_on"), OuterRef("pk")
        earlier = Q(first_published_on__lt=day) | Q(pk__lt=pk)
        return beside.filter(earlier, first_published_on__lte=day)
    place, title, pk = OuterRef("position"), OuterRef("live_revision__title"), OuterRef("pk")
    sooner = Q(position__lt=place) | Q(position=place, live_revision__title__lt=title)
    sooner |= Q(position=place, live_revision__title=title, pk__lt=pk)
    return beside.filter(sooner).reverse()


def _after(beside: ArticleQuerySet, section: Section) -> ArticleQuerySet:
    """The page after, first of its list: the later one where pages are dated."""
    if section.is_dated:
        day, pk = OuterRef("first_published_on"), OuterRef("pk")
        later = Q(first_published_on__gt=day) | Q(pk__gt=pk)
        return beside.filter(later, first_published_on__gte=day).reverse()
    place, title, pk = OuterRef("position"), OuterRef("live_revision__title"), OuterRef("pk")
    further = Q(position__gt=place) | Q(position=place, live_revision__title__gt=title)
    further |= Q(position=place, live_revision__title=title, pk__gt=pk)
    return beside.filter(further)


def _alike(others: ArticleQuerySet, section: Section) -> ArticleQuerySet:
    """Pages that use the same terms of the glossary, those that share most of them first.

    A page of information has them in its own section; a dated one is led to the information that
    explains what it is about.
    """
    pages = Article.objects.public()
    if section.is_dated:
        pages = pages.filter(section__kind=Section.Kind.INFORMATION).order_by("section", "position")
    else:
        pages = pages.in_order_of(section)
    # One row for each term that both pages use. A word that stands everywhere must not cost a look
    # at everything, so few pages are compared.
    both = others.filter(
        pk__in=pages.values("pk")[:MOST_COMPARED],
        live_revision__term_uses__term__uses__revision=OuterRef("live_revision"),
    )
    return both.values("pk").annotate(shared=Count("pk")).order_by("-shared", "position", "pk")


def _neighbour(article: Article, facts: dict[str, Any]) -> Neighbour:
    return Neighbour(
        pk=facts["pk"],
        name=facts["title"],
        url=reverse("article", args=[facts["section_slug"], facts["slug"]]),
        section=facts["section_title"] if facts["section_pk"] != article.section_id else "",
    )


def _each_once(found: Iterable[Neighbour], named: set[int]) -> list[Neighbour]:
    """`found` in its order, without those whose keys are in `named` and without repetition."""
    return [one for one in dict.fromkeys(found) if one.pk not in named]
