"""Searches without result in the admin: what readers look for and the site does not have."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.csv_list import GoesOutAsCsv
from articles.admin.noted_rows import NotesRows
from articles.admin.pick import link_to_search
from articles.models import EmptySearch


@admin.register(EmptySearch)
class EmptySearchAdmin(NotesRows, GoesOutAsCsv, admin.ModelAdmin):
    """One line a query, the most frequent first. Nobody can be told apart; nothing is changed."""

    when_empty = _("Every search of readers has found something in the last 90 days.")
    list_display = ("query", "times", "day", "results")
    list_display_links = None
    search_fields = ("query",)
    actions = None
    show_full_result_count = False
    csv_columns = (
        (_("Query"), lambda search: search.query),
        (_("Times in 90 days"), lambda search: search.times),
        (_("Last on"), lambda search: search.day),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        # In the order of the sums, which only these rows have.
        return super().get_queryset(request).by_query().order_by("-times", "query")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("times in 90 days"), ordering="times")
    def times(self, search: EmptySearch) -> int:
        return search.times

    @admin.display(description=_("last on"), ordering="day")
    def day(self, search: EmptySearch) -> Any:
        return search.day

    @admin.display(description=_("now"))
    def results(self, search: EmptySearch) -> str:
        return link_to_search(search.query)
