"""Snippets: `{{approved-treatments-us}}` stands for a fact that is kept once, for many pages.

Markdown gives two braces no meaning; a single one belongs to `{.decorative}`, and brackets are
those of links and citations. What the fact says becomes part of the text before anything else is
done with it: its sources are numbered with those of the page, its words are found and compared.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .source import without_unseen

# No page repeats itself more often; what is beyond stays visible as a fault.
MOST_USES = 60
_LONGEST_KEY = 80
_MARK = re.compile(r"\{\{[ ]*+([A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+)[ ]*+\}\}")


@dataclass(frozen=True)
class SnippetFound:
    """One snippet of a text: its key, whether it is known, and whether it stands where it can.

    One of several paragraphs needs a line to itself.
    """

    key: str
    known: bool
    fits: bool = True


def snippet_keys(source: str) -> list[str]:
    """Return the keys of all snippets that the Markdown `source` may use, each once, in order.

    It finds too many rather than too few (in code, say): it is for asking for them beforehand.
    """
    if "{{" not in source:
        return []
    found = dict.fromkeys(key.lower() for key in _MARK.findall(without_unseen(source)))
    return [key for key in found if len(key) <= _LONGEST_KEY][:MOST_USES]


def snippet(state: StateInline, silent: bool) -> bool:
    """The inline rule for snippets. Within the words of a link a mark stays text."""
    if silent or state.linkLevel:
        return False
    typed = _MARK.match(state.src, state.pos, state.posMax)
    if not typed or len(typed[1]) > _LONGEST_KEY:
        return False
    token = state.push("snippet", "", 0)
    token.content = typed[0]
    token.meta["key"] = typed[1].lower()
    state.pos = typed.end()
    return True


def place_snippets(
    tokens: Sequence[Token], texts: Mapping[str, str], parse: Callable[[str], list[Token]]
) -> tuple[list[Token], tuple[SnippetFound, ...]]:
    """Return the tokens with what each snippet says in its place, and the snippets in order.

    `texts` are those that are known, by key; `parse` makes tokens of one. In a heading a mark stays
    text: an anchor must not change with a fact.
    """
    if not any(child.type == "snippet" for token in tokens for child in token.children or ()):
        return list(tokens), ()
    return _Placing(texts, parse).place(tokens)


def missing(token: Token) -> str:
    """Return the HTML that says which snippet is missing, or does not fit."""
    words = gettext("[Fact “%(key)s” cannot stand here]")
    if not token.meta["known"]:
        words = gettext("[Fact “%(key)s” is not there]")
    return f'<span class="missing-snippet">{escape(words % {"key": token.meta["key"]})}</span>'


class _Placing:
    """Puts the snippets of one document into their places."""

    def __init__(self, texts: Mapping[str, str], parse: Callable[[str], list[Token]]) -> None:
        self._texts = texts
        self._parse = parse
        self._found: list[SnippetFound] = []

    def place(self, tokens: Sequence[Token]) -> tuple[list[Token], tuple[SnippetFound, ...]]:
        placed: list[Token] = []
        stream = iter(tokens)
        before = ""
        for token in stream:
            children = token.children or []
            if not any(child.type == "snippet" for child in children):
                placed.append(token)
            elif before == "heading_open":
                token.children = [_as_text(child) for child in children]
                placed.append(token)
            elif before == "paragraph_open" and len(children) == 1:
                placed += self._alone(placed.pop(), token, next(stream))
            else:
                token.children = [one for child in children for one in self._inline(child)]
                placed.append(token)
            before = token.type
        return placed, tuple(self._found)

    def _alone(self, opening: Token, inline: Token, closing: Token) -> Iterator[Token]:
        (child,) = inline.children or ()
        blocks = self._blocks(child.meta["key"])
        if blocks is None or _is_one_line(blocks):
            inline.children = list(self._inline(child))
            yield from (opening, inline, closing)
            return
        self._found.append(SnippetFound(child.meta["key"], True))
        for block in blocks:
            block.level += opening.level
            yield block

    def _inline(self, child: Token) -> list[Token]:
        if child.type != "snippet":
            return [child]
        key = child.meta["key"]
        blocks = self._blocks(key)
        fits = blocks is not None and _is_one_line(blocks)
        self._found.append(SnippetFound(key, blocks is not None, fits or blocks is None))
        if blocks is None or not fits:
            return [Token("missing_snippet", "", 0, meta={"key": key, "known": blocks is not None})]
        return blocks[1].children or []

    def _blocks(self, key: str) -> list[Token] | None:
        """What a snippet says, as fresh tokens; None where it is not known, or used too often."""
        if key not in self._texts or len(self._found) >= MOST_USES:
            return None
        blocks = self._parse(self._texts[key])
        for block in blocks:
            if block.children:
                block.children = [_as_text(child) for child in block.children]
        return blocks


def _is_one_line(blocks: Sequence[Token]) -> bool:
    return [block.type for block in blocks] == ["paragraph_open", "inline", "paragraph_close"]


def _as_text(child: Token) -> Token:
    """A mark as it was typed: a snippet holds no other, and neither does a heading."""
    return Token("text", "", 0, content=child.content) if child.type == "snippet" else child
