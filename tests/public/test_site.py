"""Small files, headers and pictures."""

import pytest

from tests.factories import make_editor, make_image

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


def test_a_picture_is_served_for_ever(client):
    image = make_image()
    response = client.get(f"/media/{image.file.name}")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content)[:4] == b"\x89PNG"


@pytest.mark.parametrize(
    "name",
    ["images/none.png", "../db.sqlite3", "images/../../secret_key", "a.html", "images/", "%00.png"],
)
def test_nothing_else_is_served_from_there(client, name):
    assert client.get(f"/media/{name}").status_code in (400, 404)


def test_the_styleguide_is_for_staff(client, desk):
    assert client.get("/styleguide/").status_code == 302
    make_editor("reader", is_staff=False, is_superuser=False)
    client.login(username="reader", password="a good password")
    assert client.get("/styleguide/").status_code == 302
    page = desk.get("/styleguide/").content.decode()
    assert "Ann Birch" in page
    assert "Survey results" in page
    assert "noindex" in page
