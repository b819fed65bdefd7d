"""What readers get in place of a page that was taken back."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from articles.models import Article, Withdrawal

Outcome = Withdrawal.Outcome


def answer_for(
    request: HttpRequest, article: Article, *, leads_to: str = "article"
) -> HttpResponse | None:
    """Return what stands in for any view of `article`, or None where its text may be shown.

    Merged: on to the page that replaces it, or to that page's route `leads_to`. Published in
    error: the explanation and nothing else. An outdated page is shown, under its notice.
    Asks no database when `article` was read `with_withdrawal()`.
    """
    withdrawal = article.withdrawal
    if withdrawal is None or withdrawal.outcome == Outcome.OUTDATED:
        return None
    if withdrawal.outcome == Outcome.MERGED:
        replacement = withdrawal.replacement
        address = reverse(leads_to, args=[replacement.section.slug, replacement.slug])
        return HttpResponsePermanentRedirect(address)
    return gone(request, withdrawal)


def gone(request: HttpRequest, withdrawal: Withdrawal) -> HttpResponse:
    """410: why the page was taken back, and what to read instead. Not even its title is shown."""
    return render(request, "410.html", {"withdrawal": withdrawal, "noindex": True}, status=410)
