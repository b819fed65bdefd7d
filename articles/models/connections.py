"""What is set once for each connection to the database."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def know_about_json(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Tell Django that SQLite has JSON; a receiver of connection_created.

    Django finds out by opening a transaction, which in our settings takes the write lock. While
    another process holds that for long, the attempt fails, and Django would remember for the life
    of the connection that there is no JSON: every page would answer 500.
    """
    if connection.vendor == "sqlite":
        connection.features.supports_json_field = True
