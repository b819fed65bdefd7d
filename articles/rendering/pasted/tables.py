"""Tables: rows of equal length, and tables that only placed things beside each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from .tree import Element

# Below what our own tables hold, where a bar in the first row counts as a column.
MAX_COLUMNS = 40
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_BLOCKS_OF_A_PAGE = {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "table", "pre"}


@dataclass
class Grid:
    """The cells of a table row by row; None where another cell reaches into."""

    rows: list[list[Element | None]]
    caption: Element | None
    merged: int

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def grid_of(table: Element) -> Grid:
    """Return the cells of `table` in their places.

    The words of a merged cell stand in its first place, once; what else it covered is empty.
    """
    rows: list[list[Element | None]] = []
    reaching: dict[int, int] = {}  # for each column, how many rows more a cell above covers
    merged = 0
    for row in _rows(table):
        cells: list[Element | None] = []
        for cell in row:
            while reaching.get(len(cells), 0):
                reaching[len(cells)] -= 1
                cells.append(None)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            merged += wide > 1 or high > 1
            for step in range(wide):
                if high > 1:
                    reaching[len(cells)] = high - 1
                cells.append(None if step else cell)
        while reaching.get(len(cells), 0):
            reaching[len(cells)] -= 1
            cells.append(None)
        rows.append(cells)
    caption = next((one for one in table.elements if one.tag == "caption"), None)
    return Grid(rows, caption, merged)


def is_for_layout(table: Element, grid: Grid) -> bool:
    """Whether a table holds a page rather than facts: mails and old web pages are full of them."""
    if table.attrs.get("role", "") in ("presentation", "none"):
        return True
    inside = [one for one in table.walk() if one is not table]
    if any(one.tag == "th" for one in inside):
        return False
    is_narrow = grid.width < 2 or len(grid.rows) < 2
    return is_narrow or any(one.tag in _BLOCKS_OF_A_PAGE for one in inside)


def _rows(table: Element) -> Iterator[list[Element]]:
    """The cells of each row; what stands outside of all rows is a row, too."""
    loose: list[Element] = []
    for child in table.parts:
        is_row = child.tag in _ROW_GROUPS or child.tag == "tr"
        if is_row and loose:
            yield loose
            loose = []
        if child.tag in _ROW_GROUPS:
            yield from _rows(child)
        elif child.tag == "tr":
            yield [one for one in child.parts if one.tag in ("td", "th") or one.text]
        elif child.tag in ("td", "th") or (child.tag != "caption" and child.text):
            loose.append(child)
    if loose:
        yield loose


def _span(cell: Element, name: str) -> int:
    typed = cell.attrs.get(name, "1")
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 6
    # A cell that covers more columns than a table may have makes it one that is not drawn.
    most = MAX_COLUMNS + 1 if name == "colspan" else 65_534
    return max(1, min(int(typed), most)) if is_number else 1
