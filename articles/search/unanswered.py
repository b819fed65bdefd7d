"""Unanswered queries, counted for the editors."""

from __future__ import annotations

import datetime
import logging
import re

from django.db import Error, transaction
from django.db.models import F

from articles.models import EmptySearch
from articles.search.engine import engine
from articles.search.words import folded

MAX_LENGTH = 80
# So many different queries are kept of one day; somebody who types at random fills no table.
MOST_A_DAY = 1000
_PERSONAL = re.compile(r"@|\bwww\.|://|(?:\d[ ./()+-]*){6}")

logger = logging.getLogger(__name__)


def is_personal(query: str) -> bool:
    """Whether a query may tell who asked it: an address, a long number, a whole letter."""
    return len(query) > MAX_LENGTH or bool(_PERSONAL.search(query))


def count_unanswered(typed: str, *, today: datetime.date) -> None:
    """Count that nothing was found for a query on this day; forget what is old.

    Nothing of who asked is stored. It is called while a page is read, so it waits for nobody: when
    the database is busy, this one is not counted.
    """
    query = " ".join(folded(typed).split())
    if not query or is_personal(query):
        return
    try:
        with engine().do_not_wait(), transaction.atomic():
            counted = EmptySearch.objects.filter(query=query, day=today)
            if counted.update(count=F("count") + 1):
                return
            if EmptySearch.objects.filter(day=today).count() >= MOST_A_DAY:
                return
            EmptySearch.objects.create(query=query, day=today)
            oldest = today - datetime.timedelta(days=EmptySearch.KEPT_DAYS)
            EmptySearch.objects.filter(day__lt=oldest).delete()
    except Error as error:
        # Not the error's own words: they may repeat the query.
        logger.info("a search without result was not counted: %s", type(error).__name__)
