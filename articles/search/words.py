"""Words as the index knows them: without case, accents and endings.

Both databases are given words that are ready, so that both find the same: neither stems, splits
or drops anything by itself.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

import snowballstemmer

# Letters that are no base letter with a mark, and how people write them without.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"}
)
# Accents, and what only tells a screen where to break a word or in which direction to write it.
_UNREAD = frozenset({"Mn", "Me", "Cf"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# Nobody types more, and the databases have limits of their own.
_LONGEST = 60

# Words that say nothing about what is meant, and those of which questions are made. They count
# only when somebody types nothing else.
_SMALL_WORDS = """
a about after all also am an and any anybody anyone are as at be because been being both but by
can cannot cant could did do does doesnt doing dont during each else ever every for from get
gets getting give go going got had has have having he her here hers him his how i if im
in into is isnt it its ive just know let lot make makes many may me might mine more most much
must my need needs no nor not of off often on once one only or other our ours out over own
people person please really same shall she should so some somebody someone still such tell than
that the their them then there these they thing things this those through to too until up us
very want wants was we were what whats when where whether which while who whom whose why will
wish with without would you your yours
define definition explain explained mean meaning means
"""
SMALL_WORDS = frozenset(_SMALL_WORDS.split())


def folded(text: str) -> str:
    """Return `text` in small letters without accents."""
    if text.isascii():
        return text.casefold().translate(_LETTERS)
    # Twice: a capital may come out of what was taken apart, and its small letter in two parts.
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", apart)
    return "".join(letter for letter in apart if unicodedata.category(letter) not in _UNREAD)


def words_of(text: str) -> list[str]:
    """Return the words of `text` in order, folded. “don't” is one word, and so is “body's”."""
    return [_tidy(word) for word in _WORD.findall(folded(text))]


def _tidy(word: str) -> str:
    if "'" in word:
        word = word.removesuffix("'s").replace("'", "")
    return word[:_LONGEST]


def stems_of(text: str) -> list[str]:
    """Return the words of `text` in order, folded and without their endings."""
    return [stem(word) for word in words_of(text)]


# A stemmer remembers the word it is at, so that two threads must not share one.
_of_this_thread = threading.local()


def _stemmer() -> Any:
    if not hasattr(_of_this_thread, "stemmer"):
        _of_this_thread.stemmer = snowballstemmer.stemmer("english")
    return _of_this_thread.stemmer


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a folded word without its ending: what “antibody” and “antibodies” share."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return word
    return _stemmer().stemWord(word)


def without_small_words(words: list[str]) -> list[str]:
    """Return `words` without those that say nothing, or all when none would be left."""
    return [word for word in words if word not in SMALL_WORDS] or words


def key_of(phrase: str) -> str:
    """Return what all ways of typing `phrase` share: the stems of its words, in order."""
    return " ".join(stem(word) for word in without_small_words(words_of(phrase)))[:200]
