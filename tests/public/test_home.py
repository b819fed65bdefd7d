"""The home page."""

import pytest

from articles.publishing import refile
from tests.factories import make_article, make_draft, make_section, publish_again, take_back

pytestmark = pytest.mark.django_db


def home(client):
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_site_has_a_home_page_with_the_disclaimer(client):
    html = home(client)
    assert html.count("<h1") == 1
    assert "gives no medical advice" in html


def test_it_shows_where_to_start_in_the_editors_order(client):
    for position, title in ((2, "Symptoms"), (1, "What is MG?")):
        refile(make_article(title=title), by=None, start_here=position)
    html = home(client)
    assert html.index("What is MG?") < html.index("Symptoms")


def test_it_shows_the_five_newest_stories_and_the_newest_column(client):
    news, columns = make_section("news", "news"), make_section("columns", "columns")
    for number in range(1, 7):
        make_article(section=news, title=f"Story {number}")
    make_article(section=columns, title="An older column")
    make_article(section=columns, title="The kettle")
    html = home(client)
    assert "Story 6" in html
    assert "Story 2" in html
    assert "Story 1" not in html
    assert "The kettle" in html
    assert "An older column" not in html


def test_it_shows_no_draft(client):
    make_draft(section=make_section("news", "news"), title="Not yet")
    assert "Not yet" not in home(client)


def test_it_leads_to_the_sections_of_information(client):
    make_section("about-mg", intro="What MG is.")
    assert "What MG is." in home(client)


def test_it_names_what_was_corrected_in_the_last_thirty_days(client, time_machine):
    wrong = {"kind": "correction", "was_wrong": "1 in 10.", "is_right": "1 in 100."}
    time_machine.move_to("2026-05-01T12:00:00Z")
    assert "Corrected lately" not in home(client)
    old, new = make_article(title="Old mistake"), make_article(title="New mistake")
    publish_again(old, title="Old mistake", summary="Right now.", **wrong)
    time_machine.move_to("2026-05-20T12:00:00Z")
    publish_again(new, title="New mistake", summary="Right now.", **wrong)
    time_machine.move_to("2026-06-05T12:00:00Z")
    lately = home(client).partition("Corrected lately")[2]
    assert f'href="{new.url}">New mistake</a>' in lately
    assert "Old mistake" not in lately
    assert 'href="/corrections/"' in lately


def test_a_page_that_was_taken_back_is_not_named_as_corrected(client):
    article = make_article(title="Gone")
    publish_again(article, kind="correction", was_wrong="A.", is_right="B.", summary="New.")
    take_back(article)
    assert "Corrected lately" not in home(client)


def test_news_of_several_sections_stand_together_newest_first(client, time_machine):
    sections = [make_section("news", "news"), make_section("research", "news")]
    for day in range(1, 7):
        time_machine.move_to(f"2026-05-0{day}T12:00:00Z")
        make_article(section=sections[day % 2], title=f"Story {day}")
    html = home(client)
    places = [html.index(f"Story {day}") for day in (6, 5, 4, 3, 2)]
    assert places == sorted(places)
    assert "Story 1" not in html
