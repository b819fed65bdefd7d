"""Pictures: that they are there, and what they say to somebody who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.publishing.checks.finding import Finding, block
from articles.publishing.checks.page import Page
from articles.rendering import PictureUse

# What a screen reader says in one breath.
LONGEST_ALT = 150

_FILE_NAME = re.compile(
    r"\S+\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)"
    r"|(?:img|dscn?|pxl|screen ?shot|image|photo|picture)[-_ ]?\d[\d_-]*",
    re.IGNORECASE,
)
_IMAGE_OF = re.compile(
    r"\s*(?:an?\s+|the\s+|this\s+)?(?:image|photo|photograph|picture|graphic|screenshot)\s+"
    r"(?:of|showing|that shows)\b",
    re.IGNORECASE,
)


def pictures_there(page: Page) -> Iterator[Finding]:
    """Every picture lies in the library: nothing is loaded from elsewhere."""
    for use in page.rendered.pictures:
        if not use.key:
            sentence = _(
                "The picture “%(src)s” lies elsewhere and would not be shown. Upload it to the "
                "image library."
            )
            yield block(sentence % {"src": use.src}, field="body", quote=page.typed.quote(use.src))
        elif not use.known:
            sentence = _("The picture “%(key)s” is not in the image library.")
            yield block(sentence % {"key": use.key}, field="body", quote=_mark(page, use))


def alternative_texts(page: Page) -> Iterator[Finding]:
    """Every picture is described where it is used, or declared decorative (WCAG 1.1.1).

    The description says what the picture shows and no more: see the W3C's alt decision tree.
    """
    content = page.content
    if content.lead_image and not content.lead_is_decorative:
        if not content.lead_alt.strip():
            sentence = _("Describe the lead picture, or mark it as decorative.")
            yield block(sentence, field="lead_alt")
        else:
            lead = content.lead_image
            for sentence in _faults_of(content.lead_alt, lead.key, lead.caption):
                yield block(sentence, field="lead_alt", quote=content.lead_alt)
    for use in page.rendered.pictures:
        if use.known:
            yield from _of_use(page, use)


def _of_use(page: Page, use: PictureUse) -> Iterator[Finding]:
    if use.decorative:
        if use.linked:
            sentence = _(
                "The picture “%(key)s” is a link, so it cannot be decorative: say between the "
                "square brackets where it leads."
            )
            yield block(sentence % {"key": use.key}, field="body", quote=_mark(page, use))
    elif not use.alt.strip():
        sentence = _(
            "The picture “%(key)s” has no description. Write one between the square "
            "brackets, or mark it as decorative: ![](image:%(key)s){.decorative}"
        )
        yield block(sentence % {"key": use.key}, field="body", quote=_mark(page, use))
    else:
        caption = use.caption or page.content.pictures[use.key].caption
        for sentence in _faults_of(use.alt, use.key, caption):
            quote = page.typed.quote(use.alt) or _mark(page, use)
            yield block(sentence, field="body", quote=quote)


def _faults_of(alt: str, key: str, caption: str) -> Iterator[str]:
    """What is wrong with a description that is there."""
    facts = {"key": key, "alt": alt.strip(), "length": len(alt.strip()), "limit": LONGEST_ALT}
    if _FILE_NAME.fullmatch(alt.strip()) or _is_key(alt.strip(), key):
        sentence = _(
            "The description “%(alt)s” of the picture “%(key)s” is a file's name. Say what the "
            "picture shows."
        )
        yield sentence % facts
    if _IMAGE_OF.match(alt):
        sentence = _(
            "The description “%(alt)s” of the picture “%(key)s” says that it is a picture, which "
            "screen readers say already. Begin with what it shows."
        )
        yield sentence % facts
    if caption and _plain(alt) == _plain(caption):
        sentence = _(
            "The description of the picture “%(key)s” is its caption again, so that a screen "
            "reader says it twice. Say what the picture shows."
        )
        yield sentence % facts
    if len(alt.strip()) > LONGEST_ALT:
        sentence = _(
            "Shorten the description of the picture “%(key)s” to %(limit)s characters; it has "
            "%(length)s. What is longer belongs in the text."
        )
        yield sentence % facts


def _is_key(alt: str, key: str) -> bool:
    """Whether it is the picture's key; a key of one plain word may be a description as well."""
    return alt == key and not key.isalpha()


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _mark(page: Page, use: PictureUse) -> str:
    return use.src if use.src in page.content.body else ""
