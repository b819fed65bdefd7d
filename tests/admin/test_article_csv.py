"""The list of articles as a file: the same rows, and nothing that a spreadsheet would run."""

import csv
import datetime
import io

import pytest
from django.test import Client

from articles.admin.csv_file import csv_response
from articles.models import Role
from articles.publishing import Source, bin_article
from tests.admin.test_desk import door_of
from tests.factories import make_article, make_draft, make_editor, make_member, make_section, review

pytestmark = pytest.mark.django_db

CSV = "/admin/articles/article/csv/"


def rows_of(response):
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_holds_what_the_list_was_narrowed_to_in_its_order(time_machine):
    ed = make_member(Role.EDITOR, "ed")
    time_machine.move_to("2026-03-01T12:00:00Z")
    page = make_article("thymectomy", title="Thymectomy", by=ed)
    review(page, source=Source("on paper", dated_on=datetime.date(2025, 1, 31)))
    make_draft(title="Only a draft")
    door = door_of(ed)
    response = door.get(f"{CSV}?desk=overdue")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="overdue-2026-03-01.csv"' in response["Content-Disposition"]
    [row] = rows_of(response)
    assert row["Title"] == "Thymectomy"
    assert row["Section"] == "About mg"
    assert row["Address"].endswith("/about-mg/thymectomy/")
    assert row["Address"].startswith("http")
    assert row["Who answers for it"] == "Ed"
    assert (row["State"], row["Last updated"]) == ("Published", "2026-03-01")
    assert (row["Reviewed"], row["Next review due"]) == ("2025-01-31", "2026-01-31")
    both = [row["Title"] for row in rows_of(door.get(f"{CSV}?o=1"))]
    assert both == ["Only a draft", "Thymectomy"]
    assert [row["Title"] for row in rows_of(door.get(f"{CSV}?o=-1"))] == both[::-1]


def test_all_pages_of_the_list_are_in_it():
    section = make_section()
    for number in range(55):
        make_draft(title=f"Page {number}", section=section)
    assert len(rows_of(door_of(make_editor()).get(CSV))) == 55


def test_the_bin_as_a_file_holds_what_is_in_it():
    make_draft(title="In work")
    bin_article(make_draft(title="Deleted"), by=None)
    [row] = rows_of(door_of(make_editor()).get(f"{CSV}?bin=yes"))
    assert row["Title"] == "Deleted"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_title_is_a_formula_to_a_spreadsheet(begin):
    title = f"{begin}HYPERLINK(A1)"
    response = csv_response("x", ["Title"], [[title]])
    [row] = rows_of(response)
    assert row["Title"] == f"'{title}"


def test_numbers_days_moments_and_nothing_are_written_plainly():
    moment = datetime.datetime(2026, 3, 1, 13, 30, tzinfo=datetime.UTC)
    response = csv_response("x", list("abcd"), [[-3, datetime.date(2026, 3, 1), moment, None]])
    [row] = rows_of(response)
    assert list(row.values()) == ["-3", "2026-03-01", "2026-03-01T13:30:00Z", ""]


def test_who_may_not_see_the_list_gets_no_file():
    nobody = make_editor("nobody", is_superuser=False)
    make_draft()
    assert door_of(nobody).get(CSV).status_code == 403
    assert Client().get(CSV).status_code == 302
    assert door_of(make_editor()).post(CSV).status_code == 405


def test_a_query_that_means_nothing_is_led_back_to_the_list():
    make_draft()
    response = door_of(make_editor()).get(f"{CSV}?nonsense=1")
    assert (response.status_code, response.headers["Location"]) == (302, "../")
