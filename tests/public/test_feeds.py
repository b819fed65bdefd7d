"""The feeds, as programs that readers follow the site with see them."""

import json
import xml.etree.ElementTree as Xml

import feedparser
import jsonschema
import pytest
from django.test import Client

from articles.models import SiteSettings
from articles.publishing import move, move_section, save_site_settings
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_person,
    make_section,
    publish_again,
    review,
    take_back,
)
from tests.public.reading import links, words
from tests.public.schemas import JSON_FEED, assert_valid_atom, assert_valid_rss

pytestmark = pytest.mark.django_db

FORMATS = ("atom", "rss", "json")
TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(client, path="/feeds/all.atom"):
    response = client.get(path)
    assert response.status_code == 200, response
    feed = feedparser.parse(
        response.content, response_headers={"content-type": response["Content-Type"]}
    )
    assert not feed.bozo, feed.bozo_exception
    return feed


def as_json(client, path="/feeds/all.json"):
    return json.loads(client.get(path).content)


def full_text(client, path="/feeds/all.json"):
    """The text of the first entry."""
    return as_json(client, path)["items"][0]["content_html"]


# Which feeds there are


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("feed", ["all", "about-mg", "people/zoe-ash", "corrections"])
def test_every_feed_comes_in_three_formats_with_its_own_type(client, causes, feed, extension):
    response = client.get(f"/feeds/{feed}.{extension}")
    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[extension]
    assert response["Cache-Control"] == "public, no-cache"
    assert "Last-Modified" not in response
    assert not response.cookies


def test_a_section_has_its_own_articles_and_a_person_theirs(client, causes):
    other = make_article("pills", section=make_section("news", "news"), title="Pills")
    other.bylines.create(person=make_person("Bo Reed"))
    titles = {
        feed: [entry.title for entry in parsed(client, f"/feeds/{feed}.atom").entries]
        for feed in ("all", "news", "about-mg", "people/zoe-ash", "people/bo-reed")
    }
    assert titles == {
        "all": ["Pills", "Causes of MG"],
        "news": ["Pills"],
        "about-mg": ["Causes of MG"],
        "people/zoe-ash": ["Causes of MG"],
        "people/bo-reed": ["Pills"],
    }


def test_readers_of_a_wordpress_site_find_the_feed_where_it_was(client, causes):
    assert client.get("/feed/").content == client.get("/feeds/all.rss").content
    assert client.get("/feed/atom/").content == client.get("/feeds/all.atom").content
    assert client.get("/feed")["Location"] == "/feed/"


def test_the_feed_of_a_section_moves_with_it(client, causes):
    move_section(causes.section, slug="basics", by=None)
    for extension in FORMATS:
        moved = client.get(f"/feeds/about-mg.{extension}")
        assert (moved.status_code, moved["Location"]) == (301, f"/feeds/basics.{extension}")
    assert client.get("/feeds/Basics.RSS")["Location"] == "/feeds/basics.rss"


@pytest.mark.parametrize(
    "path", ["none.atom", "all.xml", "people/nobody.rss", "people/ann-birch.rss", "all", "x/y.atom"]
)
def test_there_is_no_other_feed(client, path):
    make_person("Ann Birch")
    assert client.get(f"/feeds/{path}").status_code == 404


def test_only_what_readers_may_see_is_in_it(client, causes):
    make_draft(title="A secret draft")
    change(causes, title="A secret title")
    withdrawn = make_article(title="Taken back")
    take_back(withdrawn)
    for extension in FORMATS:
        text = client.get(f"/feeds/all.{extension}").content.decode()
        assert "secret" not in text
        assert "Taken back" not in text


def test_an_empty_feed_is_a_feed_and_stays_the_same(client, time_machine):
    make_section("news", "news")
    time_machine.move_to("2026-01-01T12:00:00Z")
    before = {extension: client.get(f"/feeds/news.{extension}") for extension in FORMATS}
    assert_valid_atom(before["atom"].content)
    assert_valid_rss(before["rss"].content)
    time_machine.move_to("2026-01-02T12:00:00Z")
    for extension in FORMATS:
        assert client.get(f"/feeds/news.{extension}").content == before[extension].content


# That they are valid


@pytest.mark.parametrize("feed", ["all", "about-mg", "people/zoe-ash", "corrections"])
def test_an_independent_parser_and_the_schemas_find_no_fault(client, causes, feed):
    publish_again(causes, "correction", was_wrong="One in <9.", is_right="Ten & more.", body="x")
    assert parsed(client, f"/feeds/{feed}.atom").version == "atom10"
    assert parsed(client, f"/feeds/{feed}.rss").version == "rss20"
    assert_valid_atom(client.get(f"/feeds/{feed}.atom").content)
    assert_valid_rss(client.get(f"/feeds/{feed}.rss").content)
    jsonschema.validate(as_json(client, f"/feeds/{feed}.json"), JSON_FEED)


def test_the_feed_of_one_page_is_valid_too(client, causes):
    assert_valid_atom(client.get(f"{causes.url}updates.atom").content)


def test_what_xml_cannot_carry_is_left_out(client, db):
    SiteSettings.objects.create(pk=1, name="MG\x0b News\ufffe")
    section = make_section("news", "news", title="Ne\x0bws\uffff")
    article = make_article(section=section, title="A\ufffeB", body="C\uffffD\x00E")
    article.bylines.create(person=make_person("Zoe\x0b Ash"))
    for path in ("/feeds/all", "/feeds/news", "/feeds/people/zoe-ash"):
        for extension in ("atom", "rss"):
            assert len(parsed(client, f"{path}.{extension}").entries) == 1
    assert parsed(client).entries[0].title == "AB"


# Dates, names and order


def test_dates_are_those_of_the_page_where_the_site_is(client, causes):
    save_site_settings(SiteSettings(time_zone="America/New_York"), by=None)
    (item,) = as_json(client)["items"]
    assert item["date_published"] == "2024-03-02T00:00:00-05:00"
    assert item["date_modified"] == "2025-07-27T00:00:00-04:00"
    atom = Xml.fromstring(client.get("/feeds/all.atom").content)  # noqa: S314
    assert atom.findtext(f"{ATOM}updated") == "2025-07-27T00:00:00-04:00"


def test_an_update_brings_an_entry_up_and_a_typo_does_not(client, time_machine):
    time_machine.move_to("2025-01-01T12:00:00Z")
    old = make_article(title="Old")
    time_machine.move_to("2025-01-02T12:00:00Z")
    make_article(title="New")
    time_machine.move_to("2025-01-03T12:00:00Z")
    publish_again(old, title="Old", summary="A typo less.")
    assert [item["title"] for item in as_json(client)["items"]] == ["New", "Old"]
    publish_again(old, "significant", note="More.", title="Old", summary="More.")
    assert [item["title"] for item in as_json(client)["items"]] == ["Old", "New"]


def test_names_stay_when_a_page_moves_and_changes(client, causes, settings):
    def names():
        return [
            *(item["id"] for item in as_json(client)["items"]),
            *(entry.id for entry in parsed(client).entries),
            *(entry.id for entry in parsed(client, "/feeds/all.rss").entries),
            parsed(client).feed.id,
        ]

    before = names()
    assert before[0] == f"tag:127.0.0.1,2026:article/{causes.pk}/page"
    move(causes, slug="origins", section=make_section("living"), by=None)
    publish_again(causes, "significant", note="All of it.", title="Origins", body="New.")
    assert names() == before


def test_every_feed_has_a_name_and_an_address_of_its_own(client, causes, settings):
    feeds = ["all", "about-mg", "people/zoe-ash", "corrections"]
    assert len({parsed(client, f"/feeds/{feed}.atom").feed.id for feed in feeds}) == 4
    for feed in feeds:
        own = [link.href for link in parsed(client, f"/feeds/{feed}.atom").feed.links]
        assert f"{settings.ORIGIN}/feeds/{feed}.atom" in own
    settings.ALLOWED_HOSTS = ["*"]
    body = client.get("/feed/", headers={"host": "evil.example"}).content.decode()
    assert "evil.example" not in body
    assert f'href="{settings.ORIGIN}/feeds/all.rss"' in body


def test_it_holds_the_newest_twenty(client, db):
    for number in range(21):
        make_article(title=f"Page {number}")
    titles = [item["title"] for item in as_json(client)["items"]]
    assert titles == [f"Page {number}" for number in range(20, 0, -1)]


@pytest.mark.parametrize("feed", ["all", "about-mg", "people/zoe-ash"])
def test_it_takes_four_queries_however_long_it_is(client, causes, feed, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(f"/feeds/{feed}.rss")
    for _ in range(3):
        article = make_article()
        article.bylines.create(person=make_person("Zoe Ash"))
        publish_again(article, "significant", note="More.", summary="More.")
        review(article)
    with django_assert_num_queries(4):
        assert client.get(f"/feeds/{feed}.rss").content.count(b"<item>") == 4


@pytest.mark.parametrize("extension", FORMATS)
def test_it_is_sent_once_and_again_when_something_changed(client, causes, extension):
    path = f"/feeds/all.{extension}"
    known = {"if-none-match": client.get(path)["ETag"]}
    assert client.get(path, headers=known).status_code == 304
    # On the same day, so that no date in the feed moves.
    publish_again(causes, "correction", was_wrong="A.", is_right="B.", summary="B.")
    assert client.get(path, headers=known).status_code == 200


# Corrections


def test_corrections_say_what_was_wrong_and_what_is_right(client, causes, settings, time_machine):
    time_machine.move_to("2026-01-09T12:00:00Z")
    publish_again(causes, "correction", was_wrong="One in <9.", is_right="One in 10.", body="x")
    publish_again(causes, "correction", was_wrong="Monday.", is_right="Tuesday.", body="y")
    newest, first = as_json(client, "/feeds/corrections.json")["items"]
    assert first["title"] == "Correction: Causes of MG"
    assert "What was wrong: One in <9. What is right: One in 10." in words(first["content_html"])
    assert first["url"] == f"{settings.ORIGIN}/about-mg/causes/history/3/"
    assert newest["date_modified"] == "2026-01-09T00:00:00+00:00"
    assert newest["id"] != first["id"]
    assert all("not medical advice" in item["content_html"] for item in (newest, first))
    # It is the same entry as in the page's own feed.
    own = parsed(client, f"{causes.url}updates.atom")
    assert first["id"] in [entry.id for entry in own.entries]


def test_corrections_take_two_queries(client, causes, django_assert_num_queries):
    publish_again(causes, "correction", was_wrong="A.", is_right="B.", body="x")
    with django_assert_num_queries(2):
        client.get("/feeds/corrections.rss")


# How readers and programs find them


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "all"),
        ("/feeds/", "all"),
        ("/about-mg/", "about-mg"),
        ("/people/zoe-ash/", "people/zoe-ash"),
        ("/corrections/", "corrections"),
    ],
)
def test_programs_find_the_feed_of_a_page_in_its_head(client, causes, settings, page, feed):
    html = " ".join(client.get(page).content.decode().split())
    for extension in FORMATS:
        kind = TYPES[extension].partition(";")[0]
        assert f'<link rel="alternate" type="{kind}"' in html
        assert f'href="{settings.ORIGIN}/feeds/{feed}.{extension}">' in html


def test_a_page_for_people_lists_them_all_and_every_page_leads_there(client, causes):
    make_person("Nobody Yet")
    html = client.get("/feeds/").content.decode()
    for feed in ("all", "about-mg", "people/zoe-ash", "people/ann-birch", "corrections"):
        for extension in FORMATS:
            path = f"/feeds/{feed}.{extension}"
            assert path in links(html)
            assert client.get(path).status_code == 200
    assert "nobody-yet" not in html
    for page in ("/", causes.url, "/glossary/"):
        assert "/feeds/" in links(client.get(page).content.decode())


@pytest.mark.parametrize("page", ["/about-mg/", "/people/zoe-ash/", "/corrections/"])
def test_a_list_leads_to_its_own_feeds(client, causes, page):
    (way,) = (
        link for link in links(client.get(page).content.decode()) if link.startswith("/feeds/#")
    )
    assert f'id="{way.partition("#")[2]}"' in client.get("/feeds/").content.decode()


def test_who_wrote_nothing_is_not_said_to_have_a_feed(client, causes):
    review(causes)
    html = client.get("/people/vera-stone/").content.decode()
    assert "feeds/people" not in html


def test_only_reading_is_possible(client, causes):
    for path in ("/feeds/", "/feed/", "/feeds/all.atom", "/feeds/corrections.json"):
        assert Client().head(path).status_code == 200
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(path).status_code == 405
