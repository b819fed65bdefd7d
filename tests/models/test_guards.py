"""Facts stay as they were written, whoever tries."""

import pytest
from django.db import DatabaseError, connection, transaction

from articles.models import Publication, Revision
from articles.models.revision import Immutable
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db


def test_a_revision_refuses_to_be_saved_again():
    revision = make_article().live_revision
    revision.title = "Another title"
    with pytest.raises(Immutable):
        revision.save()


def test_a_publication_refuses_to_be_saved_again():
    publication = make_article().publications.get()
    publication.note = "Another note"
    with pytest.raises(Immutable):
        publication.save()


@pytest.mark.parametrize("model", [Revision, Publication])
def test_facts_refuse_bulk_updates(model):
    make_article()
    with pytest.raises(Immutable):
        model.objects.update(article=1)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("articles_revision", "title"),
        ("articles_revision", "body"),
        ("articles_revision", "created_by_name"),
        ("articles_publication", "dated_on"),
        ("articles_publication", "note"),
    ],
)
def test_the_database_refuses_plain_sql(table, column):
    make_article()
    value = "2001-01-01" if column == "dated_on" else "rewritten"
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(f"UPDATE {table} SET {column} = %s", [value])  # noqa: S608


def test_a_deleted_account_is_still_named():
    editor = make_editor(first_name="Rosa", last_name="Lind")
    article = make_article(by=editor)
    editor.delete()
    article.refresh_from_db()
    assert article.live_revision.created_by is None
    assert article.live_revision.created_by_name == "Rosa Lind"
    assert article.publications.get().published_by_name == "Rosa Lind"
