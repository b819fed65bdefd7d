"""Redirects in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.seen_rows import SeenRowAdmin, SeenRowForm
from articles.models import Redirect
from articles.publishing import (
    add_redirect,
    read_old_address,
    read_target,
    reasons_not_to_redirect,
)


class RedirectForm(SeenRowForm):
    """An old address and the page it leads to."""

    class Meta:
        model = Redirect
        fields = ("old_path", *Redirect.TARGETS)
        help_texts = {
            "old_path": _(
                "The path without the site's name, e.g. “/2019/05/what-is-mg/” or “/?p=123”. A "
                "whole address may be pasted."
            ),
            "article": _("The article it leads to, wherever that moves."),
            "section": _("Or the section it leads to."),
            "person": _("Or the person it leads to."),
            "term": _("Or the term of the glossary it leads to."),
            "path": _("Or the address of any other page here, e.g. “/glossary/” or “/news/2019/”."),
        }

    def clean_old_path(self) -> str:
        return read_old_address(self.cleaned_data["old_path"])

    def clean(self) -> dict[str, Any]:
        """Add every reason why the old address cannot lead there, beside the field it is about."""
        cleaned = super().clean()
        chosen = [cleaned[name] for name in Redirect.TARGETS if cleaned.get(name)]
        if len(chosen) != 1:
            self.add_error("article", _("Choose where it leads to: one of these, and only one."))
            return cleaned
        self.target = read_target(chosen[0]) if isinstance(chosen[0], str) else chosen[0]
        old_path = cleaned.get("old_path", self.instance.old_path)
        for reason in reasons_not_to_redirect(old_path, self.target):
            # An address typed under “path” may turn out to be an article that cannot be seen.
            is_empty = reason.field in Redirect.TARGETS and not cleaned.get(reason.field)
            field = "path" if is_empty else reason.field
            self.add_error(field if field in self.fields else None, str(reason))
        return cleaned


@admin.register(Redirect)
class RedirectAdmin(SeenRowAdmin):
    when_empty = _(
        "No page has moved. Old addresses come here by themselves; add those of a former site."
    )
    form = RedirectForm
    list_display = ("old_path", "leads_to", "made_by_name", "created_at")
    search_fields = ("old_path",)
    autocomplete_fields = ("article", "person", "term")
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_targets()

    def get_readonly_fields(self, request: HttpRequest, obj: Redirect | None = None) -> tuple:
        """The old address is what the row is about: a wrong one is deleted, and another made."""
        return ("old_path",) if obj else ()

    @admin.display(description=_("leads to"))
    def leads_to(self, redirect: Redirect) -> str:
        return format_html('<a href="{}">{}</a>', redirect.url, redirect.url)

    def save_model(
        self, request: HttpRequest, obj: Redirect, form: RedirectForm, change: bool
    ) -> None:
        made = add_redirect(obj.old_path, form.target, by=request.user)
        obj.pk, obj._state.adding = made.pk, False
        obj.refresh_from_db()
