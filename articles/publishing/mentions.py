"""Mentions: colleagues whom somebody names with an “@” in what they write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from articles.models import colleagues
from articles.publishing.reasons import Reason

# A name that somebody signs in with, as Django allows it. An address of e-mail names nobody, and
# what stands in the mark of a citation is a source.
_MENTION = re.compile(r"(?<![\w@./+-])@([\w.@+-]+)")
_CITATION = re.compile(r"\[@[^\[\]\n]*\]")
_BEHIND_NAMES = ".-+@"


def mentioned_in(words: str) -> list[AbstractBaseUser]:
    """The colleagues whom `words` name by what they sign in with, in whatever capitals."""
    readings = {reading for name in _names_in(words) for reading in _readings(name)}
    people = colleagues() if readings else ()
    return [person for person in people if person.get_username().lower() in readings]


def reasons_not_to_mention(words: str) -> list[Reason]:
    """The reason why `words` cannot be said because they name nobody, for each such name."""
    known = {person.get_username().lower() for person in mentioned_in(words)}
    sentence = _(
        "Nobody at this desk signs in as “%(name)s”. Write the name that your colleague signs in "
        "with, or leave out the “@”."
    )
    return [
        Reason(sentence % {"name": name}, field="words")
        for name in dict.fromkeys(_names_in(words))
        if not known & set(_readings(name))
    ]


def _names_in(words: str) -> Iterator[str]:
    """Every name behind an “@”, with whatever of a sentence sticks to its end."""
    for match in _MENTION.finditer(_CITATION.sub(" ", words)):
        yield match[1]


def _readings(name: str) -> Iterator[str]:
    """What `name` may be without the end of the sentence: "ann." is “ann.” or “ann”."""
    while name:
        yield name.lower()
        if name[-1] not in _BEHIND_NAMES:
            return
        name = name[:-1]
