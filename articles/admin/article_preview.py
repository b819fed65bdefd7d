"""Texts as readers see them, for editors: unsaved, draft, or any text that was saved."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseNotAllowed,
)
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles.admin.article_pages import article_or_404, number_or_none
from articles.models import Article, Person, Revision, Section, SiteSettings, standing_of
from articles.publishing import Content, Refused, preview_of

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# More author lines than any page has; the preview looks at no more.
MAX_AUTHORS = 20


def page_of_article(request: HttpRequest, article: Article, revision: Revision) -> HttpResponse:
    """Print `revision` through the readers' own template."""
    today = SiteSettings.current().today()
    if article.first_published_on is None:
        article.first_published_on = article.last_updated_on = today
    response = render(
        request,
        "pages/article.html",
        {
            "article": article,
            "revision": revision,
            "standing": standing_of(article, revision, today),
            "notice_draft": revision.pk != article.live_revision_id,
            "noindex": True,
        },
    )
    response["Cache-Control"] = "no-store"
    return response


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def preview(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """What the page will show: the unsaved text of the form, through the readers' template.

    A text that cannot be stored answers 422 with its reasons. Strangers get a 403 and never a
    redirect: it would end on the login page, and a script would paint that into the preview.
    """
    if refusal := refusal_of(model_admin, request):
        return refusal
    article, typed = typed_text(model_admin, request)
    article.byline = _posted_authors(request)
    content = replace(typed, title=typed.title or gettext("(no title yet)"))
    try:
        revision = preview_of(article, content)
    except Refused as refused:
        return HttpResponse("\n".join(refused.reasons), status=422, content_type="text/plain")
    return page_of_article(request, article, revision)


def refusal_of(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse | None:
    """Return what a script gets that asks wrongly, or for somebody who may not write; else None."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not model_admin.admin_site.has_permission(request) or not (
        model_admin.has_add_permission(request) or model_admin.has_change_permission(request)
    ):
        return HttpResponseForbidden(gettext("Sign in again to go on."))
    return None


def typed_text(model_admin: ArticleAdmin, request: HttpRequest) -> tuple[Article, Content]:
    """Return the text of a form that was sent without saving it, and the article it is for.

    The article stands in the section that the form says; a new one is not stored.
    """
    pk = number_or_none(request.POST.get("article", ""))
    known = Article.objects.select_related("section").filter(pk=pk).first()
    article = known or Article(section=Section(title="…", slug="section"), slug="draft")
    form = model_admin.get_form(request)(request.POST)
    form.is_valid()
    # Whatever is not filed properly yet must not keep the text from being seen.
    article.section = form.cleaned_data.get("section") or article.section
    return article, form.typed


def _posted_authors(request: HttpRequest) -> list[Person]:
    """The people chosen in the form's author lines, in order, without those marked for removal."""
    lines = [
        (
            number_or_none(request.POST.get(f"bylines-{number}-position", "")) or 0,
            number_or_none(request.POST.get(f"bylines-{number}-person", "")),
        )
        for number in range(MAX_AUTHORS)
        if f"bylines-{number}-DELETE" not in request.POST
    ]
    chosen = [pk for _position, pk in sorted(lines, key=itemgetter(0)) if pk]
    people = Person.objects.in_bulk(chosen)
    return [people[pk] for pk in chosen if pk in people]


def draft_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as readers would see it."""
    article = article_or_404(model_admin, request, pk, to_change=False)
    return page_of_article(request, article, article.working_revision)


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def text_page(
    model_admin: ArticleAdmin, request: HttpRequest, pk: int, number: int
) -> HttpResponse:
    """One saved text as readers see it or would; stands in the frame of the page for reviews."""
    article = article_or_404(model_admin, request, pk, to_change=False, in_bin=True)
    revision = get_object_or_404(article.revisions, number=number)
    return page_of_article(request, article, revision)
