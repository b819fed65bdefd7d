"""Text size, contrast and colours: chosen in a form, kept in a cookie, followed by every page."""

import re

import pytest
from django.test import Client, RequestFactory

from articles.public.comfort import COOKIE, Comfort, Contrast, Scheme, TextSize, comfort_in
from articles.public.views import errors, home
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db

CHOICE = {"text": "xl", "contrast": "high", "scheme": "dark"}
USUAL = {"text": "m", "contrast": "usual", "scheme": "device"}
CHOSEN = ' data-text="xl" data-contrast="high" data-scheme="dark"'


@pytest.fixture
def reader(client):
    """Somebody who likes very large, light letters."""
    client.cookies[COOKIE] = "xl.high.dark"
    return client


def choose(client, **answers):
    return client.post("/comfort/", CHOICE | answers)


def root(response):
    return re.search(r"<html[^>]*>", response.content.decode())[0]


def ticked(response):
    boxes = re.findall(r"<input[^>]*>", response.content.decode())
    return [re.search(r'value="([^"]*)"', box)[1] for box in boxes if "checked" in box]


def test_the_form_offers_every_choice_and_shows_the_one_in_force(client, reader):
    page = reader.get("/comfort/")
    assert ticked(page) == ["xl", "high", "dark"]
    assert ticked(Client().get("/comfort/")) == ["m", "usual", "device"]


def test_every_page_has_a_link_to_it(client):
    article = make_article()
    for path in ("/", article.url, article.section.url, "/comfort/", "/nowhere/"):
        html = client.get(path).content.decode()
        assert 'href="/comfort/"' in html, path
        assert "Text size and colours" in html


def test_nobody_gets_a_cookie_before_choosing(client):
    for path in ("/", make_article().url, "/comfort/", "/nowhere/"):
        assert not client.get(path).cookies, path


def test_a_choice_is_kept_in_one_small_cookie(client):
    response = choose(client)
    (cookie,) = response.cookies.values()
    assert (cookie.key, cookie.value) == ("comfort", "xl.high.dark")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == 365 * 24 * 3600


def test_every_page_follows_the_choice_and_error_pages_too(client):
    article = make_article()
    choose(client)
    for path in ("/", article.url, article.section.url, "/comfort/", "/nowhere/"):
        assert CHOSEN in root(client.get(path)), path
    assert CHOSEN in root(client.get("/", headers={"host": "elsewhere.example"}))


def test_the_page_for_our_own_errors_follows_the_choice(reader, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(home, "render", broken)
    reader.raise_request_exception = False
    response = reader.get("/")
    assert response.status_code == 500
    assert CHOSEN in root(response)
    assert "data-" not in root(errors.server_error(RequestFactory().get("/")))


def test_nothing_else_of_a_page_depends_on_the_reader(reader):
    article = make_article()
    for path in ("/", article.url, article.section.url, "/nowhere/"):
        html = reader.get(path).content.decode()
        assert html.replace(CHOSEN, "") == Client().get(path).content.decode(), path


def test_only_what_differs_from_the_usual_is_said(client):
    client.cookies[COOKIE] = "l.usual.device"
    assert root(client.get("/")).endswith(' data-text="l">')
    client.cookies[COOKIE] = "m.usual.light"
    assert root(client.get("/")).endswith(' data-scheme="light">')


@pytest.mark.parametrize(
    "value",
    [
        "",
        "xl",
        "xl.high",
        "xl.high.dark.x",
        "XL.high.dark",
        "xxl.high.dark",
        "xl.high.dark ",
        "..",
        'xl.high."><script>',
        "x" * 4000,
        "ü.high.dark",
        "m.usual.device",
    ],
)
def test_a_cookie_that_is_no_choice_of_ours_counts_as_none(client, value):
    client.cookies[COOKIE] = value
    response = client.get("/")
    assert response.status_code == 200
    assert response.content == Client().get("/").content


def test_each_choice_is_read_as_it_was_written():
    choices = [Comfort(t, c, s) for t in TextSize for c in Contrast for s in Scheme]
    assert len({choice.value for choice in choices}) == 24
    assert [comfort_in({COOKIE: choice.value}) for choice in choices] == choices


def test_back_to_the_usual_takes_the_cookie_away(client):
    choose(client)
    response = choose(client, usual="1")
    assert response.cookies[COOKIE]["max-age"] == 0
    assert "data-" not in root(response)
    assert "data-" not in root(client.get("/"))


def test_to_choose_what_is_usual_keeps_nothing(client):
    assert not client.post("/comfort/", USUAL).cookies
    choose(client)
    assert client.post("/comfort/", USUAL).cookies[COOKIE].value == ""


def test_it_leads_back_to_the_page_that_the_reader_came_from(client):
    form = client.get("/comfort/", headers={"referer": "http://testserver/news/?page=2#top"})
    assert 'value="/news/?page=2"' in form.content.decode()
    response = choose(client, back="/news/?page=2")
    assert (response.status_code, response["Location"]) == (302, "/news/?page=2")


def test_to_stay_shows_the_choice_at_once_and_remembers_the_way_back(client):
    response = choose(client, back="/news/", stay="1")
    assert response.status_code == 200
    assert CHOSEN in root(response)
    assert "Your choice is kept" in response.content.decode()
    assert 'value="/news/"' in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "https://theirs.example/",
        "//theirs.example/",
        "///theirs.example/",
        "/\\theirs.example/",
        "\\\\theirs.example/",
        "http://testserver//theirs.example/",
        "http://testserver@theirs.example/",
        "http://testserver.theirs.example/",
        "javascript:alert(1)",
        "http:///theirs.example/",
        "http://[/",
        "news/",
        " //theirs.example/",
        "\t//theirs.example/",
        "/" + "x" * 3000,
        "/comfort/",
        "http://testserver/comfort/?x",
        "http://testserver",
    ],
)
def test_it_leads_nowhere_else(client, address):
    form = client.get("/comfort/", headers={"referer": address.strip()})
    assert 'name="back" id="frame-comfort-back"' in form.content.decode()
    response = choose(client, back=address)
    assert response.status_code == 200
    assert "Location" not in response
    assert CHOSEN in root(response)


def test_a_way_back_with_line_breaks_is_a_path_and_no_header(client):
    response = choose(client, back="/news/\r\nSet-Cookie: a=b")
    assert response.status_code in (200, 302)
    assert set(response.cookies) == {COOKIE}


def test_a_choice_that_does_not_exist_is_refused_beside_its_field(client):
    response = choose(client, text="xxl")
    assert response.status_code == 400
    assert not response.cookies
    html = response.content.decode()
    assert "This is none of the choices" in html
    assert 'aria-describedby="frame-comfort-text-error"' in html
    assert ticked(response) == ["high", "dark"]
    response = client.post("/comfort/", {})
    assert response.status_code == 400
    assert response.content.decode().count("Please choose one of these.") == 3


def test_a_form_on_another_site_changes_nothing(client):
    for site in ("cross-site", "same-site"):
        headers = {"sec-fetch-site": site}
        response = client.post("/comfort/", CHOICE, headers=headers)
        assert response.status_code == 403
        assert not response.cookies
        assert "sent from another site" in response.content.decode()
    response = client.post("/comfort/", CHOICE, headers={"sec-fetch-site": "same-origin"})
    assert response.cookies[COOKIE].value == "xl.high.dark"


def test_it_needs_no_token():
    client = Client(enforce_csrf_checks=True)
    assert "csrf" not in client.get("/comfort/").content.decode()
    assert choose(client).cookies[COOKIE].value == "xl.high.dark"


def test_it_refuses_other_methods(client):
    for method in (client.put, client.patch, client.delete):
        assert method("/comfort/").status_code == 405


def test_no_cache_keeps_the_form(client):
    for response in (client.get("/comfort/"), choose(client), choose(client, back="/")):
        assert "no-store" in response["Cache-Control"]


def test_no_shared_cache_can_mix_readers(reader):
    article = make_article()
    for path in ("/", article.url, article.section.url, "/nowhere/"):
        usual, chosen = Client().get(path), reader.get(path)
        for response in (usual, chosen):
            assert "Cookie" in response["Vary"], path
        assert "private" not in usual.get("Cache-Control", "")
        assert "private" in chosen["Cache-Control"]
        assert "public" not in chosen["Cache-Control"]
    assert "public" in Client().get("/")["Cache-Control"]


def test_a_browser_is_told_that_a_page_has_changed_when_the_choice_has(client):
    article = make_article()
    before = client.get(article.url)
    asked = {"if-none-match": before["ETag"], "if-modified-since": before["Last-Modified"]}
    assert client.get(article.url, headers=asked).status_code == 304
    choose(client)
    after = client.get(article.url, headers=asked)
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    unchanged = client.get(article.url, headers={"if-none-match": after["ETag"]})
    assert unchanged.status_code == 304
    assert "Cookie" in unchanged["Vary"]
    assert "private" in unchanged["Cache-Control"]


def test_a_choice_costs_no_query(reader, django_assert_num_queries):
    make_section("news", "news")
    with django_assert_num_queries(1):
        reader.get("/comfort/")
