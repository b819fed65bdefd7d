"""Markdown in, safe HTML out.

`render()` is the only way from what an editor typed to what a reader's browser receives. The
package is pure: it knows no database, no request and no model, so the same text with the same
pictures, works and glossary always gives the same page. `document.py` shows the whole way
on one screen.
"""

from .bibliography import Reference, ReferenceLink, nlm, reference_of
from .document import Heading, Link, Rendered, contents_of, minutes_to_read, render
from .drawing import MAX_HTML
from .glossary import Entry, link_terms
from .picture import Picture, PictureUse, Rendition, picture_keys
from .source import MAX_SOURCE, SourceTooLong, without_unseen
from .work import CitationUse, Work, citation_keys

__all__ = [
    "MAX_HTML",
    "MAX_SOURCE",
    "CitationUse",
    "Entry",
    "Heading",
    "Link",
    "Picture",
    "PictureUse",
    "Reference",
    "ReferenceLink",
    "Rendered",
    "Rendition",
    "SourceTooLong",
    "Work",
    "citation_keys",
    "contents_of",
    "link_terms",
    "minutes_to_read",
    "nlm",
    "picture_keys",
    "reference_of",
    "render",
    "without_unseen",
]
