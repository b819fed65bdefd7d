"""Which letters can be drawn: those of the font that lies beside this module.

It is the part of Noto Sans Bold (SIL Open Font License, font/OFL.txt) that has Latin, Greek and
Cyrillic letters, cut out with fontTools:

    pyftsubset NotoSans-Bold.ttf --layout-features=kern --no-hinting --unicodes=…

A letter that it lacks is drawn without its accents; a text in another script is not drawn.
"""

import unicodedata
from pathlib import Path

FONT = Path(__file__).parent / "font" / "NotoSans-Bold.ttf"
# The first and the last letter of each row in the font.
_ROWS = (" ~", "¡¬", "®ſ", "ƒƒ", "Șț", "əə", "ΆΆ", "ΈΊ", "ΌΌ", "ΎΡ", "Σώ", "Ѐџ", "Ґґ", "Ḁỿ")
_SIGNS = "‐‑‒–—―‘’‚‛“”„†‡•…‰′″‹›⁄€™⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
LETTERS = frozenset(_SIGNS).union(
    *(map(chr, range(ord(first), ord(last) + 1)) for first, last in _ROWS)
)
_NEAR = str.maketrans(
    {
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "−": "–",
        "≥": ">=",
        "≤": "<=",
    }
)


def drawable(text: str) -> str:
    """Return `text` on one line in letters that can be drawn; "" when some of them cannot.

    A title with a gap in it could say something else than the page.
    """
    whole = unicodedata.normalize("NFC", " ".join(text.translate(_NEAR).split()))
    letters = "".join(letter if letter in LETTERS else _plain(letter) for letter in whole)
    return letters if set(letters) <= LETTERS else ""


def _plain(letter: str) -> str:
    """A letter without its accents; nothing remains of an accent that stands alone."""
    parts = unicodedata.normalize("NFD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))
