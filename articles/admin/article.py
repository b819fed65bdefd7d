"""Articles in the admin: the list, the form, and the buttons of the workflow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import F, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import search
from articles.admin.article_amendment import amend_page
from articles.admin.article_approval import approval_page, confirm_page, submit_page
from articles.admin.article_bulk import (
    publish_selected,
    publish_selected_page,
    submit_selected,
    submit_selected_page,
)
from articles.admin.article_checks import checks, report_of
from articles.admin.article_embargo import embargo_page
from articles.admin.article_filing import FiledInline, may_file
from articles.admin.article_form import ArticleForm
from articles.admin.article_history import editions_of, history_page
from articles.admin.article_list import (
    DraftOverLive,
    ReviewNeeded,
    WaitsFor,
    Withdrawn,
    headline,
    last_updated,
    on_site,
    review,
    state_now,
)
from articles.admin.article_merge import merge_page, mine_page
from articles.admin.article_pages import conflict_page, discard_page, number_or_none
from articles.admin.article_plan import calendar_page, unschedule_page
from articles.admin.article_preview import draft_page, preview, text_page
from articles.admin.article_publish import publish_page
from articles.admin.article_reading import read_page
from articles.admin.article_review import review_page
from articles.admin.article_sharing import sharing_page
from articles.admin.article_unsaved import (
    forget_what_is_saved,
    keep,
    open_form_of,
    unsaved_page,
)
from articles.admin.article_withdrawal import withdraw_page
from articles.admin.kept_rows import KeptRowsFormSet
from articles.admin.related import RelatedInline
from articles.admin.seen_rows import SeenRowAdmin, SeenRowForm
from articles.admin.typed_before import asks_to_look_again
from articles.models import Article, Byline, Right, SiteSettings, may, standing_of
from articles.publishing import (
    Action,
    Conflict,
    Refused,
    move,
    possible_actions,
    reasons_not_to_write,
    refile,
    save_draft,
    start_article,
    started_lately,
)


class BylineFormSet(KeptRowsFormSet):
    """Author lines, of which some may be gone by the time the form is sent."""

    def clean(self) -> None:
        """Refuse a new author who vouched for the text as its reviewer."""
        super().clean()
        for form in self.forms if self.instance.pk else ():
            person = form.cleaned_data.get("person")
            if "person" not in form.changed_data or person is None:
                continue
            for reason in reasons_not_to_write(self.instance, person):
                form.add_error("person", str(reason))


class BylineInline(FiledInline):
    model = Byline
    form = SeenRowForm
    formset = BylineFormSet
    extra = 1
    autocomplete_fields = ("person",)
    verbose_name = _("author")


@admin.register(Article)
class ArticleAdmin(SeenRowAdmin):
    form = ArticleForm
    deletes_only_what_was_seen = True
    inlines = (BylineInline, RelatedInline)
    actions = (publish_selected, submit_selected)
    list_display = (headline, state_now, "section", last_updated, review, on_site)
    list_filter = (
        "state",
        WaitsFor,
        ReviewNeeded,
        Withdrawn,
        DraftOverLive,
        "section",
        "is_sample",
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
    # The form and the list have links of their own, which know a draft from a live page.
    view_on_site = False
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("based_on", "title", "slug", "section", "summary", "body")}),
        (
            _("Key points and lead picture"),
            {"fields": ("key_points", "lead_image", "lead_alt", "lead_is_decorative")},
        ),
        (
            _("Where it stands on the site"),
            {
                "fields": ("position", "start_here", "review_interval", "policy", "is_sample"),
                "description": _("These act at once, without publishing."),
            },
        ),
    )

    # -- The list -----------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        today = SiteSettings.current().today()
        found = super().get_queryset(request).with_working_text().select_related("schedule")
        return found.with_review_state(today)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """What can be asked of several articles at once; deleting is asked of one alone."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the action to publish several stands above the list."""
        return may(request.user, Right.PUBLISH)

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """Whether the action to hand several in stands above the list."""
        return may(request.user, Right.SUBMIT)

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
        return () if may_file(request, obj) else ("slug", "section", *self.form.FILING)

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
            return read_page(self, request, pk)
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
        article = super().get_object(request, object_id, from_field)
        return article and Article.objects.with_standing().get(pk=article.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        context["possible"] = {Action.SAVE_DRAFT}
        context["may_publish"] = may(request.user, Right.PUBLISH)
        context["may_submit"] = may(request.user, Right.SUBMIT)
        context |= open_form_of(request, context["adminform"].form, article)
        if article:
            context["possible"] = set(possible_actions(article, by=request.user))
            context["may_amend"] = may(request.user, Right.WITHDRAW)
            context["may_share"] = may(request.user, Right.SHARE)
            context["may_review"] = may(request.user, Right.REVIEW)
            context["steps"] = article.working_revision.steps.all()
            context["report"] = report_of(article)
            context["publications"] = editions_of(article)
            context["standing"] = standing_of(
                article, article.live_revision, SiteSettings.current().today()
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool
    ) -> None:
        content, filed = form.content(), form.cleaned_data
        if not change:
            started = start_article(
                content, section=filed["section"], slug=filed["slug"], by=request.user
            )
            obj.pk, obj._state.adding = started.pk, False
            obj.refresh_from_db()
        else:
            obj.refresh_from_db()
            try:
                save_draft(
                    obj,
                    content,
                    by=request.user,
                    based_on=filed["based_on"],
                    keep_schedule=form.keeps_schedule,
                )
            except Conflict as conflict:
                # Caught here: beyond this method the exception would roll back the transaction
                # in which the losing text was kept.
                request.conflict = conflict
        forget_what_is_saved(request, obj)
        # Only what this editor changed: another one may have filed the page elsewhere meanwhile.
        moved = {name: filed[name] for name in ("slug", "section") if name in form.changed_data}
        if change and moved:
            move(obj, by=request.user, **moved)
        refile(obj, **{name: filed[name] for name in form.FILING if name in form.changed_data})

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Authors act at once: whoever is named from now on, or no more, is found or not."""
        authors = form.instance.authors
        before = set(authors.values_list("pk", flat=True))
        super().save_related(request, form, formsets, change)
        search.index_people(before ^ set(authors.values_list("pk", flat=True)))

    def log_change(self, request: HttpRequest, obj: Article, message: Any) -> Any:
        return None if hasattr(request, "conflict") else super().log_change(request, obj, message)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self.response_after_save(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if conflict := getattr(request, "conflict", None):
            return conflict_page(self, request, obj, conflict)
        if "_popup" in request.POST:
            return super().response_change(request, obj)
        return self.response_after_save(request, obj)

    def response_after_save(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Say what was saved and what readers see, and stay on the form."""
        if article.draft_revision_id:
            for action in (Action.PUBLISH, Action.SUBMIT):
                if f"_{action}" in request.POST:
                    name = f"admin:articles_article_{action}"
                    return HttpResponseRedirect(reverse(name, args=[article.pk]))
            if article.is_public:
                said = gettext("Draft saved. Readers still see the text you published before.")
            else:
                said = gettext("Draft saved. Readers cannot see it yet.")
            url = reverse("admin:articles_article_draft", args=[article.pk])
            words = gettext("View draft on site")
        else:
            said = gettext("Saved. The text is the one that readers see.")
            url, words = article.url, gettext("View live page")
        self.message_user(
            request, format_html('{} <a href="{}">{}</a>', said, url, words), messages.SUCCESS
        )
        if not self.has_view_or_change_permission(request, article):
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    # -- Deleting and history -------------------------------------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Only what readers never saw can be deleted; the rest is part of the record."""
        never_public = obj is None or obj.first_published_on is None
        return never_public and super().has_delete_permission(request, obj)

    def version_of(self, row: Article) -> str:
        """The text that goes with the article: one that was saved since is lost to nobody."""
        return str(row.working_revision.number)

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        Article.objects.get(pk=obj.pk).delete()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return history_page(self, request, object_id)

    # -- The pages beside the form --------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def page(name: str, view: Callable[..., HttpResponse], rest: str = "") -> URLPattern:
            return path(
                f"<int:pk>/{name}/{rest}",
                self.admin_site.admin_view(partial(view, self)),
                name=f"articles_article_{name}",
            )

        def desk(address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            name = f"articles_article_{name}"
            return path(address, self.admin_site.admin_view(partial(view, self)), name=name)

        return [
            path("preview/", partial(preview, self), name="articles_article_preview"),
            desk("calendar/", calendar_page, "calendar"),
            desk("selected/publish/", publish_selected_page, "publish_selected"),
            desk("selected/submit/", submit_selected_page, "submit_selected"),
            page("unschedule", unschedule_page),
            page("embargo", embargo_page),
            path("checks/", partial(checks, self), name="articles_article_checks"),
            path("keep/", partial(keep, self), name="articles_article_keep"),
            path(
                "unsaved/<int:pk>/",
                self.admin_site.admin_view(partial(unsaved_page, self)),
                name="articles_article_unsaved",
            ),
            page("submit", submit_page),
            page("approve", approval_page),
            page("confirm", confirm_page),
            page("publish", publish_page),
            page("discard", discard_page),
            page("draft", draft_page),
            page("merge", merge_page),
            page("mine", mine_page),
            page("text", text_page, "<int:number>/"),
            page("review", review_page),
            page("withdraw", withdraw_page),
            page("share", sharing_page),
            page("amend", amend_page, "<int:publication_pk>/"),
            *super().get_urls(),
        ]
