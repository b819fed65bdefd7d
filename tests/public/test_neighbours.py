"""The pages before and after a page, at its end."""

import itertools

import pytest

from articles.models import Byline, Related
from articles.publishing import move_section, refile, withdraw
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_image,
    make_person,
    make_section,
    make_term,
)

pytestmark = pytest.mark.django_db

AROUND = 'rel="{side}"'


def neighbour(client, article, side):
    """What the link to the page before or after says and where it leads; None without one."""
    html = client.get(article.url).content.decode()
    before, found, _rest = html.partition(AROUND.format(side=side))
    if not found:
        return None
    link = html[before.rindex("<a") :].partition("</a>")[0]
    href = link.partition('href="')[2].partition('"')[0]
    return href, " ".join(link.partition(">")[2].replace("</span>", " ").split()[-2:])


def in_order(section, *titles):
    return [
        refiled(make_article(section=section, title=title), position)
        for position, title in enumerate(titles, 1)
    ]


def refiled(article, position):
    refile(article, by=None, position=position)
    return article


def test_pages_of_information_follow_the_editors_order(client):
    first, second, third = in_order(make_section(), "What is MG", "Its causes", "And symptoms")
    assert neighbour(client, first, "prev") is None
    assert neighbour(client, first, "next")[0] == second.url
    assert neighbour(client, second, "prev") == (first.url, "is MG")
    assert neighbour(client, second, "next") == (third.url, "And symptoms")
    assert neighbour(client, third, "next") is None


def test_they_are_exactly_those_beside_it_in_the_sections_list(client):
    section = make_section()
    pages = [make_article(section=section, title=title) for title in ("Bb", "Aa", "Aa", "Cc")]
    refile(pages[3], by=None, position=0)
    html = client.get(section.url).content.decode()
    pages.sort(key=lambda page: html.index(f'"{page.url}"'))
    for before, after in itertools.pairwise(pages):
        assert neighbour(client, before, "next")[0] == after.url
        assert neighbour(client, after, "prev")[0] == before.url


def test_dated_pages_lead_to_the_earlier_and_the_later(client, time_machine):
    news = make_section("news", "news")
    stories = []
    for day in ("2026-03-01", "2026-01-01", "2026-02-01", "2026-02-01"):
        time_machine.move_to(f"{day}T12:00:00Z")
        stories.append(make_article(section=news, title=f"Of {day}"))
    march, january, february, february_too = stories
    assert neighbour(client, january, "prev") is None
    for earlier, later in ((january, february), (february, february_too), (february_too, march)):
        assert neighbour(client, earlier, "next")[0] == later.url
        assert neighbour(client, later, "prev")[0] == earlier.url
    assert neighbour(client, march, "next") is None
    html = client.get(february.url).content.decode()
    assert "Earlier" in html
    assert "Later" in html


def test_drafts_and_pages_that_were_taken_back_are_passed_over(client):
    section = make_section()
    first, second, third = in_order(section, "One", "Two", "Three")
    refile(make_draft(section=section, title="In work"), by=None, position=1)
    withdraw(second, outcome="outdated", reason="Replaced by newer knowledge.", by=None)
    assert neighbour(client, first, "next")[0] == third.url
    assert neighbour(client, third, "prev")[0] == first.url
    assert neighbour(client, second, "next") is None


def test_a_title_in_work_is_not_shown(client):
    first, second = in_order(make_section(), "One", "Two")
    change(second, title="A secret title")
    assert "secret" not in client.get(first.url).content.decode()


def test_pages_of_other_sections_are_no_neighbours(client):
    lonely = make_article()
    make_article(section=make_section("living"))
    assert neighbour(client, lonely, "prev") is None
    assert neighbour(client, lonely, "next") is None


def test_a_section_that_moves_takes_them_along(client):
    section = make_section()
    first, _second = in_order(section, "One", "Two")
    move_section(section, slug="mg", by=None)
    first.refresh_from_db()
    assert neighbour(client, first, "next")[0].startswith("/mg/")


def test_the_whole_page_takes_four_queries(client, django_assert_num_queries):
    terms = "ptosis and MuSK"
    make_term("ptosis")
    make_term("MuSK")
    lead = make_image()
    pages = [make_article(body=f"About {terms}.") for _ in range(6)]
    full = make_article(body=f"About {terms}.", lead_image=lead, lead_alt="A nerve")
    Byline.objects.create(article=full, person=make_person())
    for position, page in enumerate(pages):
        Related.objects.create(article=full, other=page, position=position)
    url = full.url
    with django_assert_num_queries(4):
        assert client.get(url).status_code == 200
