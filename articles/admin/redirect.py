"""Redirects in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Redirect, tidy_path
from articles.publishing import is_public_path


class RedirectForm(forms.ModelForm):
    """An old address and the page it leads to."""

    class Meta:
        model = Redirect
        fields = ("old_path", "article", "section")
        help_texts = {
            "old_path": _("The path without the site's name, e.g. “/2019/05/what-is-mg/”."),
            "article": _("The article it leads to, wherever that moves."),
            "section": _("Or the section it leads to."),
        }

    def clean_old_path(self) -> str:
        path = tidy_path(self.cleaned_data["old_path"])
        if is_public_path(path) and not Redirect.objects.filter(old_path=path).exists():
            raise ValidationError(_("A page lives at this address, so it needs no redirect."))
        return path

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if bool(cleaned.get("article")) == bool(cleaned.get("section")):
            self.add_error("article", _("Choose an article or a section, one of them."))
        return cleaned


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    form = RedirectForm
    list_display = ("old_path", "leads_to", "created_at")
    search_fields = ("old_path",)
    autocomplete_fields = ("article",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("section", "article__section")

    @admin.display(description=_("leads to"))
    def leads_to(self, redirect: Redirect) -> str:
        url = redirect.target.get_absolute_url()
        return format_html('<a href="{}">{}</a>', url, url)
