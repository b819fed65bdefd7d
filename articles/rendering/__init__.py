"""Markdown in, safe HTML out.

`render()` is the only way from what an editor typed to what a reader's browser receives. The
package is pure: it knows no database, no request and no model, so the same text with the same
pictures always gives the same page. `document.py` shows the whole way on one screen.
"""

from .document import Heading, Link, Rendered, contents_of, minutes_to_read, render
from .drawing import MAX_HTML
from .picture import Picture, PictureUse, Rendition, picture_keys
from .source import MAX_SOURCE, SourceTooLong, without_unseen
from .work import CitationUse, Entry, Work, anchors_kept, citation_keys, with_anchors

__all__ = [
    "MAX_HTML",
    "MAX_SOURCE",
    "CitationUse",
    "Entry",
    "Heading",
    "Link",
    "Picture",
    "PictureUse",
    "Rendered",
    "Rendition",
    "SourceTooLong",
    "Work",
    "anchors_kept",
    "citation_keys",
    "contents_of",
    "minutes_to_read",
    "picture_keys",
    "render",
    "with_anchors",
    "without_unseen",
]
