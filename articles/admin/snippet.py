"""Facts kept once, in the admin: the list, the form, and where each is used."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import (
    AdminDateWidget,
    AdminTextareaWidget,
    AdminTextInputWidget,
)
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_body import script
from articles.admin.csv_list import GoesOutAsCsv
from articles.admin.of_pages import OfOwner, OfSection
from articles.admin.seen_rows import SeenRowAdmin, SeenRowForm
from articles.admin.snippet_publish import publish_page
from articles.models import Article, SiteSettings, Snippet, SnippetVersion
from articles.publishing import (
    Refused,
    reasons_not_to_keep,
    remove_snippet,
    retire_snippet,
    save_snippet,
)

PAGES_SHOWN = 50


class SnippetForm(SeenRowForm):
    """A fact with the text in work, which no reader sees before somebody publishes it."""

    text = forms.CharField(
        label=_("Text"),
        strip=False,
        error_messages={"required": _("Write what is true.")},
        widget=AdminTextareaWidget(attrs={"rows": 8, "data-counter": SnippetVersion.MAX_TEXT}),
        help_text=_(
            "Markdown, with sources and links as in an article, e.g. “As of July 2026, five "
            "medicines are approved.[@fda-2026]” One paragraph can stand within a sentence; "
            "several, or a list, need a line of their own in the page. No headings, no pictures."
        ),
    )
    as_of = forms.DateField(
        label=_("As of"),
        widget=AdminDateWidget,
        help_text=_(
            "The day for which somebody made sure of it. Editors see it; what readers should know "
            "of it belongs into the text."
        ),
        error_messages={"required": _("Give the day for which somebody made sure of it.")},
    )

    class Meta:
        model = Snippet
        fields = ("title", "key", "is_retired")
        widgets = {"title": AdminTextInputWidget(attrs={"class": "vLargeTextField"})}

    class Media:
        js = ("admin/js/urlify.js", script("counter"), script("slug"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            version = self.instance.working_version
            self.initial |= {"text": version.text, "as_of": version.as_of}
        else:
            self.initial["as_of"] = SiteSettings.current().today()
            if "key" in self.fields:
                self.fields["key"].widget.attrs["data-propose-from"] = "id_title"

    def clean(self) -> dict[str, Any]:
        """Add every reason why the fact cannot have this text, beside its field."""
        cleaned = super().clean()
        if "text" in self.fields and "text" not in self.errors:
            text = cleaned.get("text", "")
            for reason in reasons_not_to_keep(text, cleaned.get("as_of")):
                self.add_error(reason.field, str(reason))
        return cleaned


class InWork(admin.SimpleListFilter):
    """Whether there is a text that readers do not see yet."""

    title = _("text in work")
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Waits to be published"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.in_work() if self.value() == "yes" else queryset


@admin.register(Snippet)
class SnippetAdmin(GoesOutAsCsv, SeenRowAdmin):
    when_empty = _(
        "A fact that many pages state is kept here once, such as the approved treatments."
    )
    form = SnippetForm
    change_form_template = "admin/articles/snippet/change_form.html"
    list_display = ("title", "typed_as", "pages", "as_of", "state_now")
    list_filter = (InWork, "is_retired", OfSection, OfOwner)
    search_fields = ("title", "key", "versions__text")
    show_full_result_count = False
    csv_columns = (
        (_("What it is about"), lambda snippet: snippet.title),
        (_("Key"), lambda snippet: snippet.key),
        (_("Text"), lambda snippet: snippet.working_version.text),
        (_("As of"), lambda snippet: snippet.working_version.as_of),
        (_("Pages that have it"), lambda snippet: snippet.pages),
        (_("Text in work"), lambda snippet: _("Yes") if snippet.draft_version_id else _("No")),
        (_("Retired"), lambda snippet: _("Yes") if snippet.is_retired else _("No")),
    )
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).with_page_counts()
        return rows.select_related("live_version", "draft_version")

    def get_fields(self, request: HttpRequest, obj: Snippet | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("title", "key", "text", "as_of")
        if not self.has_change_permission(request, obj):
            return ("title", "typed_as", "says_now", "as_of", "state_now", "where_used")
        return ("title", "typed_as", "text", "as_of", "is_retired", "says_now", "where_used")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Snippet | None = None
    ) -> tuple[str, ...]:
        shown = ("typed_as", "says_now", "where_used")
        if obj and not self.has_change_permission(request, obj):
            return (*shown, "as_of", "state_now")
        return shown

    # -- What the list and the form show --------------------------------------------------------

    @admin.display(description=_("how texts use it"))
    def typed_as(self, snippet: Snippet) -> str:
        return format_html("<code>{}</code>", snippet.markdown)

    @admin.display(description=_("pages that have it"), ordering="pages")
    def pages(self, snippet: Snippet) -> int:
        return snippet.pages

    @admin.display(description=_("as of"))
    def as_of(self, snippet: Snippet) -> datetime.date:
        return snippet.working_version.as_of

    @admin.display(description=_("state"))
    def state_now(self, snippet: Snippet) -> str:
        if snippet.is_retired:
            return gettext("Retired")
        if snippet.draft_version and snippet.live_version:
            return gettext("New text to publish")
        return gettext("Not published yet") if snippet.draft_version else gettext("Published")

    @admin.display(description=_("what pages say now"))
    def says_now(self, snippet: Snippet) -> str:
        version = snippet.live_version
        if version is None:
            return gettext("Nothing yet: publish it, and texts can use it.")
        date = date_format(version.as_of, "F j, Y")
        said = gettext("As of %(date)s, written by %(who)s") % {
            "date": date,
            "who": version.created_by_name,
        }
        return format_html('<div class="snippet__text">{}</div><div>{}</div>', version.text, said)

    @admin.display(description=_("where used"))
    def where_used(self, snippet: Snippet) -> str:
        articles = Article.objects.using_snippet(snippet).with_working_text().order_by("-pk")
        shown = [
            (
                reverse("admin:articles_article_change", args=[article.pk]),
                article,
                gettext("public") if article.is_public else gettext("not public"),
            )
            for article in articles[:PAGES_SHOWN]
        ]
        if not shown:
            return gettext("Nowhere at present.")
        items = format_html_join("", '<li><a href="{}">{}</a> ({})</li>', shown)
        if more := articles.count() - len(shown):
            sentence = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
            items += format_html("<li>{}</li>", sentence)
        return format_html("<ul>{}</ul>", items)

    # -- Saving and deleting --------------------------------------------------------------------

    def save_model(
        self, request: HttpRequest, obj: Snippet, form: SnippetForm, change: bool
    ) -> None:
        # What another editor has changed meanwhile the form has said already; the row is locked.
        typed = {"text": form.cleaned_data["text"], "as_of": form.cleaned_data["as_of"]}
        is_retired = obj.is_retired
        based_on = obj.working_version.number if change else 0
        save_snippet(obj, **typed, by=request.user, based_on=based_on)
        if change and "is_retired" in form.changed_data:
            retire_snippet(obj, is_retired=is_retired, by=request.user)

    def response_add(
        self, request: HttpRequest, obj: Snippet, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Snippet) -> HttpResponse:
        """Say what readers see, and lead to where the new text is published."""
        obj.refresh_from_db()
        if obj.draft_version_id is None:
            messages.success(request, gettext("Saved. Pages say what they said."))
        elif "_publish" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_snippet_publish", args=[obj.pk]))
        else:
            said = gettext("Saved. Readers see it when somebody has published it.")
            messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:articles_snippet_change", args=[obj.pk]))

    def has_delete_permission(self, request: HttpRequest, obj: Snippet | None = None) -> bool:
        """A fact that any text has, old editions too, is retired and not deleted."""
        is_free = obj is None or not obj.is_used
        return is_free and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """Only the facts: their versions go with them."""
        return [str(one) for one in objs], {}, set(), []

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as refused:
            messages.error(request, str(refused))
            where = reverse("admin:articles_snippet_change", args=[object_id])
            return HttpResponseRedirect(where)

    def delete_model(self, request: HttpRequest, obj: Snippet) -> None:
        remove_snippet(obj, by=request.user)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(publish_page, self))
        name = "articles_snippet_publish"
        return [path("<int:pk>/publish/", view, name=name), *super().get_urls()]
