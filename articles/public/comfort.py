"""Comfort: the text size, the contrast and the colours that a reader has chosen.

The choice lives in one small cookie of ours and shows in one place of a page: attributes of its
`<html>` element, from which tokens.css does the rest. A page is therefore the same for everybody
but for these attributes, and there are 24 of them at most: a page cache keeps a page under its
address and `comfort_in(cookies).value`, never under the cookie that a browser sent, which may hold
anything. docs/decisions/0007 says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

COOKIE = "comfort"
KEPT_FOR = 365 * 24 * 3600


class TextSize(TextChoices):
    """How large the letters are, and with them all that is measured in letters."""

    SMALL = "s", _("Smaller")
    USUAL = "m", _("Usual size")
    LARGE = "l", _("Larger")
    LARGEST = "xl", _("Very large")


class Contrast(TextChoices):
    """How far the letters stand out from their ground."""

    USUAL = "usual", _("Usual contrast")
    HIGH = "high", _("High contrast: black, white and lines")


class Scheme(TextChoices):
    """Dark letters on a light ground, or the other way round."""

    DEVICE = "device", _("As this device is set")
    LIGHT = "light", _("Light: dark letters on a light page")
    DARK = "dark", _("Dark: light letters on a dark page")


@dataclass(frozen=True)
class Comfort:
    """One choice of the three; without arguments, what readers get who never chose."""

    text: TextSize = TextSize.USUAL
    contrast: Contrast = Contrast.USUAL
    scheme: Scheme = Scheme.DEVICE

    @property
    def value(self) -> str:
        """The choice in a few characters, for the cookie and for the key of a page cache."""
        return f"{self.text}.{self.contrast}.{self.scheme}"

    @property
    def is_usual(self) -> bool:
        return self == Comfort()

    @property
    def attributes(self) -> dict[str, str]:
        """The `data-` attributes of the page's `<html>`: only what differs from the usual."""
        usual = Comfort()
        chosen = {"text": self.text, "contrast": self.contrast, "scheme": self.scheme}
        return {
            name: value.value for name, value in chosen.items() if value != getattr(usual, name)
        }

    def keep(self, request: HttpRequest, response: HttpResponseBase) -> None:
        """Have the browser keep this choice; for the usual one there is nothing to keep."""
        if not self.is_usual:
            response.set_cookie(
                COOKIE,
                self.value,
                max_age=KEPT_FOR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        elif COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")


def comfort_in(cookies: Mapping[str, str]) -> Comfort:
    """Return the choice that the `cookies` of a request hold; the usual one when they hold none.

    Anybody can send any cookie: what is no choice of ours, to the letter, counts as none.
    """
    parts = cookies.get(COOKIE, "").split(".")
    try:
        text, contrast, scheme = parts
        return Comfort(TextSize(text), Contrast(contrast), Scheme(scheme))
    except ValueError:
        return Comfort()


def comfort(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `comfort`, for the frame of every page."""
    return {"comfort": comfort_in(request.COOKIES)}
