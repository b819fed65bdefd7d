"""The disclaimer stands on every surface. A new public address is covered here or fails."""

import pytest
from django.test import Client, RequestFactory

from articles.public import urls
from articles.public.views import errors
from tests.factories import make_article, make_editor, make_section, make_term

pytestmark = pytest.mark.django_db

LONG = "It gives no medical advice"
SHORT = "not medical advice"

# What a reader types, by the name of the route. None: no words of ours leave there.
ROUTES = {
    "home": "/",
    "section": "/about-mg/",
    "article": "/about-mg/causes/",
    "styleguide": "/styleguide/",
    "glossary": "/glossary/",
    "term": "/glossary/ptosis/",
    "robots": None,
    "favicon": None,
    "healthz": None,
    "media": None,
}


@pytest.fixture
def client(db):
    make_article("causes")
    make_term("ptosis")
    client = Client()
    client.force_login(make_editor())
    return client


@pytest.mark.parametrize("name", [pattern.name for pattern in urls.urlpatterns])
def test_it_stands_on_every_public_page_and_in_what_is_shared(client, name):
    assert name in ROUTES, f"the new route {name!r} must say what it shows of the disclaimer"
    if ROUTES[name] is None:
        return
    response = client.get(ROUTES[name])
    assert response.status_code == 200
    html = response.content.decode()
    assert LONG in html, f"{name} lacks the disclaimer"
    if 'property="og:description"' in html:
        description = html.partition('property="og:description"')[2].partition(">")[0]
        assert SHORT in description, f"{name} is shared without the disclaimer"


@pytest.mark.parametrize("view", ["bad_request", "forbidden", "not_found", "server_error"])
def test_it_stands_on_every_error_page(client, view):
    request = RequestFactory().get("/nowhere/")
    arguments = [] if view == "server_error" else [Exception("on purpose")]
    response = getattr(errors, view)(request, *arguments)
    assert LONG in response.content.decode(), f"{view} lacks the disclaimer"


def test_it_stands_on_the_second_page_of_a_list(client):
    news = make_section("news", "news")
    for _ in range(21):
        make_article(section=news)
    assert LONG in client.get("/news/?page=2").content.decode()
