"""The page on which an article is withdrawn."""

import datetime

import pytest

from articles.models import Article, Callout
from articles.publishing import publish, refile
from tests.admin.test_article import message, url_of
from tests.factories import change, make_article, make_draft, take_back

pytestmark = pytest.mark.django_db

AUTOCOMPLETE = (
    "/admin/autocomplete/?app_label=articles&model_name=withdrawal&field_name=replacement"
)


@pytest.fixture
def article(db):
    return make_article("causes", title="Causes of MG")


def send(desk, article, follow=False, **typed):
    sent = {"based_on": 1, "outcome": "outdated", "reason": "It is old."} | typed
    return desk.post(url_of(article, "withdraw"), sent, follow=follow)


def errors_of(response):
    return {name: " ".join(errors) for name, errors in response.context["form"].errors.items()}


def test_a_page_is_withdrawn_in_two_clicks_and_the_form_says_so(desk, client, article, editor):
    assert url_of(article, "withdraw") in desk.get(url_of(article)).content.decode()
    assert desk.get(url_of(article, "withdraw")).context["form"]["based_on"].value() == 1
    response = send(desk, article, follow=True)
    assert "Withdrawn." in message(response)
    assert response.redirect_chain[-1][0] == url_of(article)
    article.refresh_from_db()
    assert article.withdrawal.withdrawn_by == editor
    page = response.content.decode()
    assert "It is old." in page
    assert "To bring it back" in page
    assert "Causes of MG" not in client.get("/about-mg/").content.decode()
    assert url_of(article, "withdraw") not in page


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"outcome": ""}, {"outcome"}),
        ({"outcome": "gone"}, {"outcome"}),
        ({"reason": ""}, {"reason"}),
        ({"reason": "x" * 501}, {"reason"}),
        ({"outcome": "merged"}, {"replacement"}),
        ({"outcome": "merged", "reason": ""}, {"replacement", "reason"}),
        ({"replacement": "999"}, {"replacement"}),
        ({"replacement": "itself"}, {"replacement"}),
        ({"replacement": "draft"}, {"replacement"}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    desk, article, typed, fields
):
    pages = {"itself": article.pk, "draft": make_draft().pk}
    typed = {name: pages.get(value, value) for name, value in typed.items()}
    response = send(desk, article, **typed)
    assert response.status_code == 422
    assert set(errors_of(response)) == fields
    if "reason" not in typed:
        assert response.context["form"]["reason"].value() == "It is old."
    article.refresh_from_db()
    assert article.is_public


def test_a_page_is_merged_into_another(desk, article):
    other = make_article()
    assert send(desk, article, outcome="merged", replacement=other.pk).status_code == 302
    article.refresh_from_db()
    assert article.withdrawal.replacement == other


def test_only_public_pages_are_offered_to_read_instead(desk, article):
    make_draft(title="Only a draft of MG")
    take_back(make_article(title="A withdrawn page on MG"))
    make_article(title="Living with MG")
    found = desk.get(f"{AUTOCOMPLETE}&term=MG").json()["results"]
    assert {each["text"] for each in found} == {"Causes of MG", "Living with MG"}


def test_everything_that_leads_to_the_page_is_listed(desk, article):
    make_article(title="Linking page", body=f"[The causes of MG]({article.url})")
    take_back(make_article(title="Merged page"), outcome="merged", replacement=article)
    Callout.objects.create(
        title="Linking callout",
        text="Read it.",
        starts_on=datetime.date(2026, 1, 1),
        story_link=article.url,
        story_link_text="Read the causes",
    )
    refile(article, by=None, policy="terms", start_here=1)
    page = desk.get(url_of(article, "withdraw")).content.decode()
    for words in ("Linking page", "Merged page", "Linking callout", "terms of use", "Start here"):
        assert words in page
    assert "No other page" in desk.get(url_of(make_article(), "withdraw")).content.decode()


@pytest.mark.parametrize("based_on", ["1", "", "abc"])
def test_a_text_published_meanwhile_is_a_conflict_that_keeps_the_reason(desk, article, based_on):
    change(article, summary="New.")
    publish(article, kind="minor", by=None)
    response = send(desk, article, based_on=based_on)
    assert response.status_code in (409, 422)
    assert "It is old." in response.content.decode()
    article.refresh_from_db()
    assert article.is_public


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_what_readers_cannot_see_is_not_withdrawn_again(desk, is_withdrawn):
    article = make_draft()
    if is_withdrawn:
        publish(article, by=None)
        take_back(article)
    for ask in (desk.get, desk.post):
        response = ask(url_of(article, "withdraw"), follow=True)
        assert response.redirect_chain[-1][0] == url_of(article)
    words = "already" if is_withdrawn else "nothing to take back"
    assert words in message(response)


def test_a_replacement_that_was_withdrawn_since_is_said_on_the_form(desk, article):
    other = make_article()
    take_back(article, outcome="merged", replacement=other)
    take_back(other)
    assert "cannot see that page any more" in desk.get(url_of(article)).content.decode()
    assert Article.objects.withdrawn().count() == 2
