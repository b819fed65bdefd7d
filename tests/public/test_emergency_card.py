"""The emergency card: a sheet to print and to fill in by hand."""

import re

import pytest

from articles.publishing import move_section
from tests.factories import make_section

pytestmark = pytest.mark.django_db

ADDRESS = "/living/emergency-card/"


@pytest.fixture
def card(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


def test_it_is_there_whatever_sections_the_site_has(client):
    assert client.get(ADDRESS).status_code == 200
    section = make_section("living", title="Living with MG")
    assert "Living with MG" in client.get(ADDRESS).content.decode()
    move_section(section, slug="everyday", by=None)
    assert client.get(ADDRESS).status_code == 200


def test_nobody_can_type_anything_into_it(card):
    assert not re.search(r"<(form|input|textarea|select|button)|contenteditable", main_of(card))


def test_it_says_what_helpers_must_know_and_has_lines_for_the_rest(card):
    for words in (
        "I have myasthenia gravis",
        "may need help to breathe",
        "My name",
        "Call for me",
        "My doctor",
        "Phone, day and night",
        "My antibodies",
        "My usual signs",
        "Medicines I take",
        "Allergies",
    ):
        assert card.count(words) == 2, f"{words!r} stands on the small card and on the large one"
    assert "go through it with your doctor" in card


def test_what_to_ask_about_before_giving_has_its_source_and_no_dose(card):
    asked = card.partition("Ask my MG doctor")[2].partition("</ul>")[0]
    for words in ("immune checkpoint inhibitors", "certain antibiotics", "muscle relaxants"):
        assert words in asked
    assert 'href="#frame-reference-2"' in asked
    assert "10.3390/jcm10071537" in card
    assert not re.search(r"\d\s?(mg|ml|g|µg)\b", main_of(card))


def test_its_marks_and_its_sources_lead_to_each_other(card):
    ids = re.findall(r' id="([^"]+)"', card)
    assert len(ids) == len(set(ids))
    for target in re.findall(r' href="#([^"]+)"', card):
        assert target in ids


def test_on_paper_it_says_where_it_is_from_how_old_it_is_and_what_it_is_not(card):
    for side in card.split("Filled in on")[1:]:
        small = side.partition("</div>")[0]
        assert ADDRESS in small
        assert re.search(r"[A-Z][a-z]+ \d+, 20\d\d", small)
        assert "not medical advice" in small


def test_readers_find_it_from_every_page(client):
    assert f'href="{ADDRESS}"' in client.get("/").content.decode()
    assert ADDRESS in client.get("/sitemap.xml").content.decode()


def test_it_answers_no_post(client):
    assert client.post(ADDRESS).status_code == 405
