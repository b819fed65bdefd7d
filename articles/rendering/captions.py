"""Captions: a line `Table: what it shows` right before or after a table is its caption."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from .words import plain

_MARK = re.compile(r"table:[ \t]*", re.IGNORECASE)
_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def place_captions(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with each line that is a table's caption moved into that table.

    A line between two tables belongs to the one below it. A line straight below the last row,
    without a blank line, is a row to Markdown, and a caption to its author and to us.
    """
    placed: list[Token] = []
    opening = 0
    waiting = list(reversed(tokens))
    while waiting:
        token = waiting.pop()
        placed.append(token)
        if token.type == "table_open":
            opening = len(placed)
            if _is_caption(placed[-4:-1]):
                inline = placed[-3]
                del placed[-4:-1]
                placed += _caption(inline)
                opening = len(placed)
        elif token.type == "table_close" and placed[opening - 1].type == "table_open":
            inline = _last_row(placed) or _next_line(waiting)
            if inline:
                placed[opening:opening] = _caption(inline)
    return placed


def caption_at(tokens: Sequence[Token], at: int) -> str:
    """Return the words of the caption that begins there, or an empty text."""
    return plain(tokens[at + 1].children or ()) if tokens[at].type == "caption_open" else ""


def _next_line(waiting: list[Token]) -> Token | None:
    """Take the next paragraph away if it is a caption, and not that of a table below it."""
    if not _is_caption(waiting[:-4:-1]):
        return None
    if len(waiting) > 3 and waiting[-4].type == "table_open":
        return None
    inline = waiting[-2]
    del waiting[-3:]
    return inline


def _last_row(placed: list[Token]) -> Token | None:
    """Take the last row of a table away if it is a caption: all but its first cell are empty."""
    if [token.type for token in placed[-3:]] != ["tr_close", "tbody_close", "table_close"]:
        return None
    start = next(at for at in reversed(range(len(placed))) if placed[at].type == "tr_open")
    first, *others = (token for token in placed[start:] if token.type == "inline")
    if not _is_marked(first) or any(other.content for other in others):
        return None
    del placed[start:-2]
    if placed[-3].type == "tbody_open":
        del placed[-3:-1]
    return first


def _is_caption(tokens: Sequence[Token]) -> bool:
    return [token.type for token in tokens] == _PARAGRAPH and _is_marked(tokens[1])


def _is_marked(inline: Token) -> bool:
    """Whether a line begins with the mark of a caption and goes on behind it."""
    mark = _MARK.match(inline.content)
    children = inline.children or ()
    return bool(
        mark
        and inline.content[mark.end() :].strip()
        and children[0].type == "text"
        and _MARK.match(children[0].content)
    )


def _caption(inline: Token) -> list[Token]:
    first = (inline.children or ())[0]
    first.content = _MARK.sub("", first.content, count=1)
    return [Token("caption_open", "caption", 1), inline, Token("caption_close", "caption", -1)]
