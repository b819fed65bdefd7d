"""The sitemap for news, and the one for all pages, by their schemas."""

import re

import pytest

from articles.models import SiteSettings
from tests.factories import (
    make_article,
    make_draft,
    make_person,
    make_section,
    publish_again,
    take_back,
)
from tests.public.schemas import assert_valid_sitemap

pytestmark = pytest.mark.django_db


def news(client):
    response = client.get("/sitemap-news.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return response.content.decode()


def addresses(xml):
    return re.findall(r"<loc>https?://[^/]+(.*?)</loc>", xml)


def test_it_lists_what_was_published_first_within_two_days(client, time_machine):
    section = make_section("news", "news")
    time_machine.move_to("2026-03-01T12:00:00Z")
    old = make_article("old", section=section)
    time_machine.move_to("2026-03-05T11:00:00Z")
    make_article("stale", section=section)
    time_machine.move_to("2026-03-05T13:00:00Z")
    make_article("fresh", section=section, title="Fresh & new")
    time_machine.move_to("2026-03-07T12:00:00Z")
    make_article("today", section=section)
    make_article("column", section=make_section("columns", "columns"))
    make_article("information")
    make_draft("draft", section=section)
    take_back(make_article("gone", section=section))
    publish_again(old, "significant", note="More.", summary="More.")
    xml = news(client)
    assert addresses(xml) == ["/columns/column/", "/news/today/", "/news/fresh/"]
    assert "<news:title>Fresh &amp; new</news:title>" in xml
    assert "<news:publication_date>2026-03-05</news:publication_date>" in xml
    assert_valid_sitemap(xml.encode())


def test_it_names_the_site_and_its_language(client):
    SiteSettings.objects.create(pk=1, name="MG & friends")
    make_article(section=make_section("news", "news"))
    assert "<news:name>MG &amp; friends</news:name>" in news(client)
    assert "<news:language>en</news:language>" in news(client)


def test_it_is_there_when_there_is_no_news(client, db):
    assert addresses(news(client)) == []


def test_it_takes_three_queries(client, django_assert_num_queries):
    for _ in range(3):
        make_article(section=make_section("news", "news"))
    with django_assert_num_queries(3):
        news(client)


def test_robots_name_both_sitemaps(client, settings):
    robots = client.get("/robots.txt").content.decode()
    for name in ("sitemap.xml", "sitemap-news.xml"):
        assert f"Sitemap: {settings.ORIGIN}/{name}\n" in robots


def test_the_sitemap_lists_people_and_feeds_and_is_valid(client):
    make_article().bylines.create(person=make_person("Zoe Ash"))
    make_person("Nobody Yet")
    xml = client.get("/sitemap.xml").content
    listed = addresses(xml.decode())
    assert "/people/zoe-ash/" in listed
    assert "/feeds/" in listed
    assert "/people/nobody-yet/" not in listed
    assert_valid_sitemap(xml)
