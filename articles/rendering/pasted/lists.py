"""Lists: as HTML has them, as Word hides them in paragraphs, and as Word Online cuts them up."""

import re
from dataclasses import dataclass

from .tree import Element

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol", "menu", "dir"}
_WORD_LEVEL = re.compile(r"\blevel(\d{1,2})\b")
_NUMBERED = re.compile(r"[(\[]?(?:(\d{1,9})|([a-z]{1,7}))[.):\]]*", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_HIGHEST = 999_999_999  # what CommonMark reads as the number of an item
_DEEPEST = 9


@dataclass(frozen=True)
class Marker:
    """How deep an item stands, and its number if it has one."""

    level: int
    number: int | None


def word_marker(paragraph: Element) -> Marker | None:
    """Return what a paragraph of Word's is as an item of a list; None if it is none.

    Word writes `mso-list:l0 level2 lfo1` into its style, and what it draws before the words into
    a piece of text that readers of HTML are asked to ignore.
    """
    level = _WORD_LEVEL.search(paragraph.style.get("mso-list", ""))
    if not level or paragraph.tag in LISTS or paragraph.tag == "li":
        return None
    drawn = next((one.text for one in paragraph.walk() if is_drawn_marker(one)), "")
    return Marker(min(int(level[1]), _DEEPEST), _number(drawn))


def is_drawn_marker(element: Element) -> bool:
    """Whether an element is the bullet or number that Word draws before an item."""
    return element.style.get("mso-list") == "ignore"


def items_of(element: Element, level: int) -> list[tuple[Marker, Element]]:
    """Return the items of a list, each with its marker, those of lists between them included.

    Word and Google Docs write a deeper list beside its item, not into it.
    """
    number = _whole(element.attrs.get("start", ""), 1)
    items: list[tuple[Marker, Element]] = []
    for child in element.parts:
        if child.tag in LISTS:
            items += items_of(child, level + 1)
        elif child.tag == "li":
            number = _whole(child.attrs.get("value", ""), number)
            said = child.attrs.get("aria-level") or child.attrs.get("data-aria-level") or ""
            own_level = max(1, min(_whole(said, level), _DEEPEST))
            is_numbered = element.tag == "ol"
            items.append((Marker(own_level, number if is_numbered else None), child))
            number = min(number + 1, _HIGHEST)
        elif child.text:
            items.append((Marker(level, None), child))
    return items


def is_numbering_of_headings(items: list[tuple[Marker, Element]]) -> bool:
    """Whether a list only gives headings their numbers, as Google Docs does."""
    return bool(items) and all(
        any(one.tag in HEADINGS for one in item.elements) for _, item in items
    )


def _whole(digits: str, otherwise: int) -> int:
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(_HIGHEST))
    return int(digits) if is_number else otherwise


def _number(drawn: str) -> int | None:
    """The number that a drawn marker says: 3. or c) or iii., None for a bullet."""
    found = _NUMBERED.fullmatch(drawn.strip())
    # An "o" without a point is a bullet of Word's.
    if not found or (found[2] and drawn.strip().isalpha()):
        return None
    if found[1]:
        return int(found[1])
    letters = found[2].lower()
    if set(letters) <= _ROMAN.keys() and (len(letters) > 1 or letters in "ivx"):
        return _roman(letters)
    return ord(letters) - ord("a") + 1 if len(letters) == 1 else 1


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return max(1, sum(value if value >= following else -value for value, following in pairs))
