"""The site's clock in the admin."""

from collections.abc import Callable

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
        with timezone.override(SiteSettings.current().zone):
            return self.get_response(request)
