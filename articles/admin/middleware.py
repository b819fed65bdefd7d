"""The site's clock in the admin, and requests that no form sends."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from articles.models import SiteSettings


class SiteTimeZoneMiddleware:
    """Shows editors times in the site's zone. Readers see dates only, which are stored as such."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.door = reverse("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(self.door):
            return self.get_response(request)
        # The frame of the page was read to find out whether something is due.
        frame = getattr(request, "frame", None)
        settings = frame.site if frame else SiteSettings.current()
        with SiteSettings.remembered(settings), timezone.override(settings.zone):
            return self.get_response(request)


class CraftedRequestMiddleware:
    """Answers 400 where a request asks the database for something that it cannot even be asked.

    No form of ours sends numbers of thirty digits or NUL characters; somebody else's script does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the query string")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        # Django's own word where a choice that is no number comes back into a form.
        is_no_number = isinstance(exception, ValueError) and "expected a number" in str(exception)
        if is_no_number or isinstance(exception, OverflowError | DataError | ValidationError):
            raise BadRequest("A value that no row has") from exception
