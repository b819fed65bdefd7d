"""One date, wherever it is said: on the page, to machines, in the sitemap, feed and header."""

import datetime
import re
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings

from articles.models import SiteSettings
from articles.publishing import publish, record_review, save_site_settings
from tests.factories import change, make_article, make_person
from tests.public.schema_org import graph_in

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def shown_dates(html):
    """What readers see, by its label: {"Last updated": "2021-07-27", …}."""
    facts = re.search(r'<ul class="dates">(.*?)</ul>', html, re.DOTALL)[1]
    pairs = re.findall(r'(Last updated|First published)\s*<time datetime="([^"]+)">', facts)
    return dict(pairs)


def dates_of(client, article):
    """Every place that says when the page was last updated, with the date it says."""
    response = client.get(article.url)
    html = response.content.decode()
    (page,) = (node for node in graph_in(html) if "dateModified" in node)
    shown = shown_dates(html)
    assert page["datePublished"] == shown.get("First published", shown["Last updated"])
    feed = xml(client, f"{article.url}updates.atom")
    zone = SiteSettings.current().zone
    entries = {name: read(client, article) for name, read in ENTRIES.items()}
    for name, (first, _last) in entries.items():
        assert local_day(first, zone) == page["datePublished"], name
    modified = parsedate_to_datetime(response["Last-Modified"]).astimezone(zone)
    return {
        "page": shown["Last updated"],
        "linked data": page["dateModified"],
        "header": modified.date().isoformat(),
        "sitemap": sitemap_dates(client)[settings.ORIGIN + article.url],
        "feed": local_day(feed.find(f"{ATOM}updated").text, zone),
        "newest entry": max(
            local_day(entry.find(f"{ATOM}updated").text, zone)
            for entry in feed.iter(f"{ATOM}entry")
        ),
    } | {name: local_day(last, zone) for name, (_first, last) in entries.items()}


def in_atom(client, article):
    """The dates of the article's entry in the feed of its section: published, updated."""
    feed = xml(client, f"/feeds/{article.section.slug}.atom")
    (entry,) = (
        entry
        for entry in feed.iter(f"{ATOM}entry")
        if entry.find(f"{ATOM}link").get("href") == settings.ORIGIN + article.url
    )
    return entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")


def in_rss(client, article):
    feed = xml(client, f"/feeds/{article.section.slug}.rss")
    (item,) = (
        item for item in feed.iter("item") if item.findtext("link") == settings.ORIGIN + article.url
    )
    first = parsedate_to_datetime(item.findtext("pubDate"))
    return first.isoformat(), item.findtext(f"{ATOM}updated")


def in_json(client, article):
    feed = client.get(f"/feeds/{article.section.slug}.json").json()
    (item,) = (item for item in feed["items"] if item["url"] == settings.ORIGIN + article.url)
    return item["date_published"], item["date_modified"]


ENTRIES = {"atom entry": in_atom, "rss item": in_rss, "json item": in_json}


def xml(client, path):
    return ElementTree.fromstring(client.get(path).content)  # noqa: S314


def local_day(moment, zone):
    return datetime.datetime.fromisoformat(moment).astimezone(zone).date().isoformat()


def sitemap_dates(client):
    root = xml(client, "/sitemap.xml")
    return {
        url.find(f"{SITEMAP}loc").text: getattr(url.find(f"{SITEMAP}lastmod"), "text", None)
        for url in root
    }


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def test_every_place_says_the_same_date_in_every_zone(client, zone, time_machine):
    save_site_settings(SiteSettings(time_zone=zone), by=None)
    time_machine.move_to("2021-03-02T23:30:00Z")
    article = make_article()
    time_machine.move_to("2021-07-27T01:00:00Z")
    change(article, summary="Another.")
    publish(article, kind="significant", note="New numbers.", by=None)
    assert set(dates_of(client, article).values()) == {article.last_updated_on.isoformat()}


def test_a_typo_and_a_review_move_none_of_them(client, time_machine):
    time_machine.move_to("2021-03-02T12:00:00Z")
    article = make_article()
    before = dates_of(client, article)
    time_machine.move_to("2022-03-02T12:00:00Z")
    change(article, summary="Another.")
    publish(article, kind="minor", by=None)
    record_review(article, reviewer=make_person(credentials="MD"), by=None)
    assert dates_of(client, article) == before


def test_the_sitemap_lists_what_readers_may_see_and_no_draft(client):
    public = make_article()
    change(public, title="A draft over it")
    assert settings.ORIGIN + public.url in sitemap_dates(client)
    assert len([url for url in sitemap_dates(client) if "/article-" in url]) == 1
