"""Where an article stands and who wrote it, which acts at once."""

import pytest

from articles.models import Byline, Person
from articles.publishing import publish, refile
from tests.admin.test_article import ADD, errors_of, fill, url_of
from tests.factories import (
    change,
    make_article,
    make_reviewer,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db


def test_authors_are_named_in_the_order_that_was_chosen(desk, article):
    people = [Person.objects.create(name=name, slug=name.lower()) for name in ("Zoe", "Ann")]
    sent = fill(desk, url_of(article)) | {
        "bylines-TOTAL_FORMS": 2,
        "bylines-0-person": people[0].pk,
        "bylines-0-position": 1,
        "bylines-1-person": people[1].pk,
        "bylines-1-position": 0,
        "bylines-1-article": article.pk,
    }
    desk.post(url_of(article), sent)
    assert list(Byline.objects.values_list("person__name", flat=True)) == ["Ann", "Zoe"]


def test_who_reviewed_a_text_does_not_become_its_author(desk, article):
    person = review(article).reviewer
    sent = fill(desk, url_of(article)) | {"bylines-0-person": person.pk, "bylines-0-position": 0}
    response = desk.post(url_of(article), sent)
    assert response.status_code == 200
    assert "Vera Stone reviewed this text" in response.content.decode()
    assert not Byline.objects.exists()
    review(article, reviewer=make_reviewer("Omar Reed"))
    change(article, summary="Written anew.")
    publish(article, kind="minor", by=None)
    assert desk.post(url_of(article), sent | {"based_on": 2}).status_code == 302
    assert Byline.objects.get().person == person


def test_the_interval_and_the_policy_act_at_once(desk, article):
    sent = fill(desk, url_of(article), review_interval=6, policy="corrections")
    desk.post(url_of(article), sent)
    article.refresh_from_db()
    assert (article.review_interval, article.policy) == (6, "corrections")
    assert article.draft_revision is None
    desk.post(url_of(article), fill(desk, url_of(article), review_interval="", policy=""))
    article.refresh_from_db()
    assert (article.review_interval, article.policy) == (None, None)


@pytest.mark.parametrize("interval", ["0", "-1", "121", "1.5", "a"])
def test_an_interval_that_is_none_is_refused_beside_its_field(desk, article, interval):
    response = desk.post(url_of(article), fill(desk, url_of(article), review_interval=interval))
    assert errors_of(response, "review_interval")


@pytest.mark.parametrize("is_new", [True, False])
def test_a_policy_that_another_page_is_names_that_page(desk, article, is_new):
    refile(make_article(title="How we correct"), by=None, policy="corrections")
    path = ADD if is_new else url_of(article)
    sent = fill(desk, path, title="T", section=article.section_id, policy="corrections")
    response = desk.post(path, sent)
    assert "“How we correct” is this policy already" in errors_of(response, "policy")
    assert response.context["adminform"].form["title"].value() == "T"


def test_a_policy_taken_this_very_moment_is_said_beside_the_field(desk, article, monkeypatch):
    from articles.admin import article_form

    refile(make_article(title="How we correct"), by=None, policy="corrections")
    real = article_form.reasons_not_to_be_policy
    answers = [[]]  # the form's check came too early: the policy was still free then
    monkeypatch.setattr(
        article_form,
        "reasons_not_to_be_policy",
        lambda *args, **kwargs: answers.pop() if answers else real(*args, **kwargs),
    )
    sent = fill(desk, url_of(article), policy="corrections")
    assert "is this policy already" in errors_of(desk.post(url_of(article), sent), "policy")


def test_the_form_says_where_the_page_stands(desk, editor, time_machine):
    time_machine.move_to("2025-06-01T12:00:00Z")
    article = make_article(title="Causes of MG")
    review(article)
    time_machine.move_to("2026-06-02T12:00:00Z")
    change(article, summary="Other.")
    publish(article, kind="correction", was_wrong="Five.", is_right="Fifty.", by=None)
    desk.force_login(editor)
    page = desk.get(url_of(article)).content.decode()
    assert "overdue since June 1, 2026" in page
    assert "The text has changed since" in page
    assert "1 correction stands above the text" in page
    take_back(article, reason="It was outdated.")
    page = desk.get(url_of(article)).content.decode()
    assert "It was outdated." in page
    assert "To bring it back, publish it" in page
