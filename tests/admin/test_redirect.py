"""Redirects in the admin."""

import pytest

from articles.models import Redirect
from tests.factories import make_article, make_draft, make_person, make_section, make_term

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/redirect/add/"
LIST = "/admin/articles/redirect/"


def errors(response, field):
    assert response.status_code == 200
    return " ".join(response.context["adminform"].form.errors.get(field, []))


def test_an_old_address_is_given_a_page(desk, client):
    article = make_article("causes")
    desk.post(ADD, {"old_path": "2019/05/Causes", "article": article.pk})
    assert client.get("/2019/05/causes/")["Location"] == "/about-mg/causes/"
    assert "/2019/05/causes/" in desk.get(LIST).content.decode()


def test_it_may_lead_to_any_kind_of_page(desk, client):
    person, term = make_person(), make_term("ptosis")
    article = make_article("causes")
    article.bylines.create(person=person)
    for number, typed in enumerate(
        (
            {"section": article.section_id},
            {"person": person.pk},
            {"term": term.pk},
            {"path": "/glossary/"},
        )
    ):
        assert desk.post(ADD, {"old_path": f"/old/{number}/"} | typed).status_code == 302
    led = [client.get(f"/old/{number}/")["Location"] for number in range(4)]
    assert led == ["/about-mg/", "/people/ann-birch/", "/glossary/ptosis/", "/glossary/"]
    html = desk.get(LIST).content.decode()
    assert all(f'href="{address}"' in html for address in led)


def test_a_whole_address_may_be_pasted(desk):
    sent = {"article": make_article("causes").pk}
    desk.post(ADD, sent | {"old_path": "https://old.example/Old%20Page/?utm_source=x"})
    desk.post(ADD, sent | {"old_path": "https://old.example/?p=123&utm_source=x"})
    assert [redirect.old_path for redirect in Redirect.objects.all()] == ["/?p=123", "/old page/"]


def test_a_typed_address_of_a_page_follows_that_page(desk):
    article = make_article("causes")
    desk.post(ADD, {"old_path": "/old/", "path": "/About-MG/causes"})
    assert Redirect.objects.get().target == article


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"old_path": "/about-mg/causes/", "path": "/glossary/"}, "old_path", "A page lives at"),
        ({"old_path": "/", "path": "/glossary/"}, "old_path", "A page lives at"),
        ({"old_path": "/?utm=1", "path": "/glossary/"}, "old_path", "A page lives at"),
        ({"old_path": "https://[", "path": "/glossary/"}, "old_path", "not an address"),
        ({"old_path": "/admin/old/", "path": "/glossary/"}, "old_path", "editors"),
        ({"old_path": "/" + "x" * 299, "path": "/glossary/"}, "old_path", "Shorten"),
        ({"old_path": "/old/"}, "article", "only one"),
        ({"old_path": "/old/", "path": "/nowhere/"}, "path", "no page of this site"),
        ({"old_path": "/old/", "path": "https://other.example/"}, "path", "no page of this site"),
        ({"old_path": "/old/", "path": "https://["}, "path", "no page of this site"),
        ({"old_path": "/old/", "path": "/admin/"}, "path", "no page of this site"),
        ({"old_path": "/old/", "path": "/about-mg/draft/"}, "path", "cannot see"),
        ({"old_path": "/old/", "path": "/old/"}, "path", "no page of this site"),
    ],
)
def test_what_would_lead_nowhere_is_refused_beside_its_field(desk, typed, field, words):
    make_article("causes")
    make_draft("draft")
    assert words in errors(desk.post(ADD, typed), field)
    assert not Redirect.objects.exists()


def test_it_leads_to_one_page_only(desk):
    article = make_article("causes")
    sent = {"old_path": "/old/", "article": article.pk, "section": article.section_id}
    assert "only one" in errors(desk.post(ADD, sent), "article")


def test_somebody_without_a_page_is_no_target(desk):
    sent = {"old_path": "/author/ann/", "person": make_person().pk}
    assert "no page yet" in errors(desk.post(ADD, sent), "person")


def test_an_old_address_has_one_redirect_whose_target_can_change(desk, client):
    first, second = make_article("first"), make_article("second")
    desk.post(ADD, {"old_path": "/old/", "article": first.pk})
    response = desk.post(ADD, {"old_path": "/OLD", "article": second.pk})
    assert "already exists" in errors(response, "old_path")
    url = f"/admin/articles/redirect/{Redirect.objects.get().pk}/change/"
    assert desk.get(url).status_code == 200
    desk.post(url, {"article": second.pk})
    assert client.get("/old/")["Location"] == "/about-mg/second/"
    assert Redirect.objects.count() == 1


def test_a_section_may_be_left_as_the_target_of_many(desk, django_assert_max_num_queries):
    section = make_section()
    for number in range(20):
        desk.post(ADD, {"old_path": f"/old/{number}/", "section": section.pk})
    with django_assert_max_num_queries(8):
        desk.get(LIST)
