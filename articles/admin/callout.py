"""Callouts in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.seen_rows import SeenRowAdmin, SeenRowForm
from articles.models import Callout, SiteSettings
from articles.publishing import faults_of_alt, reasons_not_to_show


class CalloutForm(SeenRowForm):
    """A callout; its links are checked like those of an article."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for reason in reasons_not_to_show(
            image_link=cleaned.get("image_link", ""), story_link=cleaned.get("story_link", "")
        ):
            self.add_error(reason.field, str(reason))
        image, alt = cleaned.get("image"), cleaned.get("image_alt", "")
        if image and alt:
            for sentence in faults_of_alt(alt, image.key, image.caption):
                self.add_error("image_alt", sentence)
        return cleaned


@admin.register(Callout)
class CalloutAdmin(SeenRowAdmin):
    when_empty = _(
        "A callout is a short dated box beside the pages, such as an invitation to a survey."
    )
    form = CalloutForm
    list_display = ("title", "placement", "starts_on", "ends_on", "priority", "shown_today")
    list_filter = ("placement",)
    search_fields = ("title", "text")
    autocomplete_fields = ("image", "article")
    actions = None
    fieldsets = (
        (None, {"fields": ("title", "text")}),
        (_("Picture"), {"fields": ("image", "image_alt", "image_link")}),
        (_("Story"), {"fields": ("story_link", "story_link_text")}),
        (
            _("Where and when"),
            {
                "fields": ("placement", "section", "article", "starts_on", "ends_on", "priority"),
                "description": _("A page shows at most one callout. Changes act at once."),
            },
        ),
    )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"starts_on": SiteSettings.current().today()} | super().get_changeform_initial_data(
            request
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_due(SiteSettings.current().today())

    @admin.display(description=_("dates include today"), boolean=True)
    def shown_today(self, callout: Callout) -> bool:
        return callout.is_due_today
