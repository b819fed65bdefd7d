"""The sanitizer: the last gate, which knows nothing of Markdown and trusts none of it.

Whatever the other modules do, only the tags, attributes, classes and addresses listed here
leave the package. The lists name what the site draws and not one thing more.
"""

import re

import nh3

from .chart import MAX_SERIES
from .lines import LINE
from .links import is_allowed

_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title", "id", "aria-label"},
    "div": {"aria-label"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt"},
    "ol": {"start"},
    "source": {"srcset", "sizes"},
    "svg": {"aria-label", "x", "y", "width", "height", "viewBox"},
    "rect": {"x", "y", "width", "height"},
    "line": {"x1", "x2", "y1", "y2"},
    "polyline": {"points"},
    "path": {"d"},
    "text": {"x", "y", "dx"},
} | {f"h{level}": {"id"} for level in range(2, 7)}

_ATTRIBUTE_VALUES: dict[str, dict[str, set[str]]] = {
    "a": {"rel": {"noreferrer"}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "img": {"loading": {"lazy"}, "decoding": {"async"}},
    "source": {"type": {"image/webp"}},
    "svg": {"role": {"img"}, "preserveAspectRatio": {"none"}},
    "text": {"text-anchor": {"start", "middle", "end"}},
    "th": {"scope": {"col", "row"}},
}

_ALIGNMENTS = {"align-left", "align-center", "align-right"}
# Where a list of references leads back to; the page around the body has ids of its own.
_CITATION_ID = re.compile(r"frame-citation-[0-9]+-[0-9]+", re.ASCII)
_SERIES = range(1, MAX_SERIES + 1)
_CLASSES: dict[str, set[str]] = {
    "a": {"citation__link", "term", "figure__link"},
    "div": {
        *("table-scroll", "notice", "notice--urgent", "notice--note"),
        *("chart__drawing", "broken-chart"),
    },
    "figcaption": {"figure__caption", "chart__title"},
    "figure": {"figure", "chart"},
    "img": {"inline-picture"},
    "line": {"chart__axis", "chart__grid", "chart__fill", "chart__line"}
    | {f"chart__{part}--{number}" for part in ("fill", "line") for number in _SERIES},
    "p": {"notice__label", "chart__note", "broken-chart__label"},
    "path": {"chart__marker"} | {f"chart__marker--{number}" for number in _SERIES},
    "polyline": {"chart__line"} | {f"chart__line--{number}" for number in _SERIES},
    "rect": {"chart__bar", "chart__trough"},
    "span": {
        *(
            "figure__credit",
            "figure__open",
            "missing-picture",
            "missing-citation",
            "missing-snippet",
            "unpublished-link",
        ),
        *("citation__state", "citation__state--superseded", "citation__state--retracted"),
    },
    "sup": {"citation"},
    "svg": {"chart__svg", "chart__plot"},
    "text": {"chart__label", "chart__name", "chart__place", "chart__tick", "chart__value"},
    "td": _ALIGNMENTS,
    "th": _ALIGNMENTS,
}

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "div"),
    *("ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("figure", "picture", "source", "img", "figcaption"),
    *("a", "em", "strong", "code", "br", "span", "sup"),
    # What charts are drawn with. None of these loads, links, animates or runs anything.
    *("svg", "rect", "line", "polyline", "path", "text"),
}


def _checked(tag: str, name: str, value: str) -> str | None:
    if tag == "a" and name == "id" and not _CITATION_ID.fullmatch(value):
        return None
    return value


def _cleaner(attributes: dict[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=attributes,
        attribute_filter=_checked,
        tag_attribute_values=_ATTRIBUTE_VALUES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative=lambda url: url if is_allowed(url) else None,
        # `links.py` decides about rel; nh3 would set it on links within the site as well.
        link_rel=None,
    )


_CLEANER = _cleaner(_ATTRIBUTES)
# What a preview gets beside that: numbers of lines, which nobody can type.
_CLEANER_OF_PREVIEWS = _cleaner(_ATTRIBUTES | {"*": {LINE}})


def sanitized(html: str) -> str:
    """Return `html` without anything that this site does not draw itself."""
    return _CLEANER.clean(html)


def sanitized_with_lines(html: str) -> str:
    """Return `html` like `sanitized()`, with the numbers of lines that only a preview has."""
    return _CLEANER_OF_PREVIEWS.clean(html)
