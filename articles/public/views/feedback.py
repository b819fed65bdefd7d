"""Feedback: a form in which readers tell us what is wrong with a page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from articles.models import Article, Feedback, tidy_path
from articles.public.feedback_form import FeedbackForm
from articles.public.frame import frame_of
from articles.public.throttle import may_send
from articles.publishing import is_for_staff, own_path, row_at, todays_address


@dataclass(frozen=True)
class About:
    """The page that a message is about."""

    title: str
    url: str
    article: Article | None


def feedback(request: HttpRequest) -> HttpResponse:
    """Show the form, or take what was sent; what cannot be taken comes back as it was typed.

    It carries no CSRF token, because a token needs a cookie and readers get none. None is needed:
    a sender gains nothing by using somebody else's browser, as whoever sends has no rights here
    and is not known. What other sites make browsers send is refused all the same.
    """
    if request.method != "POST":
        asked = request.GET.get("page", "")[:300]
        return _form(request, FeedbackForm(initial={"page": asked}), _page_at(asked))
    form = FeedbackForm(request.POST)
    about = _page_at(request.POST.get("page", "")[:300])
    if not form.is_valid():
        return _form(request, form, about, status=422)
    if _comes_from_elsewhere(request):
        form.add_error(None, _("This did not come from our own form. Please send it once more."))
        return _form(request, form, about, status=403)
    if not may_send(request, "feedback"):
        form.add_error(None, _too_many(request))
        return _form(request, form, about, status=429)
    typed = form.cleaned_data
    Feedback.objects.receive(
        typed["message"],
        article=about.article if about else None,
        path=about.url if about else "",
        page=about.title if about else typed["page"],
        email=typed["email"],
        is_spam=form.is_trapped,
    )
    query = f"?{urlencode({'page': about.url})}" if about else ""
    return HttpResponseRedirect(reverse("feedback-thanks") + query)


def thanks(request: HttpRequest) -> HttpResponse:
    """Says that a message has arrived; a page of its own, so that nothing is sent twice."""
    about = _page_at(request.GET.get("page", "")[:300])
    return render(request, "pages/feedback-thanks.html", {"about": about, "noindex": True})


def _form(
    request: HttpRequest, form: FeedbackForm, about: About | None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "about": about, "noindex": True}
    response = render(request, "pages/feedback.html", context, status=status)
    if request.method == "POST":
        patch_cache_control(response, no_store=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response


def _page_at(address: str) -> About | None:
    """The page of this site that has the address `address`, by the title that readers see."""
    path = own_path(address)
    # A title typed as “Causes” is no address, and nor is nothing at all.
    if not path.startswith("/") or "\x00" in path or is_for_staff(path):
        return None
    today = todays_address(tidy_path(path))
    if today is None:
        return None
    row = row_at(today)
    article = row if isinstance(row, Article) else None
    if article:
        # Never the title of a draft over a live page.
        row = article.live_revision or article.withdrawal.revision
    title = getattr(row, "title", "") or getattr(row, "name", "") or today
    return About(title=title, url=today, article=article)


def _comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site made it send this.

    Who says nothing at all is no browser of today, and needs no other site to send what it likes.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    own = {settings.ORIGIN, f"{request.scheme}://{request.get_host()}"}
    return request.headers.get("Origin", settings.ORIGIN) not in own


def _too_many(request: HttpRequest) -> str:
    sentence = _("Several messages have come from your network already. Please wait an hour.")
    if email := frame_of(request).site.contact_email:
        sentence += " " + _("Or write to %(email)s.") % {"email": email}
    return sentence
