"""The disclaimer stands on every surface. A new public address is covered here or fails."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from articles.public import urls
from articles.public.views import errors
from tests.factories import (
    make_article,
    make_draft,
    make_editor,
    make_person,
    make_section,
    make_term,
    publish_again,
    share,
    take_back,
)

pytestmark = pytest.mark.django_db

LONG = "It gives no medical advice"
SHORT = "not medical advice"
TEMPLATES = Path(settings.BASE_DIR) / "templates"

# What a reader types, by the name of the route. None: no words of ours leave there.
ROUTES = {
    "home": "/",
    "section": "/about-mg/",
    "article": "/about-mg/causes/",
    "history": "/about-mg/causes/history/",
    "changes": "/about-mg/causes/history/2/",
    "edition": "/about-mg/causes/history/1/text/",
    "updates": "/about-mg/causes/updates.atom",
    "styleguide": "/styleguide/",
    "glossary": "/glossary/",
    "term": "/glossary/ptosis/",
    "comfort": "/comfort/",
    "people": "/people/",
    "person": "/people/zoe-ash/",
    "corrections": "/corrections/",
    "booklet": "/about-mg/booklet/",
    "offline": "/about-mg/causes/offline.html",
    "emergency-card": "/living/emergency-card/",
    "year": "/news/2026/",
    "month": "/news/2026/11/",
    "feedback": "/feedback/?page=/about-mg/causes/",
    "feedback-thanks": "/feedback/thanks/",
    "feeds": "/feeds/",
    "section-atom": "/feeds/about-mg.atom",
    "section-rss": "/feeds/all.rss",
    "section-json": "/feeds/all.json",
    "person-atom": "/feeds/people/zoe-ash.atom",
    "person-rss": "/feeds/people/zoe-ash.rss",
    "person-json": "/feeds/people/zoe-ash.json",
    "corrections-atom": "/feeds/corrections.atom",
    "corrections-rss": "/feeds/corrections.rss",
    "corrections-json": "/feeds/corrections.json",
    "feed": "/feed/",
    "feed-atom": "/feed/atom/",
    "search": "/search/?q=causes",
    "suggestions": None,
    "robots": None,
    "sitemap": None,
    "sitemap-news": None,
    "favicon": None,
    "manifest": None,
    "security": None,
    "site-card": None,
    "section-card": None,
    "article-card": None,
    "healthz": None,
    "media": None,
    "preview": "/preview/known-secret/?read=yes",
    "preview-picture": None,
}


@pytest.fixture
def client(db, time_machine):
    time_machine.move_to("2026-11-20T12:00:00Z")
    make_article("story", section=make_section("news", "news"))
    article = make_article("causes")
    article.bylines.create(person=make_person("Zoe Ash"))
    publish_again(article, "significant", note="More.", summary="More of it.")
    publish_again(article, "correction", was_wrong="A.", is_right="B.", summary="Right.")
    make_term("ptosis")
    share("known-secret", make_draft("shared"))
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
    text = response.content.decode()
    assert LONG in text, f"{name} lacks the disclaimer"
    if response["Content-Type"].startswith("text/html"):
        assert_shared_with_it(name, text)
        assert_printed_with_it(name, text)
    else:
        assert_in_each_entry(name, text)


def assert_shared_with_it(name, html):
    """What is shown where somebody shares the page; what nobody should find need not have it."""
    if '<meta name="robots" content="noindex">' in html or name == "styleguide":
        return
    description = html.partition('property="og:description"')[2].partition(">")[0]
    assert SHORT in description, f"{name} is shared without the disclaimer"


def assert_printed_with_it(name, html):
    """The line that says on paper where a page came from, on the pages that have one."""
    for source in re.findall(r'<p class="print-source">(.*?)</p>', html, re.DOTALL):
        assert SHORT in source, f"{name} is printed without the disclaimer beside its address"


def assert_in_each_entry(name, feed):
    """A reader of feeds sees one entry, on whatever site shows it."""
    if feed.startswith("{"):
        entries = [entry["content_html"] for entry in json.loads(feed)["items"]]
    else:
        entries = re.findall(r"<entry>.*?</entry>|<item>.*?</item>", feed, re.DOTALL)
    assert entries, f"{name} is empty, which proves nothing"
    for entry in entries:
        assert SHORT in entry, f"an entry of {name} lacks the disclaimer"


def test_it_is_in_the_frame_and_no_page_can_leave_it_out():
    """Whoever writes a page extends the frame; a page of its own would be without it."""
    for page in [*TEMPLATES.glob("pages/*.html"), *TEMPLATES.glob("[45]*.html")]:
        assert '{% extends "base.html" %}' in page.read_text(), page
    frame = (TEMPLATES / "base.html").read_text()
    assert "components/disclaimer.html" in frame
    inside_blocks = re.findall(r"{% block .*?{% endblock", frame, re.DOTALL)
    assert not any("disclaimer" in block for block in inside_blocks), "a page could overwrite it"


@pytest.mark.parametrize("view", ["bad_request", "forbidden", "not_found", "server_error"])
def test_it_stands_on_every_error_page(client, view):
    request = RequestFactory().get("/nowhere/")
    arguments = [] if view == "server_error" else [Exception("on purpose")]
    response = getattr(errors, view)(request, *arguments)
    assert LONG in response.content.decode(), f"{view} lacks the disclaimer"


@pytest.mark.parametrize("outcome", ["outdated", "in_error"])
def test_it_stands_on_a_page_that_was_taken_back(client, outcome):
    article = make_article("types")
    take_back(article, outcome=outcome)
    response = client.get(article.url)
    assert response.status_code == {"outdated": 200, "in_error": 410}[outcome]
    assert LONG in response.content.decode()


def test_it_stands_on_the_second_page_of_a_list(client):
    news = make_section("news", "news")
    for _ in range(21):
        make_article(section=news)
    assert LONG in client.get("/news/?page=2").content.decode()


@pytest.mark.parametrize("mail", sorted((TEMPLATES / "mail").iterdir()), ids=lambda mail: mail.name)
def test_every_mail_bears_the_short_form(mail):
    """What a mail really says: tests/publishing/test_digests.py."""
    assert "{{ site.disclaimer_short }}" in mail.read_text()
