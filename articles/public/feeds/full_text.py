"""The full text of a page, fit to be read on another site or in a program.

The same components as on the page print it; then one pass leaves only what every program draws,
and makes each address a full one. Citations and links within the page lead to the page itself.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import nh3
from django.template.loader import render_to_string

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "br"),
    *("ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("figure", "img", "figcaption"),
    *("a", "em", "strong", "code", "sup", "sub", "cite"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "width", "height", "alt"},
    "ol": {"start"},
    "th": {"scope"},
}
# Their content is nothing to read where they are not drawn.
_DROPPED = {"svg", "script", "style", "button", "form"}
_PREFORMATTED = re.compile("(<pre>.*?</pre>)", re.DOTALL)
_GAP = re.compile(r"\s*\n\s*")


def full_text(template: str, context: dict[str, Any], *, page: str) -> str:
    """Return what `template` prints of `context` as plain HTML; `page` is its full address."""

    def absolute(_tag: str, name: str, value: str) -> str:
        return urljoin(page, value) if name in ("href", "src") else value

    cleaner = nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=absolute,
        clean_content_tags=_DROPPED,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return _without_gaps(cleaner.clean(render_to_string(template, context)))


def _without_gaps(html: str) -> str:
    """Return `html` without the space that templates leave between elements."""
    pieces = _PREFORMATTED.split(html)
    pieces[::2] = [_GAP.sub("\n", piece) for piece in pieces[::2]]
    return "".join(pieces).strip()
