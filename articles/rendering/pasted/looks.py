"""Looks: how the words of a pasted text are set, as far as Markdown can say it."""

import re
from dataclasses import dataclass, field, replace

from .blocks import Run
from .links import clean_address
from .scripts import lowered, raised
from .tree import Element

_BOLD = {"b", "strong"}
_ITALIC = {"i", "em", "dfn", "var"}
_CODE = {"code", "tt", "kbd", "samp"}
_HEAVY = re.compile(r"bold(?:er)?|[6-9]\d\d|1000")
_LIGHT = re.compile(r"normal|lighter|[1-5]\d\d")
# Typed by hand for a word that must not part from the next: between numbers and their units, in
# French before a colon. Everywhere else programs put them in for reasons of their own.
_LONE_BLANK = re.compile(r"(?<=[\d«])\xa0(?=\w)|(?<=\w)\xa0(?=[\d»:;!?%°])|(?<=\d)\xa0(?=[–—%°])")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Bullets of Word's symbol fonts have no character of their own.
_SYMBOLS = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→"}
)


@dataclass(frozen=True)
class Look:
    """How words look that stand in an element, as far as Markdown can say it."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    script: str = ""

    def within(self, element: Element, *, origin: str, found: "Found") -> "Look":
        """The look of what stands in `element`, which stands in this one."""
        tag, style = element.tag, element.style
        weight, slant = style.get("font-weight", ""), style.get("font-style", "")
        bold = (self.bold or tag in _BOLD or bool(_HEAVY.match(weight))) and not _LIGHT.match(
            weight
        )
        leaning = self.italic or tag in _ITALIC or slant.startswith(("italic", "oblique"))
        look = replace(
            self,
            bold=bold,
            italic=leaning and not slant.startswith("normal"),
            code=self.code or tag in _CODE,
            script=self.script or _script(element),
        )
        if tag == "a" and "href" in element.attrs:
            typed = element.attrs["href"]
            href = clean_address(typed, origin=origin)
            found.links_without_address += not href and not typed.startswith("#")
            return replace(look, href=href)
        return look


def _script(element: Element) -> str:
    align = element.style.get("vertical-align", "")
    if element.tag == "sup" or align == "super":
        return "sup"
    return "sub" if element.tag == "sub" or align == "sub" else ""


@dataclass
class Found:
    """What was met on the way and is worth telling the editor."""

    pictures: list[str] = field(default_factory=list)
    tables: int = 0
    merged_cells: int = 0
    links_without_address: int = 0


def runs_of_text(text: str, look: Look) -> list[Run]:
    """The words of one piece of text, with blanks and symbols as they are meant."""
    if not text:
        return []
    words = INVISIBLE.sub("", text).translate(_SYMBOLS)
    if "\xa0" in words:
        kept = _LONE_BLANK.sub("\0", words)
        words = kept.replace("\xa0", " ").replace("\0", "\xa0")
    if look.script:
        words = raised(words) if look.script == "sup" else lowered(words)
    return [Run(words, look.bold, look.italic, look.code, look.href)]
