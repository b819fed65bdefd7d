"""People in the admin: what readers learn about them, and where their names stand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import search
from articles.admin.seen_rows import SeenRowAdmin
from articles.models import Article, Person
from articles.models.shown import is_in_bin


@admin.register(Person)
class PersonAdmin(SeenRowAdmin):
    when_empty = _(
        "Add the people who write and review: their names stand in bylines, with a page each."
    )
    list_display = ("name", "credentials", "role", "written", "reviewed", "asked")
    list_filter = ("is_sample",)
    search_fields = ("name", "credentials", "role")
    # A query that counts forgets the order that its model names.
    ordering = ("name", "pk")
    autocomplete_fields = ("photo",)
    actions = None

    def get_fieldsets(self, request: HttpRequest, obj: Person | None = None) -> list:
        where = (
            _("Where the name stands"),
            {
                "fields": ("where_written", "where_reviewed"),
                "description": _("Somebody who wrote or reviewed a page cannot be deleted."),
            },
        )
        return [
            (None, {"fields": ("name", "slug", "credentials", "role")}),
            (_("On their page"), {"fields": ("photo", "bio", "orcid")}),
            (_("Conflicts of interest"), {"fields": ("disclosure_asked_on", "disclosure")}),
            (_("At this desk"), {"fields": ("account",)}),
            (_("Sample"), {"fields": ("is_sample",)}),
            *([where] if obj else []),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .annotate(
                written=Count("bylines", filter=~is_in_bin("bylines__article__"), distinct=True),
                reviewed=Count("reviews__article", distinct=True),
            )
        )

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        search.index_people([obj.pk])

    def get_readonly_fields(
        self, request: HttpRequest, obj: Person | None = None
    ) -> tuple[str, ...]:
        where = ("where_written", "where_reviewed")
        # Readers link to the address, and nothing would lead on from an old one.
        return ("slug", *where) if _has_page(obj) else where

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Person | None = None
    ) -> dict[str, tuple[str, ...]]:
        return {} if _has_page(obj) else {"slug": ("name",)}

    def view_on_site(self, person: Person) -> str:
        return person.url

    @admin.display(description=_("pages written"), ordering="written")
    def written(self, person: Person) -> int:
        return person.written

    @admin.display(description=_("pages reviewed"), ordering="reviewed")
    def reviewed(self, person: Person) -> int:
        return person.reviewed

    @admin.display(
        description=_("asked about conflicts"), boolean=True, ordering="disclosure_asked_on"
    )
    def asked(self, person: Person) -> bool:
        return person.disclosure_asked_on is not None

    @admin.display(description=_("wrote"))
    def where_written(self, person: Person) -> str:
        return _links_to(Article.objects.filter(authors=person))

    @admin.display(description=_("reviewed"))
    def where_reviewed(self, person: Person) -> str:
        return _links_to(Article.objects.filter(reviews__reviewer=person).distinct())


def _has_page(person: Person | None) -> bool:
    """Whether readers can see the page of `person`."""
    return person is not None and Person.objects.public().filter(pk=person.pk).exists()


def _links_to(articles: QuerySet) -> str:
    """A list of links to the forms of `articles`."""
    links = [
        (reverse("admin:articles_article_change", args=[article.pk]), str(article))
        for article in articles.with_working_text()
    ]
    if not links:
        return gettext("Nothing yet.")
    return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', links))
