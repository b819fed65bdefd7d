"""Marking: the HTML of a text with what changed since an older one marked word by word.

The page stays as readers see it: only `ins` and `del` come in, around words and never across a
tag that they do not close, so that what was safe and well-formed is so afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, chain, pairwise
from types import MappingProxyType

from django.utils.translation import gettext

from .html_pieces import (
    HEADING,
    TAG,
    HtmlPiece,
    blocks_of,
    ends_of_paragraphs,
    inline_elements,
    is_block,
    pieces_of,
    starts_of_sections,
    until_word,
)
from .stretches import Effort, Stretch, readable_stretches, stretches

# Headings of the text have ids of their own, and so has the page around it.
ID_PREFIX = "text-"
_OF_THE_FRAME = "frame-"

_ID = re.compile(r'( (?:id|href|aria-labelledby|aria-describedby)=")(#?)([^"]*)"')


@dataclass(frozen=True)
class MarkedSection:
    """One section of a text: its heading with all up to the next, and how many words changed.

    `id` is the heading's in the page around it, "" for what stands before the first; `level` is
    that of the heading, 0 without one.
    """

    id: str
    level: int
    heading: str
    html: str
    word_count: int
    inserted: int
    deleted: int

    @property
    def is_changed(self) -> bool:
        return bool(self.inserted or self.deleted)


def marked_sections(
    html: str,
    *,
    before: str | None = None,
    sources: Mapping[int, str] = MappingProxyType({}),
    sources_before: Mapping[int, str] = MappingProxyType({}),
) -> tuple[MarkedSection, ...]:
    """Return the sections of `html`, with what became of the text `before` marked in them.

    Both are what `render()` gave; without `before` nothing is marked. `sources` names the source
    behind each number of a citation: a source that is cited under another number is the same.
    Labels come out in the active language; whatever the texts are, the time is bounded.
    """
    tokens = list(pieces_of(html, sources))
    former = list(pieces_of(before, sources_before)) if before is not None else tokens
    marks = _Marks(former, tokens)
    return tuple(
        marks.section(start, end)
        for start, end in pairwise([*starts_of_sections(tokens), len(tokens)])
    )


class _Marks:
    """What is the same, inserted and deleted, by the places of the newer text's tokens."""

    def __init__(self, old: Sequence[HtmlPiece], new: Sequence[HtmlPiece]) -> None:
        self.tokens = new
        self.inserted: set[int] = set()
        # What was deleted stands before a token, after one, or as a paragraph after a block.
        self.before: dict[int, list[HtmlPiece]] = {}
        self.after: dict[int, list[HtmlPiece]] = {}
        self.apart: dict[int, list[HtmlPiece]] = {}
        if old is not new:
            self._compare(old, new)
        self.closed_at = dict(inline_elements(new))

    def _compare(self, old: Sequence[HtmlPiece], new: Sequence[HtmlPiece]) -> None:
        old_at = [at for at, token in enumerate(old) if token.key is not None]
        new_at = [at for at, token in enumerate(new) if token.key is not None]
        ends = dict(ends_of_paragraphs(new))
        for change in _changes(old, new):
            self.inserted.update(new_at[change.new_from : change.new_to])
            if change.old_from == change.old_to:
                continue
            start = old_at[change.old_from - 1] + 1 if change.old_from else 0
            gone = list(old[start : old_at[change.old_to - 1] + 1])
            if change.new_from < change.new_to or not change.new_from:
                place = new_at[change.new_from] if change.new_from < len(new_at) else 0
                self.before[place] = gone
                continue
            last = new_at[change.new_from - 1]
            starts_anew = any(is_block(token) for token in until_word(gone))
            if starts_anew and last in ends:
                self.apart[ends[last]] = gone
            else:
                self.after[last] = gone

    def section(self, start: int, end: int) -> MarkedSection:
        """The tokens from `start` to before `end` as one section of the page."""
        first = self.tokens[start] if start < end else HtmlPiece("")
        is_headed = bool(HEADING.fullmatch(first.tag))
        last = next((at for at in range(start, end) if self._ends(first, at)), start)
        heading = "".join(token.words for token in self.tokens[start:last])
        found = re.search(r' id="([^"]*)"', first.html) if is_headed else None
        gone = [
            token
            for places in (self.before, self.after, self.apart)
            for at in range(start, end)
            for token in places.get(at, ())
        ]
        words = [at for at in range(start, end) if self.tokens[at].is_counted]
        return MarkedSection(
            id=ID_PREFIX + found[1] if found else "",
            level=int(first.tag[1]) if is_headed else 0,
            heading=heading.strip() if is_headed else "",
            html="".join(self._html(start, end)),
            word_count=len(words),
            inserted=sum(at in self.inserted for at in words),
            deleted=sum(token.is_counted for token in gone),
        )

    def _ends(self, first: HtmlPiece, at: int) -> bool:
        token = self.tokens[at]
        return token.is_end and token.tag == first.tag

    def _html(self, start: int, end: int) -> Iterator[str]:
        close_by = 0  # while an insertion is open: up to which closing tag it may reach
        is_open = False
        for at in range(start, end):
            token = self.tokens[at]
            if is_open and not self._goes_on(at, close_by):
                yield _insertion_ends()
                is_open = False
            if at in self.before:
                yield _deleted(self.before[at])
            if at in self.inserted and not is_open:
                yield token.html[: _blank(token)] + _insertion_begins()
                is_open, close_by = True, at
                yield token.html[_blank(token) :]
            else:
                close_by = max(close_by, self.closed_at.get(at, 0)) if is_open else close_by
                yield _own_ids(token.html) if token.tag or token.key is None else token.html
            if at in self.after:
                if is_open:
                    yield _insertion_ends()
                    is_open = False
                yield _deleted(self.after[at])
            if at in self.apart:
                yield f"\n<p>{_deleted(self.apart[at], is_apart=True)}</p>"
        if is_open:
            yield _insertion_ends()

    def _goes_on(self, at: int, close_by: int) -> bool:
        """Whether an insertion that is open goes on over this token."""
        token = self.tokens[at]
        if at in self.before:
            return False
        if not token.tag:
            return at in self.inserted or (token.key is None and not token.html.strip())
        if token.is_end:
            return at <= close_by
        last = self.closed_at.get(at, 0)
        within = range(at, last)
        return (
            bool(last)
            and all(one in self.inserted for one in within if self.tokens[one].key is not None)
            and not any(one in self.before or one in self.after for one in within)
        )


def _changes(old: Sequence[HtmlPiece], new: Sequence[HtmlPiece]) -> Iterator[Stretch]:
    """Where the words of two texts differ, block by block: what stayed is never taken apart."""
    effort = Effort()
    old_blocks, new_blocks = blocks_of(old), blocks_of(new)
    old_starts = [0, *accumulate(map(len, old_blocks))]
    new_starts = [0, *accumulate(map(len, new_blocks))]
    old_words, new_words = list(chain(*old_blocks)), list(chain(*new_blocks))
    for blocks in stretches(old_blocks, new_blocks, effort):
        if blocks.is_same:
            continue
        old_from, old_to = old_starts[blocks.old_from], old_starts[blocks.old_to]
        new_from, new_to = new_starts[blocks.new_from], new_starts[blocks.new_to]
        for words in readable_stretches(
            old_words[old_from:old_to], new_words[new_from:new_to], effort
        ):
            if not words.is_same:
                yield Stretch(
                    False,
                    old_from + words.old_from,
                    old_from + words.old_to,
                    new_from + words.new_from,
                    new_from + words.new_to,
                )


def _blank(token: HtmlPiece) -> int:
    """How many characters of its HTML are the blank before a word."""
    return len(token.html) - len(token.html.lstrip())


def _own_ids(html: str) -> str:
    """The tags in `html` with ids that the page around it cannot have."""

    def named(found: re.Match[str]) -> str:
        start, sign, value = found.groups()
        is_address = start.startswith(" href") and not sign
        if is_address or not value or value.startswith(_OF_THE_FRAME):
            return found[0]
        return f'{start}{sign}{ID_PREFIX}{value}"'

    return TAG.sub(lambda tag: _ID.sub(named, tag[0]), html)


def _deleted(gone: Sequence[HtmlPiece], *, is_apart: bool = False) -> str:
    """Words that went, of whatever blocks; each block on a line of its own."""
    pieces: list[str] = []
    for token in gone:
        if token.words.strip() or (token.words and pieces and pieces[-1] != "<br>"):
            pieces.append(escape(token.words, quote=False))
        elif is_block(token) and (not pieces or pieces[-1] != "<br>"):
            pieces.append("<br>")
    starts_anew = pieces[:1] == ["<br>"] and not is_apart
    while pieces and pieces[0] == "<br>":
        pieces.pop(0)
    words = "".join(pieces)
    label, end = escape(gettext("deleted:")), escape(gettext("end of deletion"))
    return (
        f'{"<br>" if starts_anew else " "}<del class="runs__deleted">'
        f'<span class="visually-hidden">{label} </span>{words.strip()}'
        f'<span class="visually-hidden"> ({end}) </span></del> '
    )


def _insertion_begins() -> str:
    label = escape(gettext("inserted:"))
    return f'<ins class="runs__inserted"><span class="visually-hidden">{label} </span>'


def _insertion_ends() -> str:
    label = escape(gettext("end of insertion"))
    return f'<span class="visually-hidden"> ({label}) </span></ins>'
