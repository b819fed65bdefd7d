"""The summary's length and the key points."""

import pytest

from tests.publishing.checks.twins import found

pytestmark = pytest.mark.django_db

LONG = "Some words that anybody can read. " * 101
POINTS = tuple(f"Point {number}." for number in range(1, 8))


@pytest.mark.parametrize(("length", "count"), [(49, 1), (50, 0), (160, 0), (161, 1), (300, 1)])
def test_a_summary_of_fifty_to_a_hundred_and_sixty_characters_is_best(length, count):
    findings = found("summary-length", "Text", summary="x" * length)
    assert len(findings) == count
    assert not any(finding.is_blocker for finding in findings)


def test_a_missing_summary_is_told_once():
    assert found("summary-length", "Text", summary="") == []
    [finding] = found("summary", "Text", summary=" ")
    assert finding.is_blocker


def test_a_long_page_of_information_does_not_go_out_without_key_points():
    [finding] = found("key-points", LONG)
    assert finding.is_blocker
    assert finding.field == "key_points"
    assert "606 words" in finding.sentence
    assert found("key-points", LONG, key_points=POINTS[:3]) == []


@pytest.mark.parametrize("kind", ["news", "columns", "surveys", "about"])
def test_other_pages_may_do_without(kind):
    assert found("key-points", LONG, kind=kind) == []


def test_a_short_page_may_do_without():
    assert found("key-points", "Some words. " * 300) == []


@pytest.mark.parametrize(("count", "findings"), [(1, 1), (2, 1), (3, 0), (6, 0), (7, 1)])
def test_three_to_six_points_are_best(count, findings):
    told = found("key-points", "Text", key_points=POINTS[:count])
    assert len(told) == findings
    assert not any(finding.is_blocker for finding in told)
