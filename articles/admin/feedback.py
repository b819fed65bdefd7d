"""What readers have told us, in the admin: a queue to work through."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.csv_list import GoesOutAsCsv
from articles.admin.of_pages import OfOwner, OfSection
from articles.admin.seen_rows import SeenRowAdmin
from articles.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(GoesOutAsCsv, SeenRowAdmin):
    when_empty = _(
        "No reader has written yet. What they send by “Something wrong with this page?” comes here."
    )
    list_display = ("excerpt", "about", "state", "received_at", "wants_answer")
    list_filter = ("state", OfSection, OfOwner)
    actions = None
    search_fields = ("message", "page", "path", "notes")
    list_per_page = 50
    fields = ("about", "received_at", "words", "answer_to", "state", "notes")
    readonly_fields = ("about", "received_at", "words", "answer_to")
    show_full_result_count = False
    # Without the e-mail addresses of readers: a file would outlive the day on which they go.
    csv_columns = (
        (_("Received"), lambda feedback: feedback.received_at),
        (_("Page"), str),
        (_("Address"), lambda feedback: feedback.path and f"{settings.ORIGIN}{feedback.path}"),
        (_("Message"), lambda feedback: feedback.message),
        (_("Wants an answer"), lambda feedback: _("Yes") if feedback.email else _("No")),
        (_("State"), lambda feedback: feedback.get_state_display()),
        (_("Notes"), lambda feedback: feedback.notes),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, which says in its title how many nobody has looked at yet."""
        number = Feedback.objects.waiting().count()
        waiting = ngettext("%(number)s new message", "%(number)s new messages", number)
        title = waiting % {"number": number} if number else gettext("No new messages")
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    @admin.display(description=_("message"))
    def excerpt(self, feedback: Feedback) -> str:
        return Truncator(feedback.message).chars(90)

    @admin.display(description=_("page"), ordering="page")
    def about(self, feedback: Feedback) -> str:
        if not feedback.path:
            return str(feedback)
        return format_html('<a href="{}">{}</a>', feedback.path, feedback)

    @admin.display(description=_("wants an answer"), boolean=True)
    def wants_answer(self, feedback: Feedback) -> bool:
        return bool(feedback.email)

    @admin.display(description=_("message"))
    def words(self, feedback: Feedback) -> str:
        return format_html('<div class="readers-words">{}</div>', feedback.message)

    @admin.display(description=_("answer to"))
    def answer_to(self, feedback: Feedback) -> str:
        if not feedback.email:
            return gettext("Nobody: no address was given, or it was deleted after 180 days.")
        return format_html('<a href="mailto:{}">{}</a>', feedback.email, feedback.email)
