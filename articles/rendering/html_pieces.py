"""Pieces of HTML: the tags of a rendered text and its words, one by one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import takewhile

from .wording import spelled

# Drawings and marks of citations are one thing each: nothing is marked inside of them. One whole
# tag ends after its quoted values, in which the sanitizer leaves "<" and ">" as they are.
_VALUES = r'(?:[^<>"]|"[^"]*")*'
# A drawing may hold another one.
_DRAWING = r"<svg\b(?:<svg\b.*?</svg>|.)*?</svg>"
_TOKEN = re.compile(
    rf'(?P<citation><sup class="citation">.*?</sup>)|(?P<drawing>{_DRAWING})'
    rf"|(?P<tag><(?P<end>/?)(?P<name>[a-z][a-z0-9]*){_VALUES}>)|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_NUMBER = re.compile(r">(\d+)</a>")
HEADING = re.compile(r"h[2-6]")
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "s", "del", "ins", "span", "strong"})
_VOID = frozenset({"br", "hr", "img", "source"})

TAG = re.compile(rf"<{_VALUES}>")


@dataclass(frozen=True)
class HtmlPiece:
    """A piece of HTML: `key` is what is compared of a word, None for what is none."""

    html: str
    key: Hashable = None
    tag: str = ""
    is_end: bool = False
    words: str = ""
    is_counted: bool = False


def pieces_of(html: str, sources: Mapping[int, str]) -> Iterator[HtmlPiece]:
    """Yield the pieces of HTML that `render()` gave; `sources` names those behind its numbers."""
    for found in _TOKEN.finditer(html):
        if found["citation"]:
            numbers = [int(number) for number in _NUMBER.findall(found["citation"])]
            key = tuple(sources.get(number, number) for number in numbers)
            words = f" [{', '.join(map(str, numbers))}]" if numbers else ""
            # Without a number it parts two marks: of that, nobody reads that it came or went.
            yield HtmlPiece(found["citation"], ("citation", *key) if numbers else None, words=words)
        elif found["drawing"]:
            yield HtmlPiece(found["drawing"])
        elif found["tag"]:
            yield HtmlPiece(found["tag"], tag=found["name"], is_end=bool(found["end"]))
        else:
            yield from _words(unescape(found["text"]))


def _words(text: str) -> Iterator[HtmlPiece]:
    at = 0
    for start, end, key in spelled(text):
        piece = text[at:end]
        is_counted = any(map(str.isalnum, text[start:end]))
        yield HtmlPiece(escape(piece, quote=False), key, words=piece, is_counted=is_counted)
        at = end
    if text[at:]:
        yield HtmlPiece(escape(text[at:], quote=False), words=text[at:])


def starts_of_sections(tokens: Sequence[HtmlPiece]) -> Iterator[int]:
    """Where each section begins: at the start, unless a heading does, and at the own headings."""
    depth, starts = 0, []
    for at, token in enumerate(tokens):
        if is_block(token):
            if not token.is_end and not depth and HEADING.fullmatch(token.tag):
                starts.append(at)
            depth += -1 if token.is_end else 1
    if not starts or any(token.html.strip() for token in tokens[: starts[0]]):
        yield 0
    yield from starts


def blocks_of(tokens: Sequence[HtmlPiece]) -> list[tuple[Hashable, ...]]:
    """Return the keys of the words of each block: a paragraph, a heading, a cell, an entry."""
    blocks: list[tuple[Hashable, ...]] = []
    words: list[Hashable] = []
    for token in tokens:
        if token.key is not None:
            words.append(token.key)
        elif is_block(token) and words:
            blocks.append(tuple(words))
            words = []
    return [*blocks, tuple(words)] if words else blocks


def ends_of_paragraphs(tokens: Sequence[HtmlPiece]) -> Iterator[tuple[int, int]]:
    """For each word of a paragraph or a heading that is no part of something larger, its end."""
    depth, within = 0, []
    for at, token in enumerate(tokens):
        if token.key is not None and depth == 1:
            within.append(at)
        elif is_block(token):
            depth += -1 if token.is_end else 1
            if not depth and (token.tag == "p" or HEADING.fullmatch(token.tag)):
                yield from ((word, at) for word in within)
            within = []


def is_block(token: HtmlPiece) -> bool:
    """Whether it is the tag of something that stands on lines of its own."""
    return bool(token.tag) and token.tag not in _VOID and token.tag not in _INLINE


def until_word(tokens: Sequence[HtmlPiece]) -> Iterator[HtmlPiece]:
    """What stands before the first word."""
    return takewhile(lambda token: token.key is None, tokens)


def inline_elements(tokens: Sequence[HtmlPiece]) -> Iterator[tuple[int, int]]:
    """The places of the opening and the closing tag of each element within a line."""
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.tag not in _INLINE:
            continue
        if not token.is_end:
            opened.append(at)
        elif opened:
            yield opened.pop(), at
