"""The glossary: the first use of a term on a page leads to its explanation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import NamedTuple

from django.utils.safestring import SafeString
from markdown_it.token import Token

from .sanitizer import sanitized
from .source import without_unseen

# A compound is one word: no reader of "anti-AChR" is helped by half a link. A possessive is the
# word it is made of: "MG’s course" is about MG. Accents may be characters of their own.
_LETTERS = r"[\w\u0300-\u036f]+"
_WORD = re.compile(rf"{_LETTERS}(?:[-'](?![sS]\b){_LETTERS})*")
_BLANKS = re.compile(" {2,}")
# One for one, so that a place in the regular text is the same place in the typed one.
_REGULAR = str.maketrans("\t\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}‐‑’", "    --'")

_BLOCKS_WITHOUT_TERMS = ("blockquote", "heading", "th")


@dataclass(frozen=True)
class Entry:
    """A term of the glossary, as the caller of `render()` supplies it: `names` with its aliases."""

    slug: str
    url: str
    names: tuple[str, ...]


class _Match(NamedTuple):
    start: int
    end: int
    entry: Entry


class _Name(NamedTuple):
    """One name of an entry, taken apart: its words, and the signs before and after them.

    `exact` names keep their capitals ("MG" is not "mg"); of the others `plural` is the form with
    an added "s".
    """

    words: str
    lead: str
    tail: str
    exact: bool
    plural: bool
    entry: Entry

    def is_at(self, text: str, first: int, last: int, done: int) -> bool:
        """Whether the words from `first` to `last` are this name as a whole, after `done`."""
        if self.exact and _one_blank(text[first:last]) != self.words:
            return False
        start = first - len(self.lead)
        before = start >= done and text.startswith(self.lead, start)
        return before and text.startswith(self.tail, last)


class _Run(NamedTuple):
    """Neighbouring tokens of a line, their words, and whether a term may stand in them."""

    tokens: list[Token]
    text: str
    is_open: bool


class _Node:
    """What may follow the words read so far: the names that end here, and longer ones by word."""

    __slots__ = ("following", "names")

    def __init__(self) -> None:
        self.names: list[_Name] = []
        self.following: dict[str, _Node] = {}


class _Matcher:
    """Finds the names of all entries in a text, the longest first.

    It walks from word to word rather than trying each name, so that its time depends on the text
    and hardly on the glossary. It is never changed once made: threads share it.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._root = _Node()
        for entry in entries:
            for typed in entry.names:
                for steps, name in _forms(_one_blank(typed.strip().translate(_REGULAR)), entry):
                    node = self._root
                    for step in steps:
                        node = node.following.setdefault(step, _Node())
                    node.names.append(name)
                    node.names.sort(key=lambda name: (not name.exact, name.plural))

    def matches(self, typed: str) -> Iterator[_Match]:
        """The names in a text from left to right; none overlaps another."""
        text = typed.translate(_REGULAR)
        words = list(_WORD.finditer(text))
        done = position = 0
        while position < len(words):
            node = self._root.following.get(words[position][0].casefold())
            longest = self._longest(node, text, words, position, done) if node else None
            if longest:
                position, match = longest
                done = match.end
                yield match
            else:
                position += 1

    def _longest(
        self, node: _Node, text: str, words: Sequence[re.Match[str]], position: int, done: int
    ) -> tuple[int, _Match] | None:
        """The longest name from the word at `position`, and the position after its last word."""
        longest: tuple[int, int, _Name] | None = None
        first = words[position].start()
        while True:
            last = words[position].end()
            position += 1
            for name in node.names:
                if name.is_at(text, first, last, done):
                    longest = position, last, name
                    break
            if not node.following or position == len(words):
                break
            following = node.following.get(_step(text, last, words[position]))
            if following is None:
                break
            node = following
        if longest is None:
            return None
        position, last, name = longest
        return position, _Match(first - len(name.lead), last + len(name.tail), name.entry)


def place_terms(tokens: Sequence[Token], entries: Sequence[Entry]) -> tuple[str, ...]:
    """Link the first use of each entry in a document; return the slugs of those, in order.

    Headings, quotes, header cells, links, code and pictures stay as they are.
    """
    if not entries:
        return ()
    matcher = _matcher(tuple(entries))
    placed: dict[str, None] = {}
    without = 0
    for token in tokens:
        if token.type.removesuffix("_open").removesuffix("_close") in _BLOCKS_WITHOUT_TERMS:
            without += token.nesting
        elif token.type == "inline" and not without:
            token.children = _placed(token.children or [], matcher, placed)
    return tuple(placed)


def link_terms(text: str, entries: Sequence[Entry]) -> SafeString:
    """Return one line of plain text as HTML, in which the first use of each entry is a link."""
    text = without_unseen(text)
    pieces = []
    placed: set[str] = set()
    last = 0
    for start, end, entry in _matcher(tuple(entries)).matches(text):
        if entry.slug not in placed:
            placed.add(entry.slug)
            pieces += [escape(text[last:start]), _link(entry, text[start:end])]
            last = end
    return SafeString(sanitized("".join([*pieces, escape(text[last:])])))


def term(token: Token) -> str:
    """Return the HTML of a term."""
    return _link(token.meta["entry"], token.content)


def _link(entry: Entry, words: str) -> str:
    return f'<a class="term" href="{escape(entry.url)}">{escape(words)}</a>'


@lru_cache(maxsize=8)
def _matcher(entries: tuple[Entry, ...]) -> _Matcher:
    return _Matcher(entries)


def _placed(children: list[Token], matcher: _Matcher, placed: dict[str, None]) -> list[Token]:
    """The children of a line, where the first uses of terms have become tokens of their own.

    The whole line is searched, so that "*anti*bodies" is one word; but a term that is not within
    one run of plain words stays as it is.
    """
    found = matcher.matches("".join(map(_text, children)))
    matches = [match for match in found if match.entry.slug not in placed]
    if not matches:
        return children
    result: list[Token] = []
    start = position = 0
    for run in _runs(children):
        end = start + len(run.text)
        new: list[_Match] = []
        while position < len(matches) and matches[position].end <= end:
            match = matches[position]
            position += 1
            if run.is_open and match.start >= start and match.entry.slug not in placed:
                placed[match.entry.slug] = None
                new.append(match)
        result += _split(run, start, new) if new else run.tokens
        start = end
    return result


def _runs(children: Sequence[Token]) -> Iterator[_Run]:
    in_link = False

    def is_open(child: Token) -> bool:
        nonlocal in_link
        if child.type in ("link_open", "link_close"):
            in_link = child.type == "link_open"
        return child.type in ("text", "softbreak") and not in_link

    for opened, group in groupby(children, key=is_open):
        tokens = list(group)
        yield _Run(tokens, "".join(map(_text, tokens)), opened)


def _text(child: Token) -> str:
    if child.type in ("text", "code_inline"):
        return child.content
    if child.type == "softbreak":
        return "\n"
    # A mark or a picture stands between words, and no name reaches across it; markup does not.
    return "\0" * (child.nesting == 0)


def _split(run: _Run, offset: int, matches: Sequence[_Match]) -> Iterator[Token]:
    last = 0
    for match in matches:
        start, end = match.start - offset, match.end - offset
        if start > last:
            yield Token("text", "", 0, content=run.text[last:start])
        yield Token("term", "", 0, content=run.text[start:end], meta={"entry": match.entry})
        last = end
    if last < len(run.text):
        yield Token("text", "", 0, content=run.text[last:])


def _forms(name: str, entry: Entry) -> Iterator[tuple[list[str], _Name]]:
    """The forms in which a name is found, each with the steps that lead to it."""
    words = list(_WORD.finditer(name))
    if not words:
        return
    start, end = words[0].start(), words[-1].end()
    last = [start, *(word.end() for word in words)]
    steps = [_step(name, *place) for place in zip(last, words, strict=False)]
    exact = name[1:] != name[1:].lower() or name == name.upper()
    found = _Name(name[start:end], name[:start], name[end:], exact, False, entry)
    yield steps, found
    if not exact and not found.tail:
        yield [*steps[:-1], f"{steps[-1]}s"], found._replace(plural=True)


def _step(text: str, last: int, word: re.Match[str]) -> str:
    """What a word adds to those up to `last`: itself without capitals, and what is between."""
    return _one_blank(text[last : word.start()]) + word[0].casefold()


def _one_blank(text: str) -> str:
    return _BLANKS.sub(" ", text) if "  " in text else text
