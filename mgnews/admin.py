"""The site that every admin of ours is registered with.

It lies beside the settings because it must be there before the package that registers with it.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


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
