"""Synonym sets in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.seen_rows import SeenRowAdmin
from articles.models import SynonymSet
from articles.search import know_set


@admin.register(SynonymSet)
class SynonymSetAdmin(SeenRowAdmin):
    when_empty = _(
        "Add words that mean the same in a search, such as “MG” and “myasthenia gravis”."
    )
    list_display = ("__str__", "note")
    search_fields = ("listed", "note")
    fields = ("listed", "note")
    actions = None

    def save_model(self, request: HttpRequest, obj: SynonymSet, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        know_set(obj)
