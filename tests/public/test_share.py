"""Handing a page on, without anybody watching."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories import change, make_article, take_back

pytestmark = pytest.mark.django_db


def test_a_mail_can_be_written_without_a_script(client, settings):
    article = make_article("causes", title="Causes & “signs” of MG?")
    html = client.get(article.url).content.decode()
    way = html.partition('class="share-links__way"')[2]
    link = way.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    mail = parse_qs(urlsplit(link).query)
    assert mail["subject"] == ["Causes & “signs” of MG?"]
    assert mail["body"] == [f"Causes & “signs” of MG?\n{settings.ORIGIN}/about-mg/causes/"]


def test_what_needs_a_script_is_hidden_until_it_has_run(client):
    html = client.get(make_article().url).content.decode()
    for way in ("copy", "device"):
        before = html.partition(f'data-share="{way}"')[0]
        assert "hidden" in before[before.rindex("<li") :]


def test_only_a_page_that_readers_may_hand_on_offers_it(client, desk):
    article = make_article("causes")
    offer = "Share this page"
    assert offer in client.get(article.url).content.decode()
    for path in ("/", "/about-mg/", "/feedback/"):
        assert offer not in client.get(path).content.decode()
    change(article, title="In work")
    assert offer not in desk.get(f"/admin/articles/article/{article.pk}/draft/").content.decode()


def test_nobody_is_asked_to_share_a_page_that_was_taken_back(client):
    article = make_article("causes")
    take_back(article)
    html = client.get(article.url).content.decode()
    assert "Share this page" not in html
    assert "/feedback/?page=/about-mg/causes/" in html
