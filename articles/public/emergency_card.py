"""The emergency card: which sources its words rest on, and how old they are.

The words stand in its template. Whoever changes them there changes the day here.
"""

import datetime

from articles import rendering
from articles.models import ListedWork

# The day on which the words of the card last changed in substance.
DATED_ON = datetime.date(2026, 11, 25)

# By the numbers of the marks in the template, each with how many marks cite it.
_SOURCES = (
    (
        1,
        rendering.Work(
            key="wendell-2011",
            type="review",
            authors="Wendell LC, Levine JM",
            title="Myasthenic crisis",
            journal="Neurohospitalist",
            year=2011,
            volume="1",
            pages="16–22",
            doi="10.1177/1941875210382918",
            pmid="23983833",
        ),
    ),
    (
        1,
        rendering.Work(
            key="sheikh-2021",
            type="review",
            authors="Sheikh S, Alvi U, Soliven B, Rezania K",
            title="Drugs that induce or cause deterioration of myasthenia gravis: an update",
            journal="J Clin Med",
            year=2021,
            volume="10",
            issue="7",
            pages="1537",
            doi="10.3390/jcm10071537",
            pmid="33917535",
        ),
    ),
)


def sources() -> list[ListedWork]:
    """Return the sources of the card's words, as a page lists them."""
    return [
        ListedWork(key=work.key, number=number, uses=uses, work=work)
        for number, (uses, work) in enumerate(_SOURCES, start=1)
    ]
