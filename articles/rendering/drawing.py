"""Drawing: tokens become HTML, up to a limit."""

from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any

from django.utils.translation import gettext
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from . import charts, citations, figures, glossary, page_links, snippets, tables
from .source import SourceTooLong

# Ten times the longest source: ordinary text hardly grows when it is drawn. But one long
# address, defined once and used with three characters each time, turns 200 kB into 3 GB.
MAX_HTML = 2_000_000

Environment = MutableMapping[str, Any]


class Drawing(RendererHTML):
    """markdown-it's renderer with what this site draws itself, from pictures to terms.

    Methods without an underscore are the rules for the tokens whose type they are named after.
    """

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: Environment) -> str:
        """Return the HTML of `tokens`; raises SourceTooLong when it passes MAX_HTML.

        It stops there, rather than measuring the result, which might not fit in the memory.
        """
        pieces: list[str] = []
        length = 0
        for piece in self._pieces(tokens, options, env):
            length += len(piece)
            check_length(length)
            pieces.append(piece)
        return "".join(pieces)

    def _pieces(
        self, tokens: Sequence[Token], options: OptionsDict, env: Environment
    ) -> Iterator[str]:
        for index, token in enumerate(tokens):
            if token.type == "inline":
                yield from self._pieces(token.children or (), options, env)
            else:
                rule = self.rules.get(token.type, self.renderToken)
                yield rule(tokens, index, options, env)

    def fence(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Environment
    ) -> str:
        # The word after the fence would become a class, and classes are the site's own.
        return self.code_block(tokens, idx, options, env)

    def chart(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return charts.figure(tokens[idx])

    def broken_chart(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return charts.broken(tokens[idx])

    def table_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return tables.opening(tokens[idx])

    def table_close(self, *_: object) -> str:
        return tables.closing()

    def figure(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return figures.figure(tokens[idx])

    def inline_picture(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return figures.inline_picture(tokens[idx])

    def missing_picture(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return figures.missing_picture(tokens[idx])

    def citation(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return citations.mark(tokens[idx])

    def term(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return glossary.term(tokens[idx])

    def unpublished_link(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return page_links.unpublished(tokens[idx])

    def missing_snippet(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return snippets.missing(tokens[idx])


def check_length(length: int) -> None:
    """Raise SourceTooLong when HTML of this length is more than a page may have."""
    if length > MAX_HTML:
        raise SourceTooLong(
            gettext(
                "As a web page this text grows to %(length)s characters or more, and a page "
                "holds at most %(limit)s. Please shorten it or split it into several pages."
            )
            % {"length": f"{length:,}", "limit": f"{MAX_HTML:,}"}
        )
