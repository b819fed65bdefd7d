"""Links to our own pages at the desk: finding a page, and what is said before one moves."""

import pytest
from django.test import Client

from articles.models import Article, Redirect, Role
from tests.admin.filling import fields_of
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_section,
    take_back,
)

pytestmark = pytest.mark.django_db

SEARCH = "/admin/articles/article/pages/"


def found(door, query):
    return door.get(SEARCH, {"q": query}).json()["found"]


def test_pages_are_found_by_title_and_address_with_where_they_are_and_their_state(desk):
    make_article("causes", title="What causes MG")
    make_draft("surgery", title="Surgery for MG", section=make_section("treatments"))
    take_back(make_article("old-drugs", title="Old drugs for MG"))
    facts = ("slug", "section", "state", "leads")
    assert [tuple(one[fact] for fact in facts) for one in found(desk, "mg")] == [
        ("causes", "About mg", "published", True),
        ("old-drugs", "About mg", "withdrawn: readers get no link", False),
        ("surgery", "Treatments", "not published yet: readers get no link", False),
    ]
    assert [one["title"] for one in found(desk, "[[old-dr")] == ["Old drugs for MG"]


def test_a_page_is_found_by_the_title_of_its_draft_too(desk):
    change(make_article("causes", title="Causes"), title="Origins")
    assert [one["slug"] for one in found(desk, "origins")] == ["causes"]


@pytest.mark.parametrize("query", ["", "   ", "no such page", "%", "x" * 5000])
def test_whatever_is_typed_gets_an_answer(desk, query):
    make_article("causes")
    answer = desk.get(SEARCH, {"q": query})
    assert answer.status_code == 200
    assert answer.json() == {"said": "No page found.", "found": []}


def test_the_list_is_short_and_says_so(desk, django_assert_max_num_queries):
    for number in range(14):
        make_draft(f"page-{number}", title=f"Page {number}")
    with django_assert_max_num_queries(5):
        answer = desk.get(SEARCH, {"q": "page"}).json()
    assert len(answer["found"]) == 12
    assert answer["said"] == "More than 12 pages found; type another word."


def test_strangers_get_403_and_no_redirect():
    assert Client().get(SEARCH, {"q": "a"}).status_code == 403
    stranger = Client()
    stranger.force_login(make_editor("nobody", is_superuser=False))
    assert stranger.get(SEARCH, {"q": "a"}).status_code == 403
    reviewer = Client()
    reviewer.force_login(make_member(Role.REVIEWER))
    assert reviewer.get(SEARCH, {"q": "a"}).status_code == 200
    assert reviewer.post(SEARCH, {"q": "a"}).status_code == 405


def test_who_links_to_a_page_is_said_before_it_moves(desk):
    causes = make_article("causes", title="Causes")
    make_article("symptoms", body="See [[causes]].")
    make_article("types", body="See [why](/about-mg/causes/).")
    address = f"/admin/articles/article/{causes.pk}/change/"
    form = fields_of(desk.get(address)) | {"slug": "origins"}
    asked = desk.post(address, form)
    html = asked.content.decode()
    assert "2 pages link here, and 1 redirect will be made" in html
    causes.refresh_from_db()
    assert causes.slug == "causes"
    again = fields_of(asked)
    assert again["slug"] == "origins"
    assert desk.post(address, again).status_code == 302
    assert Redirect.objects.get().article == causes
    assert 'href="/about-mg/origins/"' in Article.objects.get(slug="symptoms").live_revision.html


def test_what_the_preview_and_the_checks_say_of_a_link(desk):
    page = make_draft("symptoms", body="See [[surgery]].")
    make_draft("surgery", title="Surgery")
    form = {"title": "Symptoms", "body": "See [[surgery]].", "article": page.pk}
    preview = desk.post("/admin/articles/article/preview/", form).content.decode()
    assert "(not published: surgery)" in preview
    checks = desk.post("/admin/articles/article/checks/", form).content.decode()
    assert "leads to “Surgery”, which is not published" in checks
