"""The database backend that settings name for SQLite."""

from django.db.backends.sqlite3 import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    """SQLite with JSON, which every version that Django accepts has.

    Django finds out by opening a transaction, which under `transaction_mode=IMMEDIATE` takes the
    write lock. While somebody else holds it for long, the attempt fails, and Django remembers for
    the life of the connection that there is no JSON: every page would answer 500.
    """

    supports_json_field = True


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
