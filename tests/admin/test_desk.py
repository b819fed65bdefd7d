"""The desk: the first page of the admin says what waits, for whom, and in few queries."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, DigestChoice, Feedback, Role, Verdict
from articles.publishing import Source, submit
from tests.factories import (
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_section,
    review,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/"
MOST_QUERIES = 15


def door_of(user):
    door = Client()
    door.force_login(user)
    return door


def words_of(response):
    """What stands on a page, apart from its marks."""
    text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def overdue(page):
    long_ago = datetime.date(2020, 1, 1)
    return review(page, source=Source("a list on paper", dated_on=long_ago))


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


@pytest.fixture
def ann():
    return make_member(Role.AUTHOR, "ann")


def test_an_empty_desk_is_calm_and_says_so(ed):
    page = words_of(door_of(ed).get(DESK))
    assert "Nothing is waiting for you" in page
    assert "No review is overdue." in page
    assert "Every message of a reader was looked at." in page
    # Django's own list of rows stands below.
    assert "Everything on the desk" in page
    assert "Redirects" in page or "Old addresses" in page or "Articles" in page


def test_what_waits_for_me_stands_first_with_the_way_to_deal_with_it(ed, ann):
    draft = make_draft(by=ann, title="When swallowing gets hard")
    submit(draft, by=ann)
    mine = make_article(title="Thymectomy")
    overdue(mine)
    Article.objects.filter(pk=mine.pk).update(owner=ed)
    response = door_of(ed).get(DESK)
    html, page = response.content.decode(), words_of(response)
    assert "<title>3 things wait for you" in html
    assert "<h1>3 things wait for you</h1>" in html
    approve = reverse("admin:articles_article_approve", args=[draft.pk])
    assert f'href="{approve}">When swallowing gets hard</a>' in html
    assert "Thymectomy" in page
    assert page.index("When swallowing gets hard") < page.index("How old the pages are")
    # Whoever wrote it cannot approve it, and has nothing to do with the other page.
    assert "Nothing is waiting for you" in words_of(door_of(ann).get(DESK))


def test_each_list_says_how_many_and_leads_to_exactly_these(ed):
    for title in ("One", "Two"):
        overdue(make_article(title=title))
    make_article(title="Fresh", section=make_section("news", "news"))
    Feedback.objects.receive("The second link leads nowhere.")
    door = door_of(ed)
    html = door.get(DESK).content.decode()
    links = {
        title: (url, int(number))
        for url, number, title in re.findall(
            r'shelf__link"\s+href="([^"]+)"><span class="shelf__number">(\d+)</span>\s*'
            r'<span class="shelf__title">([^<]+)<',
            html,
        )
    }
    assert links["Review overdue"][1] == 2
    assert links["New messages of readers"][1] == 1
    for url, number in links.values():
        response = door.get(url.replace("&amp;", "&"))
        assert response.status_code == 200
        assert response.context["cl"].result_count == number, url


def test_a_list_that_somebody_has_no_right_to_is_not_there(ann, ed):
    Feedback.objects.receive("The second link leads nowhere.")
    for_author, for_editor = words_of(door_of(ann).get(DESK)), words_of(door_of(ed).get(DESK))
    for words in ("New messages of readers", "Who answers for pages"):
        assert words in for_editor
        assert words not in for_author


def test_somebody_without_any_right_finds_a_calm_page():
    nobody = make_editor("nobody", is_superuser=False)
    page = words_of(door_of(nobody).get(DESK))
    assert "Nothing is waiting for you" in page
    assert "How old the pages are" not in page


def test_the_share_in_date_is_drawn_and_stands_in_numbers(ed, time_machine):
    time_machine.move_to("2025-01-15T12:00:00Z")
    held, old = make_article(), make_article()
    for page in (held, old):
        review(page, next_due=datetime.date(2025, 9, 1))
    time_machine.move_to("2025-08-01T12:00:00Z")
    review(held)
    time_machine.move_to("2025-12-10T12:00:00Z")
    html = door_of(ed).get(DESK).content.decode()
    assert "<svg" in html
    assert " style=" not in html
    rows = re.findall(
        r'<th scope="row">([^<]+)</th>\s*<td[^>]*>(\d+%)</td>\s*<td[^>]*>(\d+)</td>', html
    )
    assert ("Aug ’25", "100%", "2") in rows
    assert ("Sep ’25", "50%", "1") in rows
    assert rows[-1] == ("Today", "50%", "1")


def test_before_a_month_has_passed_the_share_is_said_in_words(ed):
    assert "How much is in date" not in words_of(door_of(ed).get(DESK))
    review(make_article())
    make_article()
    page = words_of(door_of(ed).get(DESK))
    assert "Today, 1 of 2 pages have a review that is not overdue." in page


def test_pages_around_which_something_changed_are_counted_and_looked_at_by_a_button(ed, ann):
    make_article()
    door = door_of(ed)
    assert "looked at by the checks" not in words_of(door.get(DESK))
    Verdict.objects.update(doubted_at=timezone.now() + datetime.timedelta(seconds=1))
    assert "1 page has not been looked at by the checks" in words_of(door.get(DESK))
    look = reverse("admin:articles_article_look_again")
    assert door.get(look).status_code == 405
    Verdict.objects.update(doubted_at=timezone.now())
    said = words_of(door.post(look, follow=True))
    assert "The checks looked at 1 page." in said
    assert "has not been looked at by the checks" not in said


def test_the_weekly_email_is_everybodys_own_choice(ed, ann):
    door, address = door_of(ed), reverse("admin:articles_article_digest")
    assert "no e-mail address" in words_of(door.get(address))
    said = words_of(door.post(address, {"wants_none": "on", "stand_in": ann.pk}, follow=True))
    assert "You get no weekly e-mail." in said
    choice = DigestChoice.of(ed)
    assert (choice.wants_none, choice.stand_in) == (True, ann)
    assert not DigestChoice.of(ann).wants_none
    response = door.post(address, {"stand_in": ed.pk})
    assert response.status_code == 422
    assert "Select a valid choice" in words_of(response)


@pytest.mark.parametrize("path", [DESK, "/admin/articles/article/?desk=overdue&owner=mine", "form"])
def test_no_page_of_the_desk_asks_much(path, ed, ann, django_assert_max_num_queries):
    for _ in range(3):
        page = make_article(by=None)
        overdue(page)
        Article.objects.filter(pk=page.pk).update(owner=ed)
        submit(make_draft(by=ann), by=ann)
    if path == "form":
        path = reverse("admin:articles_article_change", args=[page.pk])
    door = door_of(ed)
    door.get(path)  # what Django reads once a process
    with django_assert_max_num_queries(MOST_QUERIES):
        assert door.get(path).status_code == 200
