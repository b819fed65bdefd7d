"""The audit trail in the admin: to be read, searched and taken along, never changed."""

from __future__ import annotations

import datetime
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.csv_list import GoesOutAsCsv
from articles.admin.noted_rows import NotesRows
from articles.models import TrailEntry
from articles.publishing import in_words

Kind = TrailEntry.Kind
Realm = TrailEntry.Realm

# What is done in the realms that are for superusers alone.
NOT_CONTENT = (
    Kind.PASSWORD,
    Kind.EXPORTED,
    Kind.SIGNED_IN,
    Kind.SIGN_IN_FAILED,
    Kind.SIGNED_OUT,
)
# Of one entry so many changes stand in the list; its own page has them all.
MOST_CHANGES = 4
MOST_NAMES = 200


class Period(admin.SimpleListFilter):
    """When it was done, in days of the site's zone."""

    title = _("when")
    parameter_name = "days"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("1", _("Today")),
            ("7", _("The last 7 days")),
            ("30", _("The last 30 days")),
            ("365", _("The last 365 days")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = {value for value, _label in self.lookup_choices}
        if self.value() not in known:
            return queryset
        # The admin's clock is that of the site.
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        since = today - datetime.timedelta(days=int(self.value()) - 1)
        return queryset.filter(done_at__gte=since)


class Person(admin.SimpleListFilter):
    """Who did it, by name: the account may be gone."""

    title = _("who")
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = TrailEntry.objects.seen_by(request.user).order_by("by_name")
        found = names.values_list("by_name", flat=True).distinct()[:MOST_NAMES]
        return [(name, name) for name in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(by_name=self.value()) if self.value() else queryset


class WhatWasDone(admin.SimpleListFilter):
    title = _("what was done")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        hidden = () if request.user.is_superuser else NOT_CONTENT
        return [(kind.value, kind.label) for kind in Kind if kind not in hidden]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() in Kind.values else queryset


class RowKind(admin.SimpleListFilter):
    """To what kind of row it was done."""

    title = _("to what")
    parameter_name = "row"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        entries = TrailEntry.objects.seen_by(request.user).exclude(object_type="")
        found = entries.order_by("object_type").values_list("object_type", flat=True).distinct()
        return [(kind, name_of_type(kind)) for kind in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(object_type=self.value()) if self.value() else queryset


class RealmFilter(admin.ChoicesFieldListFilter):
    """Only for those who may read of accounts: for the rest there is one realm."""

    def has_output(self) -> bool:
        return self.is_for_superusers

    def __init__(self, field: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.is_for_superusers = request.user.is_superuser
        super().__init__(field, request, *args, **kwargs)


@admin.register(TrailEntry)
class TrailEntryAdmin(NotesRows, GoesOutAsCsv, admin.ModelAdmin):
    when_empty = _("Nothing has been done yet.")
    list_display = ("when", "by_name", "done", "to_what", "changed_in_short", "reason")
    list_filter = (
        Period,
        WhatWasDone,
        RowKind,
        Person,
        ("realm", RealmFilter),
    )
    search_fields = ("object_name", "by_name", "reason")
    search_help_text = _("Searches what things and people were called then, and reasons.")
    list_per_page = 50
    show_full_result_count = False
    actions = None
    ordering = ("-pk",)
    fields = readonly_fields = ("when", "by_name", "done", "to_what", "all_changes", "reason")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """What the reader may know of: accounts and sign-ins are for superusers."""
        return super().get_queryset(request).seen_by(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: TrailEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: TrailEntry | None = None) -> bool:
        return False

    @admin.display(description=_("when"), ordering="pk")
    def when(self, entry: TrailEntry) -> str:
        return in_words(entry.done_at)

    @admin.display(description=_("what was done"), ordering="kind")
    def done(self, entry: TrailEntry) -> str:
        return entry.get_kind_display()

    @admin.display(description=_("to what"), ordering="object_name")
    def to_what(self, entry: TrailEntry) -> str:
        """What it was called then, with the way to what is there now."""
        if not entry.object_type:
            return entry.object_name
        kind = name_of_type(entry.object_type)
        url = "" if entry.kind == Kind.DELETED else url_of_row(entry)
        if not url:
            return format_html("{}<br>{}", entry.object_name, kind)
        return format_html('<a href="{}">{}</a><br>{}', url, entry.object_name, kind)

    @admin.display(description=_("from – to"))
    def changed_in_short(self, entry: TrailEntry) -> str:
        shown = entry.changed[:MOST_CHANGES]
        more = len(entry.changes) - len(shown)
        lines = [said_of(change) for change in shown]
        if more:
            lines.append(gettext("… and %(count)s more") % {"count": more})
        return format_html_join("", '<span class="words">{}</span>', ((line,) for line in lines))

    @admin.display(description=_("from – to"))
    def all_changes(self, entry: TrailEntry) -> str:
        lines = ((said_of(change),) for change in entry.changed)
        return format_html_join("", '<span class="words">{}</span>', lines) or "–"

    # -- As a file --------------------------------------------------------------------------------

    csv_columns = (
        (_("When"), lambda entry: entry.done_at),
        (_("Who"), lambda entry: entry.by_name),
        (_("What was done"), lambda entry: entry.get_kind_display()),
        (_("Kind of row"), lambda entry: entry.object_type and name_of_type(entry.object_type)),
        (_("Key"), lambda entry: entry.object_key),
        (_("To what"), lambda entry: entry.object_name),
        (_("From – to"), lambda entry: " | ".join(map(said_of, entry.changed))),
        (_("Reason"), lambda entry: entry.reason),
    )

    def csv_rows(self, rows: QuerySet) -> QuerySet:
        """The entries that are there now: neither what comes meanwhile nor the export's own."""
        newest = TrailEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        return rows.filter(pk__lte=newest)

    def csv_name(self, request: HttpRequest) -> str:
        return gettext("Audit trail")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": gettext("Audit trail")}
        return super().changelist_view(request, title | (extra_context or {}))


def name_of_type(label: str) -> str:
    """What rows of a kind are called ("articles.article"); the label itself when it is unknown."""
    try:
        return capfirst(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def url_of_row(entry: TrailEntry) -> str:
    """The address in the admin of the row that an entry is about, or "" where there is none."""
    name = entry.object_type.replace(".", "_")
    try:
        return reverse(f"admin:{name}_change", args=[entry.object_key])
    except NoReverseMatch:
        return ""


def said_of(change: Any) -> str:
    """One change in a sentence without a verb: field, before, after."""
    if change.before and change.after:
        return f"{change.field}: {change.before} → {change.after}"
    if change.before:
        return gettext("%(field)s: %(before)s (removed)") % change._asdict()
    return f"{change.field}: {change.after or '–'}"
