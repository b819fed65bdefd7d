"""What happens to every answer, and to an address that no page has."""

import logging
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers

from articles.models import MissingAddress, old_address
from articles.public.comfort import comfort_in
from articles.public.frame import frame_of
from articles.publishing import publish_due, todays_address

log = logging.getLogger(__name__)

ROBOTS = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|scan|monitor|headless", re.IGNORECASE)


class CompressTextMiddleware(GZipMiddleware):
    """Compresses pages; pictures are compressed already and would only cost time and length."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if response.get("Content-Type", "").startswith("image/"):
            return response
        return super().process_response(request, response)


class AskByTagMiddleware(ConditionalGetMiddleware):
    """Answers 304 to those who name the tag of what they keep, and never by a date alone.

    A page's Last-Modified is the date that readers see. A retracted source, a typo and a second
    correction on one day change the page and not that date.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        request.META.pop("HTTP_IF_MODIFIED_SINCE", None)
        return super().process_response(request, response)


class ComfortMiddleware:
    """Says of every page that it depends on a cookie: the one that holds the reader's comfort.

    No cache between us and the readers may give one reader's text size to another. One that heeds
    `Vary` keeps them apart; one that does not must ask us each time (`no-cache`), and gets a page
    with another ETag, which it may not keep at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and "Location" not in response:
            patch_vary_headers(response, ["Cookie"])
            if not comfort_in(request.COOKIES).is_usual:
                patch_cache_control(response, private=True)
        return response


class OnTimeMiddleware:
    """Publishes what is due before a reader is answered, so that no job has to run for it.

    When the next text is due comes with the frame, which every page reads anyway, the desk's too;
    what is no page can wait for the next one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.others = (settings.STATIC_URL, settings.MEDIA_URL, reverse("healthz"))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            self.publish_what_is_due(request)
        except DatabaseError:
            # Whoever asked gets their answer, or the page that says why there is none.
            log.exception("could not look for what is due")
        return self.get_response(request)

    def publish_what_is_due(self, request: HttpRequest) -> None:
        if not request.path_info.startswith(self.others):
            due_at = frame_of(request).due_at
            if due_at and due_at <= timezone.now():
                publish_due()
                del request.frame  # it may have named pages that are called otherwise by now


class OldAddressMiddleware:
    """Sends readers from old, upper-case and slashless addresses to today's, in one hop.

    It asks the database only after a page was not found, so a page that exists pays nothing; the
    front page pays only when it is asked for as WordPress asks for others (/?p=123). What is
    missing after all is counted for the editors.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_reading = request.method in ("GET", "HEAD")
        if is_reading and request.path_info == "/" and request.META.get("QUERY_STRING"):
            address = old_address("/", request.META["QUERY_STRING"])
            if address != "/" and (response := self.moved(request, address)):
                return response
        response = self.get_response(request)
        if response.status_code == 404 and is_reading:
            address = old_address(request.path_info, request.META.get("QUERY_STRING", ""))
            if moved := self.moved(request, address):
                return moved
            note_missing(request)
        return response

    def moved(self, request: HttpRequest, old: str) -> HttpResponse | None:
        """Return a redirect to where `old` leads today, or None when that is nowhere else."""
        if "\x00" in old:  # PostgreSQL cannot be asked for it, and nobody links to it
            return None
        address = todays_address(old)
        if address is None or address == request.path_info:
            return None
        # In an address such as /?p=123 the question was the address, and it is answered.
        query = "" if "?" in old else request.META.get("QUERY_STRING")
        response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        # A browser would keep a bare 301 for good, and go round in circles when a page moves back.
        response["Cache-Control"] = "public, no-cache"
        return response


def note_missing(request: HttpRequest) -> None:
    """Count for the editors that a reader found no page; robots and editors are not counted."""
    agent = request.headers.get("User-Agent", "")
    is_editor = settings.SESSION_COOKIE_NAME in request.COOKIES
    if request.method != "GET" or is_editor or not agent or ROBOTS.search(agent):
        return
    MissingAddress.objects.note(
        request.path_info,
        linked_from=_own_page(request.headers.get("Referer", "")),
        today=frame_of(request).site.today(),
    )


def _own_page(referrer: str) -> str:
    """The path of the page of this site that `referrer` names; nothing of any other site."""
    try:
        parts = urlsplit(referrer)
    except ValueError:
        return ""
    return parts.path if parts.netloc == urlsplit(settings.ORIGIN).netloc else ""
