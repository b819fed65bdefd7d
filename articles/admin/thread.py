"""Comment threads in the admin: one list over all articles. They are answered beside each text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_pages import number_or_none
from articles.admin.csv_list import GoesOutAsCsv
from articles.admin.of_pages import OfOwner, OfSection
from articles.models import Thread
from articles.publishing import in_words, name_of, owner_name


class OpenOrResolved(admin.SimpleListFilter):
    """Whether somebody has resolved them; those that nobody has stand there unasked."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("resolved", _("Resolved")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        """The same choices, of which the first says what it shows."""
        first, *rest = super().choices(changelist)
        return [first | {"display": _("Open")}, *rest]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.resolved() if self.value() == "resolved" else queryset.open()


class Mine(admin.SimpleListFilter):
    """What they have to do with whoever looks at the list."""

    title = _("your part in it")
    parameter_name = "mine"
    FOUND: Mapping[str, Callable] = MappingProxyType(
        {
            "waiting": lambda threads, user: threads.waiting_for(user),
            "assigned": lambda threads, user: threads.assigned_to(user),
            "mentioned": lambda threads, user: threads.mentioning(user),
            "started": lambda threads, user: threads.filter(started_by=user),
        }
    )

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("Waiting for a word of mine")),
            ("assigned", _("I am asked to see to it")),
            ("mentioned", _("I am mentioned")),
            ("started", _("I have started it")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        narrow = self.FOUND.get(self.value())
        return narrow(queryset, request.user) if narrow else queryset


@admin.register(Thread)
class ThreadAdmin(GoesOutAsCsv, admin.ModelAdmin):
    """One line a thread, the newest first. Nothing is changed here: each leads to its page."""

    when_empty = _(
        "Nobody has commented on a text. Comments are written beside the text that they are about."
    )
    list_display = ("last_said", "page", "section", "state", "assigned")
    list_display_links = None
    list_filter = (OpenOrResolved, Mine, OfSection, OfOwner)
    search_fields = ("comments__words", "quote", "started_by_name")
    search_help_text = _("Searches what was said and the passages it is about.")
    ordering = ("-pk",)
    actions = None
    list_per_page = 50
    show_full_result_count = False
    csv_columns = (
        (_("Page"), lambda thread: thread.article),
        (_("Section"), lambda thread: thread.article.section),
        (_("On the words"), lambda thread: thread.quote),
        (_("State"), lambda thread: _("Open") if thread.is_open else _("Resolved")),
        (_("Who sees to it"), lambda thread: thread.assignee and name_of(thread.assignee)),
        (_("Who answers for the page"), lambda thread: owner_name(thread.article.owner)),
        (_("Started by"), lambda thread: thread.started_by_name),
        (_("Last words"), lambda thread: thread.last_words),
        (_("Last words by"), lambda thread: thread.last_name),
        (_("Last words on"), lambda thread: thread.last_at),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_pages()

    def csv_rows(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("article__owner")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, which says in its title how many are open."""
        number = Thread.objects.open().count()
        are_open = ngettext("%(number)s comment is open", "%(number)s comments are open", number)
        title = are_open % {"number": number} if number else gettext("No comment is open")
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        """Lead to the thread on the page where it is answered; that one asks who may see it."""
        if request.method != "GET":
            raise PermissionDenied
        thread = get_object_or_404(Thread, pk=number_or_none(object_id))
        return HttpResponseRedirect(address_of(thread))

    @admin.display(description=_("last words"), ordering="last_at")
    def last_said(self, thread: Thread) -> str:
        return format_html(
            '<a href="{}">{}</a><br>{}, {}',
            address_of(thread),
            Truncator(thread.last_words).chars(90),
            thread.last_name,
            in_words(thread.last_at),
        )

    @admin.display(description=_("page"))
    def page(self, thread: Thread) -> str:
        about = Truncator(thread.quote).chars(60)
        if not about:
            return str(thread.article)
        return format_html("{}<br>{}", thread.article, gettext("on “%s”") % about)

    @admin.display(description=_("section"), ordering="article__section__title")
    def section(self, thread: Thread) -> str:
        return thread.article.section.title

    @admin.display(description=_("state"), ordering="is_open")
    def state(self, thread: Thread) -> str:
        return gettext("Open") if thread.is_open else gettext("Resolved")

    @admin.display(description=_("who sees to it"), ordering="assignee__username")
    def assigned(self, thread: Thread) -> str:
        return name_of(thread.assignee) if thread.assignee else "–"


def address_of(thread: Thread) -> str:
    """Return where a thread is read and answered."""
    page = reverse("admin:articles_article_comments", args=[thread.article_id])
    return f"{page}#thread-{thread.pk}"
