"""Pictures: none is pasted, because each must be in the library; which are worth asking for."""

import re

from .tree import Element

_SIZE = re.compile(r"(\d+(?:\.\d+)?)(px|pt|in|em)?")
_SMALLEST = 24  # pixels; below are bullets, icons and what counts the opening of mails
_PIXELS = {"px": 1.0, "pt": 4 / 3, "in": 96.0, "em": 16.0}
LONGEST_ALT = 300


def words_of_picture(image: Element) -> str:
    """Return what a picture shows, in the words of its source."""
    words = image.attrs.get("alt") or image.attrs.get("title") or ""
    return " ".join(words.split())[:LONGEST_ALT]


def is_emoji(words: str) -> bool:
    """Whether the words of a picture are a sign that stands in the line like a letter."""
    return 0 < len(words) <= 8 and not any(one.isalnum() or one.isascii() for one in words)


def is_worth_telling(image: Element) -> bool:
    """Whether somebody would miss the picture: it is no icon, and not there only to be loaded."""
    sizes = [_pixels(image, name) for name in ("width", "height")]
    return all(size is None or size >= _SMALLEST for size in sizes)


def _pixels(image: Element, name: str) -> float | None:
    typed = image.style.get(name) or image.attrs.get(name, "")
    found = _SIZE.fullmatch(typed.strip())
    return float(found[1]) * _PIXELS[found[2] or "px"] if found else None
