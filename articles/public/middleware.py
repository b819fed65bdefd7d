"""What happens to every answer, and to an address that no page has."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers

from articles.models import tidy_path
from articles.public.comfort import comfort_in
from articles.publishing import todays_address


class CompressTextMiddleware(GZipMiddleware):
    """Compresses pages; pictures are compressed already and would only cost time and length."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if response.get("Content-Type", "").startswith("image/"):
            return response
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
