"""Uploaded pictures: for everybody once something public shows them, for staff before."""

import datetime

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Callout, Redirect, SiteSettings
from articles.publishing import discard_draft, publish, save_site_settings
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_draft,
    make_editor,
    make_image,
    make_person,
    make_section,
    make_term,
    publish_again,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db

SHOWS = "## Signs\n\n![A lid that hangs](image:lid)\n"


@pytest.fixture
def image():
    return make_image("lid", width=900)


def status(image, client=None):
    """What a stranger gets for every file of `image`; the same for all."""
    found = {ask(client or Client(), f"/media/{name}").status_code for name in image.file_names}
    assert len(found) == 1
    return found.pop()


def ask(client, address):
    response = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)  # until then the file is open
    return response


def test_a_picture_of_a_public_page_is_served_for_ever_without_a_cookie(client, image):
    make_article(body=SHOWS)
    response = client.get(f"/media/{image.file.name}")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Vary" not in response
    assert not response.cookies
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content)[:4] == b"\x89PNG"


def test_who_asks_for_a_public_picture_is_not_looked_at(desk, image):
    make_article(body=SHOWS)
    response = ask(desk, f"/media/{image.file.name}")
    assert response["Cache-Control"].startswith("public")
    assert "Vary" not in response


def test_it_takes_one_query(client, image, django_assert_num_queries):
    make_article(body=SHOWS)
    with django_assert_num_queries(1):
        ask(client, f"/media/{image.file.name}")


@pytest.mark.parametrize(
    "name",
    ["images/none.png", "../db.sqlite3", "images/../../secret_key", "a.html", "images/", "%00.png"],
)
def test_nothing_else_is_served_from_there(client, desk, name):
    assert ask(client, f"/media/{name}").status_code in (400, 404)
    assert ask(desk, f"/media/{name}").status_code in (400, 404)


# -- What strangers cannot have -------------------------------------------------------------------


def test_an_upload_that_nothing_shows_is_for_staff_only(desk, image):
    assert status(image) == 404
    assert status(image, desk) == 200
    response = ask(desk, f"/media/{image.file.name}")
    assert "private" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]
    make_editor("reader", is_staff=False, is_superuser=False)
    reader = Client()
    assert reader.login(username="reader", password="a good password")
    assert status(image, reader) == 404


@pytest.mark.parametrize("how", ["body", "lead", "link"])
def test_a_picture_of_drafts_appears_with_the_publication(image, how):
    content = {
        "body": {"body": SHOWS},
        "lead": {"lead_image": image, "lead_alt": "A lid that hangs"},
        "link": {"body": f"## Signs\n\n[The whole chart](/media/{image.file.name})\n"},
    }[how]
    new = make_draft(**content)
    assert status(image) == 404
    publish(new, alone=ALONE, by=None)
    assert status(image) == 200


def test_a_draft_over_a_live_page_shows_strangers_nothing(image):
    article = make_article()
    change(article, body=SHOWS)
    assert status(image) == 404
    discard_draft(article, by=None)
    assert status(image) == 404


def test_a_picture_that_was_published_in_error_is_gone_and_may_come_back(image):
    article = make_article(body=SHOWS)
    take_back(article, outcome="in_error")
    assert status(image) == 404
    publish_again(article, "significant", note="It is back.", body="## Signs\n\nNone.\n")
    assert status(image) == 404, "the edition that was taken back stays closed"
    publish_again(article, body=SHOWS)
    assert status(image) == 200


def test_a_picture_on_another_page_too_stays(image):
    article = make_article(body=SHOWS)
    make_article(body=SHOWS)
    take_back(article, outcome="in_error")
    assert status(image) == 200


# -- What is public -------------------------------------------------------------------------------


def test_old_editions_and_outdated_pages_keep_their_pictures(image):
    article = make_article(body=SHOWS)
    publish_again(article, body="## Signs\n\nNone.\n")
    assert status(image) == 200
    take_back(article)
    assert status(image) == 200


def test_a_portrait_is_public_with_the_person(image):
    person = make_person(photo=image)
    draft = make_draft()
    draft.bylines.create(person=person)
    assert status(image) == 404
    publish(draft, alone=ALONE, by=None)
    assert status(image) == 200


def test_a_portrait_of_a_reviewer_is_public_with_the_reviewed_page(image):
    reviewer = make_person("Vera Stone", credentials="MD", photo=image)
    review(make_article(), reviewer=reviewer)
    assert status(image) == 200


@pytest.mark.parametrize("how", ["image", "image_link", "story_link"])
def test_a_callout_shows_its_picture_from_its_first_day_on(time_machine, image, how):
    time_machine.move_to("2026-11-20T23:00:00Z")
    address = f"/media/{image.file.name}"
    shown = {
        "image": {"image": image, "image_alt": "Open the survey", "image_link": "/"},
        "image_link": {"image": make_image("other"), "image_alt": "Open", "image_link": address},
        "story_link": {"story_link": settings.ORIGIN + address, "story_link_text": "Open it"},
    }[how]
    Callout.objects.create(
        title="Survey", text="Take part.", starts_on=datetime.date(2026, 11, 21), **shown
    )
    client = Client()
    assert ask(client, address).status_code == 404
    save_site_settings(SiteSettings(pk=1, time_zone="Europe/Berlin"), by=None)
    assert ask(client, address).status_code == 200


def test_an_old_address_may_lead_to_a_picture(client, image):
    address = f"/media/{image.file.name}"
    Redirect.objects.create(old_path="/wp-content/uploads/lid.png/", path=address)
    moved = client.get("/wp-content/uploads/lid.png")
    assert moved["Location"] == address
    assert ask(client, address).status_code == 200


def test_what_machines_and_feeds_are_told_of_can_be_fetched(client, image):
    make_article("lids", section=make_section("news", "news"), lead_image=image, lead_alt="A lid")
    make_term()
    pages = ["/", "/news/", "/news/lids/", "/feeds/all.atom", "/feeds/all.json"]
    named = {
        name
        for name in image.file_names
        for page in pages
        if name in client.get(page).content.decode()
    }
    assert named
    assert status(image) == 200
