"""Pagination: one page of a long list, asked for with ?page=2."""

from __future__ import annotations

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


def page_of(request: HttpRequest, rows: QuerySet, rows_a_page: int) -> Page:
    """Return the page of `rows` that `request` asks for. Raises Http404 when there is none."""
    number = request.GET.get("page", "1")
    try:
        page = Paginator(rows, rows_a_page).page(number)
    except InvalidPage as error:
        raise Http404(str(error)) from error
    if number != str(page.number):  # "01" would be the same list at a second address
        raise Http404
    return page


def numbers_around(page: Page) -> list[int | str]:
    """Return the numbers and gaps that lead from `page` to the others."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
