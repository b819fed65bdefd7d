"""The pages beside the article form: discard, draft, delete, history."""

import re

import pytest

from articles.models import Article
from articles.publishing import publish
from tests.admin.test_article import message, url_of
from tests.factories import change, make_article, make_draft, review, take_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    return make_article("causes", title="Causes of MG")


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
    seen = desk.get(url_of(draft, "delete")).context["seen"]
    desk.post(url_of(draft, "delete"), {"post": "yes", "seen": seen})
    assert list(Article.objects.all()) == [article]


def test_a_draft_that_was_saved_after_one_was_asked_is_not_deleted(desk):
    draft = make_draft()
    seen = desk.get(url_of(draft, "delete")).context["seen"]
    change(draft, summary="Saved meanwhile.")
    for sent in ({"seen": seen}, {}):
        response = desk.post(url_of(draft, "delete"), {"post": "yes"} | sent, follow=True)
        assert "nothing was deleted" in message(response)
    assert Article.objects.get().draft_revision.summary == "Saved meanwhile."


def test_the_history_names_every_text_and_every_publication(desk, article):
    change(article, summary="Second.")
    publish(article, kind="significant", note="New numbers.", by=None)
    page = desk.get(url_of(article, "history")).content.decode()
    assert "Open revision 1 in the form" in page
    assert "Open revision 2 in the form" in page
    assert "New numbers." in page


def test_the_history_names_reviews_and_withdrawals(desk, article):
    review(article)
    review(article, scope="sections", sections=["what-happens"])
    take_back(article, reason="It was outdated.")
    page = desk.get(url_of(article, "history")).content.decode()
    assert "Vera Stone, MD" in page
    assert "What happens" in page
    assert "It was outdated." in page


def test_the_draft_of_a_withdrawn_page_is_kept(desk, article):
    take_back(article)
    response = desk.post(url_of(article, "discard"), {"based_on": 1}, follow=True)
    assert "withdrawn" in message(response)
    article.refresh_from_db()
    assert article.draft_revision is not None


def test_a_saved_text_is_shown_through_the_readers_template_in_a_frame_of_ours(desk, article):
    draft = change(article, summary="Second.")
    live = desk.get(url_of(article, "text/1"))
    assert "only editors can see this" not in live.content.decode()
    assert live["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in live["Content-Security-Policy"]
    assert "only editors can see this" in desk.get(url_of(article, "text/2")).content.decode()
    assert desk.get(url_of(article, f"text/{draft.number + 1}")).status_code == 404
