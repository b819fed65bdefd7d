"""Tables: GFM tables that lose no cell, cannot explode, and scroll on a small screen."""

from collections.abc import Sequence
from html import escape

from django.utils.translation import gettext
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.token import Token

from .captions import caption_at
from .page_links import with_bars, without_bars

# A row of two characters is filled up to the width of its table, so that 20 kB of text can
# ask for a million cells (13 seconds of CPU). No table that a person can read comes near
# these numbers; what is beyond them stays visible as text.
MAX_COLUMNS = 60
MAX_CELLS = 20_000


def bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule for tables, within MAX_COLUMNS and MAX_CELLS for each document.

    The bar in `[[causes|what causes MG]]` ends no cell.
    """
    typed, first = state.src, len(state.tokens)
    state.src = without_bars(typed, state.env)
    try:
        return _bounded_table(state, start, end, silent)
    finally:
        for token in state.tokens[first:] if state.src is not typed else ():
            token.content = with_bars(token.content)
        state.src = typed


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    columns = max(1, getLine(state, start).count("|"))
    cells_left = state.env.setdefault("cells_left", MAX_CELLS)
    rows = cells_left // columns
    if columns > MAX_COLUMNS or rows < 1:
        return False
    first = len(state.tokens)
    if not table(state, start, min(end, start + 2 + rows), silent):
        return False
    if not silent:
        state.env["cells_left"] -= columns * (state.line - start)
        _keep_surplus_cells(state, first)
    return True


def frame_tables(tokens: Sequence[Token]) -> None:
    """Number the tables of a document and turn their styling into classes."""
    number = 0
    for at, token in enumerate(tokens):
        match token.type:
            case "table_open":
                number += 1
                token.meta["label"] = caption_at(tokens, at + 1) or (
                    gettext("Table %(number)d") % {"number": number}
                )
            case "th_open" | "td_open":
                # A Content-Security-Policy without inline styles would drop `style=`.
                alignment = str(token.attrs.pop("style", "")).removeprefix("text-align:")
                if token.type == "th_open":
                    token.attrSet("scope", "col")
                if alignment:
                    token.attrSet("class", f"align-{alignment}")


def opening(token: Token) -> str:
    """Return the HTML that begins a table: a named region that the keyboard can scroll."""
    label = escape(token.meta["label"])
    return f'<div class="table-scroll" role="region" tabindex="0" aria-label="{label}">\n<table>\n'


def closing() -> str:
    """Return the HTML that ends a table."""
    return "</table>\n</div>\n"


def cells_of(line: str) -> list[str]:
    """Return the cells of one typed row; the bars at its ends are optional."""
    cells = [cell.strip() for cell in escapedSplit(line.strip())]
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _keep_surplus_cells(state: StateBlock, first: int) -> None:
    """Put cells beyond the last column into the last cell: GFM would drop what was typed."""
    row: list[Token] = []
    line = 0
    for token in state.tokens[first:]:
        if token.type == "tr_open":
            row, line = [], token.map[0] if token.map else 0
        elif token.type == "inline":
            row.append(token)
        elif token.type == "tr_close":
            surplus = cells_of(getLine(state, line))[len(row) :]
            if any(surplus):
                row[-1].content = " | ".join([row[-1].content, *surplus])
