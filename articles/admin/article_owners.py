"""Who answers for which pages: giving them to a colleague, all of one person's or the selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_bulk import lead_to, list_of, selected
from articles.admin.article_pages import number_or_none, say_beside_fields
from articles.admin.owner_field import OwnerField
from articles.admin.typed_before import may_act
from articles.models import Article, Right, may
from articles.publishing import Refused, hand_over, owner_name, owners, possible_owners

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# No account has this key.
NOBODY = 0


@admin.action(description=_("Let somebody else answer for the selected…"), permissions=["file"])
def hand_over_selected(
    model_admin: ArticleAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    """Lead from the list to the page that asks; nothing has happened yet."""
    return lead_to("hand_over", request, queryset)


class HandOverForm(forms.Form):
    """Whose pages, and to whom they go."""

    whose = OwnerField(
        label=_("All pages of"),
        queryset=owners(),
        empty_label=_("Choose a person"),
        help_text=_("Everybody who answers for pages, also those who have left."),
    )
    owner = OwnerField(
        label=_("Who answers for them from now on"),
        queryset=possible_owners(),
        empty_label=_("Choose a person"),
        help_text=_(
            "Is told by e-mail and on the desk when a review is due. Texts, authors, dates and "
            "all that readers see stay as they are."
        ),
    )

    def __init__(self, *args: Any, is_for_selected: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_for_selected:
            del self.fields["whose"]
        else:
            self.fields["whose"].label_from_instance = _name_and_number


def hand_over_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """Give the selected pages, or all of one person, to somebody else. Acts at once."""
    if not (model_admin.has_view_permission(request) and may(request.user, Right.FILE)):
        raise PermissionDenied
    articles = selected(request)
    if request.GET.getlist("article") and not articles:
        messages.warning(request, gettext("No articles were selected. Nothing has changed."))
        return HttpResponseRedirect(list_of(request))
    initial = {"whose": number_or_none(request.GET.get("owner", ""))}
    form = HandOverForm(request.POST or None, initial=initial, is_for_selected=bool(articles))
    if may_act(request, form) and (answer := _hand_over(request, form, articles)):
        return answer
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Who answers for pages"),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "form": form,
        "articles": [
            (article, f"seen-{article.pk}", article.owner_id or NOBODY, owner_name(article.owner))
            for article in articles
        ],
        "anybody": bool(articles) or form.fields["whose"].queryset.exists(),
        "list": list_of(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/hand_over.html", context, status=status)


def _hand_over(
    request: HttpRequest, form: HandOverForm, articles: list[Article]
) -> HttpResponse | None:
    """Call the verb and lead back to the list; None when it refuses, which the form says then."""
    to, seen = form.cleaned_data["owner"], None
    if articles:
        rows = Article.objects.filter(pk__in=[article.pk for article in articles])
        seen = {article.pk: _seen(request, article) for article in articles}
    else:
        rows = Article.objects.owned_by(form.cleaned_data["whose"])
    try:
        moved = hand_over(rows, to=to, by=request.user, seen=seen)
    except Refused as refused:
        say_beside_fields(form, refused)
        return None
    _say_what_changed(request, to, len(moved))
    address = reverse("admin:articles_article_changelist")
    return HttpResponseRedirect(list_of(request) if articles else f"{address}?owner={to.pk}")


def _say_what_changed(request: HttpRequest, to: AbstractBaseUser, number: int) -> None:
    said = ngettext(
        "%(name)s answers for %(number)s more page.",
        "%(name)s answers for %(number)s more pages.",
        number,
    )
    address = reverse("admin:articles_article_changelist")
    messages.success(
        request,
        format_html(
            '{} <a href="{}?owner={}">{}</a>',
            said % {"name": owner_name(to), "number": number},
            address,
            to.pk,
            gettext("See all of their pages"),
        ),
    )


def _seen(request: HttpRequest, article: Article) -> int | None:
    """Who answered for an article when the page was shown; a form that does not say saw nobody."""
    return number_or_none(request.POST.get(f"seen-{article.pk}", "")) or None


def _name_and_number(user: AbstractBaseUser) -> str:
    said = ngettext("%(name)s: %(number)s page", "%(name)s: %(number)s pages", user.page_count)
    return said % {"name": owner_name(user), "number": user.page_count}
