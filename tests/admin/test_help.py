"""What the desk says by itself: beside each field, and where there is nothing yet."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.factories import make_editor

# Nothing is typed there: rows that come by themselves, or facts.
ONLY_READ = {"thread", "emptysearch", "missingaddress", "trailentry"}
KINDS = {model._meta.model_name: model for model in admin.site._registry}
TYPED = sorted(set(KINDS) - ONLY_READ)


def address(kind, page):
    return f"/admin/{KINDS[kind]._meta.app_label}/{kind}/{page}"


@pytest.fixture
def door(db):
    door = Client()
    door.force_login(make_editor("boss"))
    return door


@pytest.mark.parametrize("kind", TYPED)
def test_each_field_that_is_typed_into_says_what_belongs_there(door, kind, rf):
    model_admin = admin.site._registry[KINDS[kind]]
    request = rf.get("/")
    request.user = make_editor("ann")
    fields = model_admin.get_form(request)().fields
    silent = [
        name for name, field in fields.items() if not (field.help_text or field.widget.is_hidden)
    ]
    assert silent == []


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"user", "group", "sitesettings"}))
def test_an_empty_list_says_what_belongs_there(door, kind):
    KINDS[kind].objects.all().delete() if kind == "wording" else None
    page = door.get(address(kind, "")).content.decode()
    if kind == "trailentry":  # somebody has signed in, and that is on record
        assert 'class="empty-list"' not in page
        return
    said = str(admin.site._registry[KINDS[kind]].when_empty)
    assert 'class="empty-list"' in page
    assert said in page


def test_a_list_that_is_narrowed_to_nothing_leads_back_to_all_of_it(door):
    page = door.get("/admin/articles/article/?q=zebra").content.decode()
    assert "Nothing here fits what you searched for" in page
    assert '<a href="?">Show the whole list</a>' in page


def test_the_list_at_the_side_is_divided_by_what_somebody_comes_for(door):
    page = door.get("/admin/articles/person/").content.decode()
    places = [page.index(f">{name}</a>") for name in ("Writing", "Library", "The site")]
    assert places == sorted(places)
    for kind in KINDS.values():
        assert f'href="{address(kind._meta.model_name, "")}"' in page
    assert {Group, User} <= set(KINDS.values())
