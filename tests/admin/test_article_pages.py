"""The pages beside the article form: publish, discard, draft, delete, history."""

import re

import pytest

from articles.models import Article
from articles.publishing import publish
from tests.admin.test_article import ADD, fill, message, url_of
from tests.factories import change, make_article, make_draft, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    return make_article("causes", title="Causes of MG")


# -- Publishing ---------------------------------------------------------------------------------


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


# -- Discarding, drafts, deleting ---------------------------------------------------------------


def test_discarding_asks_first(desk, article):
    change(article, summary="Bad idea.")
    assert desk.get(url_of(article, "discard")).status_code == 200
    article.refresh_from_db()
    assert article.draft_revision is not None
    response = desk.post(url_of(article, "discard"), {"based_on": 2}, follow=True)
    article.refresh_from_db()
    assert article.draft_revision is None
    assert "Draft discarded" in message(response)


def test_discarding_what_somebody_changed_meanwhile_is_a_conflict(desk, article):
    change(article, summary="Seen.")
    change(article, summary="Not seen.")
    response = desk.post(url_of(article, "discard"), {"based_on": 2})
    assert response.status_code == 409
    for sent in ({}, {"based_on": "abc"}):
        assert desk.post(url_of(article, "discard"), sent).status_code == 409


def test_the_draft_page_is_what_readers_will_see_after_publishing(desk, client):
    draft = make_draft("new", body="## Part\n\nSome **bold** words.", key_points=("One.",))
    shown = desk.get(url_of(draft, "draft"))
    assert "only editors can see this" in shown.content.decode()
    assert "noindex" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    publish(draft, by=None)
    live = client.get(draft.url).content.decode()
    body = re.search(r'<div class="prose">.*?</div>', live, re.DOTALL)[0]
    assert body in shown.content.decode()


def test_only_what_readers_never_saw_can_be_deleted(desk, article):
    draft = make_draft()
    change(draft, summary="Second.")
    assert desk.post(url_of(article, "delete"), {"post": "yes"}).status_code == 403
    desk.post(url_of(draft, "delete"), {"post": "yes"})
    assert list(Article.objects.all()) == [article]


def test_the_history_names_every_text_and_every_publication(desk, article):
    change(article, summary="Second.")
    publish(article, kind="significant", note="New numbers.", by=None)
    page = desk.get(url_of(article, "history")).content.decode()
    assert "Open revision 1 in the form" in page
    assert "Open revision 2 in the form" in page
    assert "New numbers." in page
