"""A whole section as a booklet: all its pages, and one list of references."""

import re

import pytest

from articles.public import booklet
from articles.publishing import move_section, refile
from tests.factories import (
    make_article,
    make_draft,
    make_reference,
    make_section,
    publish_again,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/about-mg/booklet/"


def booklet_at(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_it_holds_every_public_page_in_the_editors_order_under_a_list_of_them(client):
    refile(make_article(title="Causes"), by=None, position=2)
    refile(make_article(title="What is MG?"), by=None, position=1)
    make_draft(title="Unfinished")
    take_back(make_article(title="No more"))
    html = booklet_at(client)
    titles = re.findall(r'<h2 class="booklet__title"[^>]*>(.*?)</h2>', html)
    assert titles == ["What is MG?", "Causes"]
    listed = re.findall(r'<a class="booklet__link"[^>]*>(.*?)</a>', html)
    assert listed == titles
    assert "Unfinished" not in html
    assert "No more" not in html


def test_it_says_between_which_days_its_pages_were_updated_and_each_says_its_own(
    client, time_machine
):
    time_machine.move_to("2026-02-03T12:00:00Z")
    make_article(title="Causes")
    time_machine.move_to("2026-05-06T12:00:00Z")
    reviewed = make_article(title="Types")
    review(reviewed)
    html = booklet_at(client)
    cover = html.partition("</header>")[0]
    assert re.search(
        r"updated between.*February 3, 2026.*and.*May 6, 2026", re.sub(r"\s+", " ", cover)
    )
    causes, types = html.split('<article class="article booklet__page"')[1:]
    assert "February 3, 2026" in causes
    assert "Not yet medically reviewed" in causes
    assert "Vera Stone" in types


def test_corrections_and_changes_since_the_review_are_carried(client):
    article = make_article("causes")
    review(article)
    facts = {"was_wrong": "One in nine.", "is_right": "One in ten."}
    publish_again(article, "correction", summary="One in ten.", **facts)
    html = booklet_at(client)
    assert "One in nine." in html
    assert "Changed since the review" in html


def test_sources_stand_once_in_one_list_and_the_marks_follow_their_new_numbers(client):
    for key in ("one", "two", "three"):
        make_reference(key, title=f"Work {key}")
    refile(make_article("causes", body="A.[@one] B.[@two]\n"), by=None, position=1)
    refile(make_article("types", body="C.[@two] D.[@three] E.[@two]\n"), by=None, position=2)
    html = booklet_at(client)
    causes, types, sources = html.split("booklet__page")[1:]
    assert re.findall(r'href="#frame-reference-(\d)"', causes) == ["1", "2"]
    assert re.findall(r'href="#frame-reference-(\d)"', types) == ["2", "3", "2"]
    assert re.findall(r'aria-label="Reference (\d)">(\d)</a>', types) == [
        ("2", "2"),
        ("3", "3"),
        ("2", "2"),
    ]
    for key in ("one", "two", "three"):
        assert sources.count(f"Work {key}") == 1
    assert_every_link_within_leads_somewhere(html)


def test_every_id_is_there_once_and_links_within_lead_to_it(client):
    body = "## Signs\n\nText.\n\n### Eyes\n\nSee [the signs](#signs).\n"
    make_article("causes", body=body, key_points=["Rest helps."])
    body += "\nMore in [causes](/about-mg/causes/) and [its signs](/about-mg/causes/#signs).\n"
    make_article("types", body=body, key_points=["Rest helps."])
    html = booklet_at(client)
    assert '<h3 id="types--signs">' in html
    assert '<h4 id="types--eyes">' in html
    assert 'href="#types--signs"' in html
    assert 'href="#page-causes"' in html
    assert 'href="#causes--signs"' in html
    assert_every_link_within_leads_somewhere(html)


def assert_every_link_within_leads_somewhere(html):
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', html):
        assert target in ids, target
    for named in re.findall(r'aria-labelledby="([^"]+)"', html):
        assert named in ids, named


def test_it_is_a_copy_that_search_engines_pass_over(client):
    make_article("causes")
    assert '<meta name="robots" content="noindex">' in client.get(ADDRESS).content.decode()


def test_the_sections_page_offers_it_where_there_is_one(client):
    section = make_section()
    words = "Print all pages of this section as a booklet"
    assert words not in client.get(section.url).content.decode()
    make_article("causes")
    assert words in client.get(section.url).content.decode()
    news = make_section("news", "news")
    make_article(section=news)
    assert words not in client.get(news.url).content.decode()


@pytest.mark.parametrize("kind", ["news", "columns", "surveys"])
def test_dated_pages_make_no_booklet(client, kind):
    make_article(section=make_section("lately", kind))
    assert client.get("/lately/booklet/").status_code == 404


def test_neither_does_an_empty_section_nor_one_that_is_not_there(client):
    make_draft()
    assert client.get(ADDRESS).status_code == 404
    assert client.get("/nowhere/booklet/").status_code == 404


def test_it_moves_with_its_section(client):
    move_section(make_article("causes").section, slug="mg", by=None)
    assert client.get(ADDRESS)["Location"] == "/mg/booklet/"


def test_it_has_an_end_and_says_so(client, monkeypatch):
    monkeypatch.setattr(booklet, "MOST_PAGES", 2)
    for number in range(3):
        make_article(title=f"Page {number}")
    html = booklet_at(client)
    assert "Page 2" not in html
    assert "ends after 2" in html


def test_it_takes_as_many_queries_for_ten_pages_as_for_one(client, django_assert_max_num_queries):
    for _ in range(10):
        make_article()
    with django_assert_max_num_queries(4):
        client.get(ADDRESS)


def test_it_answers_no_post(client):
    make_article("causes")
    assert client.post(ADDRESS).status_code == 405
