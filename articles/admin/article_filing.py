"""Filing: where a page stands and who wrote it. Acts at once, so an author's hand is stayed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest
from django.utils.text import capfirst

from articles.models import Article
from articles.publishing import reasons_not_to_file


def may_file(request: HttpRequest, article: Article | None) -> bool:
    """Whether the sender may change how `article` is filed; None is one that is not there yet."""
    return article is None or not reasons_not_to_file(article, by=request.user)


class FiledInline(admin.TabularInline):
    """Lines of the article's form that act at once, like its filing."""

    def formfield_for_dbfield(self, db_field: Field, *args: Any, **kwargs: Any) -> FormField | None:
        """A line has no labels of its own: each field is named as its column is."""
        field = super().formfield_for_dbfield(db_field, *args, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = capfirst(str(db_field.verbose_name))
        return field

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_file(request, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_file(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_file(request, obj) and super().has_delete_permission(request, obj)
