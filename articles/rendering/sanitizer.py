"""The sanitizer: the last gate, which knows nothing of Markdown and trusts none of it.

Whatever the other modules do, only the tags, attributes, classes and addresses listed here
leave the package. The lists name what the site draws and not one thing more.
"""

import re

import nh3

from .links import is_allowed

_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title", "id", "aria-label"},
    "div": {"aria-label"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt"},
    "ol": {"start"},
    "source": {"srcset", "sizes"},
} | {f"h{level}": {"id"} for level in range(2, 7)}

_ATTRIBUTE_VALUES: dict[str, dict[str, set[str]]] = {
    "a": {"rel": {"noreferrer"}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "img": {"loading": {"lazy"}, "decoding": {"async"}},
    "source": {"type": {"image/webp"}},
    "th": {"scope": {"col"}},
}

_ALIGNMENTS = {"align-left", "align-center", "align-right"}
# Where a list of references leads back to; the page around the body has ids of its own.
_CITATION_ID = re.compile(r"frame-citation-[0-9]+-[0-9]+", re.ASCII)
_CLASSES: dict[str, set[str]] = {
    "a": {"citation__link", "term", "figure__link"},
    "div": {"table-scroll", "notice", "notice--urgent", "notice--note"},
    "figcaption": {"figure__caption"},
    "figure": {"figure"},
    "img": {"inline-picture"},
    "p": {"notice__label"},
    "span": {
        *("figure__credit", "figure__open", "missing-picture", "missing-citation"),
        *("citation__state", "citation__state--superseded", "citation__state--retracted"),
    },
    "sup": {"citation"},
    "td": _ALIGNMENTS,
    "th": _ALIGNMENTS,
}

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "div"),
    *("ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("figure", "picture", "source", "img", "figcaption"),
    *("a", "em", "strong", "code", "br", "span", "sup"),
}


def _checked(tag: str, name: str, value: str) -> str | None:
    if tag == "a" and name == "id" and not _CITATION_ID.fullmatch(value):
        return None
    return value


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_checked,
    tag_attribute_values=_ATTRIBUTE_VALUES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative=lambda url: url if is_allowed(url) else None,
    # `links.py` decides about rel; nh3 would set it on links within the site as well.
    link_rel=None,
)


def sanitized(html: str) -> str:
    """Return `html` without anything that this site does not draw itself."""
    return _CLEANER.clean(html)
