"""In date: the share over time follows from publications, withdrawals and reviews alone."""

import datetime

import pytest

from articles.models import Article, ReviewState, SiteSettings, in_date_on
from articles.publishing import publish
from tests.factories import (
    make_article,
    make_draft,
    make_section,
    publish_again,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db


def at(time_machine, day):
    time_machine.move_to(f"{day}T12:00:00Z")


def on(*days):
    """Of each day: (pages, pages in date)."""
    found = in_date_on([datetime.date.fromisoformat(day) for day in days], datetime.UTC)
    return [(one.pages, one.in_date) for one in found]


def test_a_review_holds_from_its_day_until_it_is_due(time_machine):
    at(time_machine, "2025-01-10")
    page = make_article()
    make_article(section=make_section("news", "news"))  # never reviewed, and none is expected
    at(time_machine, "2025-02-10")
    review(page, next_due=datetime.date(2025, 6, 1))
    days = ["2025-01-09", "2025-01-10", "2025-02-10", "2025-06-01", "2025-06-02"]
    assert on(*days) == [(0, 0), (1, 0), (1, 1), (1, 1), (1, 0)]
    at(time_machine, "2025-07-10")
    review(page, next_due=datetime.date(2026, 7, 10))
    # What was overdue then stays so, whatever is reviewed later.
    assert on(*days, "2025-07-10") == [(0, 0), (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]


def test_a_later_review_takes_the_place_of_an_earlier_one(time_machine):
    at(time_machine, "2025-01-10")
    page = make_article()
    review(page, next_due=datetime.date(2026, 1, 1))
    at(time_machine, "2025-02-10")
    review(page, next_due=datetime.date(2025, 3, 1))
    assert on("2025-02-09", "2025-02-28", "2025-04-01") == [(1, 1), (1, 1), (1, 0)]


def test_a_page_that_is_taken_back_counts_only_while_readers_see_it(time_machine):
    at(time_machine, "2025-01-10")
    page, other = make_article(), make_article()
    for each in (page, other):
        review(each, next_due=datetime.date(2026, 1, 1))
    at(time_machine, "2025-03-10")
    take_back(page)
    at(time_machine, "2025-05-10")
    publish(page, kind="significant", note="It is back.", by=None)
    days = ["2025-03-09", "2025-03-10", "2025-05-09", "2025-05-10"]
    assert on(*days) == [(2, 2), (1, 1), (1, 1), (2, 2)]


def test_what_was_reviewed_before_readers_saw_it_counts_once_they_do(time_machine):
    at(time_machine, "2025-01-10")
    page = make_draft()
    review(page, next_due=datetime.date(2026, 1, 1))
    assert on("2025-01-10") == [(0, 0)]
    at(time_machine, "2025-02-10")
    publish(page, by=None)
    assert on("2025-02-09", "2025-02-10") == [(0, 0), (1, 1)]


def test_today_is_what_the_lists_say(time_machine):
    at(time_machine, "2025-01-10")
    pages = [make_article() for _ in range(5)]
    review(pages[0], next_due=datetime.date(2025, 3, 1))
    review(pages[1], next_due=datetime.date(2026, 3, 1))
    review(pages[2], next_due=datetime.date(2025, 12, 20))
    at(time_machine, "2025-12-01")
    publish_again(pages[1], summary="Another word.")
    take_back(pages[2], outcome="in_error")
    today = SiteSettings.current().today()
    states = Article.objects.public().expecting_review().with_review_state(today)
    told = list(states.values_list("review_state", flat=True))
    in_date = sum(state in (ReviewState.SOON, ReviewState.HOLDS) for state in told)
    assert on(str(today)) == [(len(told), in_date)] == [(4, 1)]
