"""Writing: blocks become Markdown in the grammar of this site, as deep as it goes."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..grammar import MAX_DEPTH
from .blocks import (
    Block,
    Code,
    Definition,
    Heading,
    Item,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    runs_in,
)
from .escaping import at_heading_end, code_block, in_cell
from .inline import flat_line_of, line_of, single_line_of

_TOP_HEADING = 2  # the page's own title is the first
_DEEPEST_HEADING = 6
# The room that each takes of the grammar's depth. Two levels are left for what stands innermost.
_ROOM = MAX_DEPTH - 2
_LIST = 2
_QUOTE = 1
# As many cells as one document may hold in our grammar, with room for its own way of counting.
_MOST_CELLS = 15_000


def written(blocks: Sequence[Block]) -> str:
    """Return `blocks` as Markdown."""
    return _Writer().document(blocks)


class _Writer:
    def __init__(self) -> None:
        self._headings: list[
            int
        ] = []  # the levels of the headings around, as their source had them
        self._cells_left = _MOST_CELLS

    def document(self, blocks: Sequence[Block]) -> str:
        return "\n\n".join(self._pieces(blocks, _ROOM))

    def _pieces(self, blocks: Sequence[Block], room: int) -> Iterator[str]:
        """The Markdown of each block; items that follow each other are one piece a list."""
        for is_list, group in groupby(blocks, key=lambda block: isinstance(block, Item)):
            together = list(group)
            if is_list:
                yield from filter(None, self._lists(together, room))
            else:
                for block in together:
                    yield from filter(None, self._block(block, room))

    def _block(self, block: Block, room: int) -> Iterator[str]:
        match block:
            case Paragraph(runs=runs):
                yield line_of(runs)
            case Heading():
                yield self._heading(block)
            case Code(text=text) if text.strip():
                yield code_block(text)
            case Rule():
                yield "---"
            case Table():
                yield from self._table(block)
            case Quote(blocks=inner) if room >= _QUOTE:
                yield _prefixed("> ", "\n\n".join(self._pieces(inner, room - _QUOTE)))
            case Definition(term=term, blocks=inner) if room >= _LIST:
                yield from self._definition(term, inner, room)
            case Quote(blocks=inner):
                yield from self._pieces(inner, room)
            case Definition(term=term, blocks=inner):
                yield line_of(term)
                yield from self._pieces(inner, room)

    def _heading(self, heading: Heading) -> str:
        """A heading one level below the one it stands under, however many its source skipped."""
        while self._headings and self._headings[-1] >= heading.level:
            self._headings.pop()
        level = min(_TOP_HEADING + len(self._headings), _DEEPEST_HEADING)
        self._headings.append(heading.level)
        words = flat_line_of(heading.runs)
        return f"{'#' * level} {at_heading_end(words)}" if words else ""

    def _table(self, table: Table) -> Iterator[str]:
        rows = [[in_cell(single_line_of(cell)) for cell in row] for row in table.rows]
        width = len(rows[0])
        head_bars = sum(cell.count("|") for cell in rows[0])
        cells = (width + 1 + head_bars) * (len(rows) + 2)
        if cells > self._cells_left or width + head_bars >= 2 * MAX_DEPTH + width:
            yield line_of(table.caption)
            yield from (line_of(runs_in([Paragraph(cell) for cell in row])) for row in table.rows)
            return
        self._cells_left -= cells
        if caption := flat_line_of(table.caption):
            yield f"Table: {caption}"
        lines = [f"| {' | '.join(row)} |" for row in rows]
        yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])

    def _definition(self, term: list[Run], blocks: list[Block], room: int) -> Iterator[str]:
        name = single_line_of(term)
        meaning = "\n\n".join(self._pieces(blocks, room - _LIST))
        if not name or not meaning:
            yield name or meaning
        else:
            yield f"{name}\n\n:   {_indented(meaning, 4)}"

    # -- Lists ----------------------------------------------------------------------------------

    def _lists(self, items: list[Item], room: int) -> Iterator[str]:
        """The lists that the items make; where Markdown nests no deeper, their words alone."""
        nested = _nested(items)
        if room < _LIST:
            for item in nested:
                yield from self._pieces(item.blocks, room)
            return
        before: tuple[bool, int] | None = None  # whether the list before has numbers, and its mark
        for group in _in_one_list(nested):
            pieces = [list(self._pieces(item.blocks, room - _LIST)) for item in group]
            # Markdown would read two lists of one kind in a row as a single one.
            has_numbers = group[0].number is not None
            mark_used = int(before == (has_numbers, 0))
            ending = (".)" if has_numbers else "-*")[mark_used]
            written = [
                f"{mark}{_indented(_item(own, item), len(mark))}"
                for item, own in zip(group, pieces, strict=True)
                if own
                for mark in [f"{item.number}{ending} " if has_numbers else f"{ending} "]
            ]
            if written:
                before = has_numbers, mark_used
                is_loose = any("\n\n" in one for one in written)
                yield ("\n\n" if is_loose else "\n").join(written)


def _nested(items: list[Item]) -> list[Item]:
    """The outermost items; each deeper one is put into the one before it."""
    outermost: list[Item] = []
    around: list[Item] = []
    for item in items:
        while around and around[-1].level >= item.level:
            around.pop()
        (around[-1].blocks if around else outermost).append(item)
        around.append(item)
    return outermost


def _in_one_list(items: list[Item]) -> Iterator[list[Item]]:
    """Items in groups that Markdown can number: bullets, or numbers that follow each other."""
    group: list[Item] = []
    for item in items:
        if group:
            last = group[-1].number
            follows = item.number == (None if last is None else last + 1)
            if not follows:
                yield group
                group = []
        group.append(item)
    if group:
        yield group


def _item(pieces: list[str], item: Item) -> str:
    """What stands in an item: close together if it is one line with the lists that belong to it."""
    is_line = bool(item.blocks) and isinstance(item.blocks[0], Paragraph)
    rest = pieces[1:]
    # Only bullets and a list that begins with 1 may follow a line without a blank one between.
    is_close = is_line and all(isinstance(block, Item) for block in item.blocks[1:])
    is_close = is_close and all(one.startswith(("- ", "* ", "1. ", "1) ")) for one in rest)
    return ("\n" if is_close else "\n\n").join(pieces)


def _indented(text: str, width: int) -> str:
    """The text with all lines but the first moved to the right, as what belongs to an item is."""
    first, *others = text.split("\n")
    return "\n".join([first, *(f"{' ' * width}{line}" if line else "" for line in others)])


def _prefixed(mark: str, text: str) -> str:
    if not text:
        return ""
    return "\n".join(
        f"{mark}{line}".rstrip() if not line else f"{mark}{line}" for line in text.split("\n")
    )
