"""The search: its page, and suggestions while somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Pick, SearchEntry
from articles.public.frame import frame_of
from articles.public.pagination import numbers_around
from articles.search import Found, count_unanswered, find, suggest

QUERIES_OFFERED = 8


@dataclass(frozen=True)
class Filter:
    """One kind of page that the results can be narrowed to."""

    label: str
    count: int
    url: str
    is_current: bool


def search(request: HttpRequest) -> HttpResponse:
    """What there is for `?q=`, whatever that is; without it, ways to begin."""
    asked = request.GET
    kind = asked.get("kind", "") if asked.get("kind") in SearchEntry.Kind.values else ""
    is_exact = "exact" in asked
    number = _number(asked.get("page", ""))
    found = find(asked.get("q", ""), kind=kind, number=number, exact=is_exact)
    if found.is_unanswered and not is_exact and request.method == "GET":
        count_unanswered(found.typed, today=frame_of(request).site.today())
    # The list is counted by the search; all that the numbers need is how many pages it has.
    page = Paginator(range(found.pages), per_page=1).page(found.number)
    return render(
        request,
        "pages/search.html",
        {
            "title": _title(found, kind),
            "found": found,
            "kind": kind,
            "filters": _filters(found, kind, is_exact),
            "page_obj": page,
            "page_numbers": numbers_around(page),
            "url": _address(found, kind, is_exact),
            "exact_url": _address(found, kind, True),
            "picked_queries": [] if found.query else Pick.objects.all()[:QUERIES_OFFERED],
            "noindex": True,
        },
    )


def suggestions(request: HttpRequest) -> HttpResponse:
    """Titles that go on like `?q=`, for the script of the search box."""
    entries = [
        {"title": entry.title, "kind": entry.kind.label, "url": entry.url}
        for entry in suggest(request.GET.get("q", ""))
    ]
    response = JsonResponse({"suggestions": entries})
    response["X-Robots-Tag"] = "noindex"
    return response


def _title(found: Found, kind: str) -> str:
    """How much was found, for what, and in which kind of pages."""
    if not found.typed:
        return _("Search")
    words = {
        "count": number_format(found.total, force_grouping=True),
        "query": found.query.typed,
        "kind": kind and SearchEntry.Kind(kind).label,
    }
    if not found.total:
        sentence = _("Nothing found for “%(query)s”")
    elif found.is_more:
        sentence = _("More than %(count)s results for “%(query)s”")
    else:
        sentence = ngettext(
            "%(count)s result for “%(query)s”", "%(count)s results for “%(query)s”", found.total
        )
    return sentence % words + (_(" in %(kind)s") % words if kind else "")


def _number(typed: str) -> int:
    """The number of a page of the list; the first where there is no such number."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1


def _filters(found: Found, kind: str, is_exact: bool) -> list[Filter]:
    """The kinds that have results, and all of them; none when there is nothing to choose."""
    kinds = [(each, found.counts[each]) for each in SearchEntry.Kind if found.counts[each]]
    if not kinds or (len(kinds) == 1 and not kind):
        return []
    everything = Filter(
        _("All"), found.counts.total(), _address(found, "", is_exact), is_current=not kind
    )
    return [
        everything,
        *(
            Filter(str(each.label), count, _address(found, each, is_exact), each == kind)
            for each, count in kinds
        ),
    ]


def _address(found: Found, kind: str, is_exact: bool) -> str:
    """The address of the first page of these results."""
    asked = {"q": found.typed, "kind": kind, "exact": "1" if is_exact else ""}
    return f"{reverse('search')}?{urlencode({name: v for name, v in asked.items() if v})}"
