"""Redirects from the addresses of an older site, as an import makes them."""

import pytest
from django.db import IntegrityError, transaction

from articles.models import MissingAddress, Redirect
from articles.publishing import Refused, add_redirect, is_public_path, publish, todays_address
from tests.factories import make_article, make_draft, make_term

pytestmark = pytest.mark.django_db


def test_an_import_can_be_repeated_and_changes_its_mind():
    first, second = make_article("first"), make_article("second")
    for target in (first, first, second):
        add_redirect("/2019/05/04/Old-Post", target, by=None)
    redirect = Redirect.objects.get()
    assert redirect.old_path == "/2019/05/04/old-post/"
    assert redirect.target == second
    add_redirect("/2019/05/04/old-post/", "/glossary/", by=None)
    assert Redirect.objects.get().target == "/glossary/"


def test_an_import_may_name_a_page_before_it_is_published():
    draft = make_draft("causes")
    with pytest.raises(Refused, match="cannot see"):
        add_redirect("/?p=1", draft, by=None)
    add_redirect("/?p=1", draft, by=None, may_wait=True)
    assert todays_address("/?p=1") is None
    publish(draft, by=None)
    assert todays_address("/?p=1") == "/about-mg/causes/"


def test_every_reason_is_told_at_once():
    make_article("causes")
    with pytest.raises(Refused) as refused:
        add_redirect("/about-mg/causes/", "/nowhere/", by=None)
    assert [reason.field for reason in refused.value.reasons] == ["old_path", "path"]


def test_the_missing_address_is_settled_by_its_redirect():
    MissingAddress.objects.create(path="/old/", first_on="2026-01-01", last_on="2026-01-01")
    add_redirect("/old/", make_term("ptosis"), by=None)
    assert not MissingAddress.objects.exists()


def test_an_address_that_leads_on_can_be_linked_to_while_its_target_is_there():
    add_redirect("/words/", "/glossary/", by=None)
    assert is_public_path("/words/")
    Redirect.objects.create(old_path="/years/", path="/news/2019/")
    assert not is_public_path("/years/")


@pytest.mark.parametrize("targets", [{}, {"path": "/glossary/", "term": True}])
def test_the_database_keeps_one_target_a_redirect(targets):
    targets = {name: make_term() if value is True else value for name, value in targets.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(old_path="/old/", **targets)
