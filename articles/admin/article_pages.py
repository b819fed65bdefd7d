"""What the pages beside the article form share; and the two that ask or tell: discard, conflict."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext

from articles.admin.article_differences import differences, what_each_did
from articles.admin.typed_before import may_act
from articles.models import Article, Revision, Right, may
from articles.publishing import (
    Conflict,
    Refused,
    content_of,
    discard_draft,
    last_step_of,
    merge_revisions,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# Keys and numbers of rows have fewer digits than what a database integer can hold.
MAX_DIGITS = 19


def number_or_none(text: str) -> int | None:
    """Return the row's key or revision's number that `text` writes, or None when it is none."""
    return int(text) if text.isdecimal() and len(text) < MAX_DIGITS else None


class InBin(Exception):
    """An article was asked for that was deleted; its bin page is the answer."""

    def __init__(self, article: Article) -> None:
        self.article = article
        super().__init__(str(article))


def article_or_404(
    model_admin: ArticleAdmin,
    request: HttpRequest,
    pk: int | None,
    *,
    right: str = Right.CHANGE,
    to_change: bool = True,
    in_bin: bool = False,
) -> Article:
    """Return the article with its texts, its review and its withdrawal.

    Raises PermissionDenied for those who may not see it or, `to_change`, do not hold `right`, and
    InBin for one that was deleted, unless it may only be looked at, `in_bin`.
    """
    article = get_object_or_404(Article.everything.with_standing(), pk=pk)
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    if to_change and not may(request.user, right):
        raise PermissionDenied
    if article.is_in_bin and not in_bin:
        raise InBin(article)
    return article


def key_of_last_step(article: Article) -> int:
    """What a form carries to say which step with the draft it showed last; 0 for none."""
    step = last_step_of(article.draft_revision)
    return step.pk if step else 0


def answer_of(
    model_admin: ArticleAdmin,
    request: HttpRequest,
    article: Article,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse | None:
    """Call `act`, which calls a verb, with what was typed into a valid form that was sent.

    It returns what is told on the article's form afterwards. What the verb refuses stands beside
    the fields of `form`, which is to be shown again: None says so, as it does before it was sent.
    """
    if not may_act(request, form):
        return None
    try:
        said = act(form.cleaned_data | {"based_on": form.cleaned_data["based_on"] or 0})
    except Refused as refused:
        say_beside_fields(form, refused)
        return None
    except Conflict as conflict:
        return conflict_page(model_admin, request, article, conflict, form=form)
    messages.success(request, said)
    return back_to_form(article)


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
                messages.info(request, str(reason))
        except Conflict as conflict:
            return conflict_page(model_admin, request, article, conflict)
        else:
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
        context |= {"both_sides": what_each_did(merge), "clashes": len(merge.clashes)}
    else:
        seen, theirs = number_or_none(request.POST.get("based_on", "")), content_of(conflict.theirs)
        earlier = article.revisions.select_related("lead_image").filter(number=seen).first()
        context |= {
            "changes": differences(content_of(earlier), theirs) if earlier else [],
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
