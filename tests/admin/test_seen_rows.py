"""Rows that two editors have open at once: nothing is overwritten unseen, nothing typed is lost."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client

from articles.admin.seen_rows import SeenRowAdmin, SeenRowForm
from articles.models import (
    Byline,
    Callout,
    Feedback,
    Pick,
    PickedPage,
    Section,
    SiteSettings,
    SynonymSet,
)
from articles.publishing import add_redirect
from tests.admin.filling import fields_of
from tests.admin.test_article import message, url_of
from tests.factories import (
    make_article,
    make_editor,
    make_image,
    make_person,
    make_reference,
    make_section,
    make_term,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def omar(db):
    client = Client()
    client.force_login(make_editor("omar", first_name="Omar"))
    return client


def make_callout():
    return Callout.objects.create(
        title="Survey", text="Old.", placement="everywhere", starts_on="2026-01-01"
    )


def make_feedback():
    return Feedback.objects.create(message="A word.", path="/", page="Home")


def make_pick():
    pick = Pick.objects.create(query="mg", key="mg")
    PickedPage.objects.create(pick=pick, article=make_article())
    return pick


MODELS = set(apps.get_app_config("articles").get_models())
# How a row is made, a field that two editors change, and another one that only the first changes.
ROWS = {
    "term": (make_term, ("definition", "say"), ("A hanging lid.", "TOH-sis")),
    "aliases of a term": (make_term, ("aliases", "say"), ("blepharoptosis", "TOH-sis")),
    "reference": (make_reference, ("title", "journal"), ("A better title", "Neurology")),
    "person": (make_person, ("bio", "role"), ("She lives with MG.", "Editor")),
    "callout": (make_callout, ("text", "title"), ("A better text.", "Survey 2026")),
    "image": (make_image, ("caption", "credit"), ("A better caption.", "Rosa Lind")),
    "section": (make_section, ("intro", "title"), ("A better intro.", "On MG")),
    "article": (make_article, ("position", "start_here"), ("7", "3")),
    "address": (make_article, ("slug", "position"), ("origins", "4")),
    "site settings": (SiteSettings.current, ("disclaimer_long", "tagline"), ("Ask.", "On MG")),
    "synonym set": (
        lambda: SynonymSet.objects.create(listed="mg, myasthenia"),
        ("listed", "note"),
        ("mg, myasthenia gravis", "Why."),
    ),
    "feedback": (make_feedback, ("notes", "state"), ("Answered.", "answered")),
}


def form_url(row):
    return f"/admin/articles/{row._meta.model_name}/{row.pk}/change/"


def value(row, name):
    row = type(row)._default_manager.get(pk=row.pk)
    if name == "aliases":
        return "\n".join(row.aliases.values_list("name", flat=True))
    return str(getattr(row, name))


@pytest.mark.parametrize("kind", ROWS)
def test_what_two_editors_changed_is_said_and_goes_through_once_it_was_seen(desk, omar, kind):
    make, (name, other), (typed, others) = ROWS[kind]
    row = make()
    url = form_url(row)
    mine, theirs = fields_of(desk.get(url)), fields_of(omar.get(url))
    assert name in mine
    changed = typed + "1" if typed.isdecimal() else f"{typed}-by-omar"
    sent = omar.post(url, theirs | {name: changed, other: others})
    assert sent.status_code == 302, sent.context["errors"]

    told = desk.post(url, mine | {name: typed})

    assert told.status_code == 200
    assert value(row, name) == changed
    said = " ".join(told.context["adminform"].form.errors[name])
    assert changed in said
    assert "Omar saved last" in said
    again = fields_of(told)
    assert again[name] == typed
    assert desk.post(url, again).status_code == 302
    assert value(row, name) == typed
    assert value(row, other) == others


@pytest.mark.parametrize("kind", ROWS)
def test_what_two_editors_changed_in_different_fields_stands_side_by_side(desk, omar, kind):
    make, (name, other), (typed, others) = ROWS[kind]
    row = make()
    url = form_url(row)
    mine, theirs = fields_of(desk.get(url)), fields_of(omar.get(url))
    assert omar.post(url, theirs | {other: others}).status_code == 302
    assert desk.post(url, mine | {name: typed}).status_code == 302
    assert (value(row, name), value(row, other)) == (typed, others)


@pytest.mark.parametrize("kind", ROWS)
def test_a_double_click_is_no_alarm(desk, kind):
    make, (name, _), (typed, _) = ROWS[kind]
    row = make()
    sent = fields_of(desk.get(form_url(row))) | {name: typed}
    assert [desk.post(form_url(row), sent).status_code for _ in range(2)] == [302, 302]
    assert value(row, name) == typed


def test_a_redirect_that_two_editors_lead_elsewhere_is_said(desk, omar):
    pages = [make_article() for _ in range(3)]
    redirect = add_redirect("/old/", pages[0], by=None)
    url = form_url(redirect)
    mine, theirs = fields_of(desk.get(url)), fields_of(omar.get(url))
    omar.post(url, theirs | {"article": pages[1].pk})
    told = desk.post(url, mine | {"article": pages[2].pk})
    assert str(pages[1]) in str(told.context["adminform"].form.errors["article"])
    redirect.refresh_from_db()
    assert redirect.article == pages[1]


# -- Lines of a form ------------------------------------------------------------------------------


def test_an_author_line_is_not_put_back_by_a_form_that_was_opened_before(desk, omar):
    article = make_article()
    ann, ben = make_person(), make_person("Ben Oak")
    line = Byline.objects.create(article=article, person=ann)
    mine, theirs = (fields_of(client.get(url_of(article))) for client in (desk, omar))
    omar.post(url_of(article), theirs | {"bylines-0-person": ben.pk})
    assert desk.post(url_of(article), mine | {"bylines-0-position": 5}).status_code == 302
    line.refresh_from_db()
    assert (line.person, line.position) == (ben, 5)


def test_an_author_line_that_two_editors_changed_is_said(desk, omar):
    article = make_article()
    people = [make_person(), make_person("Ben Oak"), make_person("Eva Elm")]
    Byline.objects.create(article=article, person=people[0])
    mine, theirs = (fields_of(client.get(url_of(article))) for client in (desk, omar))
    omar.post(url_of(article), theirs | {"bylines-0-person": people[1].pk})
    told = desk.post(url_of(article), mine | {"bylines-0-person": people[2].pk})
    assert "Ben Oak" in told.content.decode()
    assert Byline.objects.get().person == people[1]
    assert desk.post(url_of(article), fields_of(told)).status_code == 302
    assert Byline.objects.get().person == people[2]


def test_an_author_taken_away_stays_away_in_a_form_that_was_opened_before(desk):
    article = make_article()
    Byline.objects.create(article=article, person=make_person())
    mine = fields_of(desk.get(url_of(article)))
    Byline.objects.all().delete()
    assert desk.post(url_of(article), mine | {"summary": "Typed."}).status_code == 302
    assert not Byline.objects.exists()


def test_the_order_of_a_section_is_not_put_back_by_a_form_that_was_opened_before(desk, omar):
    first, second = make_article(), make_article()
    url = form_url(first.section)
    mine, theirs = fields_of(desk.get(url)), fields_of(omar.get(url))
    omar.post(url, theirs | {"articles-0-position": 9})
    assert desk.post(url, mine | {"articles-1-position": 8}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert sorted((first.position, second.position)) == [8, 9]


def test_the_places_in_a_list_are_not_put_back_by_a_list_that_was_opened_before(desk, omar):
    one, other = make_section("about-mg"), make_section("news", "news")
    Section.objects.filter(pk=other.pk).update(position=1)
    url = "/admin/articles/section/"
    mine, theirs = fields_of(desk.get(url)), fields_of(omar.get(url))
    omar.post(url, theirs | {"form-0-position": 6, "_save": "Save"})
    assert desk.post(url, mine | {"form-1-position": 7, "_save": "Save"}).status_code == 302
    assert list(Section.objects.order_by("position").values_list("position", flat=True)) == [6, 7]
    told = desk.post(url, mine | {"form-0-position": 8, "_save": "Save"})
    assert told.status_code == 200
    assert "It says now: “6”" in told.content.decode()
    assert {one.pk, other.pk} == set(Section.objects.values_list("pk", flat=True))


# -- Deleting -------------------------------------------------------------------------------------


def test_a_row_that_was_changed_after_one_was_asked_is_not_deleted(desk):
    callout = make_callout()
    url = f"/admin/articles/callout/{callout.pk}/delete/"
    asked = fields_of(desk.get(url))
    Callout.objects.update(text="Rewritten meanwhile.")
    assert "nothing was deleted" in message(desk.post(url, asked, follow=True))
    assert Callout.objects.exists()
    desk.post(url, fields_of(desk.get(url)))
    assert not Callout.objects.exists()


def test_a_term_that_was_changed_after_one_was_asked_is_not_deleted(desk):
    term = make_term()
    url = f"/admin/articles/term/{term.pk}/delete/"
    asked = fields_of(desk.get(url))
    type(term).objects.update(definition="Rewritten meanwhile.")
    assert "nothing was deleted" in message(desk.post(url, asked, follow=True))
    desk.post(url, fields_of(desk.get(url)))
    assert not type(term).objects.exists()


# -- Every form -----------------------------------------------------------------------------------


def test_every_admin_of_ours_in_which_rows_can_be_changed_compares_what_was_seen(rf, editor):
    request = rf.get("/")
    request.user = editor
    ours = (one for model, one in admin.site._registry.items() if model in MODELS)
    for one in ours:
        if one.has_change_permission(request):
            assert isinstance(one, SeenRowAdmin)
            assert issubclass(one.form, SeenRowForm)
            assert all(issubclass(inline.form, SeenRowForm) for inline in one.inlines)
