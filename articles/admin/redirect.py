"""Redirects in the admin."""

from typing import Any
from urllib.parse import unquote, urlsplit

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
        # A whole address is what people copy; its path is what counts here.
        try:
            parts = urlsplit(self.cleaned_data["old_path"])
        except ValueError as error:
            raise ValidationError(_("This is not an address.")) from error
        if parts.query:
            raise ValidationError(_("Leave out the question mark and what follows it."))
        path = tidy_path(unquote(parts.path))
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
    list_display = ("old_path", "leads_to", "made_by_name", "created_at")
    search_fields = ("old_path",)
    autocomplete_fields = ("article",)
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("section", "article__section")

    @admin.display(description=_("leads to"))
    def leads_to(self, redirect: Redirect) -> str:
        url = redirect.target.get_absolute_url()
        return format_html('<a href="{}">{}</a>', url, url)
