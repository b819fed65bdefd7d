"""The site's settings in the admin: one row, opened at once."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.seen_rows import SeenRowAdmin, SeenRowForm
from articles.models import SiteSettings
from articles.models.site_settings import time_zones
from articles.publishing import save_site_settings


class SiteSettingsForm(SeenRowForm):
    """The settings, with the time zone as a list to choose from."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(name, name) for name in time_zones()],
        help_text=SiteSettings._meta.get_field("time_zone").help_text,
    )


@admin.register(SiteSettings)
class SiteSettingsAdmin(SeenRowAdmin):
    form = SiteSettingsForm
    readonly_fields = ("disclaimer_version",)
    fields = (
        "name",
        "tagline",
        "disclaimer_long",
        "disclaimer_short",
        "disclaimer_version",
        "contact_email",
        "time_zone",
    )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one row, so its form is the list."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:articles_sitesettings_change", args=[1]))

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> SiteSettings | None:
        return SiteSettings.current() if object_id == "1" else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: Any, change: bool) -> None:
        # Only what this editor changed: another one may have written a new disclaimer meanwhile.
        current = SiteSettings.current()
        for name in form.changed_data:
            setattr(current, name, form.cleaned_data[name])
        save_site_settings(current, by=request.user)
