"""The sample site for the tests of a module: loaded once a run, copied for whoever asks next.

Loading it takes the verbs ten seconds, and a dozen modules read it. On SQLite a copy takes a
hundredth of one; on PostgreSQL, where two modules do, each loads its own.
"""

import fcntl
import shutil
import sqlite3
from contextlib import closing, contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles.importing.sample_site import load_sample


@contextmanager
def sample_site(shared):
    """Fill the empty database and the folder of uploads; at the end the database is empty again.

    `shared` is a folder of this run alone, the same for all of its workers.
    """
    if connection.vendor != "sqlite":
        load_sample()
        try:
            yield
        finally:
            call_command("flush", interactive=False, verbosity=0)
        return
    with closing(sqlite3.connect(":memory:")) as empty:
        _open().backup(empty)
        _fill(shared)
        try:
            yield
        finally:
            empty.backup(_open())


def _fill(shared):
    rows, uploads, lock = (shared / f"sample.{end}" for end in ("sqlite3", "uploads", "lock"))
    with lock.open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if rows.exists():
            shutil.copytree(uploads, settings.MEDIA_ROOT, dirs_exist_ok=True)
            with closing(sqlite3.connect(rows)) as loaded:
                loaded.backup(_open())
            return
        load_sample()
        shutil.copytree(settings.MEDIA_ROOT, uploads)
        with closing(sqlite3.connect(rows)) as loaded:
            _open().backup(loaded)


def _open():
    connection.ensure_connection()
    return connection.connection
