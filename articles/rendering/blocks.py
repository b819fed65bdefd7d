"""Blocks: the paragraphs, items, rows and captions of a document, as checks look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from .notices import kind_of, title_of
from .words import plain

# What is read as one: the outermost of these that a block stands in.
_TOGETHER = ("container_notice", "table", "list_item", "blockquote")
# What a line that ends in a colon may introduce.
_INTRODUCED = ("bullet_list_open", "ordered_list_open", "table_open")
_KINDS = {"caption": "caption", "dt": "term", "dd": "definition", "heading": "heading"}


@dataclass(frozen=True)
class Block:
    """One line of running text, without its markup and without code in it.

    `kind` is paragraph, item, row (of a table or chart), caption, heading, label (of a notice),
    quote, term, definition or code. `part` numbers what is read as one: a paragraph, an item with
    all in it, a table with its caption, a box. `introduced_by` is the part of the line with a
    colon right before its list or table, or None. `section` is the place of the heading above it
    among the headings, -1 before the first; `notice` is the kind of the box around it, if any.
    """

    kind: str
    text: str
    part: int
    section: int
    notice: str = ""
    is_cited: bool = False
    introduced_by: int | None = None


def blocks_of(tokens: Sequence[Token]) -> tuple[Block, ...]:
    """Return the blocks of a document in their order; `tokens` are settled already."""
    return tuple(block for block in _Reader().read(tokens) if block.text)


class _Reader:
    """Walks over the tokens of one document and remembers what a block stands in."""

    def __init__(self) -> None:
        self._part = 0
        self._section = -1
        self._notice = ""
        self._kinds: list[str] = []
        self._together: Token | None = None
        self._introduced: tuple[int, int] | None = None  # the level of a list, and by which part
        self._colon: int | None = None  # the part of the line just read, if it ends in a colon

    def read(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            name, _, end = token.type.rpartition("_")
            if end == "open":
                self._open(name, token)
            if token.type == "container_notice_open":
                yield self._block("label", title_of(token))
            yield from self._blocks(token)
            if end == "close":
                self._close(name, token)

    def _open(self, name: str, token: Token) -> None:
        if token.type in _INTRODUCED and self._colon is not None and self._introduced is None:
            self._introduced = token.level, self._colon
        if name != "paragraph":
            self._colon = None
        if self._together is None and name in _TOGETHER:
            self._together = token
            self._part += 1
        if name == "container_notice":
            self._notice = kind_of(token)
        if name in ("list_item", "blockquote", "tr", *_KINDS):
            self._kinds.append(name)
        if name == "heading":
            self._section += 1

    def _close(self, name: str, token: Token) -> None:
        opened = self._together
        if opened and opened.type == f"{name}_open" and opened.level == token.level:
            self._together = None
        if name == "container_notice":
            self._notice = ""
        if name in ("list_item", "blockquote", "tr", *_KINDS):
            self._kinds.pop()
        is_introduced = name in ("bullet_list", "ordered_list", "table") and self._introduced
        if is_introduced and self._introduced[0] == token.level:
            self._introduced = None

    def _blocks(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "inline":
                # Code is for machines: what stands in it is no word of the text.
                children = [one for one in token.children or () if one.type != "code_inline"]
                cited = any(child.type == "citation" for child in children)
                block = self._block(self._kind(), plain(children), is_cited=cited)
                yield block
                is_plain = block.kind == "paragraph" and block.text.endswith(":")
                self._colon = block.part if is_plain else None
            case "chart":
                self._part += self._together is None
                chart, part = token.meta["chart"], self._part
                for line in chart.lines:
                    yield self._at(part, "row", ", ".join(line), is_cited=bool(chart.source))
                self._colon = None
            case "fence" | "code_block" | "broken_chart":
                yield self._block("code", token.content.strip("\n"))
            case "figure":
                yield self._block("caption", token.meta["use"].caption.strip())

    def _kind(self) -> str:
        inner = self._kinds[-1] if self._kinds else ""
        known = {"list_item": "item", "blockquote": "quote", "tr": "row"} | _KINDS
        return known.get(inner, "paragraph")

    def _block(self, kind: str, text: str, *, is_cited: bool = False) -> Block:
        if self._together is None:
            self._part += 1
        return self._at(self._part, kind, text, is_cited=is_cited)

    def _at(self, part: int, kind: str, text: str, *, is_cited: bool) -> Block:
        return Block(
            kind=kind,
            text=text,
            part=part,
            section=self._section,
            notice=self._notice,
            is_cited=is_cited,
            introduced_by=self._introduced[1] if self._introduced else None,
        )
