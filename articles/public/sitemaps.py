"""The sitemap: every page that search engines may show, with the date that readers see."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles.models import Article, Person, Section, Term


class OwnSitemap(Sitemap):
    """Addresses as readers type them, never as a request happened to write them."""

    protocol = urlsplit(settings.ORIGIN).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.ORIGIN).netloc


class ArticleSitemap(OwnSitemap):
    """The public articles. `lastmod` is the last significant change, not the last save."""

    def items(self) -> Iterable[Article]:
        return Article.objects.public().as_cards().order_by("pk")

    def lastmod(self, article: Article) -> datetime.date:
        return article.last_updated_on


class ListSitemap(OwnSitemap):
    """Sections and lists. Their content has many dates, so they state none."""

    def items(self) -> Iterable[str]:
        lists = [reverse(name) for name in ("home", "people", "glossary", "corrections")]
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


SITEMAPS = {
    "articles": ArticleSitemap,
    "lists": ListSitemap,
    "people": PersonSitemap,
    "terms": TermSitemap,
}
