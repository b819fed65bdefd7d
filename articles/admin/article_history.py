"""The history of an article for editors: everything that was done with it, on one time line."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from articles.admin.article_compare import shortcuts_of
from articles.admin.article_pages import admin_context, article_or_404, number_or_none
from articles.models import Amendment, Article, Publication, Right, Words, may
from articles.models.timeline import About, timeline_of

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

A_PAGE = 50
# Nobody turns so many pages, and a database counts from the first row on.
LAST_PAGE = 10_000


def editions_of(article: Article) -> list[Publication]:
    """Every edition of `article`, newest first, each with `former_words`: what it said before."""
    editions = list(article.publications.as_told())
    # Hardly any is amended, and each of those says so.
    prefetch_related_objects([one for one in editions if one.latest_amendment], "amendments")
    for edition in editions:
        edition.former_words = former_words_of(edition)
    return editions


def former_words_of(edition: Publication) -> list[tuple[Words, Amendment]]:
    """What readers were told of `edition` before, newest first, each with what took its place."""
    # Read `as_told`, an edition knows whether there is one.
    was_amended = getattr(edition, "latest_amendment", True)
    amendments = list(edition.amendments.all()) if was_amended else []
    wordings = [*(amendment.words for amendment in amendments), edition.first_words]
    return list(zip(wordings[1:], amendments, strict=True))


def words_before(amendment: Amendment) -> Words:
    """What readers were told until an amendment took its place; no query."""
    found = former_words_of(amendment.publication)
    return next(words for words, one in found if one.pk == amendment.pk)


def history_page(model_admin: ArticleAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Every save, decision, publication, review and move, newest first, 50 on a page."""
    article = article_or_404(
        model_admin, request, number_or_none(object_id), to_change=False, in_bin=True
    )
    about, who = request.GET.get("about", ""), request.GET.get("who", "")
    page = min(number_or_none(request.GET.get("p", "")) or 1, LAST_PAGE)
    about = about if about in About.values else ""
    timeline = timeline_of(
        article, about=about, by_name=who, start=(page - 1) * A_PAGE, count=A_PAGE
    )
    for doing in timeline.doings:
        if doing.source == "amendment":
            doing.fact.before = words_before(doing.fact)
        if doing.source == "publication":
            doing.fact.former_words = former_words_of(doing.fact)
    numbers = [doing.number for doing in timeline.doings if doing.source == "revision"]
    query = urlencode([("about", about)] * bool(about) + [("who", who)] * bool(who))
    context = admin_context(model_admin, request, article, gettext("History")) | {
        "timeline": timeline,
        "about": about,
        "who": who,
        "choices": About.choices,
        "page": page,
        "query": f"{query}&" if query else "",
        # What the two rows of buttons propose: the newest text and the one before it.
        "newer": numbers[0] if numbers else None,
        "older": numbers[1] if len(numbers) > 1 else None,
        "shortcuts": shortcuts_of(article),
        "may_amend": may(request.user, Right.WITHDRAW) and not article.is_in_bin,
        "may_write": may(request.user, Right.CHANGE) and not article.is_in_bin,
    }
    return render(request, "admin/articles/article/object_history.html", context)
