"""Works: the short name that stands for one."""

import pytest

from articles.rendering import Work


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ("Gilhus NE, Tzartos S, Evoli A, et al.", "Gilhus 2019"),
        ("Gilhus NE", "Gilhus 2019"),
        ("Gilhus NE et al.", "Gilhus 2019"),
        ("van der Berg JA; MG Study Group", "van der Berg 2019"),
        ("Åström Å", "Åström 2019"),
        ("MGFA", "MGFA 2019"),
        ("Myasthenia Gravis Foundation of America", "Myasthenia Gravis Foundation of America 2019"),
    ],
)
def test_a_work_is_called_by_its_first_author_and_its_year(authors: str, name: str) -> None:
    assert Work("a", authors=authors, year=2019).name == name


def test_a_work_without_authors_is_called_by_the_first_words_of_its_title() -> None:
    assert Work("a", title="Consensus guidance for the management of MG", year=2020).name == (
        "Consensus guidance for the management… 2020"
    )
    assert Work("a", title="Consensus guidance").name == "Consensus guidance"


def test_a_work_of_which_nothing_is_known_is_called_by_its_key() -> None:
    assert Work("some-key").name == "some-key"


def test_a_work_without_numbers_leads_nowhere() -> None:
    assert Work("a").doi_url == Work("a").pubmed_url == ""
