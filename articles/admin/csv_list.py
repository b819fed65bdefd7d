"""Lists that go out as CSV: what a list was narrowed to, in its order, all its pages of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise

from articles.admin.csv_file import csv_response
from articles.publishing import note_export

BATCH = 500

# What stands above a column, and what a row says in it.
Column = tuple[str | Promise, Callable[[Any], Any]]


class GoesOutAsCsv(admin.ModelAdmin):
    """An admin whose list can be taken along as a file; that somebody did is noted in the trail.

    Who may see the list may take it along, and the same rows alone.
    """

    csv_columns: tuple[Column, ...]

    def csv_name(self, request: HttpRequest) -> str:
        """What the file and its entry in the audit trail are called."""
        return str(self.opts.verbose_name_plural)

    def csv_rows(self, rows: QuerySet) -> QuerySet:
        """The rows of the list, read with what the columns of the file need."""
        return rows

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.csv_view)
        return [path("csv/", view, name=self._csv_page), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        url = reverse(f"{self.admin_site.name}:{self._csv_page}")
        as_csv = f"{url}?{request.GET.urlencode()}"
        return super().changelist_view(request, {"as_csv": as_csv} | (extra_context or {}))

    def csv_view(self, request: HttpRequest) -> HttpResponseBase:
        """The rows that the list shows for the same query string."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.csv_rows(self.get_changelist_instance(request).queryset)
        except IncorrectLookupParameters:
            return HttpResponseRedirect("../")
        name = self.csv_name(request)
        if request.method == "GET":
            note_export(by=request.user, what=name, rows=rows.count())
        return csv_response(name, [head for head, _value in self.csv_columns], self._cells(rows))

    @property
    def _csv_page(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_csv"

    def _cells(self, rows: QuerySet) -> Iterator[list[Any]]:
        for row in rows.iterator(chunk_size=BATCH):
            yield [value(row) for _head, value in self.csv_columns]
