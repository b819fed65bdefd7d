"""Which letters can be drawn: those of the font that comes with Pillow, and what is near them.

No font is taken from elsewhere. Pillow's own (Aileron) has the letters of English; what differs
from one of them by an accent is drawn without it, and a text in another script is not drawn.
"""

import string
import unicodedata

LETTERS = frozenset(string.printable[:95] + "©«°±´·»‘’“”…‹›™")
_NEAR = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "„": "“",
        "‚": "‘",
        "′": "'",
        "″": '"',
        "•": "·",
        "×": "x",
        "≥": ">=",
        "≤": "<=",
    }
)


def drawable(text: str) -> str:
    """Return `text` on one line in letters that can be drawn; "" when some of them cannot.

    A title with a gap in it could say something else than the page.
    """
    plain = unicodedata.normalize("NFD", " ".join(text.translate(_NEAR).split()))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    letters = letters.translate(_NEAR)
    return letters if set(letters) <= LETTERS else ""
