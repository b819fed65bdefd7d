"""The reading grade: an estimate by two formulas, with the hardest sentences."""

import pytest

from articles.publishing.checks import Page, grade_of, reading_of
from articles.publishing.checks.sentences import sentences_of
from tests.factories import make_content, make_term
from tests.publishing.checks.twins import EASY, HARD, found

pytestmark = pytest.mark.django_db

EASIEST = (
    "The cat sat on the mat and then it ran to the door. It was a cold day. The sun was low. We "
    "all went to the old red barn to get the hay. Then she made us hot tea with milk."
)


def reading(body):
    return reading_of(Page(make_content(body=body)))


@pytest.mark.parametrize("text", [EASIEST, EASY, HARD])
def test_the_grade_is_that_of_the_published_formulas(text):
    sentences = list(sentences_of(text))
    grade = grade_of(sentences)
    words = text.split()
    letters = sum(character.isalpha() for character in text)
    signs = sum(not character.isspace() for character in text)
    ari = 4.71 * signs / len(words) + 0.5 * len(words) / len(sentences) - 21.43
    # The library writes 0.058 where the paper has 0.0588: less than half a school year.
    coleman = 5.8 * letters / len(words) - 29.6 * len(sentences) / len(words) - 15.8
    assert grade.ari == pytest.approx(ari, abs=0.3)
    assert grade.coleman_liau == pytest.approx(coleman, abs=0.3)


def test_an_easy_text_passes_and_a_hard_one_is_worth_a_look():
    assert found("reading-grade", EASY) == []
    [finding] = found("reading-grade", HARD)
    assert "estimate" in finding.sentence
    assert not finding.is_blocker


def test_a_text_like_that_of_a_medical_news_site_is_far_too_hard():
    text = (
        "Myasthenia gravis is a neuromuscular autoimmune disorder that is characterised by "
        "fluctuating muscle weakness. In these patients, self-reactive antibodies mistakenly "
        "block, alter, or destroy acetylcholine receptors located at the neuromuscular junction, "
        "which interrupts communication between nerves and muscles. Researchers believe that "
        "abnormalities of the thymus gland contribute to the autoimmune response, although its "
        "precise origin has not been established."
    )
    assert reading(text).grade.mean >= 13


def test_a_few_words_have_no_grade():
    assert reading("Immunological investigations necessitate consultation.").grade is None
    assert found("reading-grade", "Immunological investigations necessitate it.") == []


def test_words_that_the_glossary_explains_are_left_out():
    text = EASY + "Neuromuscular transmission tires first. " * 5
    before = reading(text).grade
    make_term("neuromuscular transmission")
    after = reading(text)
    assert after.grade.mean < before.mean
    assert after.plain.mean == before.mean


def test_each_section_has_a_grade_with_all_below_its_heading():
    found_here = reading(f"{EASY}\n\n## One\n\n{HARD}\n\n## Two\n\n{EASY}\n\n### Below\n\n{EASY}")
    grades = {section.heading: section.grade for section in found_here.sections}
    assert list(grades) == ["", "One", "Two"]
    assert grades["One"].is_too_hard
    assert grades["Two"].is_on_target


def test_the_hardest_sentences_come_hardest_first_and_as_they_were_typed():
    body = f"{EASY}\n\nHere **comprehensive** interdisciplinary consultation regarding " + (
        "neuromuscular transmission constitutes recommended practice.\n\n" + HARD
    )
    hardest = reading(body).hardest
    assert len(hardest) == 3
    assert [one.grade.mean for one in hardest] == sorted(
        (one.grade.mean for one in hardest), reverse=True
    )
    assert all(one.quote and one.quote in body for one in hardest)


def test_headings_tables_and_code_are_no_running_text():
    hard = "Immunological investigations necessitate interdisciplinary consultation " * 8
    body = f"{EASY}\n\n## {hard}\n\n| {hard} |\n|---|\n| {hard} |\n\n`{'x' * 30}`"
    assert reading(body).grade.is_on_target


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Birch said so, e.g. in May.", 1),
        ("It is 3.5 cm long. That is all.", 2),
        ("“Is it true?” she asked. It was.", 2),
        ("See example.org for more", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_draws_breath(text, count):
    assert len(list(sentences_of(text))) == count
