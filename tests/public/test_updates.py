"""The feed of one page, as programs read it."""

import xml.etree.ElementTree as Xml

import pytest
from django.test import Client

from articles.models import SiteSettings
from articles.publishing import amend_note, move, withdraw
from tests.factories import change, make_article, make_draft, make_section, publish_again
from tests.public.reading import words

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/about-mg/causes/updates.atom"


@pytest.fixture
def causes(db, time_machine):
    time_machine.move_to("2024-03-02T12:00:00Z")
    article = make_article("causes")
    time_machine.move_to("2025-07-27T12:00:00Z")
    publish_again(article, "significant", note="New numbers.", summary="More of it.")
    time_machine.move_to("2026-01-09T12:00:00Z")
    publish_again(
        article, "correction", was_wrong="One in <9.", is_right="One in ten.", summary="Right."
    )
    time_machine.move_to("2026-02-01T12:00:00Z")
    publish_again(article, summary="Typo.")
    return article


def feed(client, path=FEED):
    response = client.get(path)
    assert response.status_code == 200, response
    return Xml.fromstring(response.content)  # noqa: S314  # it is our own


def entries(client, path=FEED):
    return feed(client, path).findall(f"{ATOM}entry")


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def link(element, rel="alternate"):
    return next(one.get("href") for one in element.findall(f"{ATOM}link") if one.get("rel") == rel)


def test_it_has_an_entry_for_each_change_of_which_readers_were_told(client, causes):
    assert [text(entry, "title") for entry in entries(client)] == [
        "Correction: Causes of MG",
        "Significant change: Causes of MG",
        "First publication: Causes of MG",
    ]


def test_each_entry_gives_the_reason_the_way_to_the_change_and_the_disclaimer(
    client, causes, settings
):
    correction, change, first = entries(client)
    history = f"{settings.ORIGIN}/about-mg/causes/history"
    assert "New numbers." in text(change, "summary")
    assert link(change) == f"{history}/2/"
    assert f'href="{history}/2/"' in text(change, "summary")
    assert "What was wrong: One in <9. What is right: One in ten." in words(
        text(correction, "summary")
    )
    assert link(first) == f"{settings.ORIGIN}/about-mg/causes/"
    for entry in (correction, change, first):
        assert "not medical advice" in text(entry, "summary")


def test_its_dates_are_those_that_readers_see(client, causes):
    SiteSettings.objects.create(pk=1, time_zone="America/New_York")
    assert text(feed(client), "updated") == "2026-01-09T00:00:00-05:00"
    assert [text(entry, "updated") for entry in entries(client)] == [
        "2026-01-09T00:00:00-05:00",
        "2025-07-27T00:00:00-04:00",
        "2024-03-02T00:00:00-05:00",
    ]
    assert causes.last_updated_on.isoformat() == "2026-01-09"


def test_it_says_whose_it_is_and_carries_the_disclaimer(client, causes, settings):
    root = feed(client)
    assert text(root, "title") == "Updates of “Causes of MG” – MG News"
    assert "gives no medical advice" in text(root, "subtitle")
    assert text(root.find(f"{ATOM}author"), "name") == "MG News"
    assert link(root) == f"{settings.ORIGIN}/about-mg/causes/"
    assert link(root, "self") == f"{settings.ORIGIN}{FEED}"


def test_no_address_in_it_comes_from_what_a_request_says(client, causes, settings):
    settings.ALLOWED_HOSTS = ["*"]
    body = client.get(FEED, headers={"host": "evil.example"}).content.decode()
    assert "evil.example" not in body


def test_names_of_entries_stay_when_the_page_moves_and_are_one_each(client, causes):
    before = [text(entry, "id") for entry in entries(client)]
    assert len(set(before)) == 3
    move(causes, slug="origins", section=make_section("living"), by=None)
    assert client.get(FEED)["Location"] == "/living/origins/updates.atom"
    assert [
        text(entry, "id") for entry in entries(client, "/living/origins/updates.atom")
    ] == before


def test_it_is_sent_once_and_again_only_when_something_changed(client, causes):
    first = client.get(FEED)
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert first["Cache-Control"] == "public, no-cache"
    assert not first.cookies
    known = {"if-none-match": first["ETag"]}
    assert client.get(FEED, headers=known).status_code == 304
    # On the same day, so that no date in the feed moves.
    publish_again(causes, "correction", was_wrong="A.", is_right="B.", summary="B.")
    publish_again(causes, "correction", was_wrong="C.", is_right="D.", summary="D.")
    assert client.get(FEED, headers=known).status_code == 200
    since = {"if-modified-since": "Sun, 01 Feb 2026 12:00:00 GMT"}
    assert client.get(FEED, headers=since).status_code == 200


def test_amended_words_replace_the_first_ones(client, causes):
    amend_note(causes.publications.get(number=2), note="Newer numbers.", reason="Slip", by=None)
    assert "Newer numbers." in text(entries(client)[1], "summary")


def test_programs_find_it_from_the_page_and_its_history(client, causes, settings):
    for path in ("/about-mg/causes/", "/about-mg/causes/history/"):
        html = " ".join(client.get(path).content.decode().split())
        assert (
            '<link rel="alternate" type="application/atom+xml" title="Updates of “Causes of MG”" '
            f'href="{settings.ORIGIN}{FEED}">'
        ) in html


def test_followers_learn_that_a_page_was_withdrawn(client, causes, time_machine):
    time_machine.move_to("2026-05-05T12:00:00Z")
    withdraw(causes, outcome="outdated", reason="Newer work exists.", by=None)
    newest = entries(client)[0]
    assert text(newest, "title") == "Page withdrawn: Causes of MG"
    assert "Newer work exists." in text(newest, "summary")
    assert text(feed(client), "updated").startswith("2026-05-05")


def test_the_feed_of_a_page_published_in_error_is_gone(client, causes):
    withdraw(causes, outcome="in_error", reason="It named a person.", by=None)
    response = client.get(FEED)
    assert response.status_code == 410
    assert "It named a person." in response.content.decode()
    assert "New numbers" not in response.content.decode()


def test_the_feed_of_a_merged_page_leads_to_that_of_its_replacement(client, causes):
    withdraw(
        causes, outcome="merged", reason="One page.", replacement=make_article("types"), by=None
    )
    response = client.get(FEED)
    assert response.status_code == 301
    assert response["Location"] == "/about-mg/types/updates.atom"


def test_only_pages_that_were_public_have_one(client, causes):
    make_section("living")
    assert client.get(f"{make_draft().url}updates.atom").status_code == 404
    assert client.get("/living/causes/updates.atom").status_code == 404
    change(causes, title="A secret title")
    assert "secret" not in client.get(FEED).content.decode()


def test_it_takes_four_queries(client, causes, django_assert_num_queries):
    with django_assert_num_queries(4):
        feed(client)


def test_what_nobody_can_see_in_the_sites_name_does_not_break_it(client, causes):
    SiteSettings.objects.create(pk=1, name="MG\x0b News", disclaimer_long="Ask\x0b your doctor.")
    assert text(feed(client), "title").endswith("MG News")


def test_only_reading_is_possible(client, causes):
    assert Client().head(FEED).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(FEED).status_code == 405
