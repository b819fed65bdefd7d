"""Sharing a draft with somebody outside: its preview links, who opened them, and an end to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_pages import (
    admin_context,
    article_or_404,
    conflict_page,
    number_or_none,
    say_beside_fields,
)
from articles.admin.typed_before import asks_to_look_again, say_look_again
from articles.models import Article, PreviewLink, Right, SiteSettings
from articles.publishing import (
    Conflict,
    Refused,
    in_site_time,
    reasons_not_to_share,
    revoke_preview,
    share_preview,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


class SharingForm(forms.Form):
    """A new link, and the text that it will show."""

    # A form that does not say what it showed can only be in conflict.
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    for_whom = forms.CharField(
        label=_("For whom?"),
        required=False,
        widget=forms.TextInput(
            attrs={"data-counter": PreviewLink._meta.get_field("for_whom").max_length}
        ),
        help_text=_(
            "For you and your colleagues, to tell links apart, e.g. “Dr. Lee, Basel”. Whoever "
            "opens the link does not see it."
        ),
    )


def sharing_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Every preview link of an article, with its visits; a new one, whose address is told once."""
    article = article_or_404(model_admin, request, pk, right=Right.SHARE)
    if "revoke" in request.POST and not asks_to_look_again(request):
        return _revoke(request, article)
    initial = {"based_on": article.draft_revision.number} if article.draft_revision else {}
    form = SharingForm(request.POST or None, initial=initial)
    address = ""
    if request.method == "POST" and asks_to_look_again(request):
        say_look_again(form)
    elif request.method == "POST" and form.is_valid():
        typed = form.cleaned_data | {"based_on": form.cleaned_data["based_on"] or 0}
        try:
            _link, token = share_preview(article, by=request.user, **typed)
        except Refused as refused:
            say_beside_fields(form, refused)
        except Conflict as conflict:
            return conflict_page(model_admin, request, article, conflict, form=form)
        else:
            # Answered here and not after a redirect: the secret would have to wait somewhere.
            address = settings.ORIGIN + reverse("preview", args=[token])
            form = SharingForm(initial=initial)
    context = admin_context(model_admin, request, article, gettext("Share outside")) | {
        "form": form,
        "address": address,
        "reasons": reasons_not_to_share(article),
        "links": _links_of(article),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/sharing.html", context, status=status)


def _revoke(request: HttpRequest, article: Article) -> HttpResponse:
    links = article.preview_links.all()
    link = get_object_or_404(links, pk=number_or_none(request.POST["revoke"]))
    revoke_preview(link, by=request.user)
    messages.success(request, gettext("Revoked. The link does not show the text any more."))
    return HttpResponseRedirect(reverse("admin:articles_article_share", args=[article.pk]))


def _links_of(article: Article) -> list[dict[str, Any]]:
    """What the desk shows of each link of `article`, newest first."""
    site = SiteSettings.current()
    return [
        {"link": link, "visits": list(link.visits.all()), "state": _state_of(link, site)}
        for link in article.preview_links.with_visits()
    ]


def _state_of(link: PreviewLink, site: SiteSettings) -> str:
    """What whoever holds `link` finds now, as a sentence."""
    if link.ended_at:
        words = {"how": link.get_ending_display(), "by": link.ended_by_name}
        words["when"] = in_site_time(link.ended_at, site.zone)
        return gettext("%(how)s by %(by)s on %(when)s.") % words
    until = {"until": in_site_time(link.expires_at, site.zone)}
    if link.is_open:
        return gettext("Works until %(until)s.") % until
    if not link.is_over:
        return gettext("Shut by the embargo. Its time ends on %(until)s.") % until
    if link.has_lost_its_maker:
        return gettext("Over: whoever made it may not share texts any more.")
    return gettext("Expired on %(until)s.") % until
