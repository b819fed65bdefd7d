"""Several editors in the same instant."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.db import connection

from articles.publishing import Conflict, Refused

# `make thorough` runs fifty of each.
RACES = int(os.environ.get("RACES", "8"))


def outcome_of(act, *arguments):
    """What `act` returned, or the Conflict or Refused with which it did not act."""
    try:
        return act(*arguments)
    except (Conflict, Refused) as outcome:
        return outcome


def is_late(outcome):
    return isinstance(outcome, Conflict | Refused)


@contextmanager
def two_at_once():
    """Yield a function that calls two others in the same instant and returns their outcomes."""
    start = Barrier(2)

    def run(act):
        start.wait()
        return outcome_of(act)

    with ThreadPoolExecutor(2) as threads:
        yield lambda *acts: list(threads.map(run, acts))
        # Each of the two closes the connection that it has opened.
        list(threads.map(lambda _: (start.wait(), connection.close()), range(2)))
