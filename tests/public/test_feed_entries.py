"""What stands in an entry of a feed: the page itself, so that nobody has to come here."""

import xml.etree.ElementTree as Xml

import pytest

from tests.factories import (
    make_article,
    make_section,
    publish_again,
    review,
)
from tests.public.reading import links, words
from tests.public.test_feeds import ATOM, FORMATS, as_json, full_text, parsed

pytestmark = pytest.mark.django_db


def test_the_text_is_that_of_the_page_from_its_summary_to_its_references(client, causes):
    text = words(full_text(client))
    for part in (
        "Antibodies disturb the signal.",
        "Last updated July 27, 2025",
        "First published March 2, 2024",
        "Written by Zoe Ash ; Ann Birch",
        "Not yet medically reviewed",
        "Nobody is to blame.",
        "The signal grows weak",
        "Nerve and muscle",
        "References",
        "Gilhus NE. Myasthenia gravis.",
    ):
        assert part in text, part


def test_all_formats_carry_the_same_text(client, causes):
    text = full_text(client)
    assert parsed(client).entries[0].content[0].type == "text/html"
    atom = Xml.fromstring(client.get("/feeds/all.atom").content)  # noqa: S314
    assert atom.find(f"{ATOM}entry/{ATOM}content").text == text
    rss = Xml.fromstring(client.get("/feeds/all.rss").content)  # noqa: S314
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    assert rss.find(f"channel/item/{content}").text == text


def test_every_address_in_it_is_a_full_one(client, causes, settings):
    text = full_text(client)
    assert all(link.startswith("http") for link in links(text)), links(text)
    page = f"{settings.ORIGIN}/about-mg/causes/"
    assert f"{page}#signals" in links(text)
    assert f"{page}#frame-reference-1" in links(text)
    assert f"{settings.ORIGIN}/glossary/" in links(text)
    assert f"{settings.ORIGIN}/glossary/ptosis/" in links(text)
    assert text.count(f'<img src="{settings.ORIGIN}/media/images/') == 2
    assert "srcset" not in text
    assert 'alt="A nerve"' in text


def test_nothing_stands_in_it_that_only_this_site_can_draw(client, causes):
    text = full_text(client)
    for word in ("class=", "id=", "<div", "<section", "<svg", "<script", "<picture", "style="):
        assert word not in text, word
    assert "<pre><code>code\n\n  more\n</code></pre>" in text


def test_an_update_begins_with_its_reason_and_the_way_to_the_change(client, causes, settings):
    text = full_text(client)
    assert words(text).startswith("What changed: New numbers. See what changed")
    assert links(text)[0] == f"{settings.ORIGIN}/about-mg/causes/history/2/"
    publish_again(causes, "minor", body="A typo less.")
    assert words(full_text(client)).startswith("What changed: New numbers.")
    publish_again(causes, "correction", was_wrong="One in 9.", is_right="One in 10.", body="x")
    text = words(full_text(client))
    assert text.startswith(
        "Correction, July 27, 2025 What was wrong: One in 9. What is right: One in 10. See what"
    )
    assert text.count("One in 9.") == 1


def test_a_new_page_begins_with_its_summary(client, db):
    make_article(section=make_section("news", "news"))
    assert words(full_text(client)).startswith("Antibodies disturb the signal.")


def test_it_says_who_reviewed_it(client, causes):
    review(causes)
    assert "Reviewed July 27, 2025 by Vera Stone, MD" in words(full_text(client))


def test_a_column_says_that_it_is_one_persons_experience(client, db):
    make_article(section=make_section("columns", "columns"))
    assert "Personal experience, not advice" in words(full_text(client))


def test_a_sample_says_so(client, causes):
    causes.is_sample = True
    causes.save(update_fields=["is_sample"])
    assert "Sample page" in words(full_text(client))


@pytest.mark.parametrize("extension", FORMATS)
def test_the_disclaimer_is_in_the_feed_and_in_its_entry(client, causes, extension):
    text = client.get(f"/feeds/all.{extension}").content.decode()
    assert text.count("It gives no medical advice") == 2


def test_it_names_authors_section_language_and_picture(client, causes, settings):
    (entry,) = parsed(client).entries
    assert [author.name for author in entry.authors] == ["Zoe Ash", "Ann Birch"]
    assert entry.authors[0].href == f"{settings.ORIGIN}/people/zoe-ash/"
    assert [tag.term for tag in entry.tags] == ["About mg"]
    assert entry.enclosures[0].type == "image/png"
    assert entry.summary == "Antibodies disturb the signal."
    (item,) = parsed(client, "/feeds/all.rss").entries
    assert [author.name for author in item.authors] == ["Zoe Ash", "Ann Birch"]
    assert item.media_content[0]["url"] == entry.enclosures[0].href
    feed = as_json(client)
    (item,) = feed["items"]
    assert [author["name"] for author in item["authors"]] == ["Zoe Ash", "Ann Birch"]
    assert item["image"] == entry.enclosures[0].href
    assert item["tags"] == ["About mg"]
    assert feed["language"] == item["language"] == "en-us"


def test_without_a_byline_it_is_by_the_editorial_team(client, db):
    make_article()
    assert parsed(client).entries[0].author == "Editorial team"
