"""Filing: where a page stands and who wrote it. Acts at once, so an author's hand is stayed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Article
from articles.publishing import reasons_not_to_file


def may_file(request: HttpRequest, article: Article | None) -> bool:
    """Whether the sender may change how `article` is filed; None is one that is not there yet."""
    return article is None or not reasons_not_to_file(article, by=request.user)


class FiledInline(admin.TabularInline):
    """Lines of the article's form that act at once, like its filing."""

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_file(request, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_file(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_file(request, obj) and super().has_delete_permission(request, obj)
