"""Foreign files: what somebody uploaded in place of a picture, told by its first bytes."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# How many bytes tell the kinds below apart; a drawing may begin with a long comment.
HEAD = 1024

_HEIC = re.compile(rb"....ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
_AVIF = re.compile(rb"....ftypavi[fs]", re.DOTALL)
_TIFF = re.compile(rb"II\*\0|MM\0\*|II\+\0|MM\0\+")
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<script)", re.IGNORECASE)

# In the order in which they are tried; what each is, and what to do with it.
_KINDS: tuple[tuple[re.Pattern[bytes], str | Promise], ...] = (
    (
        _HEIC,
        _(
            "This is not a picture that browsers can show, but a HEIC file, as phones make them. "
            "Export it as a JPEG; on an iPhone, Settings, Camera, Formats, “Most Compatible” makes "
            "new ones so."
        ),
    ),
    (
        _AVIF,
        _("This is not a picture that can be used, but an AVIF file. Save it as a JPEG or PNG."),
    ),
    (
        _TIFF,
        _(
            "This is not a picture that browsers can show, but a TIFF file, as printers use them. "
            "Save it as a JPEG, or as a PNG if it is a drawing."
        ),
    ),
    (
        re.compile(rb"%PDF"),
        _(
            "This is not a picture that can be used, but a PDF file. Export the page that you need "
            "as a PNG of 2400 pixels width."
        ),
    ),
    (
        _SVG,
        _(
            "This is not a picture that can be used, but an SVG drawing, which can hold programs. "
            "Export it as a PNG of 2400 pixels width."
        ),
    ),
    (
        _HTML,
        _(
            "This is not a picture that can be used, but a web page. Save the picture itself: "
            "right-click it in the browser, then “Save image as”."
        ),
    ),
    (
        re.compile(rb"PK\x03\x04"),
        _(
            "This is not a picture that can be used, but a document or an archive. Take the "
            "picture out of it and upload that."
        ),
    ),
    (
        re.compile(rb"BM"),
        _("This is not a picture that can be used, but a BMP file. Save it as a PNG."),
    ),
)
_UNKNOWN = _("This is not a picture that can be used. Upload a JPEG, PNG, WebP or GIF file.")


def sentence_about(head: bytes) -> str:
    """Say what a file that begins with `head` is instead of a picture, and what to do."""
    for pattern, sentence in _KINDS:
        found = pattern.search(head) if pattern is _SVG else pattern.match(head)
        if found:
            return str(sentence)
    return str(_UNKNOWN)
