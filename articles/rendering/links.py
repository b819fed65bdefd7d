"""Links: which addresses become one, and what is said about them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from .words import plain

# An allow-list, because the list of dangerous schemes is never complete. `//host` and `/\host`
# look site-relative and are not: browsers read both as another site's address.
_ALLOWED = re.compile(r"https?://[^/\\?#]|mailto:.|tel:.|/(?![/\\])|#", re.IGNORECASE)
_EXTERNAL = re.compile(r"https?:", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """One link of a text: where it leads, and the words (or the picture's) that a reader clicks."""

    href: str
    text: str


def is_allowed(href: str) -> bool:
    """Whether an address, as normalised by the parser, may become a link.

    Web, mail and telephone addresses, paths of this site and anchors of this page are
    allowed. Anything else stays in the text as it was typed.
    """
    return bool(_ALLOWED.match(href))


def link(href: str, children: Sequence[Token]) -> list[Token]:
    """Return the tokens of a link to `href` around `children`."""
    return [
        Token("link_open", "a", 1, attrs={"href": href}),
        *children,
        Token("link_close", "a", -1),
    ]


def shield_readers(tokens: Sequence[Token]) -> None:
    """Let no external site learn from the Referer header which article a reader came from.

    That somebody reads about a disease is nobody else's business. The site's own
    Referrer-Policy header says so too, but does not travel with a feed or an e-mail.
    """
    for opening, _ in _links(tokens):
        if _EXTERNAL.match(str(opening.attrs["href"])):
            opening.attrSet("rel", "noreferrer")


def links_of(tokens: Sequence[Token]) -> tuple[Link, ...]:
    """Return the links of a document in their order."""
    return tuple(
        Link(href=str(opening.attrs["href"]), text=plain(children) or _alt(children))
        for opening, children in _links(tokens)
    )


def _links(tokens: Sequence[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Each opening token of a link with the tokens up to its end; links do not nest."""
    for token in tokens:
        opening: Token | None = None
        inside: list[Token] = []
        for child in token.children or ():
            if child.type == "link_open":
                opening, inside = child, []
            elif child.type == "link_close" and opening is not None:
                yield opening, inside
                opening = None
            else:
                inside.append(child)


def _alt(children: Sequence[Token]) -> str:
    """The descriptions of the pictures in a link; they are its name where it has no words."""
    return " ".join(child.meta["use"].alt for child in children if "use" in child.meta).strip()
