"""Where a word stands in an A to Z."""

import pytest

from articles.models import Term, a_to_z, in_order
from articles.models.alphabet import plain
from tests.factories import make_term

pytestmark = pytest.mark.django_db


def letters():
    return {
        letter.label: [line.name for line in letter.lines]
        for letter in a_to_z(Term.objects.with_names())
        if letter.lines
    }


@pytest.mark.parametrize(
    ("word", "sorted_as"),
    [
        ("Ångström", "angstrom"),
        ("A\u030angstro\u0308m", "angstrom"),
        ("“MuSK", "musk"),
        ("(IV)Ig", "iv)ig"),
        ("Øre", "ore"),
        ("Straße", "strasse"),
        ("5-HT", "5-ht"),
        ("?", "?"),
    ],
)
def test_accents_capitals_and_signs_before_a_word_do_not_count(word, sorted_as):
    assert plain(word) == sorted_as


def test_words_are_in_the_order_in_which_readers_look_them_up():
    for name in ("zebra", "Ångström", "acetylcholine", "MuSK", "Eaton", "éclat"):
        make_term(name)
    found = [term.name for term in in_order(Term.objects.with_names())]
    assert found == ["acetylcholine", "Ångström", "Eaton", "éclat", "MuSK", "zebra"]


def test_digits_come_first_and_other_alphabets_last():
    for name in ("5-HT", "αντίσωμα", "ptosis", "²H"):
        make_term(name)
    assert letters() == {"0–9": ["²H", "5-HT"], "P": ["ptosis"], "Other": ["αντίσωμα"]}


def test_every_latin_letter_is_there_and_no_other_without_words():
    labels = [letter.label for letter in a_to_z([])]
    assert labels == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def test_another_name_has_a_line_only_under_another_letter():
    make_term("ptosis", aliases=["droopy eyelid", "ptotic lid"])
    assert letters() == {"D": ["droopy eyelid"], "P": ["ptosis"]}
