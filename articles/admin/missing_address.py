"""Missing addresses in the admin: what readers looked for, and a redirect for it."""

from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.noted_rows import NotesRows
from articles.models import MissingAddress


@admin.register(MissingAddress)
class MissingAddressAdmin(NotesRows, admin.ModelAdmin):
    """A list to work through: a row goes when its redirect is made, or when it is deleted."""

    when_empty = _("Nobody has asked for a page that does not exist.")
    list_display = ("path", "times", "first_on", "last_on", "linked_from", "make_redirect")
    actions = None
    search_fields = ("path", "linked_from")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: MissingAddress | None = None
    ) -> bool:
        return False

    @admin.display(description=_("what to do"))
    def make_redirect(self, missing: MissingAddress) -> str:
        form = reverse("admin:articles_redirect_add")
        return format_html(
            '<a href="{}?{}">{}<span class="visually-hidden"> {} {}</span></a>',
            form,
            urlencode({"old_path": missing.path}),
            gettext("Make a redirect"),
            gettext("for"),
            missing.path,
        )
