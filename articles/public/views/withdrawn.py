"""What readers get in place of a page that was taken back."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import http_date

from articles.models import Article, Withdrawal, standing_of
from articles.public.frame import frame_of

Outcome = Withdrawal.Outcome


def answer_for(
    request: HttpRequest, article: Article, *, leads_to: str = "article"
) -> HttpResponse | None:
    """Return what stands in for any view of `article`, or None where its text may be shown.

    Merged: on to the page that took it in, or to that page's route `leads_to`, in one hop however
    often that one was merged itself; when no such page is public any more, the explanation.
    Published in error: the explanation and nothing else. An outdated page is shown, under its
    notice. Asks no database when `article` was read `with_withdrawal()`, but for a long way.
    """
    withdrawal = article.withdrawal
    if withdrawal is None or withdrawal.outcome == Outcome.OUTDATED:
        return None
    if withdrawal.outcome == Outcome.MERGED and (page := article.replaced_by([Outcome.MERGED])):
        return HttpResponsePermanentRedirect(reverse(leads_to, args=[page.section.slug, page.slug]))
    return gone(request, withdrawal)


def gone(request: HttpRequest, withdrawal: Withdrawal) -> HttpResponse:
    """410: why the page was taken back, and what to read instead."""
    context = {
        "withdrawal": withdrawal,
        "instead": withdrawal.article.replaced_by(),
        "noindex": True,
    }
    return render(request, "410.html", context, status=410)


def withdrawn(request: HttpRequest, section_slug: str, slug: str) -> HttpResponse:
    """What the address of a page answers that readers could see once."""
    pages = Article.objects.withdrawn().with_withdrawn_text()
    article = get_object_or_404(pages, section__slug=section_slug, slug=slug)
    return answer_for(request, article) or outdated(request, article)


def outdated(request: HttpRequest, article: Article) -> HttpResponse:
    """The old text of `article` under a notice; search engines are asked to forget it."""
    withdrawal = article.withdrawal
    site = frame_of(request).site
    context = {
        "article": article,
        "revision": withdrawal.revision,
        "standing": standing_of(article, withdrawal.revision, site.today()),
        "withdrawal": withdrawal,
        "instead": article.replaced_by(),
        "noindex": True,
    }
    response = render(request, "pages/article.html", context)
    response["Last-Modified"] = http_date(site.begin_of(withdrawal.dated_on))
    return response
