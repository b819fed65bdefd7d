"""What has changed on a page: its history, two editions beside each other, an old edition."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Edition, History, Revision, history_of
from articles.public.differences import differences_of
from articles.public.views import withdrawn
from articles.rendering import compare

# Longer numbers are nobody's edition, and Python refuses to read the longest.
MAX_DIGITS = 9


def of_a_page(view: Callable, *, leads_to: str = "article") -> Callable:
    """Give `view` the history of the page at an address; only pages that were public have one.

    A page that was published in error answers for itself, and so does one that was merged, with
    the other page's route `leads_to`.
    """

    @wraps(view)
    def found(request: HttpRequest, section_slug: str, slug: str, **kwargs: Any) -> HttpResponse:
        pages = Article.objects.ever_public().with_withdrawal()
        article = get_object_or_404(pages, section__slug=section_slug, slug=slug)
        if answer := withdrawn.answer_for(request, article, leads_to=leads_to):
            return answer
        return view(request, history_of(article), **kwargs)

    return found


@of_a_page
def history(request: HttpRequest, history: History) -> HttpResponse:
    """Everything that happened to a page. The form on it sends `from` and `to` here."""
    chosen = None
    if "from" in request.GET or "to" in request.GET:
        chosen = [_chosen(history, request.GET.get(name, "")) for name in ("from", "to")]
        if chosen[0] != chosen[1]:
            return _to_changes(history, *chosen)
    return render(
        request,
        "pages/history.html",
        _context(history)
        | {
            "events": history.events(),
            "old": chosen[0] if chosen else history.before(history.newest),
            "new": chosen[1] if chosen else history.newest,
            "problem": _("Choose two different editions.") if chosen else "",
        },
    )


@of_a_page
def changes(request: HttpRequest, history: History, number: int) -> HttpResponse:
    """What became of the edition `?from=`, or of the one before, in the edition `number`."""
    new = _edition(history, number)
    asked = request.GET.get("from", "")
    old = _chosen(history, asked) if asked else history.before(new)
    if old and old.number >= new.number:
        return _to_changes(history, new, old)
    for edition in (old, new):
        if edition and edition.closed_by:
            return withdrawn.gone(request, edition.closed_by)
    context = _context(history, _("Edition %(number)s") % {"number": number})
    context |= {"old": old, "new": new, "before": history.before(new), "after": history.after(new)}
    if old:
        texts = _texts(old, new)
        comparison = compare(*(texts[edition.revision.pk].as_document() for edition in (old, new)))
        context |= {"comparison": comparison, "differences": differences_of(comparison)}
    return render(request, "pages/changes.html", context)


@of_a_page
def edition(request: HttpRequest, history: History, number: int) -> HttpResponse:
    """The text of an older edition, marked as such; the newest one has the page itself."""
    edition = _edition(history, number)
    if edition.closed_by:
        return withdrawn.gone(request, edition.closed_by)
    if edition == history.newest:
        # Not for good: the next publication makes it an older edition.
        return redirect(history.article.url)
    return render(
        request,
        "pages/edition.html",
        _context(history, _("Edition %(number)s") % {"number": number})
        | {
            "edition": edition,
            "revision": _texts(edition)[edition.revision.pk],
            "corrections": history.corrections_after(edition),
        },
    )


def _context(history: History, current: str = "") -> dict[str, Any]:
    """What all three pages print; `current` is the page's own name below the history."""
    article = history.article
    trail = [{"title": history.title, "url": article.url}]
    if current:
        trail.append({"title": _("History"), "url": f"{article.url}history/"})
    return {
        "article": article,
        "history": history,
        "instead": article.replaced_by(),
        "trail": trail,
        "current": current or _("History"),
        "noindex": True,
    }


def _texts(*editions: Edition) -> dict[UUID, Revision]:
    """The whole texts of editions by their keys, which are two editions' own or one's."""
    keys = {edition.revision.pk for edition in editions}
    return Revision.objects.select_related("lead_image").in_bulk(keys)


def _edition(history: History, number: int) -> Edition:
    edition = history.edition(number)
    if edition is None:
        raise Http404
    return edition


def _chosen(history: History, typed: str) -> Edition:
    """The edition whose number a reader chose or typed."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= MAX_DIGITS):
        raise Http404
    return _edition(history, int(typed))


def _to_changes(history: History, one: Edition, other: Edition) -> HttpResponseRedirect:
    """Lead to the comparison of two editions, the older first; of one with itself to the form."""
    old, new = sorted((one.number, other.number))
    place = [history.article.section.slug, history.article.slug]
    if old == new:
        return redirect(f"{reverse('history', args=place)}?from={old}&to={new}#frame-compare")
    return redirect(f"{reverse('changes', args=[*place, new])}?from={old}")
