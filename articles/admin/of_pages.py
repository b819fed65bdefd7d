"""Filters by the pages that rows belong to: what is said of a page, told of it, or shown on it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.article_pages import number_or_none
from articles.models import Article, Section
from articles.publishing import owner_name, owners


class Owned(admin.SimpleListFilter):
    """Articles, by whoever answers for them."""

    title = _("who answers for it")
    parameter_name = "owner"
    MINE, NOBODY = "mine", "nobody"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        everybody = [(str(user.pk), owner_name(user)) for user in owners()]
        return [(self.MINE, _("Mine")), (self.NOBODY, _("Nobody")), *everybody]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return self.of_owner(queryset, request)

    def of_owner(self, articles: QuerySet, request: HttpRequest) -> QuerySet:
        """Those of `articles` that belong to whom the sender has chosen; all, without a choice."""
        asked = self.value() or ""
        if asked == self.MINE:
            return articles.owned_by(request.user)
        if asked == self.NOBODY:
            return articles.filter(owner__isnull=True)
        return articles.filter(owner=number) if (number := number_or_none(asked)) else articles


class OfOwner(Owned):
    """Rows by whoever answers for their pages; their queryset knows them as `of_pages`."""

    title = _("who answers for the page")

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        return queryset.of_pages(self.of_owner(Article.objects.all(), request))


class OfSection(admin.SimpleListFilter):
    """Rows by the section of their pages; their queryset knows them as `of_pages`."""

    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(section.pk), section.title) for section in Section.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        key = number_or_none(self.value() or "")
        return queryset.of_pages(Article.objects.filter(section=key)) if key else queryset
