"""A section's page."""

import pytest

from articles.publishing import refile
from tests.factories import make_article, make_draft, make_section, review

pytestmark = pytest.mark.django_db


def test_it_shows_its_introduction_and_its_articles_in_the_editors_order(client):
    section = make_section(intro="What MG is and where it comes from.")
    refile(make_article(title="Causes"), by=None, position=2)
    refile(make_article(title="What is MG?"), by=None, position=1)
    make_article(title="Elsewhere", section=make_section("living"))
    html = client.get(section.url).content.decode()
    assert "What MG is and where it comes from." in html
    assert html.index("What is MG?") < html.index("Causes")
    assert "Elsewhere" not in html
    assert "2 articles" in html


def test_an_empty_section_says_so(client):
    make_draft(title="Not yet")
    html = client.get("/about-mg/").content.decode()
    assert "nothing in this section yet" in html
    assert "Not yet" not in html


def test_an_unknown_section_is_not_found(client):
    assert client.get("/nowhere/").status_code == 404


@pytest.fixture
def news(db):
    section = make_section("news", "news")
    for number in range(45):
        make_article(section=section, title=f"Story {number:02}")
    return section


def test_a_long_list_has_pages_of_twenty_with_the_newest_first(client, news):
    first = client.get("/news/").content.decode()
    assert "Story 44" in first
    assert "Story 25" in first
    assert "Story 24" not in first
    assert "45 articles" in first
    assert 'rel="next"' in first
    last = client.get("/news/?page=3").content.decode()
    assert "Story 04" in last
    assert "Story 05" not in last
    assert 'rel="next"' not in last
    assert 'href="/news/?page=2"' in last


@pytest.mark.parametrize("number", ["0", "-1", "abc", "99999", "4", "1.5", "", "01", "١"])
def test_a_page_that_does_not_exist_is_not_found(client, news, number):
    assert client.get(f"/news/?page={number}").status_code == 404


def test_each_page_of_a_list_is_its_own_canonical_address(client, news, settings):
    first, second = client.get("/news/"), client.get("/news/?page=2")
    assert f'href="{settings.ORIGIN}/news/">' in first.content.decode()
    assert f'href="{settings.ORIGIN}/news/?page=2">' in second.content.decode()


def test_a_list_takes_as_many_queries_for_twenty_articles_as_for_one(
    client, news, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        client.get("/news/")


def test_a_page_of_information_says_in_its_list_when_it_was_reviewed(client):
    reviewed, fresh = make_article(title="Reviewed page"), make_article(title="New page")
    review(reviewed)
    html = client.get(reviewed.section.url).content.decode()
    cards = {card.partition("</a>")[0].rpartition(">")[2]: card for card in html.split("<article")}
    assert "Reviewed\n" in cards["Reviewed page"]
    assert "Reviewed\n" not in cards["New page"]
    assert fresh.url in cards["New page"]
