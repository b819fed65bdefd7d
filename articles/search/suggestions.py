"""Suggestions: pages whose titles go on like what somebody is typing."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from django.db.models import Case, Q, Value, When

from articles.models import SearchEntry
from articles.search import query, synonyms
from articles.search.query import Group, Part, Query
from articles.search.words import SMALL_WORDS, words_of

MOST = 8
SHORTEST = 2


def suggest(typed: str) -> list[SearchEntry]:
    """Return up to eight entries with words in their titles that begin like those typed so far.

    Titles and glossary terms with all their names; what means the same counts as well. Three
    queries to the database.
    """
    typed = query.clean(typed)
    words = words_of(typed)[: query.MAX_WORDS]
    if len("".join(words)) < SHORTEST:
        return []
    # The last word is not yet finished: “the” may become “thermometer”.
    telling = [word for word in words[:-1] if word not in SMALL_WORDS] + words[-1:]
    parts = tuple(Part((word,)) for word in dict.fromkeys(telling))
    groups = synonyms.groups_of(Query(typed, parts))
    goes_on = Case(When(names__startswith=" " + " ".join(words), then=Value(0)), default=Value(1))
    # First which, then all of them that is shown: of a few, not of all that begin so.
    found = SearchEntry.objects.filter(reduce(and_, map(_named, groups)))
    ranks = list(found.order_by(goes_on, "rank").values_list("pk", flat=True)[:MOST])
    entries = SearchEntry.objects.filter(pk__in=ranks).as_results()
    return sorted(entries, key=lambda entry: ranks.index(entry.pk))


def _named(group: Group) -> Q:
    """Whether the names have words that begin as one of the ways to say what is meant."""
    return reduce(or_, (reduce(and_, map(_begun, way)) for way in group.ways))


def _begun(stem: str) -> Q:
    # Names are stored as they are written, and a stem ends in “i” where the word has a “y”.
    return Q(names__contains=" " + (stem.removesuffix("i") or stem))
