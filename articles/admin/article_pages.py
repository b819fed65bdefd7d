"""What the pages beside the article form share; and the two that ask or tell: discard, conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext

from articles.admin.article_differences import changes, differences
from articles.models import Article, Revision
from articles.publishing import Conflict, Refused, discard_draft, merge_revisions

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# Keys and numbers of rows have fewer digits than what a database integer can hold.
MAX_DIGITS = 19


def number_or_none(text: str) -> int | None:
    """Return the row's key or revision's number that `text` writes, or None when it is none."""
    return int(text) if text.isdecimal() and len(text) < MAX_DIGITS else None


def article_or_404(
    model_admin: ArticleAdmin, request: HttpRequest, pk: int | None, *, to_change: bool = True
) -> Article:
    """Return the article with its texts, its review and its withdrawal.

    Raises PermissionDenied for those who may not see it, or not change it.
    """
    article = get_object_or_404(Article.objects.with_standing(), pk=pk)
    may = model_admin.has_change_permission if to_change else model_admin.has_view_permission
    if not may(request, article):
        raise PermissionDenied
    return article


def discard_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before a draft is taken off a live page."""
    article = article_or_404(model_admin, request, pk)
    if request.method == "POST":
        seen = number_or_none(request.POST.get("based_on", ""))
        try:
            # A form that does not say what it showed can only be in conflict.
            discard_draft(article, by=request.user, based_on=seen or 0)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, str(reason))
        except Conflict as conflict:
            return conflict_page(model_admin, request, article, conflict)
        else:
            model_admin.log_change(request, article, gettext("Discarded the draft."))
            messages.success(
                request, gettext("Draft discarded. Its text is still in the article's history.")
            )
        return back_to_form(article)
    context = admin_context(model_admin, request, article, gettext("Discard the draft"))
    return render(request, "admin/articles/article/discard.html", context)


def conflict_page(
    model_admin: ArticleAdmin,
    request: HttpRequest,
    article: Article,
    conflict: Conflict,
    *,
    form: forms.Form | None = None,
) -> HttpResponse:
    """409: who was faster; where a text came too late both texts, and three ways on.

    `form` is the one beside the article form that came too late: the words typed into it are shown,
    so that they can be taken over once the editor has looked again.
    """
    is_own = conflict.theirs.created_by_id == request.user.pk
    title = gettext("Saved in another tab") if is_own else gettext("Somebody else was faster")
    context = admin_context(model_admin, request, article, title) | {
        "conflict": conflict,
        "said": conflict.said_to(request.user),
        "who": whose(conflict.theirs, request.user),
        "is_own": is_own,
    }
    if conflict.kept:
        merge = merge_revisions(conflict.kept, conflict.theirs)
        context |= {"differences": differences(merge), "clashes": len(merge.clashes)}
    else:
        seen = number_or_none(request.POST.get("based_on", ""))
        earlier = article.revisions.select_related("lead_image").filter(number=seen).first()
        context |= {
            "changes": changes(earlier, conflict.theirs) if earlier else [],
            "typed": _typed_words(form) if form else [],
            "again": request.path,
        }
    return render(request, "admin/articles/article/conflict.html", context, status=409)


def whose(revision: Revision, user: AbstractBaseUser) -> str:
    """Return by whom `user` knows the other text of a conflict."""
    if revision.created_by_id == user.pk:
        return gettext("In the other tab")
    return revision.created_by_name


def _typed_words(form: forms.Form) -> list[tuple[str, str]]:
    """Label and content of each field of `form` that somebody writes words into."""
    return [
        (field.label, field.value())
        for field in form
        if isinstance(field.field.widget, forms.Textarea) and field.value()
    ]


def say_beside_fields(form: forms.Form, refused: Refused) -> None:
    """Put every reason beside the field that it is about, or above the form."""
    for reason in refused.reasons:
        form.add_error(reason.field if reason.field in form.fields else None, str(reason))


def back_to_form(article: Article) -> HttpResponseRedirect:
    """Lead back to the article's form."""
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def admin_context(
    model_admin: ArticleAdmin, request: HttpRequest, article: Article, title: str
) -> dict[str, Any]:
    """Return what every page beside the article form prints around its own part."""
    return model_admin.admin_site.each_context(request) | {
        "title": title,
        "subtitle": str(article),
        "article": article,
        "original": article,
        "opts": model_admin.opts,
        "media": model_admin.media,
    }
