"""The source: the Markdown as it was typed, made fit to be parsed."""

import re
import sys

from django.utils.translation import gettext

# Ten times the longest article that anyone reads to its end. Everything after this line may
# rely on it: what is slow in Markdown is slow because of length.
MAX_SOURCE = 200_000

# Control characters are invisible at best. The bidirectional overrides and isolates let a text
# read differently from what it says ("take 05 mg" for "take 50 mg"), which no page about
# medicines may do. Tab and newline are the two that have a meaning in Markdown.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NUMBERED = re.compile("&#(?:[xX](?P<hexadecimal>[0-9a-fA-F]{1,6})|(?P<decimal>[0-9]{1,7}));")
_SURROGATES = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class SourceTooLong(ValueError):
    """The text is too long to become a page; `str()` of it is a sentence for the editor."""


def normalised(source: str) -> str:
    """Return `source` with plain newlines and without what nobody can see.

    Raises SourceTooLong when there are more than MAX_SOURCE characters.
    """
    if len(source) > MAX_SOURCE:
        raise too_long(len(source))
    return _NUMBERED.sub(_seen_or_replaced, without_unseen(source))


def too_long(length: int, limit: int = MAX_SOURCE) -> SourceTooLong:
    """Return the error that says how long a text is and how long it may be."""
    return SourceTooLong(
        gettext(
            "This text is %(length)s characters long, and a page holds at most %(limit)s. "
            "Please shorten it or split it into several pages."
        )
        % {"length": f"{length:,}", "limit": f"{limit:,}"}
    )


def without_unseen(text: str) -> str:
    """Return `text` with plain newlines, without control characters and bidirectional overrides."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Half of a character can be neither stored nor sent; the replacement sign shows the place.
    return _SURROGATES.sub(_REPLACEMENT, text)


def _seen_or_replaced(reference: re.Match[str]) -> str:
    """Keep `&#945;` and replace `&#x202E;`, which would bring back what was removed.

    Replaced, not removed: the characters around a removed one could join to another.
    """
    digits = reference["hexadecimal"] or reference["decimal"]
    code = int(digits, 16 if reference["hexadecimal"] else 10)
    unseen = code <= sys.maxunicode and _UNSEEN.match(chr(code))
    return _REPLACEMENT if unseen else reference[0]
