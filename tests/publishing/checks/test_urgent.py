"""The box that says when to get help."""

import pytest

from tests.publishing.checks.twins import found

pytestmark = pytest.mark.django_db

BOX = "::: urgent\nCall your emergency number.\n:::\n\n"


@pytest.mark.parametrize("title", ["MG crisis", "When breathing is hard", "Crises"])
def test_a_page_about_an_emergency_does_not_go_out_without(title):
    [finding] = found("urgent-box", "Text", title=title)
    assert finding.is_blocker
    assert found("urgent-box", BOX + "Text", title=title) == []


@pytest.mark.parametrize("title", ["Symptoms of MG", "Medicines that need care"])
def test_where_the_title_speaks_of_symptoms_or_medicines_it_is_worth_a_look(title):
    [finding] = found("urgent-box", "Text", title=title)
    assert not finding.is_blocker
    assert finding.field == "title"


@pytest.mark.parametrize("word", ["a crisis", "breathing", "this medicine"])
def test_where_the_text_speaks_of_it_the_sentence_is_shown(word):
    body = f"First.\n\nThen **some** words about {word}. Last."
    [finding] = found("urgent-box", body)
    assert not finding.is_blocker
    assert finding.quote == f"some** words about {word}".replace("some", "Then **some", 1)
    assert found("urgent-box", BOX + body) == []


def test_a_note_is_no_urgent_box():
    assert len(found("urgent-box", "::: note\nCall.\n:::\n\nA crisis.")) == 1


@pytest.mark.parametrize("kind", ["news", "columns", "surveys", "about"])
def test_only_health_information_needs_it(kind):
    assert found("urgent-box", "A crisis.", title="MG crisis", kind=kind) == []


def test_other_words_do_not_call_for_it():
    assert found("urgent-box", "The critics and the medical team.", title="Causes") == []
