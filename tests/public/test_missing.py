"""Addresses at which readers found no page, counted for the editors."""

import sqlite3

import pytest
from django.db import connection, connections
from django.test import Client

from articles.models import MissingAddress, missing_address
from tests.factories import make_article

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def look_for(client, path, **headers):
    response = client.get("/", PATH_INFO=path, headers={"user-agent": BROWSER} | headers)
    assert response.status_code == 404


def counted():
    return dict(MissingAddress.objects.values_list("path", "times"))


def test_each_visit_is_counted_under_the_tidy_address(client):
    for path in ("/old/page/", "/Old/Page", "/old/page/", "/other/"):
        look_for(client, path)
    assert counted() == {"/old/page/": 3, "/other/": 1}


def test_first_and_last_day_are_kept(client, time_machine):
    time_machine.move_to("2026-05-01T12:00:00Z")
    look_for(client, "/old/")
    time_machine.move_to("2026-05-09T12:00:00Z")
    look_for(client, "/old/")
    row = MissingAddress.objects.get()
    assert (str(row.first_on), str(row.last_on)) == ("2026-05-01", "2026-05-09")


def test_nothing_is_kept_of_who_asked_or_what_stood_behind_the_question_mark(client, settings):
    client.get(
        "/old/?email=ann@example.org",
        headers={"user-agent": BROWSER, "referer": "https://elsewhere.example/ann/"},
        REMOTE_ADDR="203.0.113.7",
    )
    kept = str(MissingAddress.objects.values().get())
    for secret in ("ann", "elsewhere", "203.0.113.7", "Firefox"):
        assert secret not in kept
    look_for(client, "/old/", referer=f"{settings.ORIGIN}/about-mg/causes/?q=x")
    look_for(client, "/old/", referer="https://[")
    assert MissingAddress.objects.get().linked_from == "/about-mg/causes/"


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php",
        "/wp-admin/setup-config.php",
        "/xmlrpc.php",
        "/.env",
        "/.git/config",
        "/about-mg/.env",
        "/.well-known/traffic-advice",
        "/cgi-bin/luci",
        "/backup.sql",
        "/index.asp",
        "/wp-content/plugins/x/readme.txt",
        "/apple-touch-icon-precomposed.png",
        "/'><script>",
        "/ann@example.org",
        "/\x00",
        "/static/js/gone.js",
        "/" + "x" * 300,
    ],
)
def test_what_scanners_and_browsers_ask_for_by_themselves_is_left_out(client, path):
    look_for(client, path)
    assert counted() == {}


@pytest.mark.parametrize("path", ["/wp-content/uploads/2019/Map.pdf", "/2019/05/04/old-post/"])
def test_what_an_old_site_had_is_counted(client, path):
    look_for(client, path)
    assert len(counted()) == 1


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1", "curl/8.0", "python-requests/2.32"])
def test_robots_are_not_counted(client, agent):
    look_for(client, "/old/", **{"user-agent": agent})
    assert counted() == {}


def test_editors_and_other_methods_are_not_counted(client, desk):
    look_for(desk, "/old/")
    client.head("/old/", headers={"user-agent": BROWSER})
    client.post("/old/", headers={"user-agent": BROWSER})
    assert counted() == {}


def test_pages_and_old_addresses_are_not_counted(client):
    article = make_article("causes")
    for path in (article.url, "/About-MG/Causes"):
        client.get(path, headers={"user-agent": BROWSER})
    assert counted() == {}


def test_after_ninety_days_without_a_visit_an_address_is_forgotten(client, time_machine):
    time_machine.move_to("2026-01-01T12:00:00Z")
    look_for(client, "/old/")
    time_machine.move_to("2026-04-01T12:00:00Z")
    look_for(client, "/newer/")
    assert set(counted()) == {"/old/", "/newer/"}
    time_machine.move_to("2026-04-03T12:00:00Z")
    look_for(client, "/newest/")
    assert set(counted()) == {"/newer/", "/newest/"}


def test_the_list_never_grows_beyond_its_bound(client, monkeypatch):
    monkeypatch.setattr(missing_address, "MOST_ROWS", 3)
    for path in ("/often/", "/often/", "/a/", "/b/", "/c/", "/d/"):
        look_for(client, path)
    assert set(counted()) == {"/often/", "/c/", "/d/"}


@pytest.mark.django_db(transaction=True)
def test_while_another_program_writes_the_visit_is_left_out_and_the_page_comes():
    if connection.vendor != "sqlite":
        return  # writers of PostgreSQL wait for nobody but writers of the same row
    client = Client(headers={"user-agent": BROWSER})
    look_for(client, "/before/")
    other = sqlite3.connect(connections["default"].settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        look_for(client, "/meanwhile/")
    finally:
        other.rollback()
        other.close()
    look_for(client, "/after/")
    assert set(counted()) == {"/before/", "/after/"}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone()[0] == 20_000
