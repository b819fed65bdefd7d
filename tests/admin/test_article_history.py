"""The history of an article: one time line of everything that was done with it."""

import datetime
import time

import pytest
from django.utils import timezone

from articles.models import Revision, SiteSettings, Step, TrailEntry
from articles.publishing import (
    amend_note,
    approve,
    move,
    publish,
    restore_revision,
    send_back,
    submit,
)
from tests.admin.test_article import url_of
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    publish_again,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db


def words_of(response):
    return " ".join(response.content.decode().split())


def history(desk, article, **query):
    return desk.get(url_of(article, "history"), query)


def told(response):
    return [(doing.label, doing.name) for doing in response.context["timeline"].doings]


@pytest.fixture
def rosa():
    return make_editor("rosa", first_name="Rosa")


def test_everything_that_was_done_stands_on_one_line_newest_first(desk, rosa):
    article = make_draft("causes", by=rosa)
    submit(article, by=rosa)
    send_back(article, reason="Shorter, please.", by=None)
    change(article, body="Short.", by=rosa)
    publish(article, alone="Nobody was there.", by=rosa)
    edition = publish_again(article, "significant", note="New nubmers.", body="Short and new.")
    amend_note(edition, note="New numbers.", reason="A typo.", by=rosa)
    review(article, by=rosa)
    move(article, slug="reasons", by=rosa)
    restore_revision(article, article.revisions.get(number=1), by=rosa, based_on=3)
    take_back(article, reason="It was outdated.", by=rosa)
    page = history(desk, article)
    assert told(page) == [
        ("Withdrawn", "Rosa"),
        ("Earlier text restored", "Rosa"),
        ("Moved to another address", "Rosa"),
        ("Review recorded", "Rosa"),
        ("Note to readers amended", "Rosa"),
        ("Significant change", "mgnews"),
        ("Draft saved", "mgnews"),
        ("First publication", "Rosa"),
        ("Draft saved", "Rosa"),
        ("Sent back", "mgnews"),
        ("Handed in for review", "Rosa"),
        ("Article started", "Rosa"),
    ]
    words = words_of(page)
    for said in (
        "Shorter, please.",
        "Without a second pair of eyes: Nobody was there.",
        "New nubmers.",
        "New numbers.",
        "A typo.",
        "/about-mg/causes/",
        "/about-mg/reasons/",
        "It was outdated.",
        "The text of revision 1 again.",
        "Vera Stone, MD",
    ):
        assert said in words


def test_words_added_and_removed_are_counted_against_the_text_before(desk):
    article = make_draft(title="Causes", summary="", body="The lid hangs low.")
    change(article, title="Causes", summary="", body="The left lid hangs.")
    second = article.draft_revision
    assert (second.words_added, second.words_removed) == (1, 1)
    assert "1 added, 1 removed" in words_of(history(desk, article))


def test_the_line_can_be_narrowed_to_a_kind_and_a_person(desk, rosa):
    article = make_article(by=rosa)
    change(article, summary="Second.")
    assert told(history(desk, article, about="texts", who="Rosa")) == [("Article started", "Rosa")]
    assert told(history(desk, article, about="readers")) == [("First publication", "Rosa")]
    empty = history(desk, article, about="reviews")
    assert "Nothing of this kind was done" in words_of(empty)
    assert "Show everything" in words_of(empty)
    # What nobody can choose shows everything.
    assert len(told(history(desk, article, about="nonsense", p="x"))) == 3


def test_a_deleted_account_is_still_named_and_the_clock_is_that_of_the_site(desk, rosa):
    SiteSettings.objects.update_or_create(pk=1, defaults={"time_zone": "Asia/Tokyo"})
    article = make_draft(by=rosa)
    rosa.delete()
    words = words_of(history(desk, article))
    assert "by Rosa" in words
    assert "JST" in words


def test_a_set_aside_text_says_so_and_offers_to_merge(desk, article):
    change(article, summary="Second.")
    with pytest.raises(Exception, match="saved this article"):
        restore_revision(article, article.revisions.get(number=1), by=None, based_on=1)
    words = words_of(history(desk, article))
    assert "Set aside: somebody else had saved first." in words
    assert "Merge revision 3…" in words


def test_a_long_history_is_paged_and_asks_few_questions(desk, rosa, django_assert_max_num_queries):
    words = " ".join(["myasthenia"] * 3000)
    points = ("One.", "Two.", "Three.")
    article = make_article(body=words, key_points=points, by=rosa)
    first, now = article.live_revision, timezone.now()
    Revision.objects.bulk_create(
        Revision(
            article=article,
            number=number,
            based_on=first,
            title=f"Text {number}",
            body=words,
            html=words,
            text=words,
            word_count=3000,
            words_added=number,
            words_removed=0,
            created_at=now + datetime.timedelta(seconds=number),
            created_by_name="Omar",
        )
        for number in range(2, 501)
    )
    last = article.revisions.first()
    Step.objects.bulk_create(
        Step(
            article=article,
            revision=last,
            kind="submitted",
            taken_at=now + datetime.timedelta(seconds=number, milliseconds=500),
            taken_by_name="Omar",
        )
        for number in range(470, 490)
    )
    review(article)
    edition = publish_again(article, "significant", note="New nubmers.", summary="Now.")
    amend_note(edition, note="New numbers.", reason="A typo.", by=None)
    move(article, slug="moved-away", by=None)
    change(article, summary="After.")
    approve_all(article)
    take_back(article)
    with django_assert_max_num_queries(15):
        start = time.process_time()
        page = history(desk, article)
        took = time.process_time() - start
    assert took < 1, took  # 0.1 s alone on this machine; other tests run beside it
    assert len(told(page)) == 50
    assert "Older" in words_of(page)
    second = history(desk, article, p=2)
    assert not set(keys_of(page)) & set(keys_of(second))
    assert "There is nothing on this page" in words_of(history(desk, article, p=99))


def approve_all(article):
    submit(article, by=None)
    approve(article, by=None)


def keys_of(page):
    return [(doing.source, doing.key) for doing in page.context["timeline"].doings]


def test_the_history_of_a_row_says_what_was_changed_by_whom(desk):
    section = make_article().section
    address = f"/admin/articles/section/{section.pk}/history/"
    assert "Nothing is on record yet" in words_of(desk.get(address))
    TrailEntry.objects.create(
        kind="changed",
        by_name="Rosa",
        object_type="articles.section",
        object_key=str(section.pk),
        changes=[["Title", "About MG", "All about MG"]],
    )
    words = words_of(desk.get(address))
    assert "Changed</strong> by Rosa" in words
    assert "All about MG" in words
