"""People in the admin."""

import datetime

import pytest

from articles.models import Byline, Person
from tests.factories import make_article, make_image, make_person, make_reviewer, review

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/person/add/"


def url_of(person, page="change"):
    return f"/admin/articles/person/{person.pk}/{page}/"


def errors(response, field):
    return " ".join(response.context["adminform"].form.errors.get(field, []))


def test_a_person_is_made_and_found(desk):
    typed = {
        "name": "Ann Birch",
        "slug": "ann-birch",
        "credentials": "MD",
        "role": "Neurologist",
        "bio": "Writes.",
        "photo": make_image().pk,
        "orcid": "0000-0002-1825-0097",
        "disclosure": "Advises a maker of medicines.",
        "disclosure_asked_on": "2026-05-01",
        "is_sample": "on",
    }
    assert desk.post(ADD, typed).status_code == 302
    person = Person.objects.get()
    assert str(person) == "Ann Birch, MD"
    assert person.disclosure_asked_on == datetime.date(2026, 5, 1)
    assert person.photo is not None
    assert "Ann Birch" in desk.get("/admin/articles/person/?q=birch").content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"orcid": "1234"}, "orcid", "four groups"),
        ({"disclosure": "Something."}, "disclosure_asked_on", "on which day"),
        ({"slug": "Ann Birch"}, "slug", "lower-case"),
        ({"photo": "999"}, "photo", "valid choice"),
        ({"name": "\u202e\u200b"}, "name", "as readers know it"),
        ({"disclosure_asked_on": "2199-01-01"}, "disclosure_asked_on", "yet to come"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(desk, typed, field, words):
    response = desk.post(ADD, {"name": "Ann", "slug": "ann"} | typed)
    assert response.status_code == 200
    assert words in errors(response, field)
    assert not Person.objects.exists()


def test_what_nobody_can_see_is_left_out(desk):
    desk.post(ADD, {"name": "Ann \u202eBirch\x01", "slug": "ann", "bio": "One.\r\n\x07Two."})
    person = Person.objects.get()
    assert (person.name, person.bio) == ("Ann Birch", "One.\nTwo.")


def test_the_address_of_a_page_that_readers_can_see_stays(desk, client):
    person = make_reviewer()
    typed = {"name": "Vera Rock", "slug": "vera-rock", "credentials": "MD"}
    desk.post(url_of(person), typed)
    review(make_article(), reviewer=Person.objects.get())
    desk.post(url_of(person), typed | {"slug": "another"})
    person.refresh_from_db()
    assert (person.name, person.slug) == ("Vera Rock", "vera-rock")
    assert client.get("/people/vera-rock/").status_code == 200


def test_the_form_says_where_a_name_stands_and_leads_to_the_public_page(desk):
    person = make_reviewer()
    Byline.objects.create(article=make_article(title="Written by her"), person=person)
    review(make_article(title="Checked by her"))
    page = desk.get(url_of(person)).content.decode()
    assert "Written by her" in page
    assert "Checked by her" in page
    assert f'href="{person.url}"' in page
    rows = desk.get("/admin/articles/person/").context["cl"].result_list
    assert [(row.written, row.reviewed) for row in rows] == [(1, 1)]


@pytest.mark.parametrize("how", ["wrote", "reviewed"])
def test_somebody_whose_name_stands_on_a_page_cannot_be_deleted(desk, how):
    person, article = make_reviewer(), make_article(title="Causes")
    if how == "wrote":
        Byline.objects.create(article=article, person=person)
    else:
        review(article)
    response = desk.post(url_of(person, "delete"), {"post": "yes"})
    assert response.status_code < 500
    assert Person.objects.filter(pk=person.pk).exists()


def test_somebody_whose_name_stands_nowhere_can_be_deleted(desk):
    desk.post(url_of(make_person(), "delete"), {"post": "yes"})
    assert not Person.objects.exists()
