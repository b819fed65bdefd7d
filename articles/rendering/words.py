"""Words: the plain text of a document, for the search index and the word count."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from .notices import title_of

_BLANKS = re.compile(r"[ \t\n]+")
# A citation mark is no word. No text holds this character, so it can stand for a mark until it
# is known which blank around it goes as well.
_MARK = "\0"
_MARKS = re.compile(f" ?{_MARK}[{_MARK} ]*")
_OPENING = "([{“‘«„"
_CLOSING = ".,;:!?)]}’”»…%"
_WRITTEN = ("text", "code_inline", "term")


def plain(children: Sequence[Token]) -> str:
    """Return the words of one paragraph, heading or cell on one line, without their markup.

    A picture stands for a space: its description is not part of the running text. A citation
    mark leaves nothing, and no blank before the punctuation that follows it.
    """
    text = _BLANKS.sub(" ", "".join(map(_written, children)))
    if _MARK in text:
        text = _MARKS.sub(_gap, text)
    return text.strip()


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
            case "chart":
                yield from (cell for line in token.meta["chart"].lines for cell in line)
            case "fence" | "code_block" | "broken_chart":
                yield token.content.strip("\n")
            case "container_notice_open":
                yield title_of(token)
            case "figure":
                yield _BLANKS.sub(" ", token.meta["use"].caption).strip()


def _written(child: Token) -> str:
    if child.type in _WRITTEN:
        return child.content
    if child.type == "citation":
        return _MARK
    if child.type == "unpublished_link":
        return ""
    return " " * (child.nesting == 0)


def _gap(marks: re.Match[str]) -> str:
    """What is left of marks: a blank where one was typed after them, or words would join.

    A blank before them does not count, because a drawn number takes it away.
    """
    text, end = marks.string, marks.end()
    before, after = text[: marks.start()][-1:], text[end : end + 1]
    if before in _OPENING or after in _CLOSING:
        return ""
    joins = after.isalnum() or after in _OPENING
    return " " if marks[0].endswith(" ") or joins else ""
