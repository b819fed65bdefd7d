"""Markdown in, safe HTML out.

`render()` is the only way from what an editor typed to what a reader's browser receives. The
package is pure: it knows no database, no request and no model, so the same text with the same
pictures, works and glossary always gives the same page. `document.py` shows the whole way
on one screen.
"""

from .anchors import anchors_kept, with_anchors
from .bibliography import Reference, ReferenceLink, nlm, reference_of
from .binding import bound
from .blocks import Block
from .changes import Folded, PassageChange, Run
from .chart import Chart, Series
from .charts import draw as draw_chart
from .citations import note_number
from .comparison import Comparison, Document, compare
from .document import Heading, Link, Rendered, contents_of, minutes_to_read, render
from .drawing import MAX_HTML
from .glossary import Entry, link_terms
from .marking import MarkedSection, marked_sections
from .merging import Choice, Fate, Piece, fate_of, merged, resolved
from .page_links import LinkedPage, PageLinkUse, linked_slugs
from .parts import Part
from .pasted import Pasted, markdown_from_html
from .picture import Picture, PictureUse, Rendition, picture_keys
from .quotations import AROUND, Place, Quotation, QuotedText
from .rest import with_rests
from .snippets import SnippetFound, snippet_keys
from .source import MAX_SOURCE, SourceTooLong, without_unseen
from .stretches import Effort, Stretch, readable_stretches, stretches
from .word_counts import words_changed
from .work import CitationUse, Work, citation_keys

__all__ = [
    "AROUND",
    "MAX_HTML",
    "MAX_SOURCE",
    "Block",
    "Chart",
    "Choice",
    "CitationUse",
    "Comparison",
    "Document",
    "Effort",
    "Entry",
    "Fate",
    "Folded",
    "Heading",
    "Link",
    "LinkedPage",
    "MarkedSection",
    "PageLinkUse",
    "Part",
    "PassageChange",
    "Pasted",
    "Picture",
    "PictureUse",
    "Piece",
    "Place",
    "Quotation",
    "QuotedText",
    "Reference",
    "ReferenceLink",
    "Rendered",
    "Rendition",
    "Run",
    "Series",
    "SnippetFound",
    "SourceTooLong",
    "Stretch",
    "Work",
    "anchors_kept",
    "bound",
    "citation_keys",
    "compare",
    "contents_of",
    "draw_chart",
    "fate_of",
    "link_terms",
    "linked_slugs",
    "markdown_from_html",
    "marked_sections",
    "merged",
    "minutes_to_read",
    "nlm",
    "note_number",
    "picture_keys",
    "readable_stretches",
    "reference_of",
    "render",
    "resolved",
    "snippet_keys",
    "stretches",
    "with_anchors",
    "with_rests",
    "without_unseen",
    "words_changed",
]
