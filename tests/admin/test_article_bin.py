"""The bin at the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Role
from articles.publishing import bin_article, keep_open, set_embargo
from tests.admin.test_article import LIST, errors_of, fill, message, url_of
from tests.factories import (
    make_article,
    make_draft,
    make_member,
    review,
    share,
)

pytestmark = pytest.mark.django_db

TAKE_OUT = f"{LIST}bin/take-out/"
BIN = f"{LIST}?bin=yes"


def words_of(response):
    return " ".join(response.content.decode().split())


def door_of(user):
    door = Client()
    door.force_login(user)
    return door


def delete(desk, article):
    seen = desk.get(url_of(article, "delete")).context["seen"]
    return desk.post(url_of(article, "delete"), {"post": "yes", "seen": seen}, follow=True)


@pytest.fixture
def binned(editor):
    article = make_draft("never-seen", title="Never seen")
    bin_article(article, by=editor)
    return article


def test_delete_says_what_happens_and_the_undo_brings_it_back(desk):
    article = make_draft("causes", title="Causes of MG")
    asked = words_of(desk.get(url_of(article, "delete")))
    assert "goes into the bin" in asked
    answer = delete(desk, article)
    said = message(answer)
    assert "Deleted: “Causes of MG”. It stays in the bin for 30 days." in said
    assert f'<input type="hidden" name="article" value="{article.pk}">' in said
    assert "csrfmiddlewaretoken" in said
    back = desk.post(TAKE_OUT, {"article": article.pk}, follow=True)
    assert "Back as before" in message(back)
    assert back.context["original"] == article
    assert Article.objects.get() == article


def test_what_is_in_the_bin_is_in_no_list_calendar_picker_or_worklist(desk, editor):
    marked = "Zebrafish"
    article = make_draft("zebra", title=marked)
    set_embargo(article, until=timezone.now() + timedelta(days=3), by=editor)
    assert marked in words_of(desk.get(f"{LIST}calendar/"))
    bin_article(article, by=editor)
    picker = "/admin/autocomplete/?app_label=articles&model_name=related&field_name=other&term=zeb"
    for page in (LIST, f"{LIST}?q=zebra", f"{LIST}?state__exact=draft", f"{LIST}calendar/", picker):
        assert marked not in words_of(desk.get(page)), page


def test_the_bin_lists_what_it_holds_and_for_how_long(desk, binned):
    page = words_of(desk.get(BIN))
    assert "Never seen" in page
    assert '<td class="field-days_left">30</td>' in page
    assert "by Ida" in page
    for action, is_there in (("take_out_selected", True), ("publish_selected", False)):
        assert (action in page) == is_there
    assert "Never seen" in words_of(desk.get(f"{BIN}&q=never"))


def test_several_go_at_once_and_what_cannot_go_is_named_with_its_reason(desk):
    one, two, page = make_draft(title="One"), make_draft(title="Two"), make_article(title="Page")
    keys = [article.pk for article in (one, two, page)]
    sent = {"action": "bin_selected", "_selected_action": keys}
    said = message(desk.post(LIST, sent, follow=True))
    assert "“Page” was not deleted. Readers know this page" in said
    assert "They stay in the bin" in said
    assert list(Article.objects.all()) == [page]
    desk.post(BIN, {"action": "take_out_selected", "_selected_action": keys}, follow=True)
    assert Article.objects.count() == 3


def test_every_page_of_a_deleted_article_says_that_it_is_in_the_bin(desk, binned):
    for page in ("change", "delete", "submit", "publish", "share", "review", "restore/1"):
        words = words_of(desk.get(url_of(binned, page)))
        assert "Ida deleted this article" in words, page
        assert "Take it out of the bin" in words, page
    assert "Article started" in words_of(desk.get(url_of(binned, "history")))
    assert desk.get(url_of(binned, "text/1")).status_code == 200


def test_whoever_was_writing_in_it_finds_their_words(desk):
    article = make_draft()
    sent = fill(desk, url_of(article), title="Half a", body="A long morning's work.")
    bin_article(article, by=None)
    answer = desk.post(url_of(article), sent)
    assert answer.status_code == 409
    words = words_of(answer)
    assert "deleted while you were writing" in words
    assert "A long morning&#x27;s work." in words


def test_unsaved_text_of_a_deleted_article_is_still_there_for_its_writer(desk, editor):
    article = make_draft()
    kept = keep_open(article, by=editor, key="x", based_on=1, typed={"title": "Unsaved title"})
    bin_article(article, by=editor)
    assert "Unsaved title" in words_of(desk.get(f"{LIST}unsaved/{kept.pk}/"))


def test_the_same_words_can_be_started_anew_under_another_address(desk, editor):
    article = make_draft("causes", by=editor)
    bin_article(article, by=editor)
    sent = fill(
        desk,
        f"{LIST}add/",
        title="Causes of MG",
        slug="causes",
        section=article.section.pk,
        summary=article.draft_revision.summary,
        body=article.draft_revision.body,
    )
    answer = desk.post(f"{LIST}add/", sent)
    assert "in the bin has this address" in errors_of(answer, "slug")
    assert desk.post(f"{LIST}add/", sent | {"slug": "new-causes"}).status_code == 302
    assert Article.objects.get().slug == "new-causes"


def test_counts_of_pages_leave_out_the_bin(desk, binned):
    make_draft()
    row = words_of(desk.get("/admin/articles/section/"))
    assert '<td class="field-pages">1</td>' in row


def test_what_is_gone_for_good_cannot_come_back(desk, binned):
    asked = words_of(desk.get(url_of(binned, "delete-for-good")))
    assert "Its 1 text goes" in asked
    answer = desk.post(url_of(binned, "delete-for-good"), follow=True)
    assert "“Never seen” is gone for good." in message(answer)
    assert not Article.everything.exists()
    late = desk.post(TAKE_OUT, {"article": binned.pk}, follow=True)
    assert "cannot be brought back" in message(late)


def test_an_editor_deletes_and_undoes_but_not_for_good(binned):
    door = door_of(make_member(Role.EDITOR, "ed"))
    assert "Delete for good" not in words_of(door.get(url_of(binned)))
    assert door.post(url_of(binned, "delete-for-good")).status_code == 403
    assert door.post(TAKE_OUT, {"article": binned.pk}).status_code == 302
    assert Article.objects.exists()


def test_a_reviewer_sees_that_it_is_gone_and_whom_to_ask(binned):
    door = door_of(make_member(Role.REVIEWER, "vera"))
    assert "Ask an editor to bring it back" in words_of(door.get(url_of(binned)))


def test_a_text_that_somebody_vouched_for_is_not_deleted(desk):
    article = make_draft()
    review(article)
    assert "review of this text is on record" in words_of(desk.get(url_of(article, "delete")))
    assert "Readers" not in message(desk.get(LIST))
    assert Article.objects.exists()


def test_a_preview_link_of_a_deleted_text_is_over_for_its_reader(desk, client):
    article = make_draft(title="Zebrafish")
    share("s3cret", article)
    bin_article(article, by=None)
    page = client.get("/preview/s3cret/")
    assert "Zebrafish" not in words_of(page)
