"""What may stand in an address."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# The first part of every address that is not a section, words that the site uses below one, and
# what stands in a feed's address where a section's would.
RESERVED = frozenset(
    {
        ".well-known",
        "admin",
        "all",
        "booklet",
        "cards",
        "comfort",
        "corrections",
        "emergency-card",
        "favicon.ico",
        "feed",
        "feedback",
        "feeds",
        "glossary",
        "healthz",
        "history",
        "manifest.webmanifest",
        "media",
        "people",
        "preview",
        "robots.txt",
        "search",
        "sitemap-news.xml",
        "sitemap.xml",
        "static",
        "styleguide",
    }
)

MAX_LENGTH = 80
# Below a section with dated pages, four digits are a year: /news/2026/.
YEAR = re.compile(r"\A[0-9]{4}\Z")
SHAPE = re.compile(r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def is_reserved(value: str) -> bool:
    """Whether the site keeps `value` for its own addresses."""
    return value in RESERVED or bool(YEAR.match(value))


def not_reserved(value: str) -> None:
    """Raise ValidationError when `value` is a word the site keeps for its own addresses."""
    if YEAR.match(value):
        raise ValidationError(
            _("“%(slug)s” looks like a year, which leads to what was published in it. Add a word."),
            code="reserved",
            params={"slug": value},
        )
    if value in RESERVED:
        raise ValidationError(
            _("“%(slug)s” is kept for the site's own pages. Choose another word."),
            code="reserved",
            params={"slug": value},
        )


def is_slug(value: str) -> bool:
    """Whether `value` has the shape of a slug."""
    return len(value) <= MAX_LENGTH and bool(SHAPE.match(value))


VALIDATORS = [
    RegexValidator(
        SHAPE,
        _("Use lower-case letters, digits and single hyphens only, as in “causes-of-mg”."),
        code="shape",
    ),
    not_reserved,
]
