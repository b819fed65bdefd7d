"""The search's page and its suggestions, as a reader gets them."""

import datetime
import re

import pytest
from django.db import DatabaseError, connection

from articles.models import EmptySearch, Pick, PickedPage
from articles.publishing import refile, withdraw
from articles.search import key_of
from tests.factories import make_article, make_draft, make_section, make_term
from tests.search.test_index import ATTACKS

pytestmark = pytest.mark.django_db


def get(client, **asked):
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return response.content.decode()


def test_every_page_has_a_box_that_works_without_scripts(client):
    make_section()
    for path in ("/", "/about-mg/", "/glossary/", "/nowhere/", "/search/"):
        html = client.get(path).content.decode()
        header = html.partition("<header")[2].partition("</header>")[0]
        assert 'action="/search/"' in header, path
        assert 'method="get"' in header
        assert 'name="q"' in header
        assert re.search(r'<label[^>]*\bfor="frame-search-header"', header)


def test_a_missing_page_offers_the_search_in_its_text(client):
    html = client.get("/nowhere/").content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    assert 'action="/search/"' in main


def test_results_are_counted_in_the_heading_and_in_the_title(client):
    make_article("causes", title="Causes of MG", summary="What sets it off.")
    make_article(title="Symptoms", body="What causes them.")
    html = get(client, q="causes")
    assert '<h1 class="page-head__title">2 results for “causes”</h1>' in html
    assert "<title>2 results for “causes” – MG News</title>" in html
    assert 'href="/about-mg/causes/"' in html
    assert html.index("Causes of MG") < html.index("Symptoms")
    assert "1 result for “symptoms”" in get(client, q="symptoms")


def test_it_stays_out_of_search_engines_and_sets_no_cookie(client):
    response = client.get("/search/?q=causes")
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not response.cookies
    assert client.post("/search/").status_code == 405


def test_it_says_in_its_head_what_site_is_searched(client):
    assert '<meta name="description" content="' in get(client)


def test_words_are_marked_and_everything_else_is_escaped(client):
    make_article(
        title="<b>Zebra</b> & co", summary="A <script>zebra</script> & more.", body="Zebra."
    )
    html = get(client, q='zebra <script>alert("x")</script>')
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in html
    html = get(client, q="zebra")
    assert "&lt;b&gt;Zebra&lt;/b&gt; &amp; co" in html
    assert "A &lt;script&gt;<mark>zebra</mark>&lt;/script&gt; &amp; more." in html


def test_each_result_says_what_it_is_and_how_old(client):
    make_article(title="Zebra page")
    make_article(title="Zebra story", section=make_section("news", "news"))
    make_term("zebra", definition="An animal with stripes.")
    html = get(client, q="zebra")
    for label in ("About mg", "News", "Glossary"):
        assert f"<span>{label}</span>" in html
    assert html.count("<time") >= 2
    assert "An animal with stripes." in html


def test_sample_pages_are_marked_as_such(client):
    refile(make_article(title="Zebra"), by=None, is_sample=True)
    assert "Sample" in get(client, q="zebra")


def test_filters_are_links_with_counts_and_keep_the_query(client):
    for number in range(2):
        make_article(title=f"Zebra & story {number}", section=make_section("news", "news"))
    make_article(title="Zebra page")
    html = get(client, q="zebra & story")
    assert 'aria-label="Show only"' not in html  # one kind only
    html = get(client, q="zebra")
    assert 'href="/search/?q=zebra&amp;kind=news"' in html
    html = get(client, q="zebra", kind="news")
    assert "2 results for “zebra” in News" in html
    assert "Zebra page" not in html
    assert 'href="/search/?q=zebra"' in html
    assert 'aria-current="true"' in html
    assert "3 results" in get(client, q="zebra", kind="nonsense")


def test_a_long_list_has_pages(client):
    for number in range(45):
        make_article(title=f"Zebra {number:02}", section=make_section("news", "news"))
    first, last = get(client, q="zebra"), get(client, q="zebra", page="3")
    assert first.count('class="result"') == 20
    assert last.count('class="result"') == 5
    assert 'href="/search/?q=zebra&amp;page=2"' in first
    assert "(page 3)" in last.partition("</title>")[0]
    for number in ("0", "-1", "99", "abc", "1.5", "٣", "9" * 50):
        assert 'class="result"' in get(client, q="zebra", page=number)


def test_a_mistyped_query_is_put_right_and_the_way_back_is_offered(client):
    make_article(title="Myasthenia")
    html = get(client, q="myastenia")
    assert "Showing results for <em>myasthenia</em>." in html
    assert 'href="/search/?q=myastenia&amp;exact=1"' in html
    assert "1 result for “myasthenia”" in html
    assert 'value="myastenia"' in html
    assert "Nothing found for “myastenia”" in get(client, q="myastenia", exact="1")


def test_when_no_page_has_all_words_it_is_said(client):
    make_article(title="Zebra and lion")
    html = get(client, q="zebra lion giraffe")
    assert "No page has all of these words" in html
    assert "Zebra and lion" in html


def test_an_empty_result_says_what_to_do(client):
    make_section()
    html = get(client, q="tattoo")
    assert "Nothing found for “tattoo”" in html
    assert 'href="/about-mg/"' in html
    assert 'href="/glossary/"' in html
    assert '<a href="/feedback/">Tell us</a>' in html


def test_without_a_query_it_says_how_to_begin(client):
    make_section()
    article = make_article("first", title="First steps")
    pick = Pick.objects.create(query="newly diagnosed", key=key_of("newly diagnosed"))
    PickedPage.objects.create(pick=pick, article=article)
    for html in (get(client), get(client, q="  ")):
        assert '<h1 class="page-head__title">Search</h1>' in html
        assert 'href="/search/?q=newly%20diagnosed"' in html
        assert 'href="/about-mg/"' in html


def test_a_kind_without_results_offers_the_other_kinds_and_the_same_help(client):
    make_article(title="Zebra")
    html = get(client, q="zebra", kind="news").partition("<main")[2]
    assert 'href="/search/?q=zebra"' in html
    assert "Check the spelling" not in html  # the word is right: other pages have it
    nowhere = get(client, q="tattoo", kind="news").partition("<main")[2]
    assert 'aria-label="Show only"' not in nowhere
    assert "Check the spelling" in nowhere
    for found in (html, nowhere):
        assert 'href="/glossary/"' in found.partition("</main>")[0]
        assert 'href="/feedback/"' in found.partition("</main>")[0]


def test_an_editors_pick_is_labelled(client):
    article = make_article("first", title="First steps")
    pick = Pick.objects.create(query="newly diagnosed", key=key_of("newly diagnosed"))
    PickedPage.objects.create(pick=pick, article=article)
    html = get(client, q="newly diagnosed")
    assert "Editors&#x27; pick" in html or "Editors' pick" in html
    assert 'href="/about-mg/first/"' in html
    assert "1 result for" in html


def test_drafts_and_withdrawn_pages_are_on_no_page_of_it(client):
    make_draft(title="Secret zebra")
    withdraw(make_article(title="Gone zebra"), outcome="outdated", reason="Old.", by=None)
    html = get(client, q="zebra")
    assert "Nothing found for “zebra”" in html
    assert "Secret" not in html
    assert "Gone" not in html


def test_what_is_not_found_is_counted_and_nothing_else(client):
    make_article(title="Zebra")
    client.get("/search/?q=Tattoo")
    client.get("/search/?q=tattoo&kind=news")
    client.get("/search/?q=tattoo&exact=1")
    client.head("/search/?q=tattoo")
    client.get("/search/?q=zebra")
    client.get("/search/?q=")
    (row,) = EmptySearch.objects.all()
    assert (row.query, row.count) == ("tattoo", 2)
    assert row.day >= datetime.date(2020, 1, 1)


def test_a_search_that_cannot_be_counted_is_answered_all_the_same(client, monkeypatch):
    def fails(*args, **kwargs):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(EmptySearch.objects, "filter", fails)
    assert "Nothing found" in get(client, q="tattoo")


@pytest.mark.parametrize("typed", [typed for typed in ATTACKS if typed != "\ud800"])
def test_whatever_is_typed_gets_a_page(client, typed):
    make_article(title="Zebra")
    for path in ("/search/", "/search/suggest/"):
        response = client.get(path, {"q": typed, "kind": typed, "page": typed, "exact": typed})
        assert response.status_code in (200, 400), path
        assert typed != "<script>alert(1)</script>" or typed not in response.content.decode()


@pytest.mark.parametrize("asked", ["q=%00", "q=%ff%fe", "q=%", "q=a&q=b", "q[]=a", "%00=a", "="])
def test_addresses_that_are_no_text_get_a_page_as_well(client, asked):
    make_article(title="Zebra")
    assert client.get(f"/search/?{asked}").status_code in (200, 400)


def test_a_page_of_results_takes_four_queries(client, django_assert_max_num_queries):
    for number in range(25):
        make_article(title=f"Zebra {number}", body="A lion and a zebra.")
    with django_assert_max_num_queries(4):
        get(client, q="zebra lion")
    with django_assert_max_num_queries(4):
        get(client, q="zebra", page="2")


def test_suggestions_are_titles_with_their_addresses(client):
    make_article("causes", title="Causes of MG")
    make_draft(title="Causes of something secret")
    response = client.get("/search/suggest/?q=cau")
    assert response.json() == {
        "suggestions": [{"title": "Causes of MG", "kind": "Pages", "url": "/about-mg/causes/"}]
    }
    assert "max-age" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert client.get("/search/suggest/").json() == {"suggestions": []}
    assert client.post("/search/suggest/").status_code in (403, 405)


def test_the_site_tells_machines_where_it_is_searched(client, settings):
    html = client.get("/").content.decode()
    assert f'"urlTemplate":"{settings.ORIGIN}/search/?q={{search_term_string}}"' in html


def test_the_error_page_needs_no_database_although_it_has_the_box(client):
    def is_down(*args):
        raise DatabaseError("the database is down")

    client.get("/")
    with connection.execute_wrapper(is_down):
        response = client.get("/search/?q=%00")
    assert response.status_code == 400
    assert 'action="/search/"' in response.content.decode()
