"""Old, misspelt and missing addresses."""

import pytest

from articles.models import Redirect
from articles.publishing import move, move_section, withdraw
from tests.factories import (
    make_article,
    make_draft,
    make_person,
    make_section,
    make_term,
    publish_again,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def causes(db):
    return make_article("causes")


@pytest.mark.parametrize(
    "path",
    [
        "/about-mg/causes",
        "/About-MG/Causes/",
        "/ABOUT-MG/CAUSES",
        "/about-mg//causes/",
        "//about-mg/causes//",
    ],
)
def test_a_misspelt_address_leads_to_the_page_in_one_hop(client, causes, path):
    # As the server hands it over: the test client would take "//about-mg" for a host.
    response = client.get("/", PATH_INFO=path)
    assert response.status_code == 301
    assert response["Location"] == "/about-mg/causes/"


def test_a_section_is_found_without_its_slash(client, causes):
    assert client.get("/About-MG")["Location"] == "/about-mg/"


@pytest.mark.parametrize(
    "path", ["/nowhere", "/NOWHERE/", "/about-mg/none", "//example.org/", "/a/b/c/d"]
)
def test_an_address_that_leads_nowhere_is_not_found_at_once(client, causes, path):
    assert client.get("/", PATH_INFO=path).status_code == 404


def test_an_old_address_leads_to_the_new_one_in_one_hop(client, causes):
    move(causes, slug="origins", by=None)
    move(causes, slug="roots", by=None)
    for path in ("/about-mg/causes/", "/about-mg/origins/", "/About-MG/Causes"):
        response = client.get(path)
        assert response.status_code == 301
        assert response["Location"] == "/about-mg/roots/"


def test_a_question_mark_and_what_follows_come_along(client, causes):
    move(causes, slug="origins", by=None)
    assert client.get("/about-mg/causes/?page=2")["Location"] == "/about-mg/origins/?page=2"


def test_an_old_section_address_leads_to_the_section(client, causes):
    move_section(causes.section, slug="mg", by=None)
    assert client.get("/about-mg/")["Location"] == "/mg/"
    assert client.get("/about-mg/causes/")["Location"] == "/mg/causes/"


def test_a_page_that_exists_is_never_redirected(client, causes):
    other = make_article("other")
    Redirect.objects.create(old_path="/about-mg/causes/", article=other)
    assert client.get("/about-mg/causes/").status_code == 200


def test_an_old_address_of_a_draft_stays_hidden(client):
    draft = make_draft("secret")
    move(draft, slug="hidden", by=None)
    assert client.get("/about-mg/secret/").status_code == 404


def test_addresses_are_asked_for_only_after_a_404(client, causes, django_assert_num_queries):
    url = causes.url
    with django_assert_num_queries(4):
        client.get(url)


@pytest.mark.parametrize("path", ["/%00/", "/about-mg/%00/", "/%ff%fe/", "/" + "x" * 3000 + "/"])
def test_strange_addresses_are_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_404_page_helps(client):
    make_section("about-mg")
    response = client.get("/nowhere/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'href="/about-mg/"' in html
    assert "gives no medical advice" in html
    assert "noindex" in html


@pytest.fixture
def everything(causes):
    """One page of each kind below the sections."""
    causes.bylines.create(person=make_person("Zoe Ash"))
    make_term("ptosis")
    publish_again(causes, "significant", note="More.", body="Another text.")


PAGES = [
    "/people/",
    "/people/zoe-ash/",
    "/glossary/",
    "/glossary/ptosis/",
    "/corrections/",
    "/about-mg/causes/history/",
    "/about-mg/causes/history/2/",
    "/about-mg/causes/history/1/text/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("misspell", [str.upper, lambda path: path[:-1], lambda path: f"{path}/"])
def test_every_kind_of_page_is_found_however_its_address_is_written(
    client, everything, path, misspell
):
    assert client.get(path).status_code == 200
    response = client.get("/", PATH_INFO=misspell(path))
    assert response.status_code == 301
    assert response["Location"] == path


def test_a_feed_is_found_in_capitals_and_with_a_slash(client, everything):
    for path in ("/About-MG/Causes/Updates.Atom", "/about-mg/causes/updates.atom/"):
        response = client.get(path)
        assert response.status_code == 301
        assert response["Location"] == "/about-mg/causes/updates.atom"


@pytest.mark.parametrize(
    "path",
    [
        "/people/nobody",
        "/People/Nobody/",
        "/glossary/NOTHING",
        "/about-mg/none/history",
        "/About-MG/Causes/History/99/",
        "/about-mg/causes/history/99999999999999999999999/TEXT/",
        "/about-mg/causes/history/2/nothing",
        "/about-mg/none/UPDATES.ATOM",
    ],
)
def test_what_is_nowhere_is_not_found_however_it_is_written(client, everything, path):
    assert client.get(path).status_code == 404


def test_people_who_have_no_page_yet_are_not_found(client, causes):
    make_person("Ann Birch")
    make_draft().bylines.create(person=make_person("Zoe Ash"))
    for path in ("/people/ann-birch", "/people/Zoe-Ash/", "/people/zoe-ash/"):
        assert client.get(path).status_code == 404


@pytest.fixture(params=["outdated", "in_error", "merged"])
def withdrawn(request, everything, causes):
    """A page that has moved and was taken back then, and where its readers are led."""
    move(causes, slug="origins", by=None)
    other = make_article("types")
    withdraw(causes, outcome=request.param, reason="Old.", replacement=other, by=None)
    return other.url if request.param == "merged" else "/about-mg/origins/"


@pytest.mark.parametrize(
    "path", ["/about-mg/causes/", "/About-MG/Causes", "/about-mg/origins", "/About-mg/Origins/"]
)
def test_an_old_address_of_a_page_that_was_taken_back_leads_on_in_one_hop(client, withdrawn, path):
    response = client.get(path)
    assert response.status_code == 301
    assert response["Location"] == withdrawn
    assert client.get(withdrawn).status_code in (200, 410)


def test_the_history_at_an_old_address_follows_or_stays_with_its_own_page(client, withdrawn):
    response = client.get("/about-mg/causes/History/2")
    is_merged = withdrawn == "/about-mg/types/"
    below = "" if is_merged else "history/2/"
    assert response.status_code == 301
    assert response["Location"] == f"{withdrawn}{below}"
    response = client.get("/about-mg/causes/updates.atom")
    assert response["Location"] == f"{withdrawn}updates.atom"
