"""Patience: statements that are not worth waiting for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# How long a reader may be kept waiting for what is only counted.
MILLISECONDS = 50


@contextmanager
def without_waiting() -> Iterator[None]:
    """A transaction that fails where it would have to wait for another writer.

    For what happens beside a reader's request and may as well be left out. Raises Django's
    OperationalError after 50 milliseconds; nothing was written then.
    """
    with _brief_timeout(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {MILLISECONDS}")
        yield


@contextmanager
def _brief_timeout() -> Iterator[None]:
    """SQLite waits for the one write lock before a transaction begins, as a connection is set."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {MILLISECONDS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
