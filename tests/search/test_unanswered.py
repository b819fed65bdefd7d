"""Queries without result are counted without anybody's name, and only for a while."""

import datetime
import sqlite3

import pytest
from django.db import connection

from articles.models import EmptySearch
from articles.search import count_unanswered

DAY = datetime.date(2026, 5, 4)


def counted():
    return dict(EmptySearch.objects.values_list("query", "count"))


@pytest.mark.django_db
def test_the_same_query_is_counted_together_however_it_is_typed():
    for typed in ("Tattoo", "  tattoo", "TATTOO "):
        count_unanswered(typed, today=DAY)
    count_unanswered("acupuncture", today=DAY)
    assert counted() == {"tattoo": 3, "acupuncture": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "ida@example.org",
        "my number is 0170 1234567",
        "12-34-56-78",
        "patient 123456",
        "https://example.org/a",
        "www.example.org",
        "x" * 81,
        "",
    ],
)
def test_what_looks_personal_is_not_kept(typed):
    count_unanswered(typed, today=DAY)
    assert counted() == {}


@pytest.mark.django_db
def test_ordinary_numbers_are_no_secret():
    count_unanswered("survey 2026", today=DAY)
    count_unanswered("covid 19 vaccine 2025", today=DAY)
    assert len(counted()) == 2


@pytest.mark.django_db
def test_after_ninety_days_a_query_is_forgotten():
    count_unanswered("old", today=DAY)
    count_unanswered("recent", today=DAY + datetime.timedelta(days=1))
    count_unanswered("new", today=DAY + datetime.timedelta(days=91))
    assert set(counted()) == {"recent", "new"}


@pytest.mark.django_db
def test_somebody_who_types_at_random_fills_no_table(monkeypatch):
    monkeypatch.setattr("articles.search.unanswered.MOST_A_DAY", 3)
    for number in range(5):
        count_unanswered(f"nonsense {number}", today=DAY)
    count_unanswered("nonsense 1", today=DAY)
    assert counted() == {"nonsense 0": 1, "nonsense 1": 2, "nonsense 2": 1}


@pytest.mark.django_db
def test_editors_see_one_line_a_query_with_its_sum():
    for day in (0, 1, 1):
        count_unanswered("tattoo", today=DAY + datetime.timedelta(days=day))
    (row,) = EmptySearch.objects.by_query()
    assert (row.query, row.times, row.day) == ("tattoo", 3, DAY + datetime.timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_while_somebody_else_writes_nothing_is_counted_and_nobody_waits(client):
    if connection.vendor != "sqlite":
        return  # writers of PostgreSQL do not wait for each other's tables
    client.get("/")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/search/?q=tattoo").status_code == 200
    finally:
        other.rollback()
        other.close()
    assert counted() == {}
    client.get("/search/?q=tattoo")
    assert counted() == {"tattoo": 1}
