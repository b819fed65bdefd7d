"""A column says by itself that it is one person's experience."""

import pytest

from articles.publishing import refile
from tests.factories import (
    make_article,
    make_person,
    make_section,
    make_term,
    publish_again,
    take_back,
)
from tests.public.reading import read, words

pytestmark = pytest.mark.django_db

NOTE = "Personal experience, not advice"
MEDICINES = "Never start, stop or change a medicine"


def make_column(slug="kettle", **content):
    return make_article(slug, section=make_section("columns", "columns"), **content)


def test_the_note_and_the_label_stand_above_the_text_of_every_column(client):
    column = make_column(title="The kettle comes first")
    page = read(client, column.url)
    assert "Column The kettle comes first" in page
    assert page.index(NOTE) < page.index("grows weak")
    assert MEDICINES not in page


@pytest.mark.parametrize("kind", ["information", "news", "surveys", "about"])
def test_no_other_page_carries_them(client, kind):
    article = make_article(section=make_section("other", kind), title="Causes of MG")
    page = read(client, article.url)
    assert NOTE not in page
    assert "Column" not in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("I take prednisone.", "It mentions prednisone."),
        ("I take prednisone and pyridostigmine.", "It mentions prednisone and pyridostigmine."),
        ("Azathioprine, prednisone, pyridostigmine.",
         "It mentions azathioprine, prednisone and pyridostigmine."),
    ],
)  # fmt: skip
def test_the_note_names_the_medicines_of_the_text(client, text, sentence):
    for name in ("prednisone", "pyridostigmine", "azathioprine"):
        make_term(name, is_medicine=True)
    make_term("ptosis")
    column = make_column(body=f"{text} And I have ptosis.")
    page = read(client, column.url)
    assert sentence in page
    assert MEDICINES in page


def test_a_medicine_that_comes_into_the_glossary_later_is_named_too(client):
    column = make_column(body="I take prednisone.")
    make_term("prednisone", is_medicine=True)
    assert "It mentions prednisone." in read(client, column.url)


def test_the_note_stands_wherever_words_of_a_column_stand(client):
    column = make_column(body="I rest at noon.")
    publish_again(column, "significant", note="I rest twice.", body="I rest at noon and at six.")
    for path in ("history/2/", "history/1/text/", "updates.atom"):
        assert NOTE in read(client, f"{column.url}{path}"), path
    other = make_article("causes")
    assert NOTE not in read(client, f"{other.url}updates.atom")


def test_every_list_says_that_it_is_a_column(client):
    column = make_column(title="The kettle comes first")
    column.bylines.create(person=make_person("Zoe Ash"))
    refile(column, by=None, start_here=1)
    for path in ("/", "/columns/", "/people/zoe-ash/"):
        facts = read(client, path).rpartition("The kettle comes first")[2]
        assert "min read Column" in facts, path


def test_a_list_of_columns_carries_the_note_and_an_empty_one_needs_none(client):
    section = make_section("columns", "columns")
    assert NOTE not in read(client, section.url)
    make_column()
    assert NOTE in read(client, section.url)
    assert NOTE not in read(client, make_article(section=make_section("news", "news")).section.url)


def test_an_old_edition_and_a_column_that_was_taken_back_carry_it_still(client):
    column = make_column()
    take_back(column)
    assert NOTE in words(client.get(column.url).content.decode())
