"""What may leave the package, written down a second time and independently of the code."""

import re
from collections.abc import Iterator

from .page import Element, Page

TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "div"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("figure", "picture", "source", "img", "figcaption", "a", "em", "strong", "code", "br"),
    *("span", "sup", "svg", "rect", "line", "polyline", "path", "text"),
}
ATTRIBUTES = {
    "a": {"href", "title", "rel", "class", "id", "aria-label"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "figcaption": {"class"},
    "figure": {"class"},
    "img": {
        *("class", "src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"),
    },
    "ol": {"start"},
    "p": {"class"},
    "line": {"class", "x1", "x2", "y1", "y2"},
    "path": {"class", "d"},
    "polyline": {"class", "points"},
    "rect": {"class", "x", "y", "width", "height"},
    "source": {"type", "srcset", "sizes"},
    "span": {"class"},
    "sup": {"class"},
    # Python's parser gives names in lower case; test_charts.py looks at those of the page.
    "svg": {
        *("class", "role", "aria-label", "x", "y", "width", "height"),
        *("viewbox", "preserveaspectratio"),
    },
    "text": {"class", "x", "y", "dx", "text-anchor"},
    "td": {"class"},
    "th": {"class", "scope"},
} | {f"h{level}": {"id"} for level in range(2, 7)}
CLASSES = {
    *("table-scroll", "align-left", "align-center", "align-right"),
    *("notice", "notice--urgent", "notice--note", "notice__label"),
    *("figure", "figure__caption", "figure__credit", "inline-picture", "missing-picture"),
    *("citation", "citation__link", "citation__state", "missing-citation", "term"),
    *("unpublished-link", "missing-snippet"),
    *("citation__state--superseded", "citation__state--retracted"),
    *("figure__link", "figure__open", "chart", "chart__title", "chart__drawing", "chart__svg"),
    *("chart__plot", "chart__bar", "chart__trough", "chart__fill", "chart__line", "chart__marker"),
    *("chart__axis", "chart__grid", "chart__label", "chart__name", "chart__place", "chart__tick"),
    *("chart__value", "chart__note", "broken-chart", "broken-chart__label"),
} | {f"chart__{part}--{series}" for part in ("fill", "line", "marker") for series in range(1, 7)}
# What a browser does with an address before it reads the scheme: drops tabs and newlines
# anywhere, and blanks and control characters in front.
DROPPED = re.compile(r"[\t\n\r]")
CITATION = re.compile(r"frame-citation-\d+-\d+")
SAFE_ADDRESS = re.compile(r"(https?://|mailto:|tel:|/(?![/\\])|#)", re.IGNORECASE)


def dangers(html: str) -> list[str]:
    """Everything in some HTML that the site has not promised to contain."""
    page = Page(html)
    return page.faults + [danger for e in page.elements for danger in _dangers_of(e)]


def _dangers_of(element: Element) -> Iterator[str]:
    if element.tag not in TAGS:
        yield f"tag {element.tag}"
    for name in element.attributes.keys() - ATTRIBUTES.get(element.tag, set()):
        yield f"attribute {name} of {element.tag}"
    for css_class in set(element.classes) - CLASSES:
        yield f"class {css_class}"
    for name in element.attributes.keys() & {"href", "src"}:
        address = DROPPED.sub("", element.attributes[name]).lstrip("".join(map(chr, range(33))))
        if not SAFE_ADDRESS.match(address):
            yield f"address {address}"
    if element.tag == "a" and not CITATION.fullmatch(
        element.attributes.get("id", "frame-citation-1-1")
    ):
        yield f"id {element.attributes['id']}"
    if element.tag == "a" and "a" in element.parents:
        yield "a link within a link"
    if not element.attributes.get("src", "/media/").startswith("/media/"):
        yield f"foreign picture {element.attributes['src']}"
