"""Page links: `[[causes]]` and `[[causes|what causes MG]]` lead to our own pages by their slugs.

Where a page lives today, and whether readers can see it, is the caller's to say.
"""

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from copy import copy
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.translation import gettext
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

from .links import link as link_to
from .source import without_unseen
from .words import plain

# What the caller can look up in one go; no text that a person wrote links to more pages.
MOST_PAGES = 400
_LONGEST_SLUG = 80
_SLUG = r"[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+"
# Possessive throughout: what does not match is known to fail at once, however long it is. Within
# the words nothing may begin that binds closer than a link (code, an address, another link).
_MARK = re.compile(rf"\[\[[ \n]*+({_SLUG})[ \n]*+(?:\|([^\[\]|<`]{{0,300}}+))?\]\]")
_BAR = re.compile(rf"(\[\[[ ]*+{_SLUG}[ ]*+)\|")
# No text holds this character, so it can stand for a bar until the cells are cut.
_NO_BAR = "\0"


@dataclass(frozen=True)
class LinkedPage:
    """A page of ours, as the caller of `render()` supplies it: its slug as the text has it.

    `url` is its address today, and empty while readers cannot see it; `title` is what readers may
    know it by, and empty when they have never seen it.
    """

    slug: str
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class PageLinkUse:
    """One page link of a text: the slug, the words that readers get, and whether they are its own.

    `shows_title` says that the words are the page's title, for want of others; `leads` that it
    became a link.
    """

    slug: str
    words: str
    shows_title: bool
    leads: bool


def linked_slugs(source: str) -> list[str]:
    """Return the slugs of the pages that the Markdown `source` may link to, each once, in order.

    It finds too many rather than too few (in code, say): it is for asking for them beforehand.
    Beyond MOST_PAGES none is named.
    """
    if "[[" not in source:
        return []
    found = dict.fromkeys(slug.lower() for slug, _words in _MARK.findall(without_unseen(source)))
    return [slug for slug in found if len(slug) <= _LONGEST_SLUG][:MOST_PAGES]


def page_link(state: StateInline, silent: bool) -> bool:
    """The inline rule for page links.

    What CommonMark reads as a link stays one: `[[1]](https://…)`. And within a link's words a mark
    stays text, because a link cannot hold another.
    """
    if silent or state.linkLevel:
        return False
    typed = _MARK.match(state.src, state.pos, state.posMax)
    if not typed or len(typed[1]) > _LONGEST_SLUG:
        return False
    if state.src.startswith(("(", "["), typed.end()) and link(state, silent):
        return True
    opening = state.push("page_link_open", "", 1)
    opening.meta["slug"] = typed[1].lower()
    if (typed[2] or "").strip():
        end = state.posMax
        state.pos, state.posMax = typed.span(2)
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.posMax = end
    state.push("page_link_close", "", -1)
    state.pos = typed.end()
    return True


def without_bars(source: str, env: MutableMapping[str, Any]) -> str:
    """Return `source` with another character for the bar in each page link, place for place.

    For cutting a row into its cells. `env` is that of the document, in which it is kept: every line
    asks, and a long text must not be read once for each of its lines.
    """
    known = env.get("without_bars")
    if known is None or known[0] is not source:
        known = (source, _BAR.sub(rf"\1{_NO_BAR}", source) if "[[" in source else source)
        env["without_bars"] = known
    return known[1]


def with_bars(content: str) -> str:
    """Return the `content` of a cell with its bars back."""
    return content.replace(_NO_BAR, "|")


def settle_page_links(
    tokens: Sequence[Token], pages: Mapping[str, LinkedPage], *, for_readers: bool = False
) -> tuple[PageLinkUse, ...]:
    """Make links of the page links of a document, as far as they lead somewhere; return them all.

    Of one that leads nowhere the words stay; unless it is `for_readers`, the place is marked.
    """
    uses: list[PageLinkUse] = []
    for token in tokens:
        children = token.children or []
        if any(child.type == "page_link_open" for child in children):
            token.children = list(_settled(children, pages, uses, for_readers))
    return tuple(uses)


def typed_words(children: Sequence[Token]) -> str:
    """Return the words of a line with what was typed in place of another page's title.

    An empty text where no such title stands: then they are the words that readers get. An anchor
    must not change because another page got a new title.
    """
    if not any("typed" in child.meta for child in children):
        return ""
    return plain([_typed(child) if "typed" in child.meta else child for child in children])


def unpublished(token: Token) -> str:
    """Return the HTML that says to editors that a page link leads nowhere yet."""
    words = gettext("(not published: %(slug)s)") % {"slug": token.meta["slug"]}
    return f' <span class="unpublished-link">{escape(words)}</span>'


def _settled(
    children: Sequence[Token],
    pages: Mapping[str, LinkedPage],
    uses: list[PageLinkUse],
    for_readers: bool,
) -> Iterator[Token]:
    slug = ""
    inside: list[Token] = []
    for child in children:
        if child.type == "page_link_open":
            slug, inside = child.meta["slug"], []
        elif child.type == "page_link_close":
            page = pages.get(slug) or LinkedPage(slug)
            shows_title = not inside
            inside = inside or [_title(page)]
            uses.append(PageLinkUse(slug, plain(inside), shows_title, bool(page.url)))
            if page.url:
                yield from link_to(page.url, inside)
            else:
                yield from inside
                if not for_readers:
                    yield Token("unpublished_link", "", 0, meta={"slug": slug})
            slug = ""
        elif slug:
            inside.append(child)
        else:
            yield child


def _title(page: LinkedPage) -> Token:
    typed = page.slug.replace("-", " ")
    return Token("text", "", 0, content=page.title or typed, meta={"typed": typed})


def _typed(child: Token) -> Token:
    child = copy(child)
    child.content = child.meta["typed"]
    return child
