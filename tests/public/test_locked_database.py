"""Readers read while somebody writes, however long that takes."""

import sqlite3

import pytest
from django.db import connection, connections
from django.test import Client

from tests.factories import make_article


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_reads_while_another_program_holds_the_write_lock():
    if connection.vendor != "sqlite":
        return  # readers of PostgreSQL never wait for writers
    url = make_article().url
    # As a fresh thread of the server has it: nothing known yet about the database.
    connections.close_all()
    del connections["default"]
    connections["default"].settings_dict["OPTIONS"]["timeout"] = 0.1
    other = sqlite3.connect(connections["default"].settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        assert Client().get(url).status_code == 200
    finally:
        other.rollback()
        other.close()
        connections["default"].settings_dict["OPTIONS"]["timeout"] = 20
