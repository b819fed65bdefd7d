"""The copy of a page to keep: one file that needs nothing else to be read.

It is made of what the site shows: the page's own words, a stylesheet within it, and its pictures
as text within it, as far as they fit.
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.public.static_files import flatten
from articles.public.views.media import CONTENT_TYPES

STYLESHEET = "css/offline.css"
# As wide as a column of text; a larger one would only be slow to save.
WIDEST = 800
# All pictures of one copy together, as they are stored. Written as text they grow by a third.
MOST_BYTES = 1_500_000

_PICTURE = re.compile(r"<picture>.*?</picture>", re.DOTALL)
_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\ssrcset="([^"]*)"')
_ADDRESS = re.compile(r'(<a\b(?:[^<>"]|"[^"]*")*?\s)href="([^"]*)"')


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the stylesheet of a copy, as an address that holds it, like those of its pictures.

    It is the same as long as the process runs.
    """
    rules = flatten(Path(settings.BASE_DIR) / "static" / STYLESHEET)
    return f"data:text/css;charset=utf-8;base64,{base64.b64encode(rules.encode()).decode()}"


def self_contained(html: str, page: str) -> str:
    """Return `html` with its pictures within it and full addresses; `page` is its own address.

    A picture that does not fit any more is replaced by a sentence that says what it shows.
    """
    room = _Room(page)
    html = _PICTURE.sub(lambda found: room.place(found[0]), html)
    html = _IMAGE.sub(lambda found: room.place(found[0]), html)

    def full(found: re.Match[str]) -> str:
        href = found[2]
        return found[1] + f'href="{href if href.startswith("#") else urljoin(page, href)}"'

    return _ADDRESS.sub(full, html)


class _Room:
    """What is left of the room for pictures in one copy."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.left = MOST_BYTES

    def place(self, drawn: str) -> str:
        """Return the picture that `drawn` draws as one that carries its own content."""
        alt = unescape(_attribute(drawn, "alt"))
        if _attribute(drawn, "src").startswith("data:"):
            return drawn
        name = _stored_name(_best_source(drawn))
        if name is None or not default_storage.exists(name):
            return self._left_out(alt)
        size = default_storage.size(name)
        if size > self.left:
            return self._left_out(alt)
        self.left -= size
        with default_storage.open(name) as file:
            content = base64.b64encode(file.read()).decode()
        return format_html(
            '<img src="data:{};base64,{}" width="{}" height="{}" alt="{}">',
            CONTENT_TYPES[PurePosixPath(name).suffix],
            content,
            _attribute(drawn, "width"),
            _attribute(drawn, "height"),
            alt,
        )

    def _left_out(self, alt: str) -> str:
        words = _("A picture is left out of this copy: %(alt)s") % {"alt": alt} if alt else ""
        return format_html('<span class="missing-picture">{}</span>', words) if words else ""


def _attribute(drawn: str, name: str) -> str:
    # The last one: a <picture> names its sources before its <img>.
    found = re.findall(rf'\s{name}="([^"]*)"', drawn)
    return found[-1] if found else ""


def _best_source(drawn: str) -> str:
    """The address of the widest rendition up to WIDEST, in the first format that is offered."""
    for srcset in _SOURCE.findall(drawn):
        sizes = [entry.split() for entry in unescape(srcset).split(",")]
        widths = {int(entry[1].rstrip("w")): entry[0] for entry in sizes if len(entry) == 2}
        fitting = [width for width in widths if width <= WIDEST] or sorted(widths)[:1]
        if fitting:
            return widths[max(fitting)]
    return unescape(_attribute(drawn, "src"))


def _stored_name(url: str) -> str | None:
    """The name of an uploaded picture in the storage, by its address; None for anything else."""
    name = url.removeprefix(settings.MEDIA_URL)
    path = PurePosixPath(name)
    is_upload = name != url and path.suffix in CONTENT_TYPES and ".." not in path.parts
    return name if is_upload else None
