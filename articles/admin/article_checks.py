"""What the checks say of the text in the article form, while somebody writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.admin.article_preview import refusal_of, typed_text
from articles.models import Article
from articles.publishing import Report, content_of, read_register, report_on

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def checks(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """The list of checks for the unsaved text of the form, as a piece of HTML.

    Strangers get a 403 and never a redirect, which a script would paint into the list.
    """
    if refusal := refusal_of(model_admin, request):
        return refusal
    article, content = typed_text(model_admin, request)
    content = content.in_place_of(article.working_revision)
    context = {"report": report_on(content, article=article), "fields_at": "#"}
    response = render(request, "admin/articles/article/checks.html", context)
    response["Cache-Control"] = "no-store"
    return response


def report_of(article: Article, *, open_threads: int | None = None) -> Report:
    """Return what the checks say of the text that is being worked on, as it was saved.

    `open_threads` is how many comments about it are open, for a page that shows them beside it.
    """
    content = content_of(article.working_revision)
    known = None if open_threads is None else {article.pk: open_threads}
    site = read_register(content, open_threads=known)
    return report_on(content, article=article, site=site)
