"""Amendments: readers are told in better words, and colleagues still see the old ones."""

import pytest

from articles.models import Amendment, Publication
from articles.publishing import Refused, amend_note, publish
from tests.factories import change, make_article, make_editor

pytestmark = pytest.mark.django_db

CORRECTED = {"was_wrong": "The dose was 5 mg.", "is_right": "The dose is 50 mg."}


@pytest.fixture
def article(db):
    return make_article()


@pytest.fixture
def significant(article):
    change(article, summary="Other.")
    return publish(article, kind="significant", note="New nubmers.", by=None)


@pytest.fixture
def correction(article):
    change(article, summary="Other.")
    return publish(article, kind="correction", **CORRECTED, by=None)


def told(article):
    return [publication.words for publication in article.publications.as_told()]


def test_the_newest_words_count_and_no_date_moves(article, significant):
    before = (article.last_updated_on, significant.dated_on)
    editor = make_editor(first_name="Rosa", last_name="Lind")
    amend_note(significant, note="New numbers.", reason="A typo.", by=editor)
    amend_note(significant, note="New  \u202enumbers\x00 of 2026.", reason="Too short.", by=editor)
    article.refresh_from_db()
    significant = Publication.objects.get(pk=significant.pk)
    assert told(article)[0].note == significant.words.note == "New numbers of 2026."
    assert significant.note == significant.first_words.note == "New nubmers."
    assert (article.last_updated_on, significant.dated_on) == before
    newest = significant.amendments.first()
    assert (newest.reason, newest.amended_by_name) == ("Too short.", "Rosa Lind")
    assert article.publications.count() == 2


def test_the_words_of_a_correction_are_amended_as_a_whole(article, correction):
    amend_note(
        correction, **CORRECTED | {"is_right": "The dose is 60 mg."}, reason="Typo.", by=None
    )
    assert told(article)[0] == ("", "The dose was 5 mg.", "The dose is 60 mg.")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"note": ""}, "note"),
        ({"note": "\u200b"}, "note"),
        ({"note": "x" * 281}, "note"),
        ({"note": "New nubmers."}, "note"),
        ({"note": " New   nubmers. "}, "note"),
        ({"was_wrong": "The dose."}, "was_wrong"),
        ({"reason": ""}, "reason"),
        ({"reason": "\x00 …"}, "reason"),
        ({"reason": "x" * 281}, "reason"),
    ],
)
def test_what_cannot_be_told_is_said_beside_its_field(significant, words, field):
    with pytest.raises(Refused) as caught:
        amend_note(significant, **{"note": "New.", "reason": "Typo."} | words, by=None)
    assert [reason.field for reason in caught.value.reasons] == [field]
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("missing", ["was_wrong", "is_right"])
def test_an_amended_correction_still_says_what_was_wrong_and_what_is_right(correction, missing):
    with pytest.raises(Refused) as caught:
        amend_note(correction, **CORRECTED | {missing: ""}, note="New.", reason="Typo.", by=None)
    assert [reason.field for reason in caught.value.reasons] == [missing]


def test_the_first_wording_may_come_back(article, significant):
    amend_note(significant, note="Worse words.", reason="I thought so.", by=None)
    amend_note(significant, note="New nubmers.", reason="It was meant so.", by=None)
    assert told(article)[0].note == "New nubmers."
    assert significant.amendments.count() == 2


def test_who_did_not_see_a_colleagues_words_does_not_write_over_them(article, significant):
    amend_note(significant, note="Omar's.", reason="Typo.", by=make_editor(first_name="Omar"))
    with pytest.raises(Refused, match="Omar amended this"):
        amend_note(significant, note="Mine.", reason="Typo.", by=None, based_on=0)
    assert told(article)[0].note == "Omar's."
    amend_note(significant, note="Mine.", reason="Typo.", by=None, based_on=1)
    assert told(article)[0].note == "Mine."


def test_the_first_publication_may_get_a_note(article):
    first = article.publications.get()
    amend_note(first, note="Written with the society.", reason="Asked for.", by=None)
    assert told(article) == [("Written with the society.", "", "")]
