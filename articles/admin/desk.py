"""The desk: the admin's first page, which says what waits, for whom, and how old the pages are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.admin.owner_field import OwnerField
from articles.admin.typed_before import may_act
from articles.models import (
    Article,
    DigestChoice,
    InDate,
    Right,
    SiteSettings,
    in_date_on,
    may,
)
from articles.publishing import Desk, Part, Worklist, counts, look_again, possible_owners, waiting

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# As many of the things that wait for somebody stand there with their titles.
MOST_TITLES = 12
# As many texts are looked at when somebody asks for it; each takes some hundredths of a second.
LOOKED_AT_ONCE = 50
MONTHS = 12

# The headings of the desk's parts below what waits for oneself, in their order.
PARTS = {
    Part.AGE: _("How old the pages are"),
    Part.WORK: _("Texts on their way"),
    Part.READERS: _("From readers"),
    Part.PEOPLE: _("Who answers for pages"),
}


@dataclass(frozen=True)
class Counted:
    """One list and how many rows stand on it."""

    worklist: Worklist
    number: int


@dataclass(frozen=True)
class Shelf:
    """One part of the desk: its heading, the lists on which something waits, and the calm ones."""

    name: str
    title: str | Promise
    waiting: list[Counted]
    calm: list[Counted]


def desk_of(request: HttpRequest) -> dict[str, Any]:
    """Return what the desk prints for whoever asks: nothing of what they have no right to see."""
    settings = SiteSettings.current()
    desk = Desk(request.user, settings.today())
    found = counts(desk, desk.lists)
    mine = [each for each in desk.lists if each.part == Part.MINE]
    number = sum(found[each.key] for each in mine)
    busy = [each for each in mine if found[each.key]]
    shelves = [_shelf(part, title, desk, found) for part, title in PARTS.items()]
    may_look = may(request.user, "view_article")
    return {
        "title": _heading(number),
        "waiting": waiting(desk, mine, found, MOST_TITLES),
        "mine": [Counted(each, found[each.key]) for each in busy],
        "shelves": [shelf for shelf in shelves if shelf.waiting or shelf.calm],
        "unlooked": Article.objects.not_looked_at().count() if may_look else 0,
        "may_look_again": may(request.user, Right.CHANGE),
        "looked_at_once": LOOKED_AT_ONCE,
        **(in_date_of(settings) if may_look else {}),
    }


def _heading(number: int) -> str:
    if not number:
        return gettext("Nothing is waiting for you")
    said = ngettext("%(number)s thing waits for you", "%(number)s things wait for you", number)
    return said % {"number": number}


def _shelf(part: Part, title: str | Promise, desk: Desk, found: dict[str, int]) -> Shelf:
    counted = [Counted(each, found[each.key]) for each in desk.lists if each.part == part]
    return Shelf(
        name=part.value,
        title=title,
        waiting=[one for one in counted if one.number],
        calm=[one for one in counted if not one.number],
    )


def in_date_of(settings: SiteSettings) -> dict[str, str]:
    """The share of pages in date at the end of each of twelve months and today: `in_date_drawn`.

    `in_date_said` in words while there is no month to compare with; neither of a site without a
    page that is reviewed again.
    """
    shown = [one for one in in_date_on(_days(settings.today()), settings.zone) if one.pages]
    if not shown:
        return {}
    if len(shown) == 1:
        said = ngettext(
            "Today, %(in_date)s of %(pages)s page has a review that is not overdue. Months are "
            "drawn here as they pass.",
            "Today, %(in_date)s of %(pages)s pages have a review that is not overdue. Months are "
            "drawn here as they pass.",
            shown[0].pages,
        )
        return {"in_date_said": said % {"in_date": shown[0].in_date, "pages": shown[0].pages}}
    return {"in_date_drawn": rendering.draw_chart(_chart(shown))}


def _chart(shown: list[InDate]) -> rendering.Chart:
    heads = (gettext("End of"), gettext("In date"), gettext("Pages in date"), gettext("Pages"))
    *months, today = shown
    labels = [date_format(one.day, "M ’y") for one in months] + [gettext("Today")]
    rows = [
        (label, f"{one.share}%", str(one.in_date), str(one.pages))
        for label, one in zip(labels, [*months, today], strict=True)
    ]
    share = rendering.Series(
        column=1,
        name=heads[1],
        values=tuple(float(one.share or 0) for one in shown),
        shown=tuple(row[1] for row in rows),
    )
    return rendering.Chart(
        kind="lines",
        title=gettext("Pages with a review that is not overdue"),
        heads=heads,
        rows=tuple(rows),
        series=(share,),
        of_hundred=True,
        note=gettext(
            "Of the public pages of a kind that is reviewed again. Worked out from what was "
            "published, withdrawn and reviewed."
        ),
    )


def _days(today: datetime.date) -> list[datetime.date]:
    """The last days of the twelve months before this one, and today."""
    ends, first = [], today.replace(day=1)
    for _month in range(MONTHS):
        end = first - datetime.timedelta(days=1)
        ends.append(end)
        first = end.replace(day=1)
    return [*reversed(ends), today]


def look_again_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """Have the checks look at some of those pages, and lead back to the desk, which counts them."""
    if not may(request.user, Right.CHANGE):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    done = look_again(LOOKED_AT_ONCE)
    said = ngettext(
        "The checks looked at %(number)s page.", "The checks looked at %(number)s pages.", done
    )
    messages.success(request, said % {"number": done})
    return HttpResponseRedirect(reverse("admin:index"))


class DigestForm(forms.ModelForm):
    """Whether the weekly e-mail is wanted, and who gets it besides while somebody is away."""

    class Meta:
        model = DigestChoice
        fields = ("wants_none", "stand_in")
        field_classes = {"stand_in": OwnerField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].empty_label = gettext("The editors")
        others = possible_owners().exclude(pk=self.instance.user_id)
        self.fields["stand_in"].queryset = others


def digest_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """What somebody chooses about the weekly e-mail, for oneself alone."""
    form = DigestForm(request.POST or None, instance=DigestChoice.of(request.user))
    if may_act(request, form):
        form.save()
        if form.cleaned_data["wants_none"]:
            said = gettext("You get no weekly e-mail. The desk still says what waits for you.")
        else:
            said = gettext("You get the weekly e-mail when something is due.")
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:index"))
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Weekly e-mail"),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/digest.html", context, status=status)
