"""The site that every admin of ours is registered with.

It lies beside the settings because it must be there before the package that registers with it.
"""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# How the list at the side is divided: by what somebody comes for, not by the package of a model.
PARTS = (
    ("writing", _("Writing"), ("article", "snippet", "thread")),
    ("library", _("Library"), ("image", "reference", "term", "wording")),
    (
        "site",
        _("The site"),
        ("section", "callout", "person", "pick", "synonymset", "redirect", "sitesettings"),
    ),
    ("readers", _("From readers"), ("feedback", "emptysearch", "missingaddress")),
    ("record", _("Colleagues"), ("user", "group", "trailentry")),
)


class DeskSite(admin.AdminSite):
    """Django's, which shows what waits for somebody before it shows what there is."""

    site_header = _("Editors' desk")
    site_title = _("Editors' desk")
    index_template = "admin/desk.html"
    enable_nav_sidebar = True

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The editors' desk: what waits for the person who asks, and Django's list of all rows."""
        # Only here: that package registers with this site while it is imported.
        from articles.admin.desk import desk_of

        return super().index(request, desk_of(request) | (extra_context or {}))

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """All that may be seen, in PARTS; what is named in none of them stands as Django has it."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        found = {each["object_name"].lower(): each for app in apps for each in app["models"]}
        parts = []
        for name, title, kinds in PARTS:
            if rows := [found.pop(kind) for kind in kinds if kind in found]:
                parts.append(
                    {
                        "name": title,
                        "app_label": name,
                        "app_url": reverse("admin:index"),
                        "has_module_perms": True,
                        "models": rows,
                    }
                )
        left = [
            app | {"models": rows}
            for app in apps
            if (rows := [each for each in app["models"] if each["object_name"].lower() in found])
        ]
        return parts + left

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's page for one's own password, which leads on only once it is changed."""
        from articles.publishing import note_password

        with transaction.atomic():
            response = super().password_change(request, extra_context)
            if request.method == "POST" and response.status_code == 302:
                note_password(request.user, by=request.user)
        return response
