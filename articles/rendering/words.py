"""Words: the plain text of a document, for the search index and the word count."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from .notices import title_of

_BLANKS = re.compile(r"[ \t\n]+")


def plain(children: Sequence[Token]) -> str:
    """Return the words of one paragraph, heading or cell on one line, without their markup.

    A picture stands for a space: its description is not part of the running text.
    """
    pieces = (
        child.content if child.type in ("text", "code_inline") else " " * (child.nesting == 0)
        for child in children
    )
    return _BLANKS.sub(" ", "".join(pieces)).strip()


def words_of(tokens: Sequence[Token]) -> str:
    """Return every word that the author typed for readers, one block on a line.

    What the site adds (labels of notices, captions from the library) is not among them.
    """
    return "\n".join(text for text in _blocks(tokens) if text)


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "inline":
                yield plain(token.children or ())
            case "fence" | "code_block":
                yield token.content.strip("\n")
            case "container_notice_open":
                yield title_of(token)
            case "figure":
                yield _BLANKS.sub(" ", token.meta["use"].caption).strip()
