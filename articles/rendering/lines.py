"""Lines: where each block of a text was typed, for a preview that scrolls along with it."""

from collections.abc import Sequence

from markdown_it.token import Token

LINE = "data-line"

# What begins with a tag of its own. Pictures, charts and tables as a whole lie between two of
# these; a table's rows are among them.
_BLOCKS = {
    *("paragraph_open", "heading_open", "blockquote_open", "list_item_open"),
    *("tr_open", "dt_open", "dd_open", "code_block", "fence", "hr"),
}


def note_lines(tokens: Sequence[Token]) -> None:
    """Give each block of a document the line of the source that it begins on, the first being 1.

    Only for a preview: what is stored says nothing of how it was typed.
    """
    for token in tokens:
        if token.map and token.type in _BLOCKS:
            token.attrSet(LINE, str(token.map[0] + 1))
