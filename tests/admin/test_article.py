"""The article form, as an editor uses it."""

import re

import pytest
from django.test import Client

from articles.models import Article, Byline, Person, Redirect, Revision
from articles.publishing import move, refile
from tests.factories import (
    change,
    make_editor,
    make_image,
    make_section,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"


def form_of(response):
    """What a browser would send for the form in `response`, as a dict."""
    form = response.context["adminform"].form
    data = {}
    for field in form:
        value = field.value()
        if isinstance(value, bool):
            value = "on" if value else None
        if value is not None:
            data[field.html_name] = value
        if field.field.show_hidden_initial:
            initial = field.initial
            if initial is not None and initial is not False:
                data[field.html_initial_name] = getattr(initial, "pk", initial)
    for formset in response.context["inline_admin_formsets"]:
        for field in formset.formset.management_form:
            data[field.html_name] = field.value()
        for line in formset.formset.forms:
            for field in line:
                if field.value() is not None:
                    data[field.html_name] = field.value()
    return data


def url_of(article, page="change"):
    return f"/admin/articles/article/{article.pk}/{page}/"


def fill(desk, path, **typed):
    """Open a form, type, and return what would be sent."""
    return form_of(desk.get(path)) | typed


def message(response):
    return " ".join(str(each) for each in response.context["messages"])


def errors_of(response, field):
    return " ".join(response.context["adminform"].form.errors.get(field, []))


# -- Writing ----------------------------------------------------------------------------------


def test_a_draft_can_be_saved_with_a_title_and_a_section_alone(desk, editor):
    section = make_section()
    response = desk.post(ADD, fill(desk, ADD, title="What is MG?", section=section.pk), follow=True)
    article = Article.objects.get()
    assert response.redirect_chain[-1][0] == url_of(article)
    assert "Draft saved" in message(response)
    assert article.slug == "what-is-mg"
    assert article.state == "draft"
    assert article.draft_revision.created_by == editor


def test_everything_that_was_typed_is_stored(desk):
    image, person = make_image(), Person.objects.create(name="Ann Birch", slug="ann")
    typed = {
        "title": "What is MG?",
        "slug": "mg",
        "section": make_section().pk,
        "summary": "In short.",
        "body": "## One\r\n\r\nText.",
        "key_points": "First.\r\n\r\n Second. ",
        "lead_image": image.pk,
        "lead_alt": "A nerve",
        "position": 3,
        "start_here": 1,
        "is_sample": "on",
        "bylines-0-person": person.pk,
        "bylines-0-position": 0,
    }
    desk.post(ADD, fill(desk, ADD) | typed)
    article = Article.objects.get(slug="mg")
    draft = article.draft_revision
    assert (draft.title, draft.summary, draft.body) == (
        "What is MG?",
        "In short.",
        "## One\n\nText.",
    )
    assert draft.key_points == ["First.", "Second."]
    assert (draft.lead_image, draft.lead_alt) == (image, "A nerve")
    assert (article.position, article.start_here, article.is_sample) == (3, 1, True)
    assert article.byline == [person]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"title": "x" * 300}, "title", "200"),
        ({"title": ""}, "title", "required"),
        ({"slug": "causes"}, "slug", "“Causes of MG” already has this address"),
        ({"slug": "admin"}, "slug", "kept for the site"),
        ({"slug": "with/slash"}, "slug", "lower-case"),
        ({"slug": "x" * 90}, "slug", "80"),
        ({"summary": "x" * 301}, "summary", "300"),
        ({"body": "x" * 200_001}, "body", "200,000"),
        ({"section": ""}, "section", "required"),
        ({"section": "999"}, "section", "valid choice"),
        ({"position": "-1"}, "position", "greater than"),
        ({"lead_image": "999"}, "lead_image", "valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    desk, article, typed, field, words
):
    sent = fill(desk, ADD, title="A new page", summary="My summary", body="My text")
    response = desk.post(ADD, sent | {"section": article.section_id} | typed)
    assert response.status_code == 200
    assert words in errors_of(response, field)
    form = response.context["adminform"].form
    for name in {"title", "summary", "body"} - {field}:
        assert form[name].value() == sent[name]
    assert str(form[field].value()) == str(typed[field])
    assert Article.objects.count() == 1


def test_saving_a_live_page_makes_a_draft_and_readers_see_nothing_of_it(desk, article):
    response = desk.post(
        url_of(article), fill(desk, url_of(article), summary="Better."), follow=True
    )
    assert "Readers still see" in message(response)
    article.refresh_from_db()
    assert article.draft_revision.summary == "Better."
    assert article.live_revision.summary != "Better."


def test_saving_without_a_change_makes_no_draft(desk, article):
    response = desk.post(url_of(article), fill(desk, url_of(article)), follow=True)
    assert "one that readers see" in message(response)
    article.refresh_from_db()
    assert article.draft_revision is None
    assert article.revisions.count() == 1


def test_the_slug_stays_when_the_title_changes(desk, article):
    desk.post(url_of(article), fill(desk, url_of(article), title="Quite another title"))
    article.refresh_from_db()
    assert article.slug == "causes"
    assert not Redirect.objects.exists()


def test_a_changed_slug_or_section_moves_the_page_at_once(desk, article, client):
    living = make_section("living")
    sent = fill(desk, url_of(article), slug="origins", section=living.pk)
    desk.post(url_of(article), sent)
    assert client.get("/about-mg/causes/")["Location"] == "/living/origins/"


def test_a_stale_form_does_not_move_a_page_back(desk, article):
    stale = fill(desk, url_of(article), summary="Written in an old form.")
    move(article, slug="origins", by=None)
    refile(article, by=None, position=9)
    desk.post(url_of(article), stale)
    article.refresh_from_db()
    assert (article.slug, article.position) == ("origins", 9)
    assert article.draft_revision.summary == "Written in an old form."


# -- Two editors --------------------------------------------------------------------------------


def test_the_second_of_two_editors_gets_both_texts_and_loses_nothing(desk, article):
    omar = Client()
    omar.force_login(make_editor("omar", first_name="Omar"))
    omars = fill(omar, url_of(article), summary="Omar's summary.")
    desk.post(url_of(article), fill(desk, url_of(article), summary="Ida's summary."))

    response = omar.post(url_of(article), omars)

    assert response.status_code == 409
    page = re.sub(r"<[^>]+>", "", response.content.decode())
    assert "Ida saved this article" in page
    assert "Ida&#x27;s summary" in page
    assert "Omar&#x27;s summary" in page
    article.refresh_from_db()
    assert article.draft_revision.summary == "Ida's summary."
    kept = Revision.objects.get(summary="Omar's summary.")
    again = omar.get(f"{url_of(article)}?text={kept.number}")
    assert again.context["adminform"].form["summary"].value() == "Omar's summary."
    omar.post(url_of(article), form_of(again))
    article.refresh_from_db()
    assert article.draft_revision.summary == "Omar's summary."


def test_an_author_removed_meanwhile_does_not_keep_a_text_from_being_saved(desk, article):
    person = Person.objects.create(name="Ann Birch", slug="ann")
    Byline.objects.create(article=article, person=person)
    sent = fill(desk, url_of(article), summary="Written meanwhile.")
    Byline.objects.all().delete()
    assert desk.post(url_of(article), sent).status_code == 302
    article.refresh_from_db()
    assert article.draft_revision.summary == "Written meanwhile."


def test_an_address_taken_this_very_moment_is_said_beside_the_field(desk, article, monkeypatch):
    from articles.admin import article_form

    real = article_form.reasons_not_to_use
    answers = [[]]  # the form's check came too early: the address was still free then

    def late(slug, **kwargs):
        return answers.pop() if answers else real(slug, **kwargs)

    monkeypatch.setattr(article_form, "reasons_not_to_use", late)
    sent = fill(desk, ADD, title="New", slug="causes", section=article.section_id, body="Typed.")
    response = desk.post(ADD, sent)
    assert "already has this address" in errors_of(response, "slug")
    assert response.context["adminform"].form["body"].value() == "Typed."


def test_two_very_different_long_texts_are_compared_in_little_time(desk, article):
    omar = Client()
    omar.force_login(make_editor("omar"))
    stale = fill(omar, url_of(article), body="b " * 90_000)
    desk.post(url_of(article), fill(desk, url_of(article), body="a " * 99_000))
    response = omar.post(url_of(article), stale)
    assert response.status_code == 409
    assert article.revisions.count() == 3


def test_a_double_click_is_no_conflict(desk, article):
    sent = fill(desk, url_of(article), summary="Once.")
    assert desk.post(url_of(article), sent).status_code == 302
    assert desk.post(url_of(article), sent).status_code == 302
    assert article.revisions.count() == 2


def test_a_form_without_its_base_is_refused_and_keeps_what_was_typed(desk, article):
    sent = fill(desk, url_of(article), summary="Typed.")
    del sent["based_on"]
    response = desk.post(url_of(article), sent)
    assert response.status_code == 200
    assert response.context["adminform"].form["summary"].value() == "Typed."
    assert article.revisions.count() == 1


@pytest.mark.parametrize("asked", ["99", "abc", "-1", "", "9" * 40, "²"])
def test_asking_for_a_text_that_does_not_exist_shows_the_working_one(desk, article, asked):
    response = desk.get(f"{url_of(article)}?text={asked}")
    assert response.context["adminform"].form["title"].value() == "Causes of MG"


# -- Strangers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "change",
        "publish",
        "discard",
        "draft",
        "history",
        "delete",
        "review",
        "withdraw",
        "text/1",
        "amend/{publication}",
    ],
)
def test_every_page_refuses_strangers_and_staff_without_the_right(client, article, page):
    change(article, summary="Secret plans.")
    page = page.format(publication=article.publications.get().pk)
    assert client.get(url_of(article, page)).status_code == 302
    make_editor("nobody", is_superuser=False)
    client.login(username="nobody", password="a good password")
    response = client.get(url_of(article, page))
    assert response.status_code == 403
    assert "Secret plans." not in response.content.decode()
    assert client.post(url_of(article, page), {"kind": "minor", "based_on": 2}).status_code == 403
    article.refresh_from_db()
    assert article.live_revision.number == 1


@pytest.mark.parametrize(
    "page", ["publish", "discard", "draft", "review", "withdraw", "text/1", "amend/1"]
)
def test_an_article_that_does_not_exist_is_not_found(desk, page):
    assert desk.get(f"/admin/articles/article/999999/{page}/").status_code == 404
