"""What was typed before somebody had to sign in again: it comes back as a filled form.

A session that ended, or a token that another sign-in made stale, must not cost a text. Nothing is
stored for it: the fields travel through the sign-in page within the browser's own forms.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

# The field in which a sign-in form carries what was typed, and the one by which a form asks to be
# shown filled, without doing anything.
CARRIED = "typed_before"
LOOK_AGAIN = "look_again"
NOT_CARRIED = {"csrfmiddlewaretoken", CARRIED, LOOK_AGAIN}
# The pages beside the article form that ask `may_act` before they do anything, by the last word of
# their address's name. The forms of rows do where their class says so (`ShowsFilled`).
SHOWN_FILLED = {
    *("submit", "approve", "confirm", "publish", "merge", "review", "withdraw", "amend"),
    *("unschedule", "embargo", "publish_selected", "submit_selected", "share"),
    *("hand_over", "digest", "comments", "bring_in"),
    *("articles_image_several", "articles_image_describe", "articles_image_replace"),
    "articles_snippet_publish",
}


class TypedBeforeMiddleware:
    """Hands a form that came without a session on to the sign-in page, and back afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.desk = reverse("admin:index")
        self.doors = {reverse("admin:login"), reverse("admin:logout")}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_sent = request.method == "POST" and request.path_info.startswith(self.desk)
        if not is_sent:
            return self.get_response(request)
        if request.path_info in self.doors:
            response = self.get_response(request)
            is_signed_in = response.status_code == 302 and CARRIED in request.POST
            return _go_on(request, response["Location"]) if is_signed_in else response
        if is_for_people(request) and not admin.site.has_permission(request):
            return _sign_in(request)
        return self.get_response(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its proof of origin. What an editor typed into it is not lost."""
    desk = reverse("admin:index")
    if request.path_info.startswith(desk) and is_for_people(request):
        is_signed_in = admin.site.has_permission(request)
        if request.path_info == reverse("admin:login") and CARRIED in request.POST:
            # Somebody signed in, or out, in another tab while this page was open.
            where = _safe_next(request)
            if is_signed_in:
                return _go_on(request, where)
            return _sign_in(request, request.POST[CARRIED], where)
        if request.path_info not in (reverse("admin:login"), reverse("admin:logout")):
            if is_signed_in:
                return _offer(request, request.get_full_path(), _fields_of(request))
            return _sign_in(request)
    return render(request, "403_csrf.html", {"noindex": True}, status=403)


def asks_to_look_again(request: HttpRequest) -> bool:
    """Whether a form was sent only to be shown filled; it must do nothing then."""
    return LOOK_AGAIN in request.POST


def may_act(request: HttpRequest, form: forms.Form) -> bool:
    """Whether `form` was sent, is complete, and was not sent only to be shown filled.

    In the last case the form says so from then on.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    if asks_to_look_again(request):
        say_look_again(form)
        return False
    return True


def say_look_again(form: forms.Form) -> None:
    """Keep a form that was sent to be shown filled from doing anything, and say why."""
    form.add_error(None, gettext("Nothing is saved yet. Look it through, and send it again."))


class LookAgain:
    """Before a form class: it is never valid, whatever stands in it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        say_look_again(self)
        return cleaned


class ShowsFilled:
    """Before a ModelAdmin: its forms can be shown filled without saving anything."""

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, *args, **kwargs)
        if asks_to_look_again(request):
            return type(form)(form.__name__, (LookAgain, form), {"__module__": form.__module__})
        return form


def is_for_people(request: HttpRequest) -> bool:
    """Whether a page of ours sent the form and a person will read the answer.

    What another site sends is not shown as if the editor had typed it, and scripts of ours want
    to know that somebody is signed out.
    """
    return (
        request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
        and _is_own(request)
    )


def _is_own(request: HttpRequest) -> bool:
    sent_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        host = urlsplit(sent_from).netloc
    except ValueError:
        return False
    return host in (request.get_host(), urlsplit(settings.ORIGIN).netloc)


def _sign_in(request: HttpRequest, carried: str = "", where: str = "") -> HttpResponse:
    """The sign-in page, which carries what was typed, and leads back to where it was sent."""
    # Letters as they are: escapes would make a long text up to six times as long.
    carried = carried or json.dumps(_fields_of(request), ensure_ascii=False)
    where = where or request.get_full_path()
    request.method = "GET"  # Django would take the form for somebody's name and password
    response = admin.site.login(
        request,
        extra_context={
            CARRIED: carried,
            REDIRECT_FIELD_NAME: where,
            "app_path": reverse("admin:login"),
        },
    )
    response.status_code = 403
    return response.render()


def _go_on(request: HttpRequest, where: str) -> HttpResponse:
    """After signing in: the fields that were carried, in a form that leads back to where they were.

    Whatever cannot be read is no form of ours, and is left out.
    """
    try:
        carried = json.loads(request.POST[CARRIED])
        fields = [(_readable(name), _readable(value)) for name, value in carried]
    except (ValueError, TypeError, RecursionError):
        fields = []
    return _offer(request, where, fields)


def _readable(text: Any) -> str:
    """Half a character, as JSON can write one, stands in no page."""
    return str(text).encode("utf-8", "replace").decode()


def _offer(request: HttpRequest, where: str, fields: list[tuple[str, str]]) -> HttpResponse:
    """What was typed, and a button that shows it in its form again."""
    context = admin.site.each_context(request) | {
        "title": gettext("Nothing is lost"),
        "where": where,
        "fields": fields,
        "typed": [
            (name.replace("_", " ").capitalize(), value)
            for name, value in fields
            if len(value) > 40 or "\n" in value
        ],
        "comes_back": _is_shown_filled(where),
        "look_again": LOOK_AGAIN,
    }
    response = render(request, "admin/typed_before.html", context)
    # It holds a whole text, of somebody who may not be the next one at this computer.
    add_never_cache_headers(response)
    return response


def _safe_next(request: HttpRequest) -> str:
    """The page of this site that a sign-in form leads to."""
    where = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    is_safe = url_has_allowed_host_and_scheme(
        where, {request.get_host()}, require_https=request.is_secure()
    )
    return where if is_safe else reverse("admin:index")


def _is_shown_filled(where: str) -> bool:
    """Whether the page at `where` knows how to be shown filled without doing anything.

    A page that does not would do at once what its form asks for.
    """
    try:
        match = resolve(urlsplit(where).path)
    except Http404:
        return False
    name = match.url_name or ""
    if name.endswith(("_add", "_change")):
        return isinstance(getattr(match.func, "model_admin", None), ShowsFilled)
    return name.removeprefix("articles_article_") in SHOWN_FILLED


def _fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of each field, in order. Files do not come along: no browser lets us."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_CARRIED and "password" not in name
        for value in values
    ]
