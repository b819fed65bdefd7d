"""Every component on one page, for those who change them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from articles.models import (
    Article,
    Callout,
    Edition,
    Letter,
    Person,
    Publication,
    Review,
    Revision,
    SearchEntry,
    Section,
    Shelf,
    Standing,
    Term,
    Withdrawal,
    rank_of,
)
from articles.models.alphabet import Line
from articles.public.comfort import Comfort
from articles.public.differences import differences_of
from articles.public.feeds import FeedAddress
from articles.public.views.comfort import ComfortForm
from articles.public.views.search import Filter
from articles.rendering import Comparison, Document, Picture, compare
from articles.rendering import render as rendered
from articles.search import Piece, Result

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


@require_safe
@staff_member_required(login_url="admin:login")
def styleguide(request: HttpRequest) -> HttpResponse:
    """The components with made-up content, staff only. Nothing of it is stored."""
    return render(request, "pages/styleguide.html", {"samples": samples()})


def samples() -> dict[str, Any]:
    """Made-up content for each component, as unsaved rows and long enough to be a trial."""
    information = Section(
        title="About MG", slug="about-mg", kind=Section.Kind.INFORMATION, intro="What MG is."
    )
    news = Section(title="News", slug="news", kind=Section.Kind.NEWS, intro="What is new.")
    revision = Revision(
        title="Causes of myasthenia gravis",
        summary="Antibodies that the body makes by mistake disturb the signal to the muscle.",
        key_points=["Rest brings strength back.", "Nobody is to blame.", "Ask before you stop."],
        headings=[
            {"level": 2, "text": text, "id": f"frame-guide-{place}"}
            for place, text in (("facts", "Facts"), ("notices", "Notices"), ("article", "Article"))
        ],
        word_count=700,
        works=works(),
        lead_alt="A nerve ending beside a muscle",
    )
    long_title = Revision(
        title=f"A title that goes on for longer than any editor should let it, with {'x' * 60}",
        summary="And a summary.",
        word_count=100,
    )
    columns = Section(title="Columns", slug="columns", kind=Section.Kind.COLUMNS)
    articles = [
        _article(information, revision, slug="causes"),
        _article(news, long_title, slug="long", is_sample=True),
        _article(columns, revision, slug="more"),
    ]
    people = made_up_people()
    articles[0].byline = people
    term = Term(name="ptosis", slug="ptosis", definition="A lid that hangs.", say="TOE-sis")
    letters = [
        Letter("D", "frame-guide-d", [Line("droopy eyelid", term)]),
        Letter("E", "frame-guide-e"),
        Letter("P", "frame-guide-p", [Line("ptosis", term), Line("p" * 80, term)]),
    ]
    pages = Paginator(range(190), 20)
    found = [Piece("Antibodies disturb the "), Piece("signal", is_marked=True), Piece(" …")]
    return {
        "section": information,
        "sections": [information, news],
        "article": articles[0],
        "articles": articles,
        "start_here": articles,
        "revision": revision,
        "charts": rendered(CHARTS).html,
        "picture": Picture(
            key="junction",
            url=static("img/junction.svg"),
            width=320,
            height=320,
            caption="Where nerve meets muscle.",
            credit="Drawn for this site",
            licence="CC0",
        ),
        "callout": Callout(
            title="Survey results",
            text="What readers told us.",
            story_link="/surveys/",
            story_link_text="Read the story of the survey",
        ),
        "people": people,
        "standings": standings(articles[0], people[0]),
        "withdrawals": [
            Withdrawal(
                outcome=outcome, reason="It described what is not done any more.", dated_on=DAY
            )
            for outcome in Withdrawal.Outcome.values
        ],
        "reviews": [Review(article=articles[0], reviewed_on=DAY, sections=["Facts", "Notices"])],
        "medicines": ["azathioprine", "prednisone", "pyridostigmine"],
        "term": term,
        "letters": letters,
        "edition": edition(),
        "feed": FeedAddress(name=f"A section with a name too long: {'z' * 60}", path="about-mg"),
        "comparison": comparison(),
        "differences": differences_of(comparison()),
        "form": ComfortForm.showing(Comfort(), back="/"),
        "filters": [
            Filter("All", 1234, "/search/?q=signal", is_current=True),
            Filter("News", 12, "/search/?q=signal&kind=news", is_current=False),
        ],
        "results": [Result(_entry(article), found) for article in articles[:2]],
        "page_obj": pages.page(5),
        "page_numbers": list(pages.get_elided_page_range(5, on_each_side=1, on_ends=1)),
    }


def _entry(article: Article) -> SearchEntry:
    return SearchEntry(rank=rank_of(Shelf.INFORMATION, DAY, 1), article=article)


def made_up_people() -> list[Person]:
    """One who declared something, one who declared nothing, one whom nobody has asked."""
    people = [
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
    for person in people:
        person.has_written = person.has_reviewed = True
    return people


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


def _article(section: Section, revision: Revision, **fields: Any) -> Article:
    return Article(
        section=section,
        live_revision=revision,
        first_published_on=datetime.date(2019, 3, 2),
        last_updated_on=DAY,
        **fields,
    )
