"""The list of checks: each has a name, finds what it is for, and leaves a clean page alone."""

import pytest

from articles.publishing import CHECKS, Level, findings_in, reasons_not_to_publish, report_on
from tests.factories import make_content, make_draft
from tests.publishing.checks.twins import (
    DEFECTS,
    OTHERS,
    TWIN,
    look,
    names,
    plant,
    prepare,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wordings")]


def test_the_clean_twin_has_nothing_to_mend_and_nothing_worth_a_look():
    prepare()
    assert look(TWIN) == []


def test_a_page_with_twelve_planted_defects_has_exactly_twelve_findings():
    prepare()
    findings = look(plant(TWIN, *DEFECTS.values()))
    assert len(DEFECTS) == 12
    assert sorted(names(findings)) == sorted(DEFECTS)


@pytest.mark.parametrize("name", DEFECTS)
def test_each_defect_is_found_by_its_check_alone(name):
    prepare()
    assert names(look(plant(TWIN, DEFECTS[name]))) == [name]


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_missing_or_broken_is_found_by_its_check(name):
    prepare()
    assert name in names(look(plant(TWIN, OTHERS[name])))


def test_every_check_is_listed_once_and_tried_here():
    listed = [check.name for check in CHECKS]
    assert len(listed) == len(set(listed))
    # What colleagues have said is no defect of a text; it is tried beside this module.
    assert set(listed) == {*DEFECTS, *OTHERS, "comments"}
    assert all(str(check.label) for check in CHECKS)


def test_a_check_blocks_only_if_it_says_that_it_may():
    prepare()
    may_block = {check.name for check in CHECKS if check.may_block}
    findings = look(plant(TWIN, *DEFECTS.values()))
    for defect in OTHERS.values():
        findings += look(plant(TWIN, defect))
    assert {finding.check for finding in findings if finding.level == Level.BLOCK} <= may_block


def test_every_finding_is_a_whole_sentence_about_a_field_of_the_form():
    prepare()
    for finding in look(plant(TWIN, *DEFECTS.values())):
        assert finding.sentence[0].isupper() or finding.sentence[0] == "“"
        assert finding.sentence.rstrip()[-1] in ".)"
        assert finding.field in ("title", "summary", "body", "key_points", "lead_alt")


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("alt-text", "Image of a nerve ending beside a muscle"),
        ("headings", "What helps"),
        ("sources", "@nobody-2020"),
        ("link-texts", "[click here](https://example.org/survey)"),
        ("claims", "About 30% of people see double first."),
        ("wording", "Sufferers"),
        ("abbreviations", "CGRQ"),
    ],
)
def test_a_finding_quotes_the_words_as_they_were_typed(name, quote):
    prepare()
    content = plant(TWIN, DEFECTS[name])
    [finding] = look(content)
    assert finding.quote == quote
    assert quote in content.body


def test_what_blocks_is_what_the_verbs_refuse_and_knows_its_check():
    prepare()
    content = plant(TWIN, *DEFECTS.values())
    fields = {name: getattr(content, name) for name in ("title", "summary", "body", "key_points")}
    draft = make_draft(**fields)
    reasons = reasons_not_to_publish(draft)
    blockers = [one for one in findings_in(content, article=draft) if one.level == Level.BLOCK]
    assert [str(reason) for reason in reasons] == [one.sentence for one in blockers]
    assert [reason.check for reason in reasons] == [one.check for one in blockers]
    assert {"alt-text", "headings", "sources", "link-texts", "links"} == {
        reason.check for reason in reasons
    }


def test_a_report_says_which_checks_passed():
    prepare()
    report = report_on(plant(TWIN, DEFECTS["wording"]))
    assert [finding.check for finding in report.warnings] == ["wording"]
    assert report.blockers == []
    assert len(report.passed) == len(CHECKS) - 1
    assert report.reading.grade.is_on_target


def test_a_text_too_long_to_be_read_has_passed_nothing():
    report = report_on(make_content(body="x" * 200_001))
    assert [finding.check for finding in report.blockers] == ["storable"]
    assert report.passed == ()
    assert report.reading is None


def test_a_text_without_a_page_is_checked_as_health_information():
    [finding] = [
        one for one in findings_in(make_content(title="MG crisis")) if one.check == "urgent-box"
    ]
    assert finding.level == Level.BLOCK


# What takes long in a regular expression takes long because each letter is looked at from each.
LONG = 190_000


@pytest.mark.parametrize(
    "piece",
    ["a ", "A", "1", "1,", ".", "(", "AB (", "sufferers ", "MuSk ", "](", "Dr. ", "`", ")) "],
)
def test_a_text_of_one_thing_all_over_again_is_checked_in_time_that_grows_with_it(piece):
    """Quadratic time would be minutes here, and the test would never end."""
    body = piece * (LONG // len(piece))
    assert report_on(make_content(body=body)).findings
