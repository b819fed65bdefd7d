"""The DOI and the PMID in whatever is pasted into their fields."""

import pytest

from articles.publishing.identifiers import UnreadableReference, normalised_doi, normalised_pmid

ADAPT = "10.1016/s1474-4422(21)00159-9"
WILEY = "10.1002/(sici)1097-4598(199806)21:6<701::aid-mus1>3.0.co;2-v"


@pytest.mark.parametrize(
    "text",
    [
        "10.1016/S1474-4422(21)00159-9",
        " 10.1016/s1474-4422(21)00159-9\r\n",
        "doi: 10.1016/S1474-4422(21)00159-9.",
        "DOI10.1016/S1474-4422(21)00159-9",
        "(doi:10.1016/S1474-4422(21)00159-9)",
        "Lancet Neurol 2021;20:526–536. doi 10.1016/S1474-4422(21)00159-9; see there",
        "“10.1016/S1474-4422(21)00159-9”,",
        "<https://doi.org/10.1016/S1474-4422(21)00159-9>.",
        "https://doi.org/10.1016/S1474-4422(21)00159-9",
        "HTTPS://DX.DOI.ORG/10.1016/S1474-4422(21)00159-9/",
        "doi.org/10.1016/S1474-4422(21)00159-9",
        "https://doi.org/10.1016/S1474-4422(21)00159-9?utm_source=feed#title",
        "https://doi.org/10.1016%2FS1474-4422%2821%2900159-9",
        "10.1016/S1474-4422%2821%2900159-9",
        "https://proxy.example/login?url=https%3A%2F%2Fdoi.org%2F10.1016%2FS1474-4422(21)00159-9&x=1",
        "10.1016/S1474‐4422(21)00159–9",
        "10.1016/S1474-\u200b4422(21)00159-9",
        "[10.1016/S1474-4422(21)00159-9](https://doi.org/10.1016/S1474-4422(21)00159-9)",
        '<a href="https://doi.org/10.1016/S1474-4422(21)00159-9">10.1016/S1474-4422(21)00159-9</a>',
        "10.1016/S1474-4422&#40;21&#41;00159-9",
    ],
)
def test_one_doi_has_one_spelling(text):
    assert normalised_doi(text) == ADAPT


@pytest.mark.parametrize(
    "text",
    [
        "10.1002/(SICI)1097-4598(199806)21:6<701::AID-MUS1>3.0.CO;2-V",
        "10.1002/(SICI)1097-4598(199806)21:6&lt;701::AID-MUS1&gt;3.0.CO;2-V.",
        "https://doi.org/10.1002/(SICI)1097-4598(199806)21:6%3C701::AID-MUS1%3E3.0.CO;2-V",
    ],
)
def test_a_doi_may_hold_brackets_and_semicolons(text):
    assert normalised_doi(text) == WILEY


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        (
            "https://www.frontiersin.org/articles/10.3389/fneur.2020.00554/full",
            "10.3389/fneur.2020.00554",
        ),
        ("https://www.nejm.org/doi/full/10.1056/NEJMoa1602489?query=x", "10.1056/nejmoa1602489"),
        (
            "https://journals.example/doi/pdf/10.1177/1941875210382918.pdf",
            "10.1177/1941875210382918",
        ),
        # At the resolver nothing follows the DOI, so “/full” would be part of it.
        ("https://doi.org/10.1234/a/full", "10.1234/a/full"),
    ],
)
def test_the_page_of_a_publisher_names_its_doi(address, doi):
    assert normalised_doi(address) == doi


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("S1474-4422(21)00159-9", "begins with “10.”"),
        ("11.1016/S1474-4422", "begins with “10.”"),
        ("29655451", "begins with “10.”"),
        ("10.1016", "half a DOI"),
        ("", "nothing here"),
    ],
)
def test_what_is_no_doi_is_refused_with_the_reason(text, words):
    with pytest.raises(UnreadableReference, match=words):
        normalised_doi(text)


@pytest.mark.parametrize(
    "text",
    [
        "29655451",
        " 29655451\n",
        "PMID: 29655451",
        "pmid 29655451.",
        "PMID:29655451; PMCID: PMC6051709",
        "https://pubmed.ncbi.nlm.nih.gov/29655451",
        "https://pubmed.ncbi.nlm.nih.gov/29655451/",
        "pubmed.ncbi.nlm.nih.gov/29655451/?from_term=musk#abstract",
        "https://pubmed.ncbi.nlm.nih.gov/?term=29655451",
        "http://www.ncbi.nlm.nih.gov/pubmed/29655451",
        "https://europepmc.org/article/MED/29655451",
    ],
)
def test_one_pmid_has_one_spelling(text):
    assert normalised_pmid(text) == "29655451"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PMC6051709", "PubMed Central"),
        ("123456789", "too long"),
        ("2965545１", "at most 8 digits"),
        ("10.1016/j.ncl.2018.01.004", "at most 8 digits"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=myasthenia", "at most 8 digits"),
        ("", "nothing here"),
    ],
)
def test_what_is_no_pmid_is_refused_with_the_reason(text, words):
    with pytest.raises(UnreadableReference, match=words):
        normalised_pmid(text)
