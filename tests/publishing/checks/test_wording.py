"""Words that editors have listed, and abbreviations that nobody has explained."""

import pytest

from articles.models import Wording
from tests.factories import make_term
from tests.publishing.checks.twins import found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_list():
    Wording.objects.all().delete()


def avoid(words, instead="", **facts):
    return Wording.objects.create(avoid=words, instead=instead, why="It hurts.", **facts)


def test_a_listed_word_comes_with_the_better_one_and_the_reason():
    avoid("sufferers", "people with MG")
    [finding] = found("wording", "Some sufferers say so.")
    assert finding.sentence == "Write “people with MG” for “sufferers”. It hurts."
    assert (finding.quote, finding.instead, finding.places) == ("sufferers", "people with MG", (5,))


def test_at_the_start_of_a_sentence_the_better_word_has_a_capital():
    avoid("sufferers", "people with MG")
    assert found("wording", "Sufferers say so.")[0].instead == "People with MG"


def test_capitals_count_only_where_the_list_says_so():
    avoid("MuSk", "MuSK", is_case_sensitive=True)
    assert len(found("wording", "MuSk antibodies")) == 1
    assert found("wording", "MuSK antibodies and musk") == []


def test_only_whole_words_are_found_unless_the_list_says_otherwise():
    avoid("cure")
    assert found("wording", "A secure place, a manicure.") == []
    avoid("handicap", is_whole_word=False)
    assert found("wording", "Handicapped parking")[0].quote == "Handicap"


def test_a_phrase_in_which_it_is_right_is_left_alone():
    avoid("cure", except_in="no cure, not a cure")
    assert found("wording", "There is no\ncure. This is not a cure.") == []
    [finding] = found("wording", "There is no cure, and yet he sells a cure.")
    assert finding.sentence == "Find other words for “cure”. It hurts."
    assert finding.places == (37,)


def test_one_form_is_told_once_for_each_field_with_all_its_places():
    avoid("sufferers", "people with MG")
    findings = found(
        "wording",
        "Some sufferers and **sufferers**, and Sufferers.",
        title="For sufferers",
        key_points=("One.", "Two for sufferers."),
    )
    assert [(one.field, one.quote, len(one.places)) for one in findings] == [
        ("title", "sufferers", 1),
        ("key_points", "sufferers", 1),
        ("body", "sufferers", 2),
        ("body", "Sufferers", 1),
    ]


def test_the_longer_phrase_wins():
    avoid("sufferers", "people")
    avoid("MG sufferers", "people with MG")
    [finding] = found("wording", "Some MG sufferers say so.")
    assert finding.instead == "people with MG"


@pytest.mark.parametrize(
    "body",
    [
        "[The page](/living/sufferers/)",
        "A claim.[@sufferers-2020]",
        "Type `sufferers` there.",
        "```\nsufferers\n```",
        "![A nerve](image:sufferers)",
    ],
)
def test_addresses_keys_and_code_are_no_words(body):
    avoid("sufferers", "people with MG")
    assert found("wording", body) == []


def test_a_chart_is_read_and_so_are_words_of_a_link():
    avoid("sufferers", "people with MG")
    assert len(found("wording", "```chart bars Sufferers\nA | 1\nB | 2\n```")) == 1
    assert len(found("wording", "[Sufferers](/living/)")) == 1


@pytest.mark.parametrize(
    "body",
    [
        "The acetylcholine receptor (AChR) is one. AChR is short.",
        "The AChR (acetylcholine receptor) is one.",
        "Acetylcholine receptors, or AChR for short.",
        "A receptor called AChR.",
        "AChR stands for acetylcholine receptor.",
        "Most receptors (AChRs) work, but each AChR can fail.",
        "Use it later: AChR, and before: the receptor (AChR).",
    ],
)
def test_an_abbreviation_that_is_explained_passes(body):
    assert found("abbreviations", body) == []


@pytest.mark.parametrize(
    ("body", "short"),
    [
        ("The AChR is one.", "AChR"),
        ("AChRs are many.", "AChR"),
        ("Anti-LRP4 antibodies.", "LRP4"),
        ("In FcRn we trust (see below).", "FcRn"),
        ("| EMG | x |\n|---|---|\n| a | b |", "EMG"),
    ],
)
def test_an_abbreviation_that_is_not_is_named_once(body, short):
    [finding] = found("abbreviations", f"{body}\n\nAgain {short}.")
    assert f"“{short}”" in finding.sentence
    assert short in finding.quote


def test_a_term_of_the_glossary_explains_it():
    make_term("acetylcholine receptor", aliases=["AChR"])
    assert found("abbreviations", "The AChR, the AChRs and the AchR.") == []


@pytest.mark.parametrize(
    "body",
    [
        "The US and the UK have DNA, MRI, CT and PDF.",
        "JavaScript, PubMed and McDonald are names.",
        "The REGAIN trial and the ADAPT study.",
        "DO NOT STOP a medicine.",
        "Write to INFO@EXAMPLE.ORG or see WWW.EXAMPLE.ORG.",
        "Type `AChR` there.",
    ],
)
def test_what_everybody_knows_and_names_pass(body):
    assert found("abbreviations", body) == []


def test_an_abbreviation_in_the_title_may_be_explained_in_the_text():
    assert found("abbreviations", "The acetylcholine receptor (AChR).", title="AChR") == []
    [finding] = found("abbreviations", "Text", title="AChR")
    assert finding.field == "title"
