"""The list of pictures: what it can be narrowed down to, and how it is ordered."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import ENDING_SOON, Image, ImageShelf, on_shelf

# How the list can be ordered, by the columns of ImageAdmin.list_display.
ORDERS = (
    ("-2", _("Newest first")),
    ("2", _("Oldest first")),
    ("1", _("By description")),
    ("3", _("Licence that ends first")),
)


class ByUse(admin.SimpleListFilter):
    """Where pictures are used, and what they say there."""

    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ImageShelf.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return on_shelf(queryset, self.value() or "", timezone.localdate())


class ByLicence(admin.SimpleListFilter):
    """Whether pictures may be shown, and for how long."""

    title = _("licence")
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("ending", _("Ends within 60 days, or has ended")),
            ("ended", _("Has ended")),
            ("unknown", _("Nobody has said")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = timezone.localdate()
        match self.value():
            case "ending":
                return queryset.filter(pk__in=Image.objects.licence_ending(today).values("pk"))
            case "ended":
                return queryset.filter(pk__in=Image.objects.licence_ended(today).values("pk"))
            case "unknown":
                return queryset.filter(licence="")
        return queryset


def orders_of(changelist: ChangeList) -> list[dict[str, Any]]:
    """The ways to order the list: address, words, and whether it is ordered so now."""
    chosen = changelist.params.get("o", ORDERS[0][0])
    return [
        {
            "url": changelist.get_query_string({"o": order}),
            "words": words,
            "is_chosen": order == chosen,
        }
        for order, words in ORDERS
    ]


def badges_of(image: Image, today: datetime.date) -> list[tuple[str, str]]:
    """What is worth knowing of a picture in the list: (kind, words), the kind being ok or warn."""
    badges = []
    if not image.description:
        badges.append(("warn", gettext("Not described yet")))
    if not image.licence and image.description:
        badges.append(("warn", gettext("No licence")))
    if image.licence_until and image.licence_until < today:
        badges.append(("warn", gettext("Licence ended")))
    elif image.licence_until and (image.licence_until - today).days <= ENDING_SOON:
        badges.append(("warn", gettext("Licence ends soon")))
    if image.is_met:
        badges.append(("ok", gettext("On public pages")))
    elif image.has_uses:
        badges.append(("ok", gettext("Used")))
    else:
        badges.append(("ok", gettext("Used nowhere")))
    return badges
