"""Names of authors in the form of the National Library of Medicine, and keys made from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import slugs
from articles.publishing.author_names import nlm_name, proposed_key


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Gilhus, Nils Erik", "Gilhus NE"),
        ("Gilhus, N. E.", "Gilhus NE"),
        ("Gilhus, N.E.", "Gilhus NE"),
        ("Gilhus, NE", "Gilhus NE"),
        ("Gilhus,Nils", "Gilhus N"),
        ("Gilhus NE", "Gilhus NE"),
        ("van der Berg, Jan-Peter", "van der Berg JP"),
        ("Berg, Jan-Peter van der", "van der Berg JP"),
        ("Howard, James F., Jr.", "Howard JF Jr"),
        ("Howard, Jr., James F.", "Howard JF Jr"),
        ("Howard Jr, James F.", "Howard JF Jr"),
        ("Howard, James F. Jr", "Howard JF Jr"),
        ("Smith, John, III", "Smith J 3rd"),
        ("HOWARD, JAN", "HOWARD J"),
        ("O’Brien, Éamon", "O’Brien É"),
        ("Drużdż, Artur", "Drużdż A"),
        ("Ii, Yuichiro", "Ii Y"),
        ("gilhus, nils erik", "gilhus NE"),
        ("MGTX Study Group", "MGTX Study Group"),
        ("World Health Organization,", "World Health Organization"),
        ("Institute for Health, Norway", "Institute for Health, Norway"),
        ("Gilhus,", "Gilhus"),
    ],
)
def test_names_are_written_as_pubmed_writes_them(written, name):
    assert nlm_name(written) == name


@pytest.mark.parametrize(
    ("authors", "year", "title", "key"),
    [
        ("Gilhus NE, Tzartos S, Evoli A", 2019, "Myasthenia gravis", "gilhus-2019"),
        ("Howard JF Jr, Bril V", 2021, "ADAPT", "howard-2021"),
        ("van der Berg JP", 2020, "", "van-der-berg-2020"),
        ("O’Brien É", 2020, "", "obrien-2020"),
        ("Sørensen Ø", 2018, "", "sorensen-2018"),
        ("Weiß Ł", 2018, "", "weiss-2018"),
        ("Łukasz-Drużdż A", 2018, "", "lukasz-druzdz-2018"),
        ("MGTX Study Group", 2016, "A trial", "mgtx-study-group-2016"),
        ("Who", 2016, "A trial", "who-2016"),
        (
            "",
            2024,
            "The treatment of myasthenia gravis in Europe",
            "treatment-myasthenia-gravis-2024",
        ),
        ("Gilhus NE", None, "Myasthenia gravis in pregnancy", "gilhus-myasthenia-gravis"),
        ("Иванов АБ", 2020, "Lids", "lids-2020"),
        ("", None, "", "source"),
        ("重症", None, "重症筋無力症", "source"),
    ],
)
def test_a_key_says_who_and_when(authors, year, title, key):
    assert proposed_key(authors, year, title) == key


def test_a_long_name_is_cut_at_a_word():
    key = proposed_key("Myasthenia Gravis Clinical Study Group of the Whole Continent", 2016, "")
    assert key == "myasthenia-gravis-clinical-study-group-2016"


@given(st.text(), st.none() | st.integers(1665, 2200), st.text())
def test_a_key_always_has_the_shape_of_a_slug(authors, year, title):
    assert slugs.is_slug(proposed_key(authors, year, title))
    nlm_name(authors)
