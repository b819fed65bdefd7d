"""Guards: facts that the database itself refuses to change.

Made after every `migrate` rather than in a migration: SQLite changes a table by writing it anew,
and a trigger of the old table does not come along.
"""

from typing import Any

from django.db import connections

from articles.models.citation import Citation
from articles.models.opinion import Opinion
from articles.models.page_link import PageLink
from articles.models.preview_link import PreviewVisit
from articles.models.publication import Amendment, Publication
from articles.models.replacement import Replacement
from articles.models.review import Review
from articles.models.revision import Revision
from articles.models.schedule import Schedule
from articles.models.snippet import SnippetUse, SnippetVersion
from articles.models.step import Step
from articles.models.thread import Comment, Thread
from articles.models.trail_entry import TrailEntry
from articles.models.withdrawal import Withdrawal

# The account behind a fact may be deleted (its name is kept beside it), what the renderer made
# of a revision may be made again, and the page that a text links to may come later. Everything
# else stays as it was written.
GUARDED = {
    Revision: {"created_by", *Revision.DERIVED},
    Citation: set(),
    PageLink: {"article"},
    SnippetVersion: {"created_by"},
    SnippetUse: set(),
    Publication: {"published_by"},
    Amendment: {"amended_by"},
    Review: {"recorded_by"},
    Opinion: {"given_by"},
    Withdrawal: {"withdrawn_by"},
    Step: {"taken_by"},
    Schedule: {"made_by"},
    PreviewVisit: set(),
    # A thread is no fact, but what it is about is one, and so is who started it.
    Thread: {"started_by", "is_open", "assignee"},
    Comment: {"written_by"},
    Replacement: {"replaced_by"},
    TrailEntry: {"by"},
}

FUNCTION = """
    CREATE OR REPLACE FUNCTION refuse_to_change_a_fact() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END $$ LANGUAGE plpgsql
"""
ON_POSTGRESQL = """
    CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_fact()
"""
ON_SQLITE = """
    CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table}
    BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END
"""


def install_guards(*, using: str, **kwargs: Any) -> None:
    """Make the triggers anew in the database `using`; a receiver of Django's post_migrate."""
    connection = connections[using]
    on_postgresql = connection.vendor == "postgresql"
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if on_postgresql:
            cursor.execute(FUNCTION)
        for model, free in GUARDED.items():
            table = model._meta.db_table
            if table not in present:  # migrated back to before this table
                continue
            name = f"{table}_is_a_fact"
            columns = ", ".join(
                f'"{field.column}"'
                for field in model._meta.concrete_fields
                if field.name not in free
            )
            drop = "DROP TRIGGER IF EXISTS {name}" + (" ON {table}" if on_postgresql else "")
            for statement in (drop, ON_POSTGRESQL if on_postgresql else ON_SQLITE):
                cursor.execute(statement.format(name=name, table=table, columns=columns))
