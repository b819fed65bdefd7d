"""What happens to an address that no page has."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import resolve

from articles.models import Article, Redirect, Section, tidy_path

# What stands below a page moves with it.
BELOW_A_PAGE = re.compile(r"\A(/[^/]+/[^/]+/)(history/(?:\d+/(?:text/)?)?|updates\.atom)/?\Z")


class CompressTextMiddleware(GZipMiddleware):
    """Compresses pages; pictures are compressed already and would only cost time and length."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if response.get("Content-Type", "").startswith("image/"):
            return response
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
        path, below = parted(tidy_path(request.path_info))
        target = Redirect.objects.target_of(path)
        if target is None and path + below != request.path_info and is_a_page(path):
            target = path
        if target is None or target + below == request.path_info:
            return None
        target += below
        query = request.META.get("QUERY_STRING")
        response = HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)
        # A browser would keep a bare 301 for good, and go round in circles when a page moves back.
        response["Cache-Control"] = "public, no-cache"
        return response


def parted(path: str) -> tuple[str, str]:
    """Return the tidy `path` as that of a page and what stands below it: its history, its feed."""
    found = BELOW_A_PAGE.match(path)
    return (found[1], found[2]) if found else (path, "")


def is_a_page(path: str) -> bool:
    """Whether a section or a public article lives at the tidy `path`."""
    match path.strip("/").split("/"):
        case ["admin", *_]:
            # The admin has a pattern for everything; only its pages have names.
            return resolve(path).url_name is not None
        case [section]:
            return Section.objects.filter(slug=section).exists()
        case [section, slug]:
            return Article.objects.public().filter(section__slug=section, slug=slug).exists()
    return False
