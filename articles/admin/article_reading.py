"""An article for those who read and decide but do not write: medical reviewers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.admin.article_checks import report_of
from articles.admin.article_comments import threads_of
from articles.admin.article_history import editions_of
from articles.admin.article_opinions import opinions_of
from articles.admin.article_pages import admin_context, article_or_404
from articles.models import Right, SiteSettings, may, standing_of
from articles.publishing import possible_actions

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def read_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Where the article stands, its text, and what this person can do about it."""
    article = article_or_404(model_admin, request, pk, to_change=False)
    revision = article.working_revision
    context = admin_context(model_admin, request, article, str(article)) | {
        "revision": revision,
        "standing": standing_of(article, article.live_revision, SiteSettings.current().today()),
        "report": report_of(article),
        "threads": threads_of(request, article),
        "steps": revision.steps.all(),
        "edition": next(iter(editions_of(article)), None),
        "possible": set(possible_actions(article, by=request.user)),
        "opinions": opinions_of(article, request.user),
        "may_review": may(request.user, Right.REVIEW),
        "subtitle": None,
    }
    return render(request, "admin/articles/article/read.html", context)
