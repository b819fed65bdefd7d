"""The bibliography: works in NLM style, whole and with parts missing."""

from dataclasses import replace
from itertools import combinations

import pytest

from articles.rendering import ReferenceLink, Work, nlm, reference_of

ARTICLE = Work(
    key="gilhus-2019",
    type="review",
    authors="Gilhus NE, Tzartos S, Evoli A, et al.",
    title="Myasthenia gravis.",
    journal="Nat Rev Dis Primers",
    year=2019,
    volume="5",
    issue="1",
    pages="30",
    doi="10.1038/s41572-019-0079-y",
    pmid="31048702",
    url="https://www.nature.com/articles/s41572-019-0079-y",
)
PAGE = Work(
    key="mgfa",
    type="web",
    authors="Myasthenia Gravis Foundation of America",
    title="What is MG?",
    journal="MGFA",
    year=2024,
    url="https://example.org/mg",
)


def test_an_article_is_written_as_pubmed_writes_it() -> None:
    assert nlm(ARTICLE) == (
        "Gilhus NE, Tzartos S, Evoli A, et al. Myasthenia gravis. Nat Rev Dis Primers. "
        "2019;5(1):30. doi: 10.1038/s41572-019-0079-y. PMID: 31048702."
    )


def test_a_page_of_the_web_is_written_with_its_address() -> None:
    assert nlm(PAGE) == (
        "Myasthenia Gravis Foundation of America. What is MG? [Internet]. MGFA; 2024. "
        "Available from: https://example.org/mg"
    )


def test_what_is_in_no_journal_is_written_like_a_page() -> None:
    guideline = Work("g", type="guideline", title="A guideline", year=2020, url="https://b.org/")
    assert nlm(guideline) == "A guideline [Internet]. 2020. Available from: https://b.org/"
    assert nlm(replace(PAGE, url="", authors="")) == "What is MG? MGFA; 2024."


def test_an_article_that_has_only_an_address_is_found_by_it() -> None:
    assert nlm(replace(ARTICLE, doi="", pmid="", authors="")) == (
        "Myasthenia gravis. Nat Rev Dis Primers. 2019;5(1):30. "
        "Available from: https://www.nature.com/articles/s41572-019-0079-y"
    )


@pytest.mark.parametrize(
    ("missing", "imprint"),
    [
        ({"issue": ""}, "2019;5:30."),
        ({"volume": ""}, "2019;(1):30."),
        ({"pages": ""}, "2019;5(1)."),
        ({"volume": "", "issue": ""}, "2019:30."),
        ({"volume": "", "issue": "", "pages": ""}, "2019."),
        ({"year": None}, "5(1):30."),
        ({"year": None, "volume": "", "issue": "", "pages": ""}, ""),
    ],
)
def test_an_issue_is_written_as_far_as_it_is_known(
    missing: dict[str, object], imprint: str
) -> None:
    assert reference_of(replace(ARTICLE, **missing)).imprint == imprint


PARTS = ["authors", "title", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "url"]


@pytest.mark.parametrize("work", [ARTICLE, PAGE])
@pytest.mark.parametrize("left", [0, 1, 2, 3])
def test_missing_parts_leave_no_stray_punctuation(work: Work, left: int) -> None:
    for names in combinations(PARTS, left):
        kept = {name: getattr(work, name) for name in names}
        text = nlm(Work("a", type=work.type, **kept))
        assert text == text.strip()
        assert text[:1].isalnum() or text[:1] in ("", "(")
        assert not any(wrong in text for wrong in ("  ", "..", " .", ";.", ":.", ",.", "?.", " ;"))


def test_a_title_that_asks_needs_no_full_stop() -> None:
    assert reference_of(Work("a", title="Is it MG?")).title == "Is it MG?"


def test_of_seven_authors_three_are_named() -> None:
    six = "One A, Two B, Three C, Four D, Five E, Six F"
    assert reference_of(Work("a", authors=six)).authors == f"{six}."
    assert reference_of(Work("a", authors=f"{six}, et al.")).authors == f"{six}, et al."
    seven = f"{six}, Seven G"
    assert reference_of(Work("a", authors=seven)).authors == "One A, Two B, Three C, et al."
    assert reference_of(Work("a", authors=f"{seven}, et al.")).authors.endswith("Three C, et al.")


def test_a_page_gets_the_pieces_to_mark_up_and_to_link() -> None:
    reference = reference_of(ARTICLE)
    assert reference.journal == "Nat Rev Dis Primers."
    assert reference.links == (
        ReferenceLink(
            "doi:",
            "10.1038/s41572-019-0079-y",
            "https://doi.org/10.1038/s41572-019-0079-y",
            ".",
        ),
        ReferenceLink("PMID:", "31048702", "https://pubmed.ncbi.nlm.nih.gov/31048702/", "."),
    )
    assert str(reference) == nlm(ARTICLE)


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1002/(SICI)1097(199)1:1", "https://doi.org/10.1002/(SICI)1097(199)1:1"),
        ("10.1/a<b>#c?d%e", "https://doi.org/10.1/a%3Cb%3E%23c%3Fd%25e"),
        ('10.1/a b"c', "https://doi.org/10.1/a%20b%22c"),
        ("10.1/ä+\\^", "https://doi.org/10.1/%C3%A4%2B%5C%5E"),
    ],
)
def test_a_doi_becomes_an_address_that_leads_to_it(doi: str, address: str) -> None:
    assert reference_of(Work("a", doi=doi)).links[0].url == address


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//example.org", "data:x", "/a/", "x"])
def test_only_an_address_of_the_web_becomes_a_link(url: str) -> None:
    assert reference_of(Work("a", title="T", url=url)).links == ()
    assert nlm(Work("a", title="T", url=url)) == "T."
