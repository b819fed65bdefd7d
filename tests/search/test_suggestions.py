"""Suggestions while somebody types."""

import pytest

from articles.models import SynonymSet
from articles.search import know_set, suggest
from tests.factories import make_article, make_draft, make_section, make_term

pytestmark = pytest.mark.django_db


def titles(typed):
    return [entry.title for entry in suggest(typed)]


def test_titles_and_terms_go_on_like_what_was_typed():
    make_article(title="Causes of myasthenia gravis")
    make_term("ptosis", aliases=["drooping lid"])
    for typed in ("ca", "Caus", "myasth", "gravis cau", "CAUSES of m"):
        assert titles(typed) == ["Causes of myasthenia gravis"], typed
    assert titles("droop") == ["ptosis"]
    assert titles("ause") == []


def test_the_title_that_begins_so_comes_first_and_no_more_than_eight_are_given():
    for number in range(12):
        make_article(title=f"About symptoms {number}")
    make_article(title="Symptoms", section=make_section("news", "news"))
    assert titles("sympt")[0] == "Symptoms"
    assert len(titles("sympt")) == 8


def test_what_means_the_same_counts_as_well():
    make_article(title="Causes of myasthenia gravis")
    know_set(SynonymSet.objects.create(listed="MG, myasthenia gravis"))
    assert titles("mg cau") == ["Causes of myasthenia gravis"]


def test_drafts_and_single_letters_suggest_nothing():
    make_draft(title="Zebras")
    make_article(title="Lions")
    assert titles("zeb") == []
    assert titles("l") == []
    assert titles("") == []


def test_signs_that_databases_read_as_patterns_are_plain_signs():
    make_article(title="Lions")
    assert titles("li%ns") == []
    assert titles("l_") == []
