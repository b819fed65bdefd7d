"""Wordings to avoid: what the list holds, and what it may hold."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Wording
from tests.publishing.checks.twins import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wordings")]


def wording(**facts):
    return Wording(**{"avoid": "zany", "instead": "odd", "why": "Plain words."} | facts)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("MuSk antibodies", "MuSK"),
        ("ACHR antibodies", "AChR"),
        ("Some sufferers", "people with MG"),
        ("MG sufferers", "People with MG"),
        ("She suffers from it.", "has"),
        ("IVIG helps.", "IVIg"),
    ],
)
def test_every_site_starts_with_a_list(typed, instead):
    assert [one.instead.casefold() for one in found("wording", typed)] == [instead.casefold()]


def test_a_promise_is_found_and_the_truth_is_not():
    assert len(found("wording", "This herb is a cure.")) == 1
    assert found("wording", "There is no cure, and nothing cures it.") == []


def test_no_wording_of_that_list_would_be_found_again_in_what_it_is_mended_to():
    assert Wording.objects.count() > 40
    for row in Wording.objects.all():
        row.full_clean()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"avoid": ""}, "avoid"),
        ({"avoid": "—!"}, "avoid"),
        ({"avoid": "x" * 81}, "avoid"),
        ({"why": ""}, "why"),
        ({"instead": "a zany thing"}, "instead"),
        ({"avoid": "Sufferers"}, "avoid"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field(facts, field):
    with pytest.raises(ValidationError) as error:
        wording(**facts).full_clean()
    assert field in error.value.message_dict


def test_what_differs_in_capitals_alone_may_stand_beside_it():
    wording(avoid="MUsk", instead="MuSK", is_case_sensitive=True).full_clean()


def test_what_contains_it_may_be_written_where_it_is_named_as_right():
    wording(avoid="fit", instead="keep fit", except_in="keep fit").full_clean()
