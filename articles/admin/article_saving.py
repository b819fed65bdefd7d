"""Saving from the article form: the text becomes a draft, the rest acts at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from articles import search
from articles.admin.article_form import ArticleForm
from articles.admin.article_pages import conflict_page
from articles.admin.article_unsaved import forget_what_is_saved
from articles.admin.noted_rows import Changes, changes_in_lines
from articles.models import Article, TrailEntry
from articles.publishing import (
    Action,
    Conflict,
    move,
    note_done,
    refile,
    save_draft,
    start_article,
)


class SavesArticle:
    """What Django's ModelAdmin does with a valid form, for articles: it calls the verbs."""

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
        changed = {name: filed[name] for name in form.FILING if name in form.changed_data}
        refile(obj, by=request.user, **changed)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Authors act at once: whoever is named from now on, or no more, is found or not."""
        authors = form.instance.authors
        before = set(authors.values_list("pk", flat=True))
        super().save_related(request, form, formsets, change)
        search.index_people(before ^ set(authors.values_list("pk", flat=True)))

    def log_addition(self, request: HttpRequest, obj: Article, message: Changes) -> None:
        """Who wrote it and what is related; the verbs have noted the rest."""
        self.log_change(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Article, message: Changes) -> None:
        """The same."""
        if message:
            note_done(TrailEntry.Kind.FILED, obj, by=request.user, changes=message)

    def construct_change_message(
        self, request: HttpRequest, form: ArticleForm, formsets: Any, add: bool = False
    ) -> Changes:
        return list(changes_in_lines(formsets))

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
