"""The history of an article for editors: texts, editions, reviews, withdrawals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from articles.admin.article_pages import admin_context, article_or_404, number_or_none
from articles.models import Amendment, Article, Publication, Right, Words, may

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


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


def history_page(model_admin: ArticleAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Every text that was saved, every edition, every review and every withdrawal."""
    article = article_or_404(model_admin, request, number_or_none(object_id), to_change=False)
    context = admin_context(model_admin, request, article, gettext("History")) | {
        "revisions": article.revisions.defer("body", "html", "text"),
        "publications": editions_of(article),
        "reviews": article.reviews.select_related("revision").order_by("-recorded_at", "-pk"),
        "withdrawals": article.withdrawals.select_related("revision"),
        "steps": article.steps.select_related("revision"),
        "may_amend": may(request.user, Right.WITHDRAW),
    }
    return render(request, "admin/articles/article/object_history.html", context)
