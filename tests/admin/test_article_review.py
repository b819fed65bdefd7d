"""The page on which a review is recorded."""

import datetime

import pytest

from articles.models import Byline, Review
from articles.publishing import publish, refile
from tests.admin.test_article import message, url_of
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_person,
    make_reviewer,
    make_section,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db

BODY = "## Signs\n\nDrooping lids.\n\n## Tests\n\nA blood test.\n"


@pytest.fixture
def article(db):
    return make_article("causes", title="Causes of MG", body=BODY)


@pytest.fixture
def reviewer(db):
    return make_reviewer()


def form_of(desk, article, query=""):
    """What a browser would send once a reviewer is chosen and the sentence agreed to."""
    form = desk.get(url_of(article, "review") + query).context["form"]
    return {
        "based_on": form["based_on"].value(),
        "reviewer": make_reviewer().pk,
        "scope": form["scope"].value(),
        "is_so": "on",
    }


def send(desk, article, *, query="", **typed):
    return desk.post(url_of(article, "review"), form_of(desk, article, query) | typed)


def errors_of(response):
    return {name: " ".join(errors) for name, errors in response.context["form"].errors.items()}


def test_a_review_takes_two_clicks_and_readers_see_it(desk, client, article, editor):
    assert url_of(article, "review") in desk.get(url_of(article)).content.decode()
    response = desk.post(url_of(article, "review"), form_of(desk, article), follow=True)
    assert "Readers see “Reviewed" in message(response)
    recorded = Review.objects.get()
    assert (recorded.scope, recorded.revision) == ("whole", article.live_revision)
    assert recorded.recorded_by == editor
    page = client.get(article.url).content.decode()
    assert "Vera Stone, MD" in page
    assert "Not yet medically reviewed" not in page


def test_the_message_says_what_stands_on_the_page(desk, editor, article, time_machine):
    time_machine.move_to("2026-07-03T12:00:00Z")
    desk.force_login(editor)
    response = desk.post(url_of(article, "review"), form_of(desk, article), follow=True)
    said = "Readers see “Reviewed July 3, 2026 by Vera Stone, MD. Next review due July 2027.”"
    assert said in message(response)


def test_only_those_who_may_review_are_listed(desk, article, reviewer):
    author = make_reviewer("Omar Reed")
    Byline.objects.create(article=article, person=author)
    make_person("Kim Lee")
    form = desk.get(url_of(article, "review")).context["form"]
    assert list(form["reviewer"].field.queryset) == [reviewer]
    assert "nobody reviews their own text" in str(form["reviewer"].help_text)
    response = send(desk, article, reviewer=author.pk)
    assert "valid choice" in errors_of(response)["reviewer"]


def test_without_anybody_who_may_review_the_page_says_so(desk, article):
    page = desk.get(url_of(article, "review")).content.decode()
    assert "Nobody can review this page yet" in page
    assert desk.post(url_of(article, "review"), {"based_on": 1}).status_code == 422


@pytest.mark.parametrize(
    ("kind", "months", "due", "words"),
    [
        ("information", None, datetime.date(2027, 7, 3), "12 months from today, as usual"),
        ("information", 6, datetime.date(2027, 1, 3), "6 months from today. This page has"),
        ("news", None, None, "are not reviewed again"),
    ],
)
def test_the_page_says_when_the_next_review_is_due_and_why(
    desk, editor, time_machine, kind, months, due, words
):
    time_machine.move_to("2026-07-03T12:00:00Z")
    desk.force_login(editor)
    article = make_article(section=make_section(kind, kind))
    refile(article, by=None, review_interval=months)
    assert words in desk.get(url_of(article, "review")).content.decode()
    send(desk, article, next_due="2001-01-01")
    assert Review.objects.get().next_due == due


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reviewer": ""}, "reviewer"),
        ({"reviewer": "abc"}, "reviewer"),
        ({"scope": ""}, "scope"),
        ({"scope": "all"}, "scope"),
        ({"scope": "sections"}, "sections"),
        ({"scope": "sections", "sections": ["nowhere"]}, "sections"),
        ({"scope": "whole", "sections": ["signs"]}, "sections"),
        ({"is_so": ""}, "is_so"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(desk, article, typed, field):
    response = send(desk, article, **typed)
    assert response.status_code == 422
    assert set(errors_of(response)) == {field}
    if field != "reviewer":
        kept = response.context["form"]["reviewer"].value()
        assert str(kept) == str(make_reviewer().pk)
    assert not Review.objects.exists()


def test_sections_of_the_text_can_be_named(desk, article):
    response = desk.post(
        url_of(article, "review"),
        form_of(desk, article) | {"scope": "sections", "sections": ["signs"]},
        follow=True,
    )
    assert "no date has moved" in message(response)
    assert Review.objects.get().sections == ["Signs"]


def test_of_a_live_text_and_a_draft_the_live_one_is_proposed(desk, article):
    draft = change(article, body="## News\n\nOther.", summary="Better.")
    page = desk.get(url_of(article, "review"))
    assert page.context["revision"] == article.live_revision
    assert f'href="?text={draft.number}"' in page.content.decode()
    response = desk.post(
        url_of(article, "review"),
        form_of(desk, article, f"?text={draft.number}")
        | {"scope": "sections", "sections": ["news"]},
    )
    assert response.status_code == 302
    assert Review.objects.get().revision == draft


def test_a_review_of_the_draft_says_when_it_will_be_shown(desk, article):
    draft = change(article, body=BODY, summary="Better.")
    sent = form_of(desk, article, f"?text={draft.number}")
    response = desk.post(url_of(article, "review"), sent, follow=True)
    assert "Once exactly this text is published" in message(response)
    publish(article, kind="minor", by=None)
    assert article.last_review == Review.objects.get()


@pytest.mark.parametrize("asked", ["?text=99", "?text=abc", "?text=", "?text=²"])
def test_a_text_that_cannot_be_reviewed_is_not_offered(desk, article, asked):
    assert desk.get(url_of(article, "review") + asked).context["revision"].number == 1


def test_a_text_that_changed_meanwhile_is_a_conflict(desk, article):
    sent = form_of(desk, article)
    change(article, body=BODY, summary="Second.")
    publish(article, kind="minor", by=None)
    for based_on in (sent["based_on"], "", "abc", "0"):
        response = desk.post(url_of(article, "review"), sent | {"based_on": based_on})
        assert response.status_code == 409
        assert "neither what readers see nor the draft" in response.content.decode()
    assert not Review.objects.exists()


def test_a_page_that_nobody_saw_and_one_that_was_withdrawn_can_be_reviewed(desk, article):
    take_back(article)
    for page in (make_draft(), article):
        assert send(desk, page).status_code == 302
    assert Review.objects.count() == 2


def test_what_is_on_record_about_this_text_is_said(desk, article):
    review(article)
    assert "On record" in desk.get(url_of(article, "review")).content.decode()
