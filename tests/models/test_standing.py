"""What a page says of itself on one day."""

import datetime

import pytest

from articles.models import Article, SiteSettings, standing_of
from tests.factories import make_article, publish_again, review, take_back

pytestmark = pytest.mark.django_db


def standing(article):
    article = Article.objects.with_live_text().get(pk=article.pk)
    text = article.live_revision or article.withdrawal.revision
    return standing_of(article, text, SiteSettings.current().today())


@pytest.fixture
def article(db, time_machine):
    time_machine.move_to("2026-01-15T12:00:00Z")
    return make_article()


def test_a_review_is_overdue_from_the_day_after_it_was_due_with_nobody_doing_anything(
    article, time_machine
):
    assert not standing(article).is_review_overdue  # there is none
    review(article, next_due=datetime.date(2026, 7, 3))
    for day, overdue in (("2026-07-02", False), ("2026-07-03", False), ("2026-07-04", True)):
        time_machine.move_to(f"{day}T12:00:00Z")
        assert standing(article).is_review_overdue is overdue, day


def test_the_day_is_that_of_the_site(article, time_machine):
    SiteSettings.objects.create(pk=1, time_zone="Pacific/Auckland")
    review(article, next_due=datetime.date(2026, 7, 3))
    time_machine.move_to("2026-07-03T11:59:00Z")
    assert not standing(article).is_review_overdue
    time_machine.move_to("2026-07-03T12:00:00Z")
    assert standing(article).is_review_overdue


def test_a_page_that_was_taken_back_keeps_its_review_and_waits_for_none(article, time_machine):
    review(article, next_due=datetime.date(2026, 7, 3))
    take_back(article)
    time_machine.move_to("2027-01-01T12:00:00Z")
    told = standing(article)
    assert told.review is not None
    assert told.next_due is None
    assert not told.is_review_overdue


def test_a_correction_is_fresh_for_thirty_days_and_then_past(article, time_machine):
    correction = publish_again(
        article, "correction", was_wrong="9%.", is_right="6%.", summary="It is 6%."
    )
    for day, is_fresh in (("2026-01-15", True), ("2026-02-14", True), ("2026-02-15", False)):
        time_machine.move_to(f"{day}T12:00:00Z")
        told = standing(article)
        assert told.fresh_corrections == ([correction] if is_fresh else []), day
        assert told.past_corrections == ([] if is_fresh else [correction]), day


def test_two_corrections_each_have_their_own_days_and_the_newest_comes_first(article, time_machine):
    first = publish_again(article, "correction", was_wrong="a", is_right="b", summary="b")
    time_machine.move_to("2026-02-10T12:00:00Z")
    second = publish_again(article, "correction", was_wrong="c", is_right="d", summary="d")
    assert standing(article).fresh_corrections == [second, first]
    time_machine.move_to("2026-03-01T12:00:00Z")
    told = standing(article)
    assert (told.fresh_corrections, told.past_corrections) == ([second], [first])


def test_any_other_text_is_a_change_since_the_review(article):
    review(article)
    assert not standing(article).is_changed_since_review
    publish_again(article, summary="A typo less.")
    told = standing(article)
    assert told.is_changed_since_review
    assert told.reviewed_edition.number == 1
    assert told.edition.number == 2
    review(article)
    assert not standing(article).is_changed_since_review


def test_without_a_review_nothing_has_changed_since_one(article):
    publish_again(article, summary="Other.")
    assert not standing(article).is_changed_since_review


def test_a_review_of_some_sections_vouches_for_no_whole_page(article):
    review(article, scope="sections", sections=["what-happens"])
    assert standing(article).review is None


def test_a_minor_edit_is_no_update_and_hides_no_change(article):
    publish_again(article, "significant", note="New numbers.", summary="One.")
    publish_again(article, summary="A typo less.")
    told = standing(article)
    assert told.edition.is_minor
    assert [update.number for update in told.updates] == [2, 1]
    assert told.last_change.words.note == "New numbers."


def test_a_correction_is_told_as_such_and_not_as_the_last_change(article):
    publish_again(article, "significant", note="New numbers.", summary="One.")
    publish_again(
        article, "correction", was_wrong="9%.", is_right="6%.", note="Sorry.", summary="Two."
    )
    told = standing(article)
    assert told.last_change.words.note == "New numbers."
    assert [update.number for update in told.updates] == [3, 2, 1]
