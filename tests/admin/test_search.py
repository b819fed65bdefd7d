"""Synonyms, picks and searches without result, as editors keep and see them."""

import datetime

import pytest

from articles.models import EmptySearch, Pick, SynonymSet
from articles.search import count_unanswered, find
from tests.factories import make_article, make_person, make_section

pytestmark = pytest.mark.django_db

NO_PAGES = {"pages-TOTAL_FORMS": "0", "pages-INITIAL_FORMS": "0"}


def titles(typed):
    return [result.entry.title for result in find(typed).results]


def save(desk, noun, key=None, **fields):
    address = f"/admin/articles/{noun}/{key}/change/" if key else f"/admin/articles/{noun}/add/"
    return desk.post(address, fields)


def test_a_synonym_set_acts_as_soon_as_it_is_saved_and_until_it_is_deleted(desk):
    make_article(title="Easing symptoms", body="Pyridostigmine.")
    assert titles("mestinon") == []
    assert save(desk, "synonymset", listed="Mestinon\npyridostigmine", note="").status_code == 302
    assert titles("mestinon") == ["Easing symptoms"]
    row = SynonymSet.objects.get()
    save(desk, "synonymset", row.pk, listed="Regonol, pyridostigmine", note="")
    assert titles("mestinon") == []
    assert titles("regonol") == ["Easing symptoms"]
    desk.post(f"/admin/articles/synonymset/{row.pk}/delete/", {"post": "yes"})
    assert titles("regonol") == []


@pytest.mark.parametrize("listed", ["", "one", "one, ONE", ",,,", "one, !!!", "one, " + "x" * 81])
def test_a_set_that_says_nothing_is_refused_beside_its_field(desk, listed):
    response = save(desk, "synonymset", listed=listed, note="")
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not SynonymSet.objects.exists()


def pages(*articles):
    fields = {"pages-TOTAL_FORMS": str(len(articles)), "pages-INITIAL_FORMS": "0"}
    for number, article in enumerate(articles):
        fields |= {f"pages-{number}-article": article.pk, f"pages-{number}-position": number}
    return fields


def test_picked_pages_stand_first_in_the_editors_order(desk):
    first, second = make_article(title="First"), make_article(title="Second")
    response = save(desk, "pick", query="Newly  diagnosed", **pages(second, first))
    assert response.status_code == 302
    picks = [result.entry.title for result in find("newly diagnosed").picks]
    assert picks == ["Second", "First"]
    assert "Second; First" in desk.get("/admin/articles/pick/").content.decode()


def test_there_is_one_pick_for_all_ways_of_typing_a_query(desk):
    article = make_article()
    save(desk, "pick", query="causes of mg", **pages(article))
    for query in ("Cause MG", "???"):
        response = save(desk, "pick", query=query, **pages(article))
        assert response.status_code == 200
        assert "errorlist" in response.content.decode()
    assert Pick.objects.count() == 1
    pick = Pick.objects.get()
    response = save(desk, "pick", pick.pk, query="cause of MG", **NO_PAGES)
    assert response.status_code == 200  # a pick without pages is none


def test_editors_see_what_was_not_found_the_most_frequent_first(desk):
    day = datetime.date(2026, 5, 4)
    for typed in ("rare", "often", "often"):
        count_unanswered(typed, today=day)
    count_unanswered("often", today=day + datetime.timedelta(days=1))
    html = desk.get("/admin/articles/emptysearch/").content.decode()
    assert html.index("often") < html.index("rare")
    assert html.count(">often<") == 1
    assert 'field-times">3<' in html
    assert 'href="/search/?q=often"' in html
    assert "rare" not in desk.get("/admin/articles/emptysearch/?q=oft").content.decode()


def test_nobody_writes_into_what_was_counted(desk):
    count_unanswered("tattoo", today=datetime.date(2026, 5, 4))
    row = EmptySearch.objects.get()
    assert desk.get("/admin/articles/emptysearch/add/").status_code == 403
    assert desk.post(f"/admin/articles/emptysearch/{row.pk}/delete/").status_code == 403


def test_a_person_who_is_renamed_is_found_by_the_new_name(desk):
    person = make_person("Nora Quagga")
    make_article().bylines.create(person=person)
    fields = {"name": "Nora Lion", "slug": "nora-quagga", "credentials": "", "role": "", "bio": ""}
    fields |= {"orcid": "", "disclosure": "", "disclosure_asked_on": ""}
    assert save(desk, "person", person.pk, **fields).status_code == 302
    assert titles("nora lion") == ["Nora Lion"]
    assert titles("quagga") == []


def test_a_section_of_another_kind_puts_its_pages_on_another_shelf(desk):
    section = make_section("stories", "news")
    make_article(title="Zebra", section=section)
    assert find("zebra").counts["news"] == 1
    response = save(
        desk,
        "section",
        section.pk,
        title="Stories",
        slug="stories",
        kind="columns",
        intro="",
        position="0",
    )
    assert response.status_code == 302
    assert find("zebra").counts["news"] == 0
    assert find("zebra").counts["columns"] == 1
