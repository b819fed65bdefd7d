"""Saving drafts: nothing typed is lost, and readers see nothing of it."""

import pytest
from django.db import transaction

from articles.models import Article, Revision
from articles.publishing import (
    Conflict,
    Refused,
    content_of,
    discard_draft,
    publish,
    save_draft,
    start_article,
)
from tests.factories import (
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_image,
    make_section,
)

pytestmark = pytest.mark.django_db


def test_a_new_article_is_a_draft_that_readers_cannot_see():
    article = start_article(
        make_content("Symptoms"), section=make_section(), slug="symptoms", by=None
    )
    assert article.state == "draft"
    assert article.draft_revision.number == 1
    assert not Article.objects.public().exists()


def test_a_draft_with_nothing_but_a_title_can_be_saved():
    article = make_draft(title="Only a title", summary="", body="")
    assert str(article) == "Only a title"


def test_a_draft_over_a_live_page_leaves_the_page_as_it_is():
    article = make_article(body="## Old\n\nOld text.")
    change(article, body="## New\n\nNew text.")
    article.refresh_from_db()
    assert article.state == "draft"
    assert "Old text" in article.live_revision.html
    assert "New text" in article.draft_revision.html
    assert article.is_draft_over_live


def test_the_second_of_two_editors_is_told_who_was_first_and_keeps_their_text():
    rosa, omar = make_editor("rosa", first_name="Rosa"), make_editor("omar", first_name="Omar")
    article = make_article()
    seen = article.working_revision.number
    theirs = save_draft(article, make_content(summary="Rosa's."), by=rosa, based_on=seen)

    with pytest.raises(Conflict, match="Rosa") as caught:
        save_draft(article, make_content(summary="Omar's."), by=omar, based_on=seen)

    article.refresh_from_db()
    assert article.draft_revision == theirs
    assert caught.value.theirs == theirs
    assert caught.value.who == "Rosa"
    kept = Revision.objects.get(pk=caught.value.kept.pk)
    assert kept.summary == "Omar's."
    assert kept.was_set_aside
    assert kept.based_on.number == seen


def test_the_losing_text_survives_inside_a_transaction_that_goes_on():
    article = make_article()
    with transaction.atomic():
        change(article, summary="First.")
        with pytest.raises(Conflict):
            save_draft(article, make_content(summary="Late."), by=None, based_on=1)
    assert article.revisions.filter(summary="Late.").exists()


def test_the_same_text_sent_twice_is_saved_once_and_is_no_conflict():
    article = make_article()
    first = save_draft(article, make_content(summary="New."), by=None, based_on=1)
    again = save_draft(article, make_content(summary="New."), by=None, based_on=1)
    assert again == first
    assert article.revisions.count() == 2


def test_saving_an_unchanged_live_text_makes_no_draft():
    article = make_article()
    save_draft(article, content_of(article.live_revision), by=None, based_on=1)
    assert article.draft_revision is None


def test_a_text_opened_before_a_discard_is_in_conflict():
    article = make_article()
    change(article, summary="To be discarded.")
    discard_draft(article, by=None)
    with pytest.raises(Conflict):
        save_draft(article, make_content(summary="Based on it."), by=None, based_on=2)


def test_a_discarded_draft_leaves_the_live_page_and_stays_in_the_history():
    article = make_article()
    change(article, summary="Not good enough.")
    discard_draft(article, by=None)
    assert article.state == "published"
    assert article.draft_revision is None
    assert article.revisions.filter(summary="Not good enough.").exists()


def test_the_draft_of_a_page_that_was_never_published_cannot_be_discarded():
    with pytest.raises(Refused, match="never published"):
        discard_draft(make_draft(), by=None)


def test_discarding_twice_is_refused():
    article = make_article()
    with pytest.raises(Refused, match="no draft"):
        discard_draft(article, by=None)


def test_discarding_a_draft_that_somebody_has_changed_meanwhile_is_a_conflict():
    article = make_article()
    change(article, summary="Seen.")
    stale = Article.objects.get(pk=article.pk)
    change(article, summary="Saved after.")
    with pytest.raises(Conflict):
        discard_draft(stale, by=None)
    article.refresh_from_db()
    assert article.draft_revision.summary == "Saved after."


@pytest.mark.parametrize(
    ("content", "field", "words"),
    [
        ({"title": "  "}, "title", "title"),
        ({"title": "x" * 201}, "title", "200"),
        ({"summary": "x" * 301}, "summary", "300"),
        ({"body": "x" * 200_001}, "body", "200,000"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_field(content, field, words):
    with pytest.raises(Refused) as caught:
        make_draft(**{"title": "Good"} | content)
    assert [reason.field for reason in caught.value.reasons] == [field]
    assert words in caught.value.reasons[0]
    assert not Article.objects.exists()


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(Refused) as caught:
        make_draft("Not a Slug", title="", summary="x" * 301)
    assert {reason.field for reason in caught.value.reasons} == {"slug", "title", "summary"}


def test_a_text_and_its_pictures_come_back_exactly_as_written():
    image = make_image(key="junction")
    content = make_content(
        "Äpfel & <b>Birnen</b>",
        body="A *line*\n\n![A nerve](image:junction)",
        key_points=("One.", "Two."),
        lead_image=image,
        lead_alt="A nerve",
    )
    article = start_article(content, section=make_section(), slug="fruit", by=None)
    assert content_of(Revision.objects.get(pk=article.draft_revision_id)) == content
    assert list(article.draft_revision.image_uses.values_list("image__key", flat=True)) == [
        "junction"
    ]


def test_a_picture_that_comes_into_the_library_later_is_on_the_published_page():
    draft = make_draft(body="![A nerve](image:junction)")
    assert "not in the library" in draft.draft_revision.html
    image = make_image(key="junction")
    publish(draft, by=None)
    assert "not in the library" not in draft.live_revision.html
    assert image.file.name in draft.live_revision.html
    assert image.is_used


def test_characters_that_nobody_sees_do_not_come_in():
    draft = make_draft(title="A\u202eB\x01C", summary="a\x00b", key_points=("\u202ex",))
    assert draft.draft_revision.title == "ABC"
    assert draft.draft_revision.summary == "ab"
    assert draft.draft_revision.key_points == ["x"]
    with pytest.raises(Refused, match="title"):
        make_draft(title="\u200b")
