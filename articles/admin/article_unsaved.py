"""Unsaved text of the article form: kept while somebody types, and offered when they come back."""

from __future__ import annotations

import datetime
import secrets
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext

from articles.admin.article_differences import differences
from articles.admin.article_offers import Offer, form_url, more_words, offers_for, typed_content
from articles.admin.article_pages import number_or_none
from articles.models import Article, OpenForm
from articles.publishing import (
    KEPT_FIELDS,
    Content,
    Refused,
    content_of,
    forget_unsaved,
    keep_open,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin
    from articles.admin.article_form import ArticleForm

MAX_KEY = OpenForm._meta.get_field("key").max_length


def open_form_of(
    request: HttpRequest, form: ArticleForm, article: Article | None
) -> dict[str, Any]:
    """What a page with the article form says of this form: its name, and what is unsaved in it.

    A form that comes back with errors is still the one that was sent.
    """
    restored = form.restored.pk if form.restored else _restored(request)
    key = _key(request) or secrets.token_hex(16)
    mine, others = _forms_of(article, request.user) if article else (None, [])
    return {
        "open_form": key,
        "restored": restored,
        "starts_unsaved": form.is_bound or form.restored is not None,
        "offers": []
        if form.restored
        else offers_for(request.user, article, beside=key, forms=mine),
        "others": _named(others),
    }


def others_in(article: Article, user: AbstractBaseUser) -> list[str]:
    """Who else has the form of `article` open, each in a sentence."""
    return _named(_forms_of(article, user)[1])


def _forms_of(article: Article, user: AbstractBaseUser) -> tuple[list[OpenForm], list[OpenForm]]:
    """The forms of `article`: those of `user` with unsaved text, and those others have open now."""
    forms = OpenForm.objects.filter(article=article)
    mine, others = forms.of(user, article).with_unsaved_text(), forms.exclude(user=user)
    rows = list(
        (mine | others.heard_of_lately()).order_by("opened_at", "pk").select_related("user")
    )
    own = [form for form in rows if form.user_id == user.pk]
    own.sort(key=lambda form: (form.kept_at, form.pk), reverse=True)
    return own, [form for form in rows if form.user_id != user.pk]


def _named(forms: list[OpenForm]) -> list[str]:
    people: dict[int, list[OpenForm]] = {}
    for form in forms:
        people.setdefault(form.user_id, []).append(form)
    return [_is_here(open_forms) for open_forms in people.values()]


def keep(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """For the form's script: takes what is unsaved, and says when it was kept and who else is here.

    A GET brings a fresh token, for a form that was open while somebody signed in anew. Strangers
    get a 403 and never a redirect: a script would follow it to the login page.
    """
    may_write = model_admin.has_add_permission(request) or model_admin.has_change_permission(
        request
    )
    if not model_admin.admin_site.has_permission(request) or not may_write:
        return JsonResponse({}, status=403)
    if request.method == "GET":
        facts = {"token": get_token(request), "writer": request.user.pk}
        return JsonResponse(facts, headers={"Cache-Control": "no-store"})
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    sent, key = request.POST, _key(request)
    if sent.get("writer", "") not in ("", str(request.user.pk)):
        said = gettext(
            "Kept in this browser only: somebody else is signed in here now. Sign in again "
            "in another tab, then go on here."
        )
        return JsonResponse({"said": said}, status=403)
    pk = number_or_none(sent.get("article", ""))
    article = Article.objects.with_standing().filter(pk=pk).first()
    gone = gettext("This article is gone. Copy your text to a safe place.")
    if (sent.get("article") and article is None) or not key:
        return JsonResponse({"said": gone}, status=400)
    typed = {name: sent[name] for name in KEPT_FIELDS if name in sent}
    # A form that is sent off while its script speaks may have been saved by now.
    is_saved = article and typed and typed_content(typed) == content_of(article.working_revision)
    try:
        kept = keep_open(
            article,
            by=request.user,
            key=key,
            based_on=number_or_none(sent.get("based_on", "")),
            typed=typed if "title" in typed else None,
            is_as_saved="as_saved" in sent or bool(is_saved),
        )
    except Refused as refused:
        return JsonResponse({"said": " ".join(refused.reasons)}, status=422)
    except IntegrityError:
        # It was deleted between our look and our writing.
        return JsonResponse({"said": gone}, status=400)
    return _kept(request, article, kept)


def _kept(request: HttpRequest, article: Article | None, kept: OpenForm) -> JsonResponse:
    """What the form's script tells its editor: until when it is kept, who else is here, offers."""
    if kept.has_unsaved_text and (restored := _restored(request)):
        # It was taken up in this form, which holds it from now on.
        forget_unsaved(article, by=request.user, pk=restored)
    said = ""
    if kept.has_unsaved_text:
        time = date_format(timezone.localtime(kept.kept_at), "H:i")
        said = gettext("Not saved yet, but kept on the server at %(time)s.") % {"time": time}
    answer = {"said": said, "others": others_in(article, request.user) if article else []}
    if "offers_beside" in request.POST:
        beside = request.POST["offers_beside"].replace("\x00", "")
        offers = offers_for(request.user, article, beside=beside)
        answer["offers"] = render_to_string(
            "admin/articles/article/offers.html", {"offers": offers}, request
        )
    return JsonResponse(answer)


def unsaved_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Unsaved text beside what is saved: take it up again, or discard it (POST)."""
    kept = get_object_or_404(OpenForm.objects.filter(user=request.user).with_unsaved_text(), pk=pk)
    articles = Article.everything.with_standing()
    article = articles.get(pk=kept.article_id) if kept.article_id else None
    if request.method == "POST":
        forget_unsaved(article, by=request.user, pk=kept.pk)
        messages.success(request, gettext("Discarded what was not saved."))
        return HttpResponseRedirect(form_url(kept.article_id))
    typed = typed_content(kept.typed)
    saved = content_of(article.working_revision) if article else Content(title="")
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Unsaved text"),
        "subtitle": str(article) if article else typed.title,
        "article": article,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "offer": Offer(kept, more_words(typed, saved)),
        "differences": differences(saved, typed),
    }
    return render(request, "admin/articles/article/unsaved.html", context)


def kept_form(request: HttpRequest, article: Article | None) -> OpenForm | None:
    """The unsaved text that the editor asked to restore with ?unsaved=N; their own only.

    None when there is none: a page that is loaded again finds it kept under the name of the form
    that it was restored into, and offers it from there.
    """
    pk = number_or_none(request.GET.get("unsaved", ""))
    if pk is None:
        return None
    return OpenForm.objects.of(request.user, article).with_unsaved_text().filter(pk=pk).first()


def forget_what_is_saved(request: HttpRequest, article: Article) -> None:
    """The form was saved: what was kept of it meanwhile is not unsaved any more."""
    key, restored = _key(request), _restored(request)
    forget_unsaved(article, by=request.user, key=key, pk=restored)
    if restored:
        forget_unsaved(None, by=request.user, pk=restored)


def _key(request: HttpRequest) -> str:
    return request.POST.get("open_form", "").replace("\x00", "")[:MAX_KEY]


def _restored(request: HttpRequest) -> int | None:
    return number_or_none(request.POST.get("restored", ""))


def _is_here(forms: list[OpenForm]) -> str:
    """One person, who may have it open more than once."""
    user, opened_at = forms[0].user, forms[0].opened_at
    who = {
        "name": user.get_full_name() or user.get_username(),
        "time": timesince(opened_at, depth=1),
    }
    is_new = timezone.now() - opened_at < datetime.timedelta(minutes=1)
    if any(form.has_unsaved_text for form in forms):
        if is_new:
            return gettext("%(name)s has just opened this and has unsaved changes.") % who
        return gettext("%(name)s opened this %(time)s ago and has unsaved changes.") % who
    if is_new:
        return gettext("%(name)s has just opened this.") % who
    return gettext("%(name)s opened this %(time)s ago.") % who
