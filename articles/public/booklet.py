"""The booklet: all pages of a section behind each other, with one list of references."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, ListedWork, Section, Standing, standing_of
from articles.rendering import bound

# A booklet is something to print. What a section has beyond that, nobody would carry.
MOST_PAGES = 60


@dataclass(frozen=True)
class BookletPage:
    """One page of the site in a booklet; `html` is its whole text, ready to stand beside others."""

    article: Article
    standing: Standing
    html: SafeString

    @property
    def id(self) -> str:
        return f"page-{self.article.slug}"


@dataclass(frozen=True)
class Booklet:
    """Some pages of `section` in its order; `is_cut` says that it has more than fit in here."""

    section: Section
    pages: tuple[BookletPage, ...]
    references: tuple[ListedWork, ...]
    is_cut: bool

    @property
    def url(self) -> str:
        return f"{self.section.url}booklet/"

    @property
    def oldest(self) -> datetime.date:
        """When the page was last updated that has waited longest."""
        return min(page.article.last_updated_on for page in self.pages)

    @property
    def newest(self) -> datetime.date:
        return max(page.article.last_updated_on for page in self.pages)

    @property
    def newest_year(self) -> int | None:
        """The year of the newest source, or None."""
        years = (one.work.year for one in self.references if one.work and one.work.year)
        return max(years, default=None)


def booklet_of(section: Section, today: datetime.date) -> Booklet | None:
    """Return the booklet of `section`; None if its pages are dated, or if it has none.

    Three queries, however many pages there are.
    """
    if not section.has_booklet:
        return None
    articles = Article.objects.public().with_live_text().in_order_of(section)
    found = list(articles[: MOST_PAGES + 1])
    if not found:
        return None
    pages, references = _bind(found[:MOST_PAGES], today)
    return Booklet(section, pages, references, is_cut=len(found) > MOST_PAGES)


def _bind(
    articles: Iterable[Article], today: datetime.date
) -> tuple[tuple[BookletPage, ...], tuple[ListedWork, ...]]:
    """The pages, and the sources of all of them, each once, numbered as the pages first cite it."""
    places = {article.url: article.slug for article in articles}
    listed: dict[str, ListedWork] = {}
    pages = []
    for article in articles:
        own = article.live_revision.references
        for one in own:
            listed.setdefault(one.key, replace(one, number=len(listed) + 1, uses=0))
        standing = standing_of(article, article.live_revision, today)
        html = render_to_string(
            "components/whole-text.html",
            {"article": article, "revision": article.live_revision, "standing": standing},
        )
        html = bound(
            html,
            article.slug,
            numbers={one.number: listed[one.key].number for one in own},
            uses={one.number: one.uses for one in listed.values()},
            pages=places,
        )
        for one in own:
            sofar = listed[one.key]
            listed[one.key] = replace(sofar, uses=sofar.uses + one.uses)
        # Our own templates made it, and binding changes nothing but names, numbers and levels.
        pages.append(BookletPage(article, standing, mark_safe(html)))  # noqa: S308
    return tuple(pages), tuple(listed.values())
