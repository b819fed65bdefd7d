"""The sitemaps: every page that search engines may show, with the date that readers see."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Person, Section, Term


class OwnSitemap(Sitemap):
    """Addresses as readers type them, never as a request happened to write them."""

    protocol = urlsplit(settings.ORIGIN).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.ORIGIN).netloc


LISTS = ("home", "people", "glossary", "corrections", "emergency-card", "feeds")
# What Google's news sitemaps may hold: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
MOST_NEWS = 1000
NEW_FOR = datetime.timedelta(hours=48)


class ArticleSitemap(OwnSitemap):
    """The public articles. `lastmod` is the last significant change, not the last save."""

    def items(self) -> Iterable[Article]:
        return Article.objects.public().as_cards().order_by("pk")

    def lastmod(self, article: Article) -> datetime.date:
        return article.last_updated_on


class ListSitemap(OwnSitemap):
    """Sections and lists. Their content has many dates, so they state none."""

    def items(self) -> Iterable[str]:
        lists = [reverse(name) for name in LISTS]
        return lists + [section.url for section in Section.objects.all()]

    def location(self, address: str) -> str:
        return address


class TermSitemap(OwnSitemap):
    """The terms of the glossary, which have no dates."""

    def items(self) -> Iterable[Term]:
        return Term.objects.order_by("pk")


class PersonSitemap(OwnSitemap):
    """Who writes and reviews. One who does not exist is nobody to search for."""

    def items(self) -> Iterable[Person]:
        return Person.objects.public().filter(is_sample=False).order_by("pk")


class NewsSitemap(OwnSitemap):
    """What was published first within the last two days, where pages are dated."""

    limit = MOST_NEWS

    def items(self) -> Iterable[Article]:
        since = timezone.now() - NEW_FOR
        return Article.objects.public().as_cards().news_since(since)[:MOST_NEWS]


SITEMAPS = {
    "articles": ArticleSitemap,
    "lists": ListSitemap,
    "people": PersonSitemap,
    "terms": TermSitemap,
}
NEWS = {"news": NewsSitemap}
