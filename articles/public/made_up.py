"""Made-up content, long enough to be a trial, for the style guide. Nothing of it is stored."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from articles.models import Article, Edition, Person, Publication, Review, Revision, Standing
from articles.rendering import Comparison, Document, compare

DAY = datetime.date(2021, 7, 27)
# Every kind of chart, with each pattern, and one that cannot be drawn.
CHARTS = """\
```chart bars What makes reading hard
draw: Share
n: 412
source: made up
note: Several answers were possible.
Answer | Readers | Share
--- | --- | ---
Double vision | 251 | 61%
Tired eyes or drooping lids at the end of a long day | 235 | 57%
Small print | 119 | 29%
```

```chart bars Bars of six series
Answer | Women | Men | Others | In the morning | In the evening | At night, when nothing else helps
Double vision | 1,251 | 800 | 700 | 600 | 500 | 400
Small print | 251 | 0 | 40 | 500 | 600 | 700
```

```chart lines Readers who print
unit: %
Year | Women | Men
2022 | 31 | 12
2023 | 35 | 20
2024 | 44 | 19
2025 | 52 | 50
```

```chart lines Lines of six series
Year | Women | Men | Others | In the morning | In the evening | At night, when nothing else helps
2023 | 12 | 8 | 7 | 6 | 5 | -4
2024 | 2 | 0 | 4 | 5 | 6 | 7
2025 | 10 | 5 | 4.5 | 4 | 3.5 | 3
```

```chart lines Letters to the editors
2022 | 120
2023 | 180
2024 | 90
```

```chart bars A chart with a mistake
Double vision | 6l
```
"""


def people() -> list[Person]:
    """One who declared something, one who declared nothing, one whom nobody has asked."""
    some = [
        Person(
            name="Ann Birch",
            slug="ann-birch",
            credentials="MD",
            role="Neurologist",
            bio="Ann Birch does not exist.",
            orcid="0000-0002-1825-0097",
            disclosure="Paid for a talk by a company that does not exist either.",
            disclosure_asked_on=DAY,
            is_sample=True,
        ),
        Person(name="Zoe Ash", slug="zoe-ash", disclosure_asked_on=DAY),
        Person(name="x" * 80, slug="long-name", role="A role with a word too long: " + "y" * 60),
    ]
    for person in some:
        person.has_written = person.has_reviewed = True
    return some


def standings(article: Article, reviewer: Person) -> dict[str, Standing]:
    """What a page can say of its review and its changes."""
    revision = article.live_revision
    editions = tuple(
        Publication(
            article=article, number=number, kind=kind, dated_on=DAY, revision=revision, **words
        )
        for number, kind, words in (
            (3, Publication.Kind.CORRECTION, {"was_wrong": "It was 9%.", "is_right": "It is 6%."}),
            (2, Publication.Kind.SIGNIFICANT, {"note": "We added what to ask."}),
            (1, Publication.Kind.FIRST, {}),
        )
    )
    for edition in editions:
        edition.latest_amendment = None
    review = Review(
        article=article,
        revision=revision,
        reviewer=reviewer,
        reviewer_name="Ann Birch, MD",
        reviewed_on=DAY,
        next_due=DAY.replace(year=DAY.year + 1),
    )
    valid = Standing(editions=editions, today=DAY, review=review, revision=revision)
    return {
        "valid": valid,
        "overdue": replace(valid, today=DAY.replace(year=DAY.year + 2)),
        "changed": replace(valid, revision=Revision()),
        "none": replace(valid, review=None),
    }


def edition() -> Edition:
    """A made-up edition that is no longer the newest."""
    publication = Publication(
        number=2,
        kind=Publication.Kind.CORRECTION,
        was_wrong="One in nine.",
        is_right="One in ten.",
        dated_on=datetime.date(2021, 7, 27),
        carried_from="an older site",
    )
    publication.latest_amendment = None
    return Edition(publication, ended_on=datetime.date(2022, 1, 31))


def comparison() -> Comparison:
    """Two made-up texts beside each other: something came, went, moved and stayed."""
    old = "Some people see double.\n\n## Rest\n\n- Rest brings strength back.\n- Sleep well.\n"
    new = "Many people see double.\n\n## Rest\n\n- Rest brings it back.\n- Sleep well.\n\n## Work\n"
    return compare(
        Document(title="Causes of MG", body=old),
        Document(title="Causes of MG", body=new, summary="Nobody is to blame."),
    )


def works() -> list[dict[str, Any]]:
    """Made-up sources: one that holds, one that does not, one that the register does not know."""
    source = {
        "key": "birch-2019",
        "type": "review",
        "authors": "Birch A, Ash Z",
        "title": "Signals between nerve and muscle",
        "journal": "J Made-up Res",
        "year": 2019,
        "volume": "5",
        "pages": "1-12",
        "doi": "10.1000/182",
    }
    retracted = {
        "key": "ash-2021",
        "type": "trial",
        "authors": "Ash Z",
        "title": "A trial that never was",
        "year": 2021,
        "state": "retracted",
        "state_note": "Retracted by the journal in May 2026.",
    }
    return [
        source | {"number": 1, "uses": 2, "known": True},
        retracted | {"number": 2, "uses": 1, "known": True},
        {"key": "nobody-knows", "number": 3, "uses": 1, "known": False},
    ]
