"""What an editor pastes to add a source: whole records, and any text at all."""

from dataclasses import asdict

import pytest

from articles.models import Reference
from articles.publishing.pasted_references import (
    Pasted,
    UnreadableReference,
    read_reference,
)

TRIAL = """\
PMID- 27509100
OWN - NLM
STAT- MEDLINE
DCOM- 20160829
IS  - 1533-4406 (Electronic)
IS  - 0028-4793 (Linking)
VI  - 375
IP  - 6
DP  - 2016 Aug 11
TI  - Randomized Trial of Thymectomy in Myasthenia Gravis.
PG  - 511-22
LID - 10.1056/NEJMoa1602489 [doi]
FAU - Wolfe, Gil I
AU  - Wolfe GI
AD  - From the department of neurology of a university, which is named on several
      lines, as MEDLINE does - all of them are passed over.
FAU - Kaminski, Henry J
AU  - Kaminski HJ
FAU - Howard, James F Jr
AU  - Howard JF Jr
CN  - MGTX Study Group
LA  - eng
PT  - Journal Article
PT  - Multicenter Study
PT  - Randomized Controlled Trial
TA  - N Engl J Med
JT  - The New England journal of medicine
JID - 0255562
EIN - N Engl J Med. 2017 May 25;376(21):2097. doi: 10.1056/NEJMx170003. PMID: 28541003
FIR - Somebody, Else
IR  - Somebody E
AID - 10.1056/NEJMoa1602489 [doi]
SO  - N Engl J Med. 2016 Aug 11;375(6):511-22. doi: 10.1056/NEJMoa1602489.
"""

REVIEW = """\
PMID- 29655451
STAT- MEDLINE
VI  - 36
IP  - 2
DP  - 2018 May
TI  - Muscle-Specific Kinase Myasthenia Gravis and Myasthenia Gravis Due to Other
      Antibodies.
PG  - 293-310
LID - S0733-8619(18)30004-7 [pii]
LID - 10.1016/j.ncl.2018.01.004 [doi]
AU  - Rivner MH
AU  - Pasnoor M
PT  - Journal Article
PT  - Review
TA  - Neurol Clin
JT  - Neurologic clinics
PMC - PMC6051709
"""

RIS = """\
TY  - JOUR
T1  - Safety and efficacy of rozanolixizumab in patients with generalised myasthenia gravis
(MycarinG): a randomised, double-blind, placebo-controlled, adaptive phase 3 study
AU  - Bril, Vera
AU  - Drużdż, Artur
AU  - Grosskreutz, Julian
AU  - MycarinG study investigators
JO  - The Lancet Neurology
VL  - 22
IS  - 5
SP  - 383
EP  - 394
PY  - 2023
DA  - 2023/05/01/
SN  - 1474-4422
DO  - https://doi.org/10.1016/S1474-4422(23)00077-7
UR  - https://www.sciencedirect.com/science/article/pii/S1474442223000777
AB  - An abstract would stand here; it is passed over.
ER  -
"""


def changed(record, *pairs):
    for old, new in pairs:
        assert old in record
        record = record.replace(old, new)
    return record


def refusal(read, text):
    """The sentence with which `read` refuses the text, or nothing when it reads it."""
    try:
        read(text)
    except UnreadableReference as refused:
        return str(refused)
    return ""


def test_a_record_of_pubmed_is_read_whole():
    assert read_reference(TRIAL) == Pasted(
        type="trial",
        authors="Wolfe GI, Kaminski HJ, Howard JF Jr, MGTX Study Group",
        title="Randomized Trial of Thymectomy in Myasthenia Gravis",
        journal="N Engl J Med",
        year=2016,
        volume="375",
        issue="6",
        pages="511-22",
        doi="10.1056/nejmoa1602489",
        pmid="27509100",
    )


def test_a_title_on_two_lines_is_one_title_and_a_publishers_number_is_no_doi():
    review = read_reference(REVIEW)
    assert review.type == "review"
    assert review.title.endswith("Due to Other Antibodies")
    assert review.doi == "10.1016/j.ncl.2018.01.004"


def test_a_ris_record_is_read_whole():
    assert read_reference(RIS) == Pasted(
        authors="Bril V, Drużdż A, Grosskreutz J, MycarinG study investigators",
        title=(
            "Safety and efficacy of rozanolixizumab in patients with generalised myasthenia gravis "
            "(MycarinG): a randomised, double-blind, placebo-controlled, adaptive phase 3 study"
        ),
        journal="The Lancet Neurology",
        year=2023,
        volume="22",
        issue="5",
        pages="383-394",
        doi="10.1016/s1474-4422(23)00077-7",
    )


@pytest.mark.parametrize("record", [TRIAL, REVIEW, RIS])
def test_what_copying_does_to_a_record_does_not_matter(record):
    read = read_reference(record)
    assert read_reference("\ufeff\r\n \r\n" + record.replace("\n", "\r\n")) == read
    assert read_reference(record.replace("\n", "\r")) == read
    assert read_reference(record.replace("  - ", "\u00a0\u00a0- ")) == read
    assert read_reference(record.replace("  - ", " - ")) == read
    assert read_reference(record.strip()) == read


@pytest.mark.parametrize(
    ("kinds", "type_"),
    [
        (["Journal Article"], ""),
        (["Practice Guideline", "Review"], "guideline"),
        (["Guideline"], "guideline"),
        (["Clinical Trial, Phase III", "Multicenter Study"], "trial"),
        (["Meta-Analysis"], "review"),
        (["Systematic Review"], "review"),
        (["Case Reports"], "case"),
        (["Observational Study"], "cohort"),
        (["Clinical Trial Protocol"], ""),
    ],
)
def test_the_kind_of_a_source_is_what_pubmed_says_it_is(kinds, type_):
    lines = "\n".join(f"PT  - {kind}" for kind in kinds)
    record = changed(REVIEW, ("PT  - Journal Article\nPT  - Review", lines))
    assert read_reference(record).type == type_
    assert read_reference(changed(RIS, ("ER  -", f"M3  - {kinds[0]}\nER  -"))).type == type_


@pytest.mark.parametrize(
    "line",
    [
        "PT  - Retracted Publication",
        "RIN - Neurol Clin. 2020 May;38(2):500. doi: 10.1016/j.ncl.2020.01.001. PMID: 12345678",
    ],
)
def test_a_source_that_says_it_is_retracted_is_retracted(line):
    record = f"{REVIEW}{line}\n"
    assert read_reference(record).state == "retracted"
    assert read_reference(record).pmid == "29655451"


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("RETRACTED: Antibodies in mice", "retracted"),
        ("RETRACTED ARTICLE: Antibodies in mice", "retracted"),
        ("[Retracted] Antibodies in mice", "retracted"),
        ("Retraction: Antibodies in mice", ""),
        ("Retracted lids in myasthenia gravis", ""),
    ],
)
def test_publishers_mark_retracted_works_in_their_titles(title, state):
    assert read_reference(f"TY  - JOUR\nTI  - {title}\nER  - ").state == state


def test_the_notice_of_a_retraction_is_not_itself_retracted():
    notice = f"{REVIEW}PT  - Retraction of Publication\nROF - Neurol Clin. 2017;35(1):1.\n"
    assert read_reference(notice).state == ""


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("[Myasthenia gravis in children].", "[Myasthenia gravis in children]"),
        ("Effect of <i>CHRNE</i> on IgG<sub>4</sub>.", "Effect of CHRNE on IgG4"),
        ("Nerve &amp; muscle &lt;i&gt;in vitro&lt;/i&gt;", "Nerve & muscle in vitro"),
        ("Onset <50 years and >50 years.", "Onset <50 years and >50 years"),
        ("Who is at risk?", "Who is at risk?"),
        ("To be continued...", "To be continued..."),
    ],
)
def test_titles_lose_markup_and_full_stop(written, title):
    assert read_reference(f"TY  - JOUR\nTI  - {written}\nER  - ").title == title
    assert read_reference(f"PMID- 1\nTI  - {written}\n").title == title


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2019 May 2", 2019),
        ("2019 Winter", 2019),
        ("1998 Dec-1999 Jan", 1998),
        ("2016/08/11/", 2016),
        ("in press", None),
        ("9999", None),
    ],
)
def test_dates_give_their_year(date, year):
    assert read_reference(f"PMID- 1\nTI  - A\nDP  - {date}\n").year == year
    assert read_reference(f"TY  - JOUR\nTI  - A\nPY  - {date}\nER  - ").year == year


def test_a_book_in_pubmed_has_its_title_from_the_book():
    assert (
        read_reference("PMID- 32644757\nBTI - StatPearls\nAU  - Jowkar A\n").title == "StatPearls"
    )


def test_full_names_and_committees_stand_in_where_there_are_no_short_ones():
    read = read_reference("PMID- 1\nTI  - A\nFAU - Gilhus, Nils Erik\nCN  - Study Group, Norway.\n")
    assert read.authors == "Gilhus NE, Study Group, Norway"


def test_a_web_page_keeps_its_address_and_publisher():
    page = read_reference(
        "TY  - ELEC\nTI  - Living with MG\nAU  - A Charity\nPB  - A Charity\nPY  - 2024\n"
        "UR  - https://charity.example/living;page=2\nER  - "
    )
    assert (page.type, page.journal) == ("web", "A Charity")
    assert page.url == "https://charity.example/living;page=2"


def test_an_address_is_kept_only_where_nothing_better_names_the_source():
    assert read_reference(RIS).url == ""
    record = "TY  - JOUR\nTI  - A\nUR  - {}\nER  - "
    doi = read_reference(record.format("https://doi.org/10.1016/j.ncl.2018.01.004"))
    assert (doi.doi, doi.url) == ("10.1016/j.ncl.2018.01.004", "")
    pubmed = read_reference(record.format("https://pubmed.ncbi.nlm.nih.gov/29655451/"))
    assert (pubmed.pmid, pubmed.url) == ("29655451", "")
    assert read_reference(record.format("javascript:alert(1)")).url == ""


def test_short_names_of_journals_lose_their_dots():
    record = changed(RIS, ("ER  -", "J2  - Lancet Neurol.\nER  -"))
    assert read_reference(record).journal == "Lancet Neurol"


def test_a_pmid_in_a_ris_record_is_found():
    named = changed(RIS, ("ER  -", "N1  - PMID: 37059507\nER  -"))
    assert read_reference(named).pmid == "37059507"
    numbered = changed(RIS, ("ER  -", "DB  - PubMed\nAN  - 37059507\nER  -"))
    assert read_reference(numbered).pmid == "37059507"


def test_a_number_that_cannot_be_read_does_not_cost_the_rest_of_the_record():
    read = read_reference(changed(TRIAL, ("10.1056/NEJMoa1602489 [doi]", "10.1056/ [doi]")))
    assert (read.doi, read.pmid) == ("", "27509100")


def test_a_list_of_very_many_authors_ends_between_two_names():
    many = "".join(f"AU  - Author{number} AB\n" for number in range(200))
    authors = read_reference(f"PMID- 1\nTI  - A\n{many}").authors
    assert len(authors) <= Reference._meta.get_field("authors").max_length
    assert authors.endswith(" AB, et al")


def test_a_few_lines_of_a_record_are_enough():
    read = read_reference("TI  - Diagnosis of Myasthenia Gravis.\nAU  - Rousseff RT\nDP  - 2021")
    assert (read.title, read.year) == ("Diagnosis of Myasthenia Gravis", 2021)
    read = read_reference("T1  - Diagnosis of Myasthenia Gravis\nVL  - 10\nIS  - 8")
    assert (read.volume, read.issue) == ("10", "8")


@pytest.mark.parametrize("record", [TRIAL, REVIEW, RIS])
def test_what_is_read_fits_the_register(record):
    read = asdict(read_reference(record))
    filled = {name: value for name, value in read.items() if value}
    reference = Reference(**{"key": "a-2016", "type": "review", "added_by_name": "Ada"} | filled)
    reference.full_clean(validate_unique=False, validate_constraints=False)
