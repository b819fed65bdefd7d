"""Sentences: plain text cut where a reader draws breath."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"”’)\]]*\s+")
# A full stop behind one of these ends no sentence, and nor does one before a small letter.
_SHORT = frozenset(
    {
        "al",
        "approx",
        "ca",
        "cf",
        "dr",
        "e.g",
        "eg",
        "etc",
        "fig",
        "i.e",
        "ie",
        "jr",
        "mr",
        "mrs",
        "ms",
    }
    | {"no", "prof", "resp", "sr", "st", "vs"}
)
_WORDS_SHOWN = 12


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of one line of plain text, in their order."""
    start = 0
    for end in _END.finditer(text):
        before = text[start : end.start()].rsplit(maxsplit=1)
        is_short = bool(before) and before[-1].strip('(“"').casefold() in _SHORT
        if (is_short and text[end.start()] == ".") or text[end.end() : end.end() + 1].islower():
            continue
        yield text[start : end.end()].strip()
        start = end.end()
    if rest := text[start:].strip():
        yield rest


def shortened(sentence: str) -> str:
    """Return the beginning of a sentence, as a finding names it."""
    words = sentence.split()
    short = " ".join(words[:_WORDS_SHOWN])
    return short + "…" if len(words) > _WORDS_SHOWN else short
