"""Sources, terms, pictures, settings: their verbs ask for the right themselves, whoever calls."""

import pytest

from articles.models import Image, Reference, Role, SiteSettings, Term
from articles.publishing import (
    Refused,
    add_reference,
    change_image_words,
    change_reference,
    remove_image,
    remove_reference,
    remove_term,
    save_site_settings,
    save_term,
)
from tests.factories import make_editor, make_image, make_member, make_reference, make_term

pytestmark = pytest.mark.django_db

# An author adds sources and pictures, and changes none; a reviewer only looks.
REFUSED = {
    "add a source": (
        Role.REVIEWER,
        lambda by: add_reference(Reference(key="new", title="New", type="web"), by=by),
    ),
    "change a source": (Role.AUTHOR, lambda by: change_reference(make_reference(), by=by)),
    "remove a source": (Role.AUTHOR, lambda by: remove_reference(make_reference(), by=by)),
    "add a term": (
        Role.AUTHOR,
        lambda by: save_term(Term(name="gait", slug="gait", definition="Walk."), aliases=[], by=by),
    ),
    "change a term": (Role.AUTHOR, lambda by: save_term(make_term(), aliases=["lid"], by=by)),
    "remove a term": (Role.AUTHOR, lambda by: remove_term(make_term(), by=by)),
    "change a picture": (Role.AUTHOR, lambda by: change_image_words(make_image(), by=by)),
    "remove a picture": (Role.AUTHOR, lambda by: remove_image(make_image(), by=by)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_who_may_not_gets_a_sentence_and_nothing_changes(what):
    role, act = REFUSED[what]
    with pytest.raises(Refused) as refused:
        act(make_member(role))
    assert "does not have the right to do this" in str(refused.value)
    counted = [rows.objects.count() for rows in (Reference, Term, Image)]
    assert sum(counted) == (0 if what.startswith("add") else 1)


@pytest.mark.parametrize("what", REFUSED)
def test_an_editor_may(what):
    REFUSED[what][1](make_member(Role.EDITOR))


def test_the_settings_of_the_site_are_for_superusers():
    with pytest.raises(Refused, match="does not have the right"):
        save_site_settings(SiteSettings(name="Crafted"), by=make_member(Role.EDITOR))
    assert not SiteSettings.objects.exists()
    save_site_settings(SiteSettings(name="Crafted"), by=make_editor())
    assert SiteSettings.current().name == "Crafted"
