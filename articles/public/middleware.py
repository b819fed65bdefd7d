"""What happens to an address that no page has."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware

from articles.models import tidy_path
from articles.publishing import todays_address


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


class OldAddressMiddleware:
    """Sends readers from old, upper-case and slashless addresses to today's, in one hop.

    It asks the database only after a page was not found, so a page that exists pays nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 404 and request.method in ("GET", "HEAD"):
            return self.moved(request) or response
        return response

    def moved(self, request: HttpRequest) -> HttpResponse | None:
        """Return a redirect to where the page is today, or None when there is no such page."""
        if "\x00" in request.path_info:  # PostgreSQL cannot be asked for it, and nobody links to it
            return None
        address = todays_address(tidy_path(request.path_info))
        if address is None or address == request.path_info:
            return None
        query = request.META.get("QUERY_STRING")
        response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        # A browser would keep a bare 301 for good, and go round in circles when a page moves back.
        response["Cache-Control"] = "public, no-cache"
        return response
