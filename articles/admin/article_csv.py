"""The list of articles as a CSV file: what it was narrowed to, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from articles.admin.csv_file import csv_response
from articles.models import Article, ReviewState
from articles.publishing import note_export, owner_name

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

BATCH = 500


def csv_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponseBase:
    """The rows that the list shows for the same query string, all its pages of them."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    try:
        rows = model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters:
        return HttpResponseRedirect("../")
    heads = (
        _("Title"),
        _("Section"),
        _("Address"),
        _("State"),
        _("Who answers for it"),
        _("Published"),
        _("Last updated"),
        _("Reviewed"),
        _("Reviewed by"),
        _("Next review due"),
        _("Review"),
        _("On the site"),
    )
    name = request.GET.get("desk") or "articles"
    if request.method == "GET":
        note_export(by=request.user, what=name, rows=rows.count())
    return csv_response(name, heads, _cells(rows))


def _cells(rows: Any) -> Iterator[tuple[Any, ...]]:
    for article in rows.iterator(chunk_size=BATCH):
        review = article.last_review
        yield (
            article,
            article.section,
            f"{settings.ORIGIN}{article.url}",
            _state(article),
            owner_name(article.owner),
            article.first_published_on,
            article.last_updated_on,
            review and review.reviewed_on,
            review and review.reviewer_name,
            review.next_due if review and article.is_public else None,
            ReviewState(article.review_state).label,
            _("Yes") if article.is_public else _("No"),
        )


def _state(article: Article) -> str:
    return _("Withdrawn") if article.is_withdrawn else article.get_state_display()
