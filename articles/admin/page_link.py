"""Links to our own pages: what the article form's script finds of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from articles.models import Article

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

MAX_FOUND = 12
MAX_QUERY = 200  # characters; nobody types more to find a page


def find_pages(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """Answer which articles have every word of ?q= in a title or their address; at most MAX_FOUND.

    JSON for scripts: 403 for strangers, never a redirect.
    """
    may_look = model_admin.admin_site.has_permission(request) and (
        model_admin.has_view_permission(request)
    )
    if not may_look:
        return JsonResponse({"said": gettext("Sign in again to search.")}, status=403)
    return _find_pages(request)


@require_safe
def _find_pages(request: HttpRequest) -> HttpResponse:
    matching = Article.objects.matching(request.GET.get("q", "")[:MAX_QUERY])
    found = list(matching.with_working_text()[: MAX_FOUND + 1])
    response = JsonResponse(
        {"said": _how_many(len(found)), "found": [_as_found(one) for one in found[:MAX_FOUND]]}
    )
    response["Cache-Control"] = "no-store"
    return response


def _how_many(count: int) -> str:
    if not count:
        return gettext("No page found.")
    if count > MAX_FOUND:
        return gettext("More than %(count)s pages found; type another word.") % {"count": MAX_FOUND}
    return ngettext("%(count)s page found.", "%(count)s pages found.", count) % {"count": count}


def _as_found(article: Article) -> dict[str, str | bool]:
    return {
        "slug": article.slug,
        "title": str(article),
        "section": article.section.title,
        "state": _state(article),
        "leads": article.is_public,
    }


def _state(article: Article) -> str:
    """Whether a link to it would lead readers somewhere, in words."""
    if article.is_public:
        return gettext("published")
    if article.is_withdrawn:
        return gettext("withdrawn: readers get no link")
    return gettext("not published yet: readers get no link")
