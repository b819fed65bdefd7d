"""Numbers, doses and "studies show" have a source in reach."""

import pytest

from tests.factories import make_reference
from tests.publishing.checks.twins import found

pytestmark = pytest.mark.django_db

CLAIMS = [
    "About 30% of people see double.",
    "It is 30 percent.",
    "About four in five have antibodies.",
    "One in 10 babies is weak at first.",
    "It was found in 11 of 120 people.",
    "The dose is 60 mg a day.",
    "Two tablets? Take 2 tablets.",
    "A trial with 126 adults looked at this.",
    "Half of all people get better.",
    "There are 78 cases per million.",
    "Women are three times as likely to have it.",
    "Studies show that rest helps.",
    "Research has also found this.",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_without_a_source_is_worth_a_look(claim):
    [finding] = found("claims", f"Something before. {claim} Something after.")
    assert "without a source in reach" in finding.sentence
    assert not finding.is_blocker


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_same_claim_with_its_source_passes(claim):
    make_reference("gilhus-2019")
    assert found("claims", f"{claim}[@gilhus-2019] Something after.") == []


@pytest.mark.parametrize(
    "body",
    [
        "This page is from 2019, in four versions.",
        "It was shown in 2021.",
        "Cook twice as much on a good day.",
        "Part 2 of the text.",
        "Three short notes a day will do.",
        "Call 112.",
        "## 30% of what?\n\nText.",
        "Type `30%` there.",
    ],
)
def test_a_number_that_claims_nothing_passes(body):
    assert found("claims", body) == []


@pytest.mark.parametrize(
    "body",
    [
        "About 30% see double. Others do not, says a review.[@g]",
        "- About 30% see double.\n- A review says so.",
        "A review says so:[@g]\n\nText between.\n\n- About 30% see double.",
        "| Sign | Share |\n|---|---|\n| Eyes | 30% |\n\nA review says so.[@g]",
    ],
)
def test_only_a_source_in_reach_counts(body):
    make_reference("g")
    is_near = body.startswith("About")
    assert len(found("claims", body)) == (0 if is_near else 1)


@pytest.mark.parametrize(
    "body",
    [
        "A review says so:[@g]\n\n- About 30% see double.\n- Half of all people get better.",
        "- About 30% see double.\n  - says a review.[@g]",
        "Table: Signs, by a review.[@g]\n\n| Sign | Share |\n|---|---|\n| Eyes | 30% |",
        "| Sign | Share |\n|---|---|\n| Eyes | 30% |\n| Arms | 20%[@g] |",
        "::: note In short\nAbout 30% see double.\n\nA review says so.[@g]\n:::",
        "```chart bars Signs\nsource: A review\nEyes | 30%\nArms | 20%\n```",
    ],
)
def test_a_source_for_the_whole_list_table_box_or_chart_is_in_reach(body):
    make_reference("g")
    assert found("claims", body) == []


def test_one_paragraph_or_table_is_told_once():
    assert len(found("claims", "30% do. 40% do not. Studies show it.")) == 1
    assert len(found("claims", "| A | B |\n|---|---|\n| 30% | 40% |\n| 50% | 60% |")) == 1


@pytest.mark.parametrize(("kind", "count"), [("news", 1), ("columns", 1), ("surveys", 0)])
def test_a_survey_is_the_source_of_its_own_numbers(kind, count):
    assert len(found("claims", "About 30% see double.", kind=kind)) == count
