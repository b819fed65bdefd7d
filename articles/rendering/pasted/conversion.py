"""Conversion: the way of a pasted text from HTML to Markdown, and what is known of it then."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..source import MAX_SOURCE, too_long, without_unseen
from .blocks import Block, Heading, Item, Kind, Paragraph, Rule, Run
from .leaving_out import leave_out
from .notes import Notes, take_notes
from .reading import Reader
from .tree import tree_of
from .writing import written

# Ten copies of the longest article, in the most wordy HTML that was seen.
MAX_HTML = 15_000_000


@dataclass(frozen=True)
class Pasted:
    """A pasted text as Markdown, with what an editor is told about it.

    `title` is the only heading of the first level, where one was asked for; it is not in the
    Markdown. `pictures_left_out` are the descriptions of pictures, some of them empty: each left
    `![…](image:not-pasted-1)` where it stood. `footnotes` is the number of `[@note-1]` marks to
    complete. `controls` are the words of menus and buttons, which are left out.
    """

    markdown: str
    title: str = ""
    headings: int = 0
    tables: int = 0
    merged_cells: int = 0
    pictures_left_out: tuple[str, ...] = ()
    footnotes: int = 0
    deletions: int = 0
    comments: int = 0
    media: int = 0
    controls: tuple[str, ...] = ()
    links_without_address: int = 0


def markdown_from_html(
    html: str, *, origin: str = "", first_note: int = 1, takes_title: bool = False
) -> Pasted:
    """Return pasted HTML as Markdown in which every word that was seen is kept.

    What it leaves out is in the result. Notes are numbered from `first_note` on; links to pages of
    this site (`origin`) become paths. Any HTML converts, in a time that grows with its length.
    Raises SourceTooLong when it is longer than MAX_HTML or its Markdown longer than MAX_SOURCE.
    """
    if len(html) > MAX_HTML:
        raise too_long(len(html), MAX_HTML)
    root = tree_of(without_unseen(html))
    left_out = leave_out(root)
    if (length := len(root.text)) > MAX_SOURCE:
        raise too_long(length)  # before anything is made of it
    notes = take_notes(root, first=first_note)
    reader = Reader(origin)
    blocks = reader.blocks_of(root)
    title = _take_title(blocks) if takes_title else ""
    while blocks and isinstance(blocks[-1], Rule):
        blocks.pop()  # it parted the text from its notes
    blocks += _texts_of(notes, reader)
    markdown = written(blocks)
    if len(markdown) > MAX_SOURCE:
        raise too_long(len(markdown))
    found = reader.found
    return Pasted(
        markdown=markdown,
        title=title,
        headings=sum(isinstance(block, Heading) for block in blocks),
        tables=found.tables,
        merged_cells=found.merged_cells,
        pictures_left_out=tuple(found.pictures),
        footnotes=len(notes),
        deletions=left_out.deletions,
        comments=len(left_out.comments),
        media=left_out.media,
        controls=tuple(left_out.controls),
        links_without_address=found.links_without_address,
    )


def _texts_of(notes: Notes, reader: Reader) -> Iterator[Block]:
    """The texts of the notes as a list, each behind the mark that it belongs to."""
    for number, body in notes.bodies.items():
        mark = [Run("", kind=Kind.MARK, key=notes.key(number)), Run(" ")]
        first, *rest = reader.blocks_of(body, level=1)
        if isinstance(first, Paragraph):
            yield Item(1, None, [Paragraph([*mark, *first.runs]), *rest])
        else:
            yield Item(1, None, [Paragraph(mark), first, *rest])


def _take_title(blocks: list[Block]) -> str:
    """Take the heading at the top away if it is the only one of its level, and return its words."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings or blocks[0] is not headings[0]:
        return ""
    level = headings[0].level
    if any(other.level <= level for other in headings[1:]):
        return ""
    del blocks[0]
    words = "".join(" " if run.kind is Kind.BREAK else run.text for run in headings[0].runs)
    return " ".join(words.split())
