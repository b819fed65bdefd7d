"""Reading: the elements of a pasted text become blocks, whichever program wrote them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from . import lists, tables
from .blocks import (
    BREAK,
    Block,
    Code,
    Definition,
    Heading,
    Item,
    Kind,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    runs_in,
)
from .headings import heading_level
from .looks import INVISIBLE, Found, Look, runs_of_text
from .pictures import is_emoji, is_worth_telling, words_of_picture
from .tree import Element

_QUOTES = {"msoquote", "msointensequote"}


class Reader:
    """Reads one document. `found` fills while it reads."""

    def __init__(self, origin: str = "") -> None:
        self.found = Found()
        self._origin = origin

    def blocks_of(self, element: Element, look: Look | None = None, level: int = 0) -> list[Block]:
        """Return what stands in `element`; `level` is how many lists are around it."""
        return _Part(self, level).read(element, look or Look())

    def look_within(self, element: Element, look: Look) -> Look:
        return look.within(element, origin=self._origin, found=self.found)


class _Part:
    """Reads what stands in one box: the whole text, an item, a cell, a quotation."""

    def __init__(self, reader: Reader, level: int) -> None:
        self._reader = reader
        self._found = reader.found
        self._level = level
        self._blocks: list[Block] = []
        self._line: list[Run] = []

    def read(self, element: Element, look: Look) -> list[Block]:
        self._walk(element, look)
        self._end_line()
        return self._blocks

    def _walk(self, element: Element, look: Look) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._line += runs_of_text(child, look)
            else:
                self._element(child, look)

    def _element(self, element: Element, look: Look) -> None:
        match element.tag:
            case "br":
                self._break(element)
            case "img":
                self._picture(element, look)
            case "note-mark":
                self._line.append(Run("", kind=Kind.MARK, key=element.attrs["key"]))
            case "hr":
                self._add(Rule())
            case "pre":
                self._add(Code(_preformatted(element)))
            case "table":
                self._table(element, look)
            case "dl":
                self._definitions(element, look)
            case "q":
                inside = Element("span", {}, ["“", *element.children, "”"])
                self._walk(inside, self._reader.look_within(element, look))
            case tag if tag in lists.LISTS:
                self._list(element, look)
            case _ if not lists.is_drawn_marker(element):
                self._text(element, look)

    def _text(self, element: Element, look: Look) -> None:
        """A paragraph, a heading, an item of Word's, a box, or a piece of a line."""
        inside = self._reader.look_within(element, look)
        if level := heading_level(element):
            self._heading(element, inside, level)
        elif marker := lists.word_marker(element):
            item = Item(marker.level, marker.number)
            item.blocks = self._reader.blocks_of(element, inside, marker.level)
            self._add(item)
        elif element.tag == "blockquote" or element.classes & _QUOTES:
            self._add(Quote(self._reader.blocks_of(element, inside, self._level)))
        elif element.is_block:
            self._end_line()
            self._walk(element, inside)
            self._end_line()
        else:
            self._walk(element, inside)

    def _break(self, element: Element) -> None:
        if "page-break-before" in element.style:
            return
        if self._line and self._line[-1] == BREAK:
            self._end_line()  # two of them part paragraphs
        else:
            self._line.append(BREAK)

    def _heading(self, element: Element, look: Look, level: int) -> None:
        """A heading is bold already. What cannot stand in one follows it."""
        blocks = self._reader.blocks_of(element, look, self._level)
        words = list(takewhile(lambda block: isinstance(block, Paragraph), blocks))
        line = [replace(run, bold=False) for run in runs_in(words)]
        is_picture = not any(run.is_words and run.text.strip() for run in line)
        self._add(Paragraph(line) if is_picture else Heading(level, line))
        self._blocks += blocks[len(words) :]

    def _list(self, element: Element, look: Look) -> None:
        items = lists.items_of(element, self._level + 1)
        inside = self._reader.look_within(element, look)
        if lists.is_numbering_of_headings(items):
            for _, item in items:
                self._text(item, inside)
            return
        for marker, item in items:
            own = self._reader.look_within(item, inside)
            blocks = self._reader.blocks_of(_unmarked(item), own, marker.level)
            self._add(Item(marker.level, marker.number, blocks))

    def _table(self, element: Element, look: Look) -> None:
        grid = tables.grid_of(element)
        inside = self._reader.look_within(element, look)
        if tables.is_for_layout(element, grid):
            self._end_line()
            self._walk(element, inside)
            self._end_line()
            return
        head = replace(inside, bold=False)
        rows = [
            [self._cell(cell, inside if place else head, is_head=not place) for cell in row]
            for place, row in enumerate(grid.rows)
        ]
        rows = [row + [[]] * (grid.width - len(row)) for row in rows if any(row)]
        caption = self._cell(grid.caption, inside)
        if grid.width > tables.MAX_COLUMNS or len(rows) < 2:
            for line in (caption, *(runs_in([Paragraph(cell) for cell in row]) for row in rows)):
                self._add(Paragraph(line))
            return
        self._found.tables += 1
        self._found.merged_cells += grid.merged
        self._add(Table(rows, caption))

    def _cell(self, cell: Element | None, look: Look, *, is_head: bool = False) -> list[Run]:
        if cell is None:
            return []
        inside = self._reader.look_within(cell, look)
        runs = runs_in(self._reader.blocks_of(cell, inside, self._level))
        runs = [replace(run, bold=False) for run in runs] if is_head else runs
        return runs if any(run.text.strip() or not run.is_words for run in runs) else []

    def _definitions(self, element: Element, look: Look) -> None:
        inside = self._reader.look_within(element, look)
        term: list[Run] = []
        for part in _parts_of_definitions(element):
            own = self._reader.look_within(part, inside)
            blocks = self._reader.blocks_of(part, own, self._level)
            if part.tag == "dt":
                self._add(Paragraph(term))
                term = runs_in(blocks)
            elif term:
                self._add(Definition(term, blocks))
                term = []
            else:
                self._end_line()
                self._blocks += blocks
        self._add(Paragraph(term))

    def _picture(self, element: Element, look: Look) -> None:
        words = words_of_picture(element)
        if is_emoji(words):
            self._line += runs_of_text(words, look)
        elif is_worth_telling(element):
            self._found.pictures.append(words)
            key = f"not-pasted-{len(self._found.pictures)}"
            self._line.append(Run(words, kind=Kind.PICTURE, key=key))

    def _add(self, block: Block) -> None:
        self._end_line()
        self._blocks.append(block)

    def _end_line(self) -> None:
        if any(not run.is_words or run.text.strip() for run in self._line if run != BREAK):
            self._blocks.append(Paragraph(self._line))
        self._line = []


def _unmarked(item: Element) -> Element:
    """An item as a box of its own: what Word says about its place in the list is known already."""
    return Element("div", {}, item.children)


def _parts_of_definitions(element: Element) -> Iterator[Element]:
    """Terms and definitions in turn; each pair may stand in a box."""
    for part in element.parts:
        if part.tag == "div":
            yield from _parts_of_definitions(part)
        elif part.tag in ("dt", "dd") or part.text:
            yield part


def _preformatted(element: Element) -> str:
    """The text of a preformatted block, line by line."""
    pieces: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
        elif one.tag == "br":
            pieces.append("\n")
        else:
            waiting += reversed(one.children)
            if one.is_block and one is not element:
                waiting.append("\n")
    text = INVISIBLE.sub("", "".join(pieces)).replace("\xa0", " ")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
