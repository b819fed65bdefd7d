"""The page on which a note to readers is amended, and what the history says of it."""

import pytest

from articles.publishing import amend_note, publish
from tests.admin.test_article import message, url_of
from tests.factories import change, make_article, make_editor

pytestmark = pytest.mark.django_db

CORRECTED = {"was_wrong": "The dose was 5 mg.", "is_right": "The dose is 50 mg."}


@pytest.fixture
def article(db):
    return make_article("causes", title="Causes of MG")


@pytest.fixture
def significant(article):
    change(article, summary="Other.")
    return publish(article, kind="significant", note="New nubmers.", by=None)


@pytest.fixture
def correction(article):
    change(article, summary="Corrected.")
    return publish(article, kind="correction", **CORRECTED, by=None)


def page_of(edition):
    return url_of(edition.article, f"amend/{edition.pk}")


def send(desk, edition, **typed):
    sent = {"based_on": 0, "note": "New numbers.", "reason": "A typo."} | typed
    return desk.post(page_of(edition), sent, follow=True)


def errors_of(response):
    return {name: " ".join(errors) for name, errors in response.context["form"].errors.items()}


def test_the_newest_words_stand_on_the_page_and_the_old_ones_in_the_history(
    desk, client, article, significant
):
    for page in ("change", "history"):
        assert page_of(significant) in desk.get(url_of(article, page)).content.decode()
    assert desk.get(page_of(significant)).context["form"]["note"].value() == "New nubmers."
    assert "No date has moved" in message(send(desk, significant))
    public = client.get(article.url).content.decode()
    assert "New numbers." in public
    assert "New nubmers." not in public
    history = desk.get(url_of(article, "history")).content.decode()
    for words in ("New numbers.", "New nubmers.", "Note to readers amended", "by Ida", "A typo."):
        assert words in history


def test_the_fields_are_those_of_the_kind(desk, correction, significant):
    assert set(desk.get(page_of(correction)).context["form"].fields) == {
        "based_on",
        "was_wrong",
        "is_right",
        "note",
        "reason",
    }
    assert "was_wrong" not in desk.get(page_of(significant)).context["form"].fields


def test_a_correction_is_amended(desk, client, article, correction):
    send(desk, correction, note="", was_wrong=CORRECTED["was_wrong"], is_right="It is 60 mg.")
    assert "It is 60 mg." in client.get(article.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"note": ""}, "note"),
        ({"note": "x" * 281}, "note"),
        ({"note": "New nubmers."}, "note"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(desk, significant, typed, field):
    response = send(desk, significant, **typed)
    assert response.status_code == 422
    assert set(errors_of(response)) == {field}
    assert not significant.amendments.exists()


@pytest.mark.parametrize("based_on", ["0", "", "7"])
def test_a_colleague_who_was_faster_is_named_and_what_was_typed_is_kept(
    desk, significant, based_on
):
    amend_note(
        significant, note="Omar's.", reason="Typo.", by=make_editor("omar", first_name="Omar")
    )
    response = send(desk, significant, note="Mine.", based_on=based_on)
    assert response.status_code == 422
    assert "Omar amended this" in errors_of(response)["__all__"]
    form = response.context["form"]
    assert form["note"].value() == "Mine."
    assert "Omar&#x27;s." in response.content.decode()
    send(desk, significant, note="Mine.", based_on=form["based_on"].value())
    assert significant.words.note == "Mine."


def test_the_edition_of_another_page_is_not_found(desk, significant):
    other = make_article()
    assert desk.get(url_of(other, f"amend/{significant.pk}")).status_code == 404
