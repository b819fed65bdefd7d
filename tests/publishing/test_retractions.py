"""A list of retracted works is held against the register."""

import csv
import io

import pytest

from articles.models import Article, Role
from articles.publishing import Refused, UnreadableList, mark_retracted, read_retractions
from tests.factories import make_article, make_member, make_reference

pytestmark = pytest.mark.django_db

WATCH = (
    "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,"
    "RetractionNature,Reason\n"
)


def file_of(*lines, head=WATCH):
    text = io.StringIO(head, newline="")
    text.seek(0, io.SEEK_END)
    csv.writer(text).writerows(lines)
    return io.BytesIO(text.getvalue().encode())


def test_the_list_of_retraction_watch_names_sources_by_doi_and_by_pmid():
    by_doi = make_reference("one", doi="10.1000/One")
    by_pmid = make_reference("two", pmid="123")
    make_reference("three", doi="10.1000/three")
    concern = make_reference("four", doi="10.1000/four")
    found = read_retractions(
        file_of(
            [
                1,
                "A, with\na line",
                "5/24/2026 0:00",
                "",
                "10.1000/ONE",
                0,
                "Retraction",
            ],
            [2, "B", "", "", "unavailable", "123", "Retraction"],
            [3, "C", "1/1/2026", "10.1000/three", "10.9/else", "", "Retraction"],
            [4, "D", "1/1/2026", "", "10.1000/four", "", "Expression of concern"],
            [5],
        )
    )
    assert (found.lines, found.others) == (5, 1)
    assert {one.reference: one.note for one in found.to_mark} == {
        by_doi: "Retracted on May 24, 2026.",
        by_pmid: "",
    }
    assert concern not in [one.reference for one in found.found]


def test_a_plain_list_will_do_and_what_is_marked_already_is_told_apart():
    known = make_reference("one", doi="10.1000/one", state="retracted")
    other = make_reference("two", pmid="123")
    lines = [["https://doi.org/10.1000/one", ""], ["", "PMID: 123"], ["nonsense", "x"]]
    found = read_retractions(file_of(*lines, head="\ufeffDOI,PMID\n"))
    assert [one.reference for one in found.marked] == [known]
    assert [one.reference for one in found.to_mark] == [other]


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2\n", b"\x00\xff\xfe", b'doi\n"' + b"x" * 200_000 + b'"\n']
)
def test_a_file_that_is_no_list_is_said_to_be_none(data):
    with pytest.raises(UnreadableList, match="file"):
        read_retractions(io.BytesIO(data))


def test_what_is_marked_reaches_readers_and_the_desk():
    source = make_reference("one")
    marked = make_reference("two", state="retracted", state_note="Known before.")
    article = make_article(body="## A\n\nIt is so [@one].\n")
    editor = make_member(Role.EDITOR, "ed")
    done = mark_retracted({source.pk: "Retracted in May.", marked.pk: "Again."}, by=editor)
    assert done == [source]
    marked.refresh_from_db()
    assert marked.state_note == "Known before."
    article.live_revision.refresh_from_db()
    assert "retracted source" in article.live_revision.html
    assert list(Article.objects.citing_unsound()) == [article]
    with pytest.raises(Refused, match="right to change sources"):
        mark_retracted({source.pk: ""}, by=make_member(Role.REVIEWER, "vera"))
