"""The list of articles: what each row says, what it can be narrowed to, and what it costs."""

import datetime

import pytest

from tests.admin.test_article import ADD, LIST, fill, url_of
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_section,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db


def test_the_list_says_what_readers_see_and_what_is_in_work(desk, article):
    change(article, title="A better title")
    make_draft(title="Only a draft")
    page = desk.get(LIST).content.decode()
    assert "A better title" in page
    assert "Only a draft" in page
    assert f'href="{article.url}"' in page
    narrowed = desk.get(f"{LIST}?desk=over_live").content.decode()
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
        ("desk=never", {"Never reviewed"}),
        ("desk=soon", {"Due soon"}),
        ("desk=overdue", {"Overdue"}),
        (
            "desk=nonsense&withdrawn=nonsense",
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


@pytest.mark.parametrize("query", ["", "?desk=overdue", "?desk=never&withdrawn=yes&o=5"])
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
