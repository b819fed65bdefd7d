"""Small files, headers and pictures."""

import pytest

from tests.factories import make_editor

pytestmark = pytest.mark.django_db


def test_robots_may_read_everything_but_the_editors_door(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in response.content.decode()


def test_the_favicon_is_found_where_browsers_look(client):
    assert client.get("/favicon.ico").status_code in (301, 302)


def test_every_page_forbids_scripts_and_anything_from_elsewhere(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_styleguide_is_for_staff(client, desk):
    assert client.get("/styleguide/").status_code == 302
    make_editor("reader", is_staff=False, is_superuser=False)
    client.login(username="reader", password="a good password")
    assert client.get("/styleguide/").status_code == 302
    page = desk.get("/styleguide/").content.decode()
    assert "Ann Birch" in page
    assert "Survey results" in page
    assert "noindex" in page
