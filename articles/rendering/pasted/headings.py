"""Headings: which elements of a pasted text are one, whatever their program calls them."""

import re

from .tree import Element

_HEADING = re.compile(r"h([1-6])")
_HEADING_CLASS = re.compile(r"(?:mso)?heading-?(\d)|mso(title)")
_DEEPEST_HEADING = 9


def heading_level(element: Element) -> int:
    """The level of a heading, by its tag, its role, its outline level or its style; 0 if none."""
    if found := _HEADING.fullmatch(element.tag):
        return int(found[1])
    if element.attrs.get("role", "") == "heading":
        return _level(element.attrs.get("aria-level", "2")) or 2
    if element.tag not in ("p", "div"):
        return 0
    if level := _level(element.style.get("mso-outline-level", "")):
        return level
    for name in element.classes:
        if found := _HEADING_CLASS.fullmatch(name):
            return _level(found[1] or "1")
    return 0


def _level(digits: str) -> int:
    is_level = digits.isascii() and digits.isdigit() and len(digits) == 1
    return min(int(digits), _DEEPEST_HEADING) if is_level else 0
