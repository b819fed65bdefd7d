"""Blocks and runs: what a pasted text is made of, between the HTML and the Markdown."""

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a run is: words, the end of a line, a picture (its words describe it), a note's mark."""

    WORDS = "words"
    BREAK = "break"
    PICTURE = "picture"
    MARK = "mark"


@dataclass(frozen=True)
class Run:
    """A piece of a line that looks the same from end to end."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    kind: Kind = Kind.WORDS
    key: str = ""

    @property
    def is_words(self) -> bool:
        return self.kind is Kind.WORDS


BREAK = Run("\n", kind=Kind.BREAK)
BLANK = Run(" ")


@dataclass
class Paragraph:
    runs: list[Run]


@dataclass
class Heading:
    """A heading with the level that its source gave it; writing.py settles the outline."""

    level: int
    runs: list[Run]


@dataclass
class Item:
    """One item of a list. Items that follow each other are a list; deeper ones belong to it.

    `number` is what a numbered list calls it, None in a list with bullets.
    """

    level: int
    number: int | None
    blocks: list["Block"] = field(default_factory=list)


@dataclass
class Quote:
    blocks: list["Block"]


@dataclass
class Code:
    text: str


@dataclass
class Table:
    """Rows of equal length, the first of them the heads; each cell is one line."""

    rows: list[list[list[Run]]]
    caption: list[Run]


@dataclass
class Definition:
    term: list[Run]
    blocks: list["Block"]


@dataclass
class Rule:
    pass


Block = Paragraph | Heading | Item | Quote | Code | Table | Definition | Rule


def runs_in(blocks: list[Block]) -> list[Run]:
    """Return everything in `blocks` as one line, for places that hold no more than that."""
    line: list[Run] = []
    for block in blocks:
        match block:
            case Paragraph(runs=runs) | Heading(runs=runs):
                line += [BLANK, *runs]
            case Item(blocks=inner) | Quote(blocks=inner):
                line += [BLANK, *runs_in(inner)]
            case Code(text=text):
                line += [BLANK, Run(text, code=True)]
            case Table(rows=rows, caption=caption):
                for cell in (caption, *(cell for row in rows for cell in row)):
                    line += [BLANK, *cell]
            case Definition(term=term, blocks=inner):
                line += [BLANK, *term, BLANK, *runs_in(inner)]
    return [BLANK if run.kind is Kind.BREAK else run for run in line]
