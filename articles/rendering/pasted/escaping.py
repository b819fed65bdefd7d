"""Escaping: words stay the words they are, whatever they would mean to Markdown."""

import re

_LETTER = r"[^\W_]"
_ACTIVE = re.compile(
    rf"[\\`*\[]|\{{(?=\{{)|(?<!{_LETTER})_|_(?!{_LETTER})|<(?=[A-Za-z/!?])"
    r"|&(?=#|[A-Za-z0-9]{1,40};)"
)
# What begins something at the start of a line: a heading, quote, list, definition, box or fence; a
# row of dashes, which is a heading's underline or a table's; and the words that mark a caption.
_AT_START = re.compile(
    r"""
      (?= \#{1,6}(?:[ \t]|$) | > | [-+:~](?:[ \t]|$) | :{3} | ~{3} | [-:|= \t]+$ )
    | \d{1,9} (?=[.)](?:[ \t]|$))
    | table (?=:)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def escaped(words: str, *, in_link: bool = False) -> str:
    """Return `words` of a line so that the renderer shows them as they are."""
    safe = _ACTIVE.sub(r"\\\g<0>", words)
    return safe.replace("]", "\\]") if in_link else safe


def at_line_start(line: str) -> str:
    """Return a line of Markdown so that its beginning is the beginning of a text."""
    found = _AT_START.match(line)
    return f"{found[0]}\\{line[found.end() :]}" if found and line else line


def at_heading_end(line: str) -> str:
    """Return a heading so that its last `#` is part of its words."""
    words = line.rstrip("#")
    return line if words == line else f"{words}\\{line[len(words) :]}"


def in_cell(line: str) -> str:
    """Return a line so that no bar in it ends the cell of a table."""
    return line.replace("|", "\\|")


def code_span(words: str) -> str:
    """Return `words` as code within a line."""
    longest = max((len(ticks) for ticks in re.findall(r"`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def code_block(text: str) -> str:
    """Return `text` as a block of code."""
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"
