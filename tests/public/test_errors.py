"""When something is wrong, the page still says what it is not."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory

from articles.models import SiteSettings
from articles.public.views import errors, home
from tests.factories import make_section


def broken(*args, **kwargs):
    raise RuntimeError("broken on purpose")


@pytest.mark.django_db
def test_a_500_page_has_the_disclaimer(monkeypatch):
    monkeypatch.setattr(home, "render", broken)
    client = Client(raise_request_exception=False)
    response = client.get("/")
    assert response.status_code == 500
    assert "gives no medical advice" in response.content.decode()


def test_the_500_page_asks_no_database():
    """Without the django_db mark every query raises."""
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"gives no medical advice" in response.content


@pytest.mark.django_db
def test_the_500_page_keeps_the_sites_own_words_once_it_has_read_them(client):
    make_section("about-mg")
    SiteSettings.objects.create(pk=1, name="MG Today", disclaimer_long="Ask your doctor, always.")
    client.get("/")
    response = errors.server_error(RequestFactory().get("/"))
    assert "Ask your doctor, always." in response.content.decode()


@pytest.mark.django_db
def test_a_request_that_cannot_be_read_gets_a_400_with_the_disclaimer(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "gives no medical advice" in response.content.decode()


@pytest.mark.django_db
def test_a_lost_csrf_token_gets_a_page_of_ours(db):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})
    assert response.status_code == 403
    html = response.content.decode()
    assert "gives no medical advice" in html
    assert "<style" not in html


@pytest.mark.django_db
def test_health_is_200_while_the_database_answers_and_503_when_it_does_not(client, monkeypatch):
    assert client.get("/healthz").status_code == 200

    def no_cursor():
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", no_cursor)
    assert client.get("/healthz").status_code == 503
