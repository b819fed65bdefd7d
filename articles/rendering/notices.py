"""Notices: `::: urgent` and `::: note`, the two boxes that an author can draw."""

from collections.abc import Sequence
from html import escape

from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

KINDS = ("urgent", "note")


def add_notices(parser: MarkdownIt) -> None:
    """Teach `parser` the two notices; `::: anything else` stays text."""
    container_plugin(parser, "notice", validate=_is_notice, render=_drawn)


def kind_of(token: Token) -> str:
    """Return which of KINDS a notice is."""
    return _kind_and_title(token.info)[0]


def title_of(token: Token) -> str:
    """Return the title that the author gave to a notice, or an empty text."""
    return _kind_and_title(token.info)[1]


def label_of(token: Token) -> str:
    """Return the line that stands above a notice: its own title, or else the site's."""
    kind, title = _kind_and_title(token.info)
    return title or _label(kind)


def _is_notice(params: str, markup: str) -> bool:
    return _kind_and_title(params)[0] in KINDS


def _drawn(_: object, tokens: Sequence[Token], idx: int, *__: object) -> str:
    """The box with its label; the plugin asks for it at both ends of a notice."""
    token = tokens[idx]
    if token.nesting < 0:
        return "</div>\n"
    kind, _title = _kind_and_title(token.info)
    label = escape(label_of(token))
    return f'<div class="notice notice--{kind}">\n<p class="notice__label">{label}</p>\n'


def _kind_and_title(params: str) -> tuple[str, str]:
    kind, _, title = params.strip().partition(" ")
    return kind.lower(), title.strip()


def _label(kind: str) -> str:
    return gettext("Get help now") if kind == "urgent" else gettext("Good to know")
