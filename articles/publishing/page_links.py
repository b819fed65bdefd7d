"""Page links: a page that comes, goes, moves or gets a new title reaches the texts that link to it.

Only their HTML is made again. No date of theirs moves, and no word that somebody typed changes.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles import search
from articles.models import Article, PageLink, Publication, Revision
from articles.publishing.derived import render_again

# How many texts are held in memory at a time.
AT_ONCE = 100


class Shown(NamedTuple):
    """What texts that link to a page show of it: its address, "" for none, and its title."""

    url: str
    title: str


def shown_of(article: Article) -> Shown:
    """Return what texts that link to `article` show of it as it stands in memory."""
    page = article.as_linked_page(article.slug)
    return Shown(page.url, page.title)


def adopt(article: Article) -> None:
    """Let links that were written before there was a page with this slug mean `article`."""
    PageLink.objects.filter(slug=article.slug, article=None).update(article=article)


def bring_to_linking_texts(article: Article, *, before: Shown) -> int:
    """Render again what links to `article`, as far as it shows another thing of it than `before`.

    The register is locked already. Returns how many texts were rendered: live pages, drafts, what
    withdrawn pages show, and editions that readers can still look up.
    """
    adopt(article)
    now = shown_of(article)
    if now == before:
        return 0
    links = article.page_links.all()
    if now.url == before.url:
        links = links.filter(shows_title=True)
    return _render(links, is_reworded=now.title != before.title)


def bring_addresses_to_linking_texts(articles: Collection[Article]) -> int:
    """Render again what links to any of `articles`, of which only the addresses have changed."""
    return _render(PageLink.objects.filter(article__in=articles), is_reworded=False)


def _render(links: QuerySet[PageLink], *, is_reworded: bool) -> int:
    of_this = OuterRef("pk")
    in_use = Article.objects.filter(
        Q(draft_revision=of_this) | Q(live_revision=of_this) | Q(withdrawal__revision=of_this)
    )
    texts = Revision.objects.filter(
        Exists(in_use) | Exists(Publication.objects.filter(revision=of_this)),
        pk__in=links.values("revision"),
    )
    keys = list(texts.order_by("article", "-number").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        batch = keys[start : start + AT_ONCE]
        render_again(Revision.objects.filter(pk__in=batch).select_related("lead_image"))
        if is_reworded:
            pages = Article.objects.public().filter(live_revision__in=batch)
            for page in pages.select_related("section", "live_revision"):
                search.index_article(page)
    return len(keys)
