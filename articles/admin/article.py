"""Articles in the admin: the list, the form, and the buttons of the workflow."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.db import IntegrityError
from django.db.models import F, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_bin import (
    Bin,
    BinsArticle,
    bin_selected,
    days_left,
    deleted,
    or_bin,
    shows_bin,
    take_out_selected,
)
from articles.admin.article_bulk import publish_selected, submit_selected
from articles.admin.article_checks import report_of
from articles.admin.article_comments import threads_of
from articles.admin.article_csv import COLUMNS
from articles.admin.article_filing import may_file
from articles.admin.article_form import ArticleForm
from articles.admin.article_history import editions_of, history_page
from articles.admin.article_list import (
    KeysFirst,
    OnWorklist,
    Withdrawn,
    answers,
    context_of_list,
    headline,
    last_updated,
    on_site,
    review,
    state_now,
    worklist_of,
)
from articles.admin.article_opinions import opinions_of
from articles.admin.article_owners import hand_over_selected
from articles.admin.article_pages import number_or_none
from articles.admin.article_reading import read_page
from articles.admin.article_saving import SavesArticle
from articles.admin.article_unsaved import open_form_of
from articles.admin.article_urls import pages_of
from articles.admin.byline import BylineInline
from articles.admin.csv_list import GoesOutAsCsv
from articles.admin.of_pages import Owned
from articles.admin.related import RelatedInline
from articles.admin.seen_rows import SeenRowAdmin
from articles.admin.typed_before import asks_to_look_again
from articles.models import Article, Right, SiteSettings, may, standing_of
from articles.publishing import (
    OF_EDITORS,
    Action,
    Refused,
    possible_actions,
    started_lately,
)

# What a row of the bin says.
IN_BIN = (headline, "section", deleted, days_left)


@admin.register(Article)
class ArticleAdmin(SavesArticle, BinsArticle, GoesOutAsCsv, SeenRowAdmin):
    when_empty = _("Write the first article: it stays a draft until somebody publishes it.")
    form = ArticleForm
    inlines = (BylineInline, RelatedInline)
    actions = (
        publish_selected,
        submit_selected,
        hand_over_selected,
        bin_selected,
        take_out_selected,
    )
    list_display = (headline, state_now, "section", answers, last_updated, review, on_site)
    list_filter = (
        OnWorklist,
        Owned,
        "state",
        Withdrawn,
        "section",
        "is_sample",
        Bin,
    )
    search_fields = (
        "slug",
        "draft_revision__title",
        "draft_revision__summary",
        "live_revision__title",
        "live_revision__summary",
    )
    search_help_text = _("Searches titles, summaries and addresses.")
    # What readers have never seen stands on top, on every database.
    ordering = (F("last_updated_on").desc(nulls_first=True), "-pk")
    list_per_page = 50
    paginator = KeysFirst
    # The form and the list have links of their own, which know a draft from a live page.
    view_on_site = False
    show_full_result_count = False
    csv_columns = COLUMNS
    fieldsets = (
        (None, {"fields": ("based_on", "moves_to", "title", "slug", "section", "summary", "body")}),
        (
            _("Key points and lead picture"),
            {"fields": ("key_points", "lead_image", "lead_alt", "lead_is_decorative")},
        ),
        (
            _("Where it stands on the site"),
            {
                "fields": (
                    "owner",
                    "position",
                    "start_here",
                    "review_interval",
                    "policy",
                    "is_sample",
                ),
                "description": _("These act at once, without publishing."),
            },
        ),
    )

    # -- The list -----------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        today = SiteSettings.current().today()
        found = super().get_queryset(request)
        if shows_bin(request):
            found = Article.everything.in_bin()
        found = found.with_working_text().select_related("schedule", "owner")
        return found.with_review_state(today)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; narrowed to one worklist it bears its name and says what to do."""
        context = {"title": gettext("The bin")} if shows_bin(request) else context_of_list(request)
        return super().changelist_view(request, context | (extra_context or {}))

    def csv_name(self, request: HttpRequest) -> str:
        each = worklist_of(request)
        return each.key if each else super().csv_name(request)

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        return IN_BIN if shows_bin(request) else self.list_display

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        return ("-binned_at", "-pk") if shows_bin(request) else self.ordering

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """What can be asked of several articles at once, in the list or in the bin."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # ours goes to the bin
        in_bin = {"take_out_selected"}
        return {
            name: action
            for name, action in actions.items()
            if (name in in_bin) == shows_bin(request)
        }

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the action to publish several stands above the list."""
        return may(request.user, Right.PUBLISH)

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """Whether the action to hand several in stands above the list."""
        return may(request.user, Right.SUBMIT)

    def has_file_permission(self, request: HttpRequest) -> bool:
        """Whether the action to give several to somebody stands above the list."""
        return may(request.user, Right.FILE)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """What the search finds; where a page to read instead is looked for, public pages only."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if request.GET.get("field_name") == "replacement":
            found = found.public()
        return found, may_repeat

    # -- The form -----------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """The form's parts; a text that is scheduled comes with a question above it."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or obj.schedule_id is None:
            return fieldsets
        return ((None, {"fields": ("keep_schedule",)}), *fieldsets)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> tuple[str, ...]:
        """How a page that readers know is filed acts at once, so not everybody may change it."""
        if not may_file(request, obj):
            return ("slug", "section", *self.form.FILING)
        return () if may(request.user, Right.FILE) else tuple(OF_EDITORS)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.request = request
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show and save the form; who may not write gets the text to read instead.

        A page whose address was taken this instant is asked again.
        """
        pk = number_or_none(object_id or "")
        may_read, may_write = (
            self.has_view_permission(request),
            self.has_change_permission(request),
        )
        if pk and may_read and not may_write and request.method != "POST":
            return or_bin(read_page)(self, request, pk)
        is_new = request.method == "POST" and object_id is None
        if is_new and (sent := self._started_before(request)):
            return self.response_after_save(request, sent)
        try:
            response = super().changeform_view(request, object_id, *args, **kwargs)
        except (Refused, IntegrityError):
            # Somebody was faster between the form's check and the save. Nothing was stored; on a
            # second look the form sees it and says so beside the field.
            response = super().changeform_view(request, object_id, *args, **kwargs)
        # The first of two clicks may have been stored while the second was being looked at.
        is_asked_again = is_new and response.status_code == HTTPStatus.OK
        if is_asked_again and (sent := self._started_before(request)):
            return self.response_after_save(request, sent)
        return response

    def _started_before(self, request: HttpRequest) -> Article | None:
        """The article that this very request has started already, when it comes again."""
        may_not = "_popup" in request.POST or asks_to_look_again(request)
        if may_not or not self.has_add_permission(request):
            return None
        form = self.get_form(request)(request.POST)
        form.is_valid()
        section = form.cleaned_data.get("section")
        if section is None:
            return None
        slug = request.POST.get("slug", "")
        return started_lately(form.typed, section=section, slug=slug, by=request.user)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """Return the article with its whole working texts, which the form shows."""
        pk = number_or_none(object_id)
        return Article.objects.with_standing().filter(pk=pk).first() if pk else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        context["possible"] = {Action.SAVE_DRAFT}
        context["may_publish"] = may(request.user, Right.PUBLISH)
        context["may_submit"] = may(request.user, Right.SUBMIT)
        context |= open_form_of(request, context["adminform"].form, article)
        if article:
            article.editions = context["publications"] = editions_of(article)
            context["possible"] = set(possible_actions(article, by=request.user))
            context["may_amend"] = may(request.user, Right.WITHDRAW)
            context["may_share"] = may(request.user, Right.SHARE)
            context["opinions"] = opinions_of(article, request.user)
            context["may_review"] = may(request.user, Right.REVIEW)
            context["steps"] = article.working_revision.steps.all()
            context["threads"] = threads = threads_of(request, article, beside_form=True)
            context["adminform"].form.offer_owners_among(threads["colleagues"])
            context["report"] = report_of(article, open_threads=len(threads["open"]))
            context["standing"] = standing_of(
                article, article.live_revision, SiteSettings.current().today()
            )
        return super().render_change_form(request, context, *args, **kwargs)

    # -- The pages beside the form --------------------------------------------------------------

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return history_page(self, request, object_id)

    def get_urls(self) -> list[URLPattern]:
        return [*pages_of(self), *super().get_urls()]
