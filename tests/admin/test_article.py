"""The article form, as an editor uses it."""

import datetime
import re

import pytest
from django.test import Client

from articles.models import Article, Byline, Person, Redirect, Revision
from articles.publishing import move, publish, refile
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_image,
    make_reviewer,
    make_section,
    review,
    take_back,
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


@pytest.fixture
def article(db):
    return make_article("causes", title="Causes of MG")


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
    refile(article, position=9)
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


# -- The list -----------------------------------------------------------------------------------


def test_the_list_says_what_readers_see_and_what_is_in_work(desk, article):
    change(article, title="A better title")
    make_draft(title="Only a draft")
    page = desk.get(LIST).content.decode()
    assert "A better title" in page
    assert "Only a draft" in page
    assert f'href="{article.url}"' in page
    narrowed = desk.get(f"{LIST}?over_live=yes").content.decode()
    assert "A better title" in narrowed
    assert "Only a draft" not in narrowed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=antibodies", {"Live words"}),
        ("q=draft+words", {"Draft words"}),
        ("state__exact=draft", {"Draft words"}),
        ("section__id__exact={news}", {"Live words"}),
        ("q='%22--", set()),
    ],
)
def test_the_list_can_be_searched_and_filtered(desk, query, found):
    news = make_section("news", "news")
    make_article(title="Live words", summary="Antibodies.", section=news)
    make_draft(title="Draft words", summary="")
    response = desk.get(f"{LIST}?{query.format(news=news.pk)}")
    assert {str(article) for article in response.context["cl"].result_list} == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("withdrawn=yes", {"Withdrawn"}),
        ("review=never", {"Never reviewed"}),
        ("review=soon", {"Due soon"}),
        ("review=overdue", {"Overdue"}),
        (
            "review=nonsense&withdrawn=nonsense",
            {"Withdrawn", "Never reviewed", "Due soon", "Overdue"},
        ),
    ],
)
def test_the_list_says_what_is_withdrawn_and_how_it_stands_with_reviews(
    desk, editor, time_machine, query, found
):
    time_machine.move_to("2025-06-01T12:00:00Z")
    review(make_article(title="Overdue"))
    time_machine.move_to("2026-05-20T12:00:00Z")
    review(make_article(title="Due soon"), next_due=datetime.date(2026, 7, 1))
    make_article(title="Never reviewed")
    take_back(make_article(title="Withdrawn"))
    time_machine.move_to("2026-06-02T12:00:00Z")
    desk.force_login(editor)
    response = desk.get(f"{LIST}?{query}")
    assert {str(article) for article in response.context["cl"].result_list} == found
    page = desk.get(LIST).content.decode()
    assert "Due June 1, 2026" in page
    assert "Due July 1, 2026" in page
    assert "state--withdrawn" in page


@pytest.mark.parametrize("query", ["", "?review=overdue", "?review=never&withdrawn=yes&o=5"])
def test_the_list_takes_at_most_twelve_queries_at_any_size(
    desk, django_assert_max_num_queries, query
):
    for number in range(30):
        article = make_article()
        review(article)
        change(article, summary=f"Draft {number}")
        if number % 3 == 0:
            take_back(article)
    with django_assert_max_num_queries(12):
        desk.get(f"{LIST}{query}")


@pytest.mark.parametrize("digits", [25, 5000])
def test_numbers_that_no_row_has_are_no_error_of_ours(desk, article, digits):
    number = "9" * digits
    change(article, summary="Draft.")
    answers = [
        desk.post("/admin/articles/article/preview/", {"title": "T", "article": number}),
        desk.post("/admin/articles/article/preview/", {"title": "T", "bylines-0-person": number}),
        desk.post(ADD, fill(desk, ADD, title="T") | {"lead_image": number}),
        desk.post(url_of(article, "discard"), {"based_on": number}),
        desk.post(url_of(article, "publish"), {"kind": "minor", "based_on": number}),
        desk.post(url_of(article, "review"), {"reviewer": number, "based_on": number}),
        desk.post(url_of(article, "withdraw"), {"replacement": number, "based_on": number}),
        desk.get(f"{url_of(article, 'review')}?text={number}"),
        desk.get(url_of(article, f"text/{number}")),
        desk.get(url_of(article, f"amend/{number}")),
        desk.get(f"/admin/articles/article/{number}/history/"),
        desk.get(f"/admin/articles/article/{number}/change/"),
        desk.get(f"{LIST}?section__id__exact={number}"),
        desk.get(f"{LIST}?state__exact=%00"),
    ]
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []


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


# -- How it is filed, and where it stands -------------------------------------------------------


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
    refile(make_article(title="How we correct"), policy="corrections")
    path = ADD if is_new else url_of(article)
    sent = fill(desk, path, title="T", section=article.section_id, policy="corrections")
    response = desk.post(path, sent)
    assert "“How we correct” is this policy already" in errors_of(response, "policy")
    assert response.context["adminform"].form["title"].value() == "T"


def test_a_policy_taken_this_very_moment_is_said_beside_the_field(desk, article, monkeypatch):
    from articles.admin import article_form

    refile(make_article(title="How we correct"), policy="corrections")
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
