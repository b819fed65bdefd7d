"""The preview: exactly the page, and for editors only."""

import re

import pytest
from django.test import Client

from articles.models import Person
from articles.publishing import publish
from tests.admin.test_article import fill, url_of
from tests.factories import change, make_article, make_editor, make_image

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/articles/article/preview/"


def body_of(response):
    html = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_it_shows_unsaved_text_through_the_readers_own_page(desk, client):
    make_image(key="junction", credit="Rosa Lind")
    article = make_article("causes")
    typed = {
        "title": "Better causes",
        "summary": "Better.",
        "body": "## Part\n\n![A nerve](image:junction)\n\nSome **bold** words.",
        "key_points": "One.\nTwo.",
    }
    sent = fill(desk, url_of(article), article=article.pk) | typed
    shown = desk.post(PREVIEW, sent)
    assert shown.status_code == 200
    assert article.revisions.count() == 1

    desk.post(url_of(article), sent)
    article.refresh_from_db()
    publish(article, kind="minor", by=None)
    live = body_of(client.get(article.url))
    # A draft has no address to share or to complain about.
    live = live[: live.index('<section class="share-links"')] + "</article>"
    preview = re.sub(
        r'<div class="notice notice--draft">.*?</div>\s*', "", body_of(shown), flags=re.S
    )
    # Where its blocks were typed, by which it scrolls along, is the preview's alone.
    assert re.findall(' data-line="([0-9]+)"', preview) == ["1", "5"]
    assert "data-line" not in live
    preview = re.sub(' data-line="[0-9]+"', "", preview)
    assert re.sub(r"\s+", " ", preview.strip()) == re.sub(r"\s+", " ", live)


def test_it_shows_a_page_that_does_not_exist_yet_with_its_authors(desk):
    person = Person.objects.create(name="Ann Birch", slug="ann")
    sent = {
        "title": "New",
        "body": "Text",
        "bylines-TOTAL_FORMS": "1",
        "bylines-0-person": person.pk,
    }
    html = desk.post(PREVIEW, sent).content.decode()
    assert "Ann Birch" in html
    assert "<h1" in html


@pytest.mark.parametrize(
    "sent",
    [
        {"title": "x" * 300},
        {"title": "T", "body": "x" * 200_001},
    ],
)
def test_a_text_that_cannot_be_shown_answers_with_its_reasons(desk, sent):
    response = desk.post(PREVIEW, sent)
    assert response.status_code == 422
    assert response["Content-Type"].startswith("text/plain")
    assert response.content


@pytest.mark.parametrize(
    "sent",
    [
        {"article": "abc", "section": "abc", "bylines-TOTAL_FORMS": "x", "title": "T"},
        {"article": "9" * 40, "section": "9" * 40, "bylines-TOTAL_FORMS": "9" * 9, "title": "T"},
        {"title": "T", "lead_image": "abc", "slug": "/../"},
        {"bylines-0-person": "²"},
        {},
        {"title": "T", "body": "<script>alert(1)</script>[x](javascript:alert(1))"},
    ],
)
def test_crafted_requests_get_a_page_and_never_an_error(desk, sent):
    response = desk.post(PREVIEW, sent)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
    assert 'href="javascript' not in response.content.decode()


def test_only_the_preview_may_stand_in_a_frame_and_only_in_one_of_ours(desk):
    shown = desk.post(PREVIEW, {"title": "T"})
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    home = desk.get("/")
    assert home["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in home["Content-Security-Policy"]


def test_strangers_get_a_403_and_never_a_redirect(client):
    assert client.post(PREVIEW, {"title": "T"}).status_code == 403
    make_editor("nobody", is_superuser=False)
    client.login(username="nobody", password="a good password")
    assert client.post(PREVIEW, {"title": "T"}).status_code == 403
    make_editor("reader", is_superuser=False, is_staff=False)
    client.login(username="reader", password="a good password")
    assert client.post(PREVIEW, {"title": "T"}).status_code == 403


def test_it_needs_the_token_and_the_right_method(desk, editor):
    assert desk.get(PREVIEW).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(PREVIEW, {"title": "T"}).status_code == 403


def test_markdownx_own_views_are_nowhere(desk):
    for path in ("/markdownx/markdownify/", "/markdownx/upload/"):
        assert desk.post(path, {"content": "x"}).status_code in (404, 405)


def test_a_draft_that_is_previewed_does_not_touch_the_live_page(desk, client):
    article = make_article()
    change(article, summary="Draft.")
    desk.post(PREVIEW, {"title": "T", "article": article.pk, "slug": "other"})
    article.refresh_from_db()
    assert client.get(article.url).status_code == 200
    assert article.slug != "other"
