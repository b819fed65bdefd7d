"""What is pasted and is no record, or several, or anything at all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.publishing.pasted_references import (
    Pasted,
    UnreadableReference,
    normalised_doi,
    normalised_pmid,
    read_reference,
)
from tests.publishing.test_pasted_references import REVIEW, RIS, TRIAL, refusal


@pytest.mark.parametrize("between", ["", "\n", "\r\n\r\n"])
def test_several_records_are_refused_with_their_number(between):
    with pytest.raises(UnreadableReference, match="3 records"):
        read_reference(between.join([TRIAL, REVIEW, TRIAL]))
    with pytest.raises(UnreadableReference, match="2 records"):
        read_reference(between.join([RIS, RIS]))
    with pytest.raises(UnreadableReference, match="2 records"):
        read_reference(between.join([RIS, TRIAL]))


@pytest.mark.parametrize(
    "record", ["PMID- 1\nAU  - Gilhus NE\n", "TY  - JOUR", "TY  - JOUR\nTI  - ."]
)
def test_a_record_without_a_title_is_refused(record):
    with pytest.raises(UnreadableReference, match="no title"):
        read_reference(record)


@pytest.mark.parametrize(
    ("text", "doi", "pmid"),
    [
        ("10.1056/NEJMoa1602489", "10.1056/nejmoa1602489", ""),
        ("29655451", "", "29655451"),
        ("PMID- 29655451", "", "29655451"),
        (
            "Rivner MH, et al. Neurol Clin. 2018;36:293–310. "
            "doi: 10.1016/j.ncl.2018.01.004. PMID: 29655451; PMCID: PMC6051709.",
            "10.1016/j.ncl.2018.01.004",
            "29655451",
        ),
        ("@article{a, doi = {10.3390/jcm10081736}, year = 2021}", "10.3390/jcm10081736", ""),
        (
            "MG - a review\nBMC - https://doi.org/10.1186/1471-2377-10-46",
            "10.1186/1471-2377-10-46",
            "",
        ),
    ],
)
def test_numbers_are_found_in_what_is_no_record(text, doi, pmid):
    assert read_reference(text) == Pasted(doi=doi, pmid=pmid)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing here"),
        (" \ufeff\r\n ", "nothing here"),
        ("What is myasthenia gravis?", "Neither a DOI nor a PMID"),
        ("1234567890123456", "too long for a PMID"),
        ("PMID: 123456789", "too long for a PMID"),
        ("arXiv:2101.12345v2", "arXiv"),
        ("2101.12345", "arXiv"),
        ("https://arxiv.org/abs/2101.12345", "arXiv"),
        ("ISBN 978-0-306-40615-7", "ISBN"),
        ("9780306406157", "ISBN"),
        ("0-306-40615-2", "ISBN"),
        ("PMC6051709", "PubMed Central"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC6051709/", "PubMed Central"),
        ("https://www.myasthenia.example/living", "Web page"),
        ("10.1016/", "half a DOI"),
        ("doi: 10.1016", "half a DOI"),
        ("https://doi.org/10.1016/", "half a DOI"),
        ("10.1016/S1474-4422(21", "cut off"),
        ("10.1038/s41572-", "cut off"),
        ("10.1056/NEJM\x00oa1602489", "control characters"),
        ("10.1056/NEJM\ud800", "control characters"),
        ("https://doi.org/10.1056/NEJM%00oa", "Copy it again"),
        ("10.1056/NEJMøa1602489", "Copy it again"),
        ("10.1056/" + "a" * 500, "longer than 200"),
        ("10.1056/NEJMoa1602489\n10.3390/jcm10081736", "2 different DOIs"),
        ("10.1056/NEJMoa1602489,10.3390/jcm10081736", "2 different DOIs"),
        ("PMID: 1, PMID: 2, PMID: 3", "3 different PMIDs"),
        ("PMID: 0", "above zero"),
        (RIS * 10_000, "too much for one source"),
    ],
)
def test_what_names_no_source_is_refused_with_the_reason(text, words):
    with pytest.raises(UnreadableReference, match=words):
        read_reference(text)


def test_the_editor_is_told_what_can_be_pasted():
    for text in ("", "MG", "x" * 5_000_000, "PMID- 1\nAU  - Gilhus NE"):
        with pytest.raises(UnreadableReference, match=r"a DOI, a PMID, an address at doi\.org"):
            read_reference(text)


PIECES = [
    *("TY  - ", "TY  - JOUR\n", "ER  - ", "PMID- ", "TI  - ", "AU  - ", "FAU - ", "DP  - ", "\n"),
    *("LID - ", "DO  - ", "PT  - ", "UR  - ", "CN  - ", "10.1016/", "10.1016/S1474-4422(21)", "%"),
    *(
        "https://doi.org/",
        "https://",
        "www.",
        "doi: ",
        "PMID: ",
        "PMC",
        "ISBN ",
        "%2F",
        "%00",
        "%ff",
    ),
    *(
        "1",
        "29655451",
        "9" * 50,
        "2019",
        "&#",
        "&#1;",
        "&#xD800;",
        "&lt;",
        "&",
        "<",
        ">",
        "<i>",
        "(",
    ),
    *(
        ")",
        ".",
        ",",
        ";",
        "-",
        "–",
        "/",
        "?",
        "#",
        '"',
        " ",
        "\t",
        "\r\n",
        "\ufeff",
        "\x00",
        "\u2028",
    ),
    *("Gilhus, Nils Erik", "Jr", "van der ", "ø", "²", "１", "İ", "\ud800", "a", "A"),
]


TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)


@given(TEXTS | st.text(st.characters()))
@example("&#" + "9" * 5000 + ";")
@example("PMID: " + "9" * 5000)
@example("TY  - JOUR\nTI  - A\nPY  - ２０１９\nAU  - ,\nAU  - , Jr\nAU  - ,,,\nAU  - -, -\nER  - ")
@example("TY  - JOUR\nTI  - &#1;\nER  - ")
def test_any_text_is_read_or_refused_in_a_sentence(text):
    for read in (read_reference, normalised_doi, normalised_pmid):
        sentence = refusal(read, text)
        assert sentence == "" or sentence.endswith(".")
        assert sentence.isprintable()


@given(TEXTS)
def test_what_is_read_is_normal_already(text):
    try:
        read = read_reference(text)
    except UnreadableReference:
        return
    if read.doi:
        assert normalised_doi(read.doi) == read.doi
    if read.pmid:
        assert normalised_pmid(read.pmid) == read.pmid
    assert read.title or read.doi or read.pmid
    assert "\n" not in f"{read.title}{read.authors}{read.journal}"
