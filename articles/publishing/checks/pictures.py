"""Pictures: that they are there, and what they say to somebody who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.publishing.checks.finding import Finding, block, warn
from articles.publishing.checks.page import Page
from articles.rendering import Picture, PictureUse

# What a screen reader says in one breath.
LONGEST_ALT = 150

_FILE_NAME = re.compile(
    r"\S+\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)"
    r"|(?:img|dscn?|dcim|p|pxl|screen ?shot|image|photo|picture|figure|scan)[-_ ]?\d[\d_-]*"
    r"|(?:whatsapp image|screenshot) \d.*|(?:untitled|image|photo|picture|graphic)[-_ ]?\d*"
    # One word with underscores is how programs name files, and nobody writes so.
    r"|[^\W_]+(?:[-_][^\W_]+)*_[^\W_]+(?:-[^\W_]+)*",
    re.IGNORECASE,
)
_IMAGE_OF = re.compile(
    r"\s*(?:an?\s+|the\s+|this\s+)?(?:image|photo|photograph|picture|graphic|screenshot)\s+"
    r"(?:of|showing|that shows)\b",
    re.IGNORECASE,
)


def pictures_there(page: Page) -> Iterator[Finding]:
    """Every picture lies in the library and is described there: nothing comes from elsewhere."""
    lead = page.content.lead_image
    if lead and not lead.description:
        yield block(_not_described(lead.key), field="lead_image")
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
        elif not page.content.pictures[use.key].is_described:
            yield block(_not_described(use.key), field="body", quote=_mark(page, use))


def _not_described(key: str) -> str:
    return _(
        "The picture “%(key)s” came into the library with others and is not described there yet. "
        "Describe it under Images, then use it."
    ) % {"key": key}


def rights(page: Page) -> Iterator[Finding]:
    """It is known why each picture may be shown, and that it still may.

    Warnings, since a correction of what a page says about the disease must not wait for a
    licence; the desk lists the pictures until somebody has settled it.
    """
    if lead := page.content.lead_picture:
        for sentence in _faults_of_rights(page, lead):
            yield warn(sentence, field="lead_image")
    seen = set()
    for use in page.rendered.pictures:
        if use.known and use.key not in seen:
            seen.add(use.key)
            for sentence in _faults_of_rights(page, page.content.pictures[use.key]):
                yield warn(sentence, field="body", quote=_mark(page, use))


def _faults_of_rights(page: Page, picture: Picture) -> Iterator[str]:
    if not picture.has_rights:
        sentence = _(
            "Nobody has said why the picture “%(key)s” may be shown. Give its licence under Images."
        )
        yield sentence % {"key": picture.key}
    if picture.licence_until and picture.licence_until < page.site.today:
        sentence = _(
            "The licence of the picture “%(key)s” ended on %(day)s. Renew it under Images, or take "
            "the picture out."
        )
        yield sentence % {
            "key": picture.key,
            "day": date_format(picture.licence_until, "F j, Y"),
        }


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
            for sentence in faults_of_alt(content.lead_alt, lead.key, lead.caption):
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
        for sentence in faults_of_alt(use.alt, use.key, caption):
            quote = page.typed.quote(use.alt) or _mark(page, use)
            yield block(sentence, field="body", quote=quote)


def faults_of_alt(alt: str, key: str, caption: str) -> Iterator[str]:
    """Say what is wrong with the description, where it is used, of the picture `key`."""
    facts = {"key": key, "alt": alt.strip(), "length": len(alt.strip()), "limit": LONGEST_ALT}
    if is_file_name(alt) or _is_key(alt.strip(), key):
        sentence = _(
            "The description “%(alt)s” of the picture “%(key)s” is a file's name. Say what the "
            "picture shows."
        )
        yield sentence % facts
    if says_picture_of(alt):
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


def is_file_name(words: str) -> bool:
    """Whether `words` are what a camera or a program calls a file."""
    return _FILE_NAME.fullmatch(words.strip()) is not None


def says_picture_of(words: str) -> bool:
    """Whether `words` begin like “Image of”, which screen readers have said already."""
    return _IMAGE_OF.match(words) is not None


def _is_key(alt: str, key: str) -> bool:
    """Whether it is the picture's key; a key of one plain word may be a description as well."""
    return alt == key and not key.isalpha()


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _mark(page: Page, use: PictureUse) -> str:
    return use.src if use.src in page.content.body else ""
