"""The bin at the desk: delete with an undo, take out again, delete for good."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_pages import InBin, admin_context, number_or_none
from articles.models import Article, Right, may
from articles.publishing import (
    KEPT_FIELDS,
    Conflict,
    Refused,
    bin_article,
    delete_for_good,
    in_words,
    reasons_not_to_bin,
    take_out_of_bin,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# What shows the bin when it is narrowed to it: the list, and the same rows as a file.
LISTS = ("articles_article_changelist", "articles_article_csv")
# So many can be taken out with one click.
MOST_AT_ONCE = 100
# What stands in the form of an article and is worth copying.
WORDS = [name for name in KEPT_FIELDS if name not in ("section", "lead_image", "slug")]


class Bin(admin.SimpleListFilter):
    """What was deleted in the last 30 days, and can be brought back."""

    title = _("bin")
    parameter_name = "bin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Deleted in the last 30 days"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        # ArticleAdmin.get_queryset() starts from the bin then.
        return queryset


def shows_bin(request: HttpRequest) -> bool:
    """Whether the list of articles is that of the bin."""
    match = request.resolver_match
    is_list = match is not None and match.url_name in LISTS
    return is_list and request.GET.get(Bin.parameter_name) == "yes"


@admin.display(description=_("deleted"), ordering="binned_at")
def deleted(article: Article) -> str:
    said = gettext("%(when)s by %(who)s")
    return said % {"when": in_words(article.binned_at), "who": article.binned_by_name}


@admin.display(description=_("days left"), ordering="binned_at")
def days_left(article: Article) -> int:
    """How many days it can still be brought back."""
    left = article.leaves_bin_at - timezone.now()
    return max(0, math.ceil(left / datetime.timedelta(days=1)))


@admin.action(description=_("Delete the selected articles"), permissions=["delete"])
def bin_selected(model_admin: ArticleAdmin, request: HttpRequest, queryset: QuerySet) -> None:
    """Put what is selected into the bin; what cannot go is named with its reason."""
    put_into_bin(request, queryset)


@admin.action(description=_("Take the selected articles out of the bin"), permissions=["delete"])
def take_out_selected(model_admin: ArticleAdmin, request: HttpRequest, queryset: QuerySet) -> None:
    """Bring back what is selected."""
    _take_out(request, queryset)


def put_into_bin(request: HttpRequest, articles: Iterable[Article]) -> bool:
    """Delete each of `articles` for the user and say what was done, with an undo."""
    gone = []
    for article in articles:
        try:
            bin_article(article, by=request.user)
        except (Refused, Conflict) as refusal:
            said = gettext("“%(title)s” was not deleted. %(why)s")
            messages.warning(request, said % {"title": article, "why": refusal})
        else:
            gone.append(article)
    if gone:
        messages.success(request, _with_undo(request, gone))
    return bool(gone)


def _with_undo(request: HttpRequest, articles: list[Article]) -> str:
    """What was deleted, with a button that brings it back."""
    said = ngettext(
        "Deleted: %(titles)s. It stays in the bin for 30 days.",
        "Deleted: %(titles)s. They stay in the bin for 30 days.",
        len(articles),
    ) % {"titles": ", ".join(f"“{article}”" for article in articles)}
    keys = format_html_join(
        "", '<input type="hidden" name="article" value="{}">', ((a.pk,) for a in articles)
    )
    return format_html(
        '{} <form class="undo" method="post" action="{}"><input type="hidden" '
        'name="csrfmiddlewaretoken" value="{}">{}<button type="submit" class="undo__button">{}'
        "</button></form>",
        said,
        reverse("admin:articles_article_take_out"),
        get_token(request),
        keys,
        gettext("Undo"),
    )


def take_out_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """Bring back the articles that a button names (POST); otherwise the bin itself."""
    if not may(request.user, Right.DELETE):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseRedirect(_bin_url())
    keys = [number_or_none(key) for key in request.POST.getlist("article")[:MOST_AT_ONCE]]
    keys = [key for key in keys if key]
    found = Article.everything.with_working_text().in_bulk(keys)
    if len(found) < len(set(keys)) or not keys:
        messages.warning(
            request, gettext("What was deleted is gone for good. It cannot be brought back.")
        )
    back = _take_out(request, found.values())
    if len(back) == 1:
        address = reverse("admin:articles_article_change", args=[back[0].pk])
        return HttpResponseRedirect(address)
    return HttpResponseRedirect(reverse("admin:articles_article_changelist"))


def _take_out(request: HttpRequest, articles: Iterable[Article]) -> list[Article]:
    back = []
    for article in articles:
        try:
            take_out_of_bin(article, by=request.user)
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            back.append(article)
    if back:
        links = format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            ((reverse("admin:articles_article_change", args=[one.pk]), str(one)) for one in back),
        )
        said = gettext("Back as before, but on no schedule and without preview links:")
        messages.success(request, format_html("{} {}", said, links))
    return back


def delete_for_good_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before an article leaves the bin and every text of it is gone."""
    article = get_object_or_404(Article.everything.in_bin().with_standing(), pk=pk)
    if not may(request.user, Right.DELETE_FOR_GOOD):
        raise PermissionDenied
    if request.method == "POST":
        title = str(article)
        try:
            delete_for_good(article, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            said = gettext("“%(title)s” is gone for good. The audit trail still names it.")
            messages.success(request, said % {"title": title})
        return HttpResponseRedirect(_bin_url())
    context = admin_context(model_admin, request, article, gettext("Delete for good")) | {
        "texts": article.revisions.count()
    }
    return render(request, "admin/articles/article/delete_for_good.html", context)


def in_bin_page(model_admin: ArticleAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """What stands in the place of every page of an article that was deleted.

    Whoever was writing in it meanwhile finds their words here, to be copied.
    """
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    typed = [
        (model_admin.form.base_fields[name].label, request.POST[name])
        for name in WORDS
        if request.POST.get(name) and name in model_admin.form.base_fields
    ]
    context = admin_context(model_admin, request, article, gettext("In the bin")) | {
        "typed": typed,
        "days_left": days_left(article),
        "may_take_out": may(request.user, Right.DELETE),
        "may_delete_for_good": may(request.user, Right.DELETE_FOR_GOOD),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "admin/articles/article/in_bin.html", context, status=status)


def or_bin(view: Any) -> Any:
    """Return `view` of (model_admin, request, …), which shows the bin where it meets the bin."""

    def shown(model_admin: ArticleAdmin, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(model_admin, request, *args, **kwargs)
        except InBin as found:
            return in_bin_page(model_admin, request, found.article)

    return shown


class BinsArticle:
    """The part of the article admin that deletes, by the verb: into the bin, with an undo."""

    deletes_only_what_was_seen = True

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Only what readers never saw can be deleted; the rest is withdrawn, and on record."""
        never_public = obj is None or obj.first_published_on is None
        return never_public and super().has_delete_permission(request, obj)

    def version_of(self, row: Article) -> str:
        """The text that goes with the article: one that was saved since is lost to nobody."""
        return str(row.working_revision.number)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """Nothing goes with an article that only goes into the bin; or why it cannot go there."""
        reasons = [str(reason) for article in objs for reason in reasons_not_to_bin(article)]
        return [], {}, set(), reasons

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        put_into_bin(request, [obj])

    def response_delete(
        self, request: HttpRequest, obj_display: str, obj_id: Any
    ) -> HttpResponseRedirect:
        """Back to the list, where the undo stands."""
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Nothing: the verb notes it."""

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Whoever asks for a deleted article learns that it is in the bin."""
        binned = Article.everything.in_bin().with_standing()
        pk = number_or_none(object_id)
        if pk and (article := binned.filter(pk=pk).first()):
            return in_bin_page(self, request, article)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)


def _bin_url() -> str:
    return f"{reverse('admin:articles_article_changelist')}?{Bin.parameter_name}=yes"
