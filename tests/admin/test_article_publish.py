"""The page that asks before publishing: the kind of change, and what readers are told."""

import pytest

from articles.models import Article
from tests.admin.test_article import ADD, fill, message, url_of
from tests.factories import change, make_article, make_draft, make_section, review, take_back

pytestmark = pytest.mark.django_db

CORRECTED = {"was_wrong": "The dose was 5 mg.", "is_right": "The dose is 50 mg."}


@pytest.fixture
def article(db):
    return make_article("causes", title="Causes of MG")


def send(desk, article, **typed):
    return desk.post(url_of(article, "publish"), {"based_on": 2} | typed)


def errors_of(response):
    return {name: " ".join(errors) for name, errors in response.context["form"].errors.items()}


def test_publish_saves_first_and_leads_to_the_page_that_asks(desk):
    section = make_section()
    sent = fill(desk, ADD, title="What is MG?", section=section.pk, _publish="1")
    response = desk.post(ADD, sent, follow=True)
    article = Article.objects.get()
    assert response.redirect_chain[-1][0] == url_of(article, "publish")
    page = response.content.decode()
    assert "Write a summary" in page
    assert "The text is empty" in page


def test_the_first_publication_needs_no_more_than_a_click(desk):
    draft = make_draft()
    page = desk.get(url_of(draft, "publish"))
    form = page.context["form"]
    sent = {"kind": form["kind"].value(), "based_on": form["based_on"].value(), "note": ""}
    response = desk.post(url_of(draft, "publish"), sent, follow=True)
    draft.refresh_from_db()
    assert draft.is_public
    assert "Published" in message(response)
    assert draft.url in message(response)


def test_the_page_says_what_each_kind_does_to_the_date(desk, time_machine):
    time_machine.move_to("2021-07-27T12:00:00Z")
    article = make_article()
    time_machine.move_to("2026-11-22T12:00:00Z")
    change(article, summary="Other.")
    page = desk.get(url_of(article, "publish")).content.decode()
    assert "“Last updated” will stay July 27, 2021" in page
    assert page.count("“Last updated” will become November 22, 2026") == 2


def test_a_significant_change_needs_its_note_and_keeps_what_was_chosen(desk, article):
    change(article, summary="Other.")
    sent = {"kind": "significant", "note": "", "based_on": 2}
    response = desk.post(url_of(article, "publish"), sent)
    assert response.status_code == 422
    assert "Tell readers" in " ".join(response.context["form"].errors["note"])
    assert response.context["form"]["kind"].value() == "significant"
    desk.post(url_of(article, "publish"), sent | {"note": "New numbers."})
    assert article.publications.get(kind="significant").note == "New numbers."


def test_what_may_not_go_out_is_refused_however_it_is_sent(desk):
    draft = make_draft(summary="")
    response = desk.post(url_of(draft, "publish"), {"kind": "first", "based_on": 1})
    assert response.status_code == 422
    assert "Write a summary" in response.content.decode()
    draft.refresh_from_db()
    assert not draft.is_public


def test_publishing_what_somebody_changed_meanwhile_is_a_conflict(desk, article):
    change(article, summary="Seen.")
    change(article, summary="Not seen.")
    response = desk.post(url_of(article, "publish"), {"kind": "minor", "based_on": 2})
    assert response.status_code == 409
    article.refresh_from_db()
    assert article.live_revision.number == 1


def test_publishing_twice_leads_back_to_the_form(desk, article):
    response = desk.get(url_of(article, "publish"), follow=True)
    assert "no draft" in message(response)


# -- Corrections --------------------------------------------------------------------------------


def test_a_correction_stands_on_the_page_as_it_was_written(desk, client, article):
    change(article, summary="Other.")
    response = send(desk, article, kind="correction", **CORRECTED)
    assert response.status_code == 302
    page = client.get(article.url).content.decode()
    assert "The dose was 5 mg." in page
    assert "The dose is 50 mg." in page


def test_what_a_correction_lacks_is_said_beside_its_field_and_nothing_typed_is_lost(desk, article):
    change(article, summary="Other.")
    typed = {"kind": "correction", "was_wrong": "The dose.", "note": "Thanks to a reader."}
    response = send(desk, article, **typed)
    assert response.status_code == 422
    assert errors_of(response) == {"is_right": "Say what is right."}
    for name, words in typed.items():
        assert response.context["form"][name].value() == words


def test_words_of_a_correction_are_refused_for_another_kind_and_kept(desk, article):
    change(article, summary="Other.")
    response = send(desk, article, kind="significant", note="New.", **CORRECTED)
    assert set(errors_of(response)) == {"was_wrong", "is_right"}
    assert response.context["form"]["was_wrong"].value() == CORRECTED["was_wrong"]


def test_words_that_came_too_late_are_shown_on_the_conflict_page(desk, article):
    change(article, summary="Seen.")
    change(article, summary="Not seen.")
    response = send(desk, article, kind="correction", **CORRECTED)
    assert response.status_code == 409
    page = response.content.decode()
    assert all(words in page for words in CORRECTED.values())
    assert f'href="{url_of(article, "publish")}"' in page


# -- Withdrawn pages and reviews ------------------------------------------------------------------


def test_bringing_a_withdrawn_page_back_is_explained_and_told(desk, article):
    take_back(article, reason="It was outdated.")
    page = desk.get(url_of(article, "publish"))
    assert "It was outdated." in page.content.decode()
    form = page.context["form"]
    assert [kind for kind, _words in form["kind"].field.choices] == ["significant", "correction"]
    sent = {name: form[name].value() for name in ("based_on", "brings_back")}
    response = desk.post(url_of(article, "publish"), sent | {"kind": "significant", "note": "x y"})
    assert response.status_code == 302
    article.refresh_from_db()
    assert article.is_public


def test_a_page_withdrawn_meanwhile_is_not_brought_back_by_accident(desk, article):
    change(article, summary="Other.")
    take_back(article, reason="It was wrong.")
    response = send(desk, article, kind="significant", note="My own words.")
    assert response.status_code == 409
    page = response.content.decode()
    assert "It was wrong." in page
    assert "My own words." in page
    article.refresh_from_db()
    assert not article.is_public


def test_the_page_warns_when_the_review_was_of_another_text(desk, article):
    review(article)
    draft = change(article, summary="Other.")
    warning = "was of another text"
    assert warning in desk.get(url_of(article, "publish")).content.decode()
    review(article, based_on=draft.number)
    assert warning not in desk.get(url_of(article, "publish")).content.decode()
