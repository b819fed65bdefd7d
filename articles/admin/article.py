"""Articles in the admin: the list, the form, and the buttons of the workflow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import article_pages
from articles.admin.article_form import ArticleForm
from articles.admin.related import RelatedInline
from articles.models import Article, Byline
from articles.publishing import (
    Action,
    Conflict,
    Refused,
    move,
    possible_actions,
    reasons_not_to_publish,
    refile,
    save_draft,
    start_article,
)


class DraftOverLive(admin.SimpleListFilter):
    """Pages that readers see while somebody is at work on them."""

    title = _("draft over a live page")
    parameter_name = "over_live"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "yes":
            return queryset.filter(draft_revision__isnull=False, live_revision__isnull=False)
        return queryset


class KeptByline(forms.ModelChoiceField):
    """The row of an author's line; one that another editor has removed meanwhile is nobody's."""

    def clean(self, value: Any) -> Byline | None:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


class BylineFormSet(BaseInlineFormSet):
    """Author lines, of which some may be gone by the time the form is sent."""

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        row = form.fields["id"]
        form.fields["id"] = KeptByline(
            row.queryset, initial=row.initial, required=False, widget=row.widget
        )


class BylineInline(admin.TabularInline):
    model = Byline
    formset = BylineFormSet
    extra = 1
    autocomplete_fields = ("person",)
    verbose_name = _("author")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    form = ArticleForm
    inlines = (BylineInline, RelatedInline)
    actions = None
    list_display = ("headline", "state_now", "section", "last_updated", "on_site")
    list_filter = ("state", "section", DraftOverLive, "is_sample")
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
                "fields": ("position", "start_here", "is_sample"),
                "description": _("These act at once, without publishing."),
            },
        ),
    )

    # -- The list -----------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_working_text()

    @admin.display(
        description=_("title"), ordering=Coalesce("draft_revision__title", "live_revision__title")
    )
    def headline(self, article: Article) -> str:
        return str(article)

    @admin.display(description=_("state"), ordering="state")
    def state_now(self, article: Article) -> str:
        over_live = gettext("over a live page") if article.is_draft_over_live else ""
        return format_html(
            '<span class="state state--{}">{}</span> {}',
            article.state,
            article.get_state_display(),
            over_live,
        )

    @admin.display(description=_("last updated"), ordering="last_updated_on")
    def last_updated(self, article: Article) -> str:
        return date_format(article.last_updated_on, "F j, Y") if article.is_public else "–"

    @admin.display(description=_("on the site"))
    def on_site(self, article: Article) -> str:
        if not article.is_public:
            return "–"
        return format_html('<a href="{}">{}</a>', article.url, gettext("View page"))

    # -- The form -----------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.request = request
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show and save the form; a page whose address was taken this instant is asked again."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (Refused, IntegrityError):
            # Somebody was faster between the form's check and the save. Nothing was stored; on a
            # second look the form sees it and says so beside the field.
            return super().changeform_view(request, *args, **kwargs)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """Return the article with its whole working texts, which the form shows."""
        article = super().get_object(request, object_id, from_field)
        return article and Article.objects.select_related(
            "section",
            "draft_revision__lead_image",
            "live_revision__lead_image",
        ).get(pk=article.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        context["possible"] = {Action.SAVE_DRAFT}
        if article:
            context["possible"] = set(possible_actions(article))
            context["reasons"] = (
                reasons_not_to_publish(article) if article.draft_revision_id else []
            )
            context["publications"] = article.publications.all()
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
                save_draft(obj, content, by=request.user, based_on=filed["based_on"])
            except Conflict as conflict:
                # Caught here: beyond this method the exception would roll back the transaction
                # in which the losing text was kept.
                request.conflict = conflict
        # Only what this editor changed: another one may have filed the page elsewhere meanwhile.
        moved = {name: filed[name] for name in ("slug", "section") if name in form.changed_data}
        if change and moved:
            move(obj, by=request.user, **moved)
        refile(obj, **{name: filed[name] for name in form.FILING if name in form.changed_data})

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
            return article_pages.conflict_page(self, request, obj, conflict)
        if "_popup" in request.POST:
            return super().response_change(request, obj)
        return self.response_after_save(request, obj)

    def response_after_save(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Say what was saved and what readers see, and stay on the form."""
        if Action.PUBLISH in possible_actions(article):
            if "_publish" in request.POST:
                return HttpResponseRedirect(
                    reverse("admin:articles_article_publish", args=[article.pk])
                )
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

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        Article.objects.get(pk=obj.pk).delete()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return article_pages.history_page(self, request, object_id)

    # -- The pages beside the form --------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def page(name: str, view: Callable[..., HttpResponse]) -> URLPattern:
            return path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(partial(view, self)),
                name=f"articles_article_{name}",
            )

        return [
            path("preview/", partial(article_pages.preview, self), name="articles_article_preview"),
            page("publish", article_pages.publish_page),
            page("discard", article_pages.discard_page),
            page("draft", article_pages.draft_page),
            *super().get_urls(),
        ]
