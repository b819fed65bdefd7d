"""Reviews: who vouches for which text, until when, and what becomes of it."""

import datetime

import pytest
import time_machine

from articles.models import Article, Byline, Person, Review, ReviewState
from articles.publishing import (
    Conflict,
    Refused,
    Source,
    due_after,
    publish,
    reasons_not_to_write,
    record_review,
    refile,
    review_of,
)
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_person,
    make_reviewer,
    make_section,
    publish_again,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db

JULY_2026 = datetime.datetime(2026, 7, 3, 12, tzinfo=datetime.UTC)
BODY = "## Signs\n\nDrooping lids.\n\n## Tests\n\nA blood test.\n"


def on(year, month, day):
    return time_machine.travel(datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC))


@pytest.fixture
def article(db):
    return make_article(body=BODY)


def fields_of(caught):
    return [reason.field for reason in caught.value.reasons]


# -- What is recorded ---------------------------------------------------------------------------


def test_a_review_is_dated_today_and_holds_for_the_usual_time(article):
    updated = article.last_updated_on
    with time_machine.travel(JULY_2026):
        recorded = review(article, by=make_editor(first_name="Rosa", last_name="Lind"))
    assert recorded.reviewed_on == datetime.date(2026, 7, 3)
    assert recorded.next_due == datetime.date(2027, 7, 3)
    assert recorded.reviewer_name == "Vera Stone, MD"
    assert recorded.recorded_by_name == "Rosa Lind"
    assert article.last_review == recorded
    assert article.last_updated_on == updated
    assert article.publications.count() == 1


def test_a_name_stays_as_it_was_when_the_review_was_made(article):
    recorded = review(article)
    Person.objects.filter(pk=recorded.reviewer_id).update(credentials="MD, PhD")
    recorded.refresh_from_db()
    assert recorded.reviewer_name == "Vera Stone, MD"


def test_sections_are_recorded_by_their_headings_and_move_no_date(article):
    recorded = review(article, scope="sections", sections=["tests", "signs"])
    assert recorded.sections == ["Signs", "Tests"]
    assert recorded.next_due is None
    assert article.last_review is None


def test_a_day_in_the_form_says_nothing_about_a_review_of_sections(article):
    past = datetime.date(2000, 1, 1)
    recorded = review(article, scope="sections", sections=["signs"], next_due=past)
    assert recorded.next_due is None


def test_a_double_click_is_one_review(article):
    first = review(article)
    assert review(article) == first
    other = make_reviewer("Omar Reed")
    review(article, reviewer=other)
    assert article.last_review.reviewer == other
    assert Review.objects.count() == 2


def test_the_same_person_may_check_the_same_text_again_later(article):
    with on(2026, 7, 3):
        first = review(article)
    with on(2027, 7, 1):
        second = review(article)
    assert first != second
    assert article.last_review == second
    assert second.next_due == datetime.date(2028, 7, 1)


# -- Why not ------------------------------------------------------------------------------------


@pytest.mark.parametrize("credentials", ["", "  "])
def test_nobody_vouches_without_credentials(article, credentials):
    with pytest.raises(Refused, match="no credentials") as caught:
        review(article, reviewer=make_person("Kim Lee", credentials=credentials))
    assert fields_of(caught) == ["reviewer"]


def test_nobody_reviews_their_own_text(article):
    author = make_reviewer()
    Byline.objects.create(article=article, person=author)
    with pytest.raises(Refused, match="author of this page") as caught:
        review(article, reviewer=author)
    assert fields_of(caught) == ["reviewer"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"scope": "everything"}, "scope"),
        ({"scope": "sections"}, "sections"),
        ({"scope": "sections", "sections": ["signs", "elsewhere"]}, "sections"),
        # Who marks sections and leaves "the whole text" chosen vouched for less than that.
        ({"scope": "whole", "sections": ["signs"]}, "sections"),
        ({"next_due": datetime.date(2026, 7, 3)}, "next_due"),
        ({"next_due": datetime.date(2020, 1, 1)}, "next_due"),
        ({"next_due": datetime.date(2036, 7, 4)}, "next_due"),
        ({"next_due": datetime.date(9999, 12, 31)}, "next_due"),
    ],
)
def test_what_cannot_be_recorded_is_said_beside_its_field(article, facts, field):
    with time_machine.travel(JULY_2026), pytest.raises(Refused) as caught:
        review(article, **facts)
    assert fields_of(caught) == [field]
    assert not Review.objects.exists()


def test_every_reason_is_said_at_once(article):
    nobody = make_person("Kim Lee")
    Byline.objects.create(article=article, person=nobody)
    with pytest.raises(Refused) as caught:
        review(article, reviewer=nobody, scope="sections", next_due=datetime.date(2000, 1, 1))
    assert fields_of(caught) == ["reviewer", "reviewer", "sections"]


# -- Which text ---------------------------------------------------------------------------------


def test_a_review_of_the_draft_is_shown_once_exactly_that_text_is_published(article):
    draft = change(article, body=BODY, summary="Better.")
    recorded = review(article, based_on=draft.number)
    assert recorded.revision == draft
    assert article.last_review is None
    publish(article, kind="minor", by=None)
    assert article.last_review == recorded


def test_a_review_of_a_draft_is_not_shown_for_what_it_became_later(article):
    review(article)
    shown = article.last_review
    draft = change(article, body=BODY, summary="Better.")
    review(article, based_on=draft.number)
    change(article, body=BODY, summary="Better still.")
    publish(article, kind="minor", by=None)
    assert article.last_review == shown


def test_the_first_text_of_a_page_can_be_reviewed_before_anybody_sees_it():
    draft = make_draft()
    recorded = review(draft)
    assert draft.last_review is None
    publish(draft, by=None)
    assert draft.last_review == recorded


def test_an_older_text_cannot_be_reviewed(article):
    change(article, summary="Second.")
    publish(article, kind="minor", by=None)
    with pytest.raises(Conflict, match="neither what readers see nor the draft"):
        review(article, based_on=1)
    assert not Review.objects.exists()


def test_a_reviewer_who_read_the_text_before_the_last_one_is_told(article):
    stale = Article.objects.get(pk=article.pk)
    change(article, summary="Second.")
    publish(article, kind="minor", by=None)
    with pytest.raises(Conflict):
        review(stale)


def test_a_draft_that_went_live_while_it_was_read_is_the_same_text(article):
    draft = change(article, summary="Second.")
    publish(article, kind="minor", by=None)
    assert article.last_review is None
    assert review(article, based_on=draft.number) == article.last_review


def test_a_withdrawn_page_can_be_reviewed_before_it_comes_back(article):
    take_back(article)
    recorded = review(article)
    assert article.last_review is None
    publish(article, kind="significant", note="Checked, and still true.", by=None)
    assert article.last_review == recorded


def test_an_older_review_that_an_import_brings_does_not_take_the_newer_ones_place(article):
    with on(2026, 7, 3):
        newer = review(article)
        older = review(
            article,
            reviewer=make_reviewer("Omar Reed"),
            source=Source("old site", datetime.date(2024, 1, 5)),
        )
    assert older.reviewed_on == datetime.date(2024, 1, 5)
    assert older.carried_from == "old site"
    assert article.last_review == newer == review_of(article.live_revision)


def test_a_review_of_tomorrow_is_none(article):
    with time_machine.travel(JULY_2026), pytest.raises(Refused, match="yet to come"):
        review(article, source=Source("old site", datetime.date(2026, 7, 4)))


# -- When the next is due -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "months", "day", "due"),
    [
        ("information", None, (2026, 7, 3), (2027, 7, 3)),
        ("about", None, (2026, 7, 3), (2028, 7, 3)),
        ("news", None, (2026, 7, 3), None),
        ("news", 6, (2026, 7, 3), (2027, 1, 3)),
        ("information", 6, (2026, 8, 31), (2027, 2, 28)),
        ("information", None, (2028, 2, 29), (2029, 2, 28)),
        ("information", 48, (2028, 2, 29), (2032, 2, 29)),
        ("information", 1, (2026, 12, 31), (2027, 1, 31)),
        ("information", 120, (2026, 12, 31), (2036, 12, 31)),
    ],
)
def test_the_next_review_is_due_after_the_interval_of_the_page(kind, months, day, due):
    article = make_article(section=make_section(kind, kind))
    refile(article, by=None, review_interval=months)
    expected = due and datetime.date(*due)
    assert due_after(article, datetime.date(*day)) == expected
    with on(*day):
        assert review(article).next_due == expected


def test_another_interval_counts_from_the_next_review_on(article):
    with on(2026, 7, 3):
        recorded = review(article)
    refile(article, by=None, review_interval=3)
    assert article.last_review.next_due == recorded.next_due == datetime.date(2027, 7, 3)


@pytest.mark.parametrize(
    ("today", "state", "is_overdue"),
    [
        ((2026, 7, 3), ReviewState.HOLDS, False),
        ((2027, 6, 2), ReviewState.HOLDS, False),
        ((2027, 6, 3), ReviewState.SOON, False),
        ((2027, 7, 3), ReviewState.SOON, False),
        ((2027, 7, 4), ReviewState.OVERDUE, True),
    ],
)
def test_the_editors_list_and_the_page_agree_on_what_is_overdue(article, today, state, is_overdue):
    with on(2026, 7, 3):
        recorded = review(article)
    day = datetime.date(*today)
    assert Article.objects.with_review_state(day).get().review_state == state
    assert recorded.is_overdue(day) == is_overdue


def test_only_pages_that_are_reviewed_at_all_count_as_never_reviewed(article):
    news = make_article(section=make_section("news", "news"))
    own = make_article(section=make_section("columns", "columns"))
    refile(own, by=None, review_interval=12)
    draft, gone = make_draft(), make_article()
    take_back(gone)
    rows = Article.objects.with_review_state(datetime.date(2026, 7, 3))
    states = dict(rows.values_list("pk", "review_state"))
    assert states[article.pk] == states[own.pk] == ReviewState.NEVER
    assert states[news.pk] == states[draft.pk] == states[gone.pk] == ReviewState.NOT_NEEDED


def test_a_review_may_name_its_own_day(article):
    with time_machine.travel(JULY_2026):
        recorded = record_review(
            article, reviewer=make_reviewer(), next_due=datetime.date(2026, 10, 1), by=None
        )
    assert recorded.next_due == datetime.date(2026, 10, 1)


def test_whoever_reviewed_a_text_cannot_become_its_author_until_it_is_another():
    article, reviewer = make_article(), make_reviewer()
    assert reasons_not_to_write(article, reviewer) == []
    review(article)
    (reason,) = reasons_not_to_write(article, reviewer)
    assert "Vera Stone reviewed this text" in reason
    review(article, reviewer=make_reviewer("Ann Birch"))
    publish_again(article, body="Another text.")
    assert (
        "Ann Birch reviewed this text"
        in reasons_not_to_write(article, make_reviewer("Ann Birch"))[0]
    )
    assert reasons_not_to_write(article, reviewer) == []
