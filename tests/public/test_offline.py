"""The copy of a page to keep: one file that asks for nothing."""

import base64
import re

import pytest
from django.conf import settings

from articles.public import offline
from articles.publishing import move
from tests.factories import (
    make_article,
    make_draft,
    make_image,
    make_reference,
    publish_again,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/about-mg/causes/offline.html"


def copy_of(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_browser_saves_it_as_a_file_with_the_pages_name(client):
    make_article("causes")
    response = client.get(ADDRESS)
    assert response["Content-Disposition"] == 'attachment; filename="causes.html"'
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    # What the file may do on a reader's device loosens nothing on the site.
    assert "unsafe" not in response["Content-Security-Policy"]


def test_it_has_the_text_its_age_who_checked_it_and_its_sources(client, time_machine):
    time_machine.move_to("2026-05-06T12:00:00Z")
    make_reference("one", title="A work", doi="10.1000/182")
    article = make_article("causes", title="Causes", body="## Signs\n\nWords.[@one]\n")
    review(article)
    html = copy_of(client)
    for words in ("Causes", "Words.", "Last updated", "Vera Stone", "A work", "10.1000/182"):
        assert words in html
    assert "the text as of May 6, 2026" in html
    assert f"{settings.ORIGIN}/about-mg/causes/" in html
    assert "gives no medical advice" in html


def test_corrections_are_carried(client):
    article = make_article("causes")
    facts = {"was_wrong": "One in nine.", "is_right": "One in ten."}
    publish_again(article, "correction", summary="One in ten.", **facts)
    assert "One in nine." in copy_of(client)


def test_it_asks_for_nothing_and_runs_nothing(client):
    make_image("nerve", width=1200)
    make_article("types")
    make_article("causes", body="![A nerve](image:nerve)\n\nSee [types](/about-mg/types/).\n")
    html = copy_of(client)
    assert "<script" not in html
    assert "srcset" not in html
    assert not re.search(r'\ssrc="(?!data:image/)', html)
    carried, *others = [tag for tag in re.findall(r"<link[^>]*>", html) if "canonical" not in tag]
    assert others == []
    rules = re.search(r'href="data:text/css;charset=utf-8;base64,([^"]+)"', carried)[1]
    rules = base64.b64decode(rules).decode()
    assert ".disclaimer" in rules
    assert "<style" not in html
    assert not re.search(r'url\("?(?!data:)|@import', html + rules)


def test_a_picture_is_within_it(client):
    make_image("nerve", width=1200)
    make_article("causes", body="![A nerve](image:nerve)\n")
    html = copy_of(client)
    kind, content = re.search(r'src="data:(image/\w+);base64,([^"]+)"', html).groups()
    assert kind == "image/webp"
    assert base64.b64decode(content)[8:12] == b"WEBP"
    assert 'alt="A nerve"' in html


def test_what_does_not_fit_is_named_instead(client, monkeypatch):
    monkeypatch.setattr(offline, "MOST_BYTES", 10)
    make_image("nerve", width=1200)
    make_article("causes", body="![A nerve & a muscle](image:nerve)\n")
    html = copy_of(client)
    assert "A picture is left out of this copy: A nerve &amp; a muscle" in html
    assert "data:" not in html.partition("<body>")[2]


def test_links_lead_to_the_site_and_within_the_file(client):
    make_article("types")
    body = "## Signs\n\nSee [types](/about-mg/types/) and [the signs](#signs).\n"
    make_article("causes", body=body)
    html = copy_of(client)
    assert f'href="{settings.ORIGIN}/about-mg/types/"' in html
    assert 'href="#signs"' in html
    assert 'href="/' not in html


def test_the_page_offers_it(client):
    article = make_article("causes")
    assert f'href="{ADDRESS}"' in client.get(article.url).content.decode()


def test_there_is_none_of_a_draft(client):
    make_draft("causes")
    assert client.get(ADDRESS).status_code == 404


def test_there_is_none_of_a_page_that_was_taken_back(client):
    article = make_article("causes")
    take_back(article)
    assert client.get(ADDRESS)["Location"] == article.url
    wrong = make_article("wrong")
    take_back(wrong, outcome="in_error")
    assert client.get("/about-mg/wrong/offline.html").status_code == 410


def test_a_merged_page_leads_to_the_copy_of_the_page_that_took_it_in(client):
    article, other = make_article("causes"), make_article("types")
    take_back(article, outcome="merged", replacement=other)
    assert client.get(ADDRESS)["Location"] == "/about-mg/types/offline.html"


def test_it_moves_with_its_page(client):
    article = make_article("causes")
    move(article, slug="reasons", by=None)
    assert client.get(ADDRESS)["Location"] == "/about-mg/reasons/offline.html"


def test_it_takes_no_more_queries_than_the_page(client, django_assert_max_num_queries):
    make_article("causes")
    with django_assert_max_num_queries(4):
        client.get(ADDRESS)
