"""The tree: HTML of any quality as elements, in a time that grows with its length and no faster.

The parsers at hand do not promise that. Measured with 20 kB of `<div>` html5ever (nh3) takes four
seconds, with 20 kB of `<a ` the standard library's takes twenty, and both grow with the square.
What a browser puts on the clipboard is tidy, so closing what was left open needs few rules.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from django.utils.translation import gettext

from ..source import SourceTooLong

# No document that a person wrote nests deeper; what does is kept as text, line by line. Readers of
# the tree may rely on it and call themselves.
MAX_DEPTH = 100

# The longest article, in the most wordy HTML that was seen, has a third of them.
MAX_ELEMENTS = 150_000

# Possessive throughout, and every alternative ends at the latest with the text: no place is ever
# looked at twice.
_TOKEN = re.compile(
    r"""
    <!--(?:.*?-->|.*)                                                 # a comment
    | <(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*+)
      (?P<attrs>(?:[^>=]++ | =\s*+"[^"]*+"? | =\s*+'[^']*+'? | =)*+)>?  # a tag
    | <[!?/][^>]*+>?                                                  # what no browser shows
    | (?P<text>(?:[^<]++|<(?![a-zA-Z!?/]))++|<)
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s>]++)))?+""", re.DOTALL
)
_VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
    *("track", "wbr"),
}
# Their content is no text of the page, whatever stands in it.
_RAW = {
    *("script", "style", "title", "xml", "textarea", "iframe", "noscript", "noembed", "noframes"),
}
_NEVER_KEPT = {"html", "head", "body"}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dialog"),
    *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav"),
    *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("tr", "ul"),
}
# What a start tag closes that was left open, as far up as the next of these.
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir", "table", "td", "th", "blockquote"}),
    "dt": ({"dt", "dd"}, {"dl", "table", "td", "th"}),
    "dd": ({"dt", "dd"}, {"dl", "table", "td", "th"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    "thead": ({"thead", "tbody", "tfoot", "caption", "colgroup"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot", "caption", "colgroup"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot", "caption", "colgroup"}, {"table"}),
}
# An end tag closes nothing beyond the cell around it, unless it is one of the table's own.
_WALLS = {"table", "td", "th"}
_OF_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}


@dataclass(eq=False)
class Element:
    """One element, with what stands in it; text is a child like any other."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attrs.get("class", "").lower().split())

    @cached_property
    def style(self) -> dict[str, str]:
        """The declarations of its style attribute, in lower case, Word's own among them."""
        pairs = (one.partition(":") for one in self.attrs.get("style", "").lower().split(";"))
        return {name.strip(): value.strip() for name, _, value in pairs if value}

    @property
    def elements(self) -> list["Element"]:
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def parts(self) -> list["Element"]:
        """The same, with text that stands among them as an element of its own."""
        return [
            child if isinstance(child, Element) else Element("span", {}, [child])
            for child in self.children
            if isinstance(child, Element) or child.strip()
        ]

    def walk(self) -> Iterator["Element"]:
        """Yield this element and every one in it, in the order of the text."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.elements)

    @property
    def text(self) -> str:
        """What is written in it, with a blank where a block or line ends."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                pieces.append(one)
            else:
                between = [" "] if one.is_block or one.tag == "br" else []
                waiting += [*between, *reversed(one.children), *between]
        return " ".join("".join(pieces).split())


def tree_of(html: str) -> Element:
    """Return what stands in `html`, below one root. Every text has a tree.

    Raises SourceTooLong when it is made of more than MAX_ELEMENTS.
    """
    builder = _Builder()
    position = 0
    while token := _TOKEN.match(html, position):
        position = token.end()
        if token["text"]:
            builder.text(unescape(token["text"]))
        elif token["tag"]:
            tag = token["tag"].lower()
            if token["end"]:
                builder.end(tag)
            elif tag in _RAW:
                position = _end_of_raw(html, tag, position)
            else:
                builder.start(tag, token["attrs"])
    return builder.root


def _end_of_raw(html: str, tag: str, position: int) -> int:
    end = re.compile(rf"</{tag}(?=[\s/>])[^>]*+>?", re.IGNORECASE).search(html, position)
    return end.end() if end else len(html)


class _Builder:
    """Puts start tags, end tags and text together."""

    def __init__(self) -> None:
        self.root = Element("root")
        self._open = [self.root]
        # How many of each tag were opened where the tree is as deep as it gets.
        self._beyond: Counter[str] = Counter()
        self._count = 0

    def text(self, words: str) -> None:
        self._open[-1].children.append(words)

    def start(self, tag: str, attrs: str) -> None:
        if tag in _NEVER_KEPT:
            return
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _too_many()
        if tag in BLOCKS:
            self._close({"p"}, _WALLS | {"li", "div", "blockquote"})
        if tag in _CLOSES:
            self._close(*_CLOSES[tag])
        if len(self._open) > MAX_DEPTH and tag not in _VOID:
            self._beyond[tag] += 1
            self._part(tag)
            return
        element = Element(tag, _attributes(attrs))
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def end(self, tag: str) -> None:
        if tag == "br":
            self.start(tag, "")
        elif self._beyond[tag]:
            self._beyond[tag] -= 1
            self._part(tag)
        else:
            self._close({tag}, {"table"} if tag in _OF_TABLES else _WALLS)

    def _close(self, tags: set[str], walls: set[str]) -> None:
        """Close the innermost open element with one of `tags`, unless a wall stands before it."""
        for place in range(len(self._open) - 1, 0, -1):
            tag = self._open[place].tag
            if tag in tags:
                del self._open[place:]
                return
            if tag in walls:
                return

    def _part(self, tag: str) -> None:
        """Keep the words on both sides of a block apart that has no place in the tree."""
        children = self._open[-1].children
        if tag in BLOCKS and not (children and _is_break(children[-1])):
            children.append(Element("br"))


def _too_many() -> SourceTooLong:
    return SourceTooLong(
        gettext(
            "This text is made of more than %(limit)s pieces of HTML, and no page needs so many. "
            "Paste it in parts, or as plain text."
        )
        % {"limit": f"{MAX_ELEMENTS:,}"}
    )


def _is_break(child: Element | str) -> bool:
    return isinstance(child, Element) and child.tag == "br"


def _attributes(typed: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(typed):
        # As in a browser the first one of a name counts.
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found
