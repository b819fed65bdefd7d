"""Headings: their levels below the page's own title, and the anchors that lead to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import slugify
from markdown_it.token import Token

from .page_links import typed_words
from .words import plain

_DEEPEST = 6
_LONGEST_ID = 80


@dataclass(frozen=True)
class Heading:
    """A heading of the body: its level on the page, its words and its anchor."""

    level: int
    text: str
    id: str


def settle_headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Move the headings of a document below the page's <h1>, and give each an id.

    A text that uses level 1 moves down as a whole, so that its outline keeps its shape.
    """
    found = list(_headings(tokens))
    shift = 1 if any(start.tag == "h1" for start, _, _ in found) else 0
    ids = _Ids()
    headings = []
    for start, inline, end in found:
        level = min(int(start.tag[1]) + shift, _DEEPEST)
        start.tag = end.tag = f"h{level}"
        children = inline.children or ()
        text = plain(children)
        heading = Heading(level=level, text=text, id=ids.take(typed_words(children) or text))
        start.attrSet("id", heading.id)
        headings.append(heading)
    return tuple(headings)


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token, Token]]:
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            yield token, tokens[position + 1], tokens[position + 2]


class _Ids:
    """The ids of one document: `causes`, `causes-2`, never one twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def take(self, text: str) -> str:
        wanted = slugify(text, allow_unicode=True)[:_LONGEST_ID].strip("-_") or "section"
        # The page around the body names its own parts `frame-…`.
        if wanted.startswith("frame-"):
            wanted = f"section-{wanted}"
        free, number = wanted, self._last.get(wanted, 1)
        while free in self._taken:
            number += 1
            free = f"{wanted}-{number}"
        # Remembering where the count stood keeps ten thousand equal headings from taking
        # a hundred million steps.
        self._last[wanted] = number
        self._taken.add(free)
        return free
