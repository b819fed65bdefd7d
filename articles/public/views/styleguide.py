"""Every component on one page, for those who change them."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from articles.models import Article, Callout, Letter, Person, Revision, Section, Term
from articles.models.alphabet import Line
from articles.rendering import Picture


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
    articles = [
        _article(information, revision, slug="causes"),
        _article(news, long_title, slug="long", is_sample=True),
        _article(news, revision, slug="more"),
    ]
    articles[0].byline = [
        Person(
            name="Ann Birch", slug="ann-birch", credentials="MD", bio="Ann Birch does not exist."
        ),
        Person(name="Zoe Ash", slug="zoe-ash"),
    ]
    term = Term(name="ptosis", slug="ptosis", definition="A lid that hangs.", say="TOE-sis")
    letters = [
        Letter("D", "frame-guide-d", [Line("droopy eyelid", term)]),
        Letter("E", "frame-guide-e"),
        Letter("P", "frame-guide-p", [Line("ptosis", term), Line("p" * 80, term)]),
    ]
    pages = Paginator(range(190), 20)
    return {
        "section": information,
        "sections": [information, news],
        "article": articles[0],
        "articles": articles,
        "start_here": articles,
        "revision": revision,
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
        "term": term,
        "letters": letters,
        "page_obj": pages.page(5),
        "page_numbers": list(pages.get_elided_page_range(5, on_each_side=1, on_ends=1)),
    }


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
        last_updated_on=datetime.date(2021, 7, 27),
        **fields,
    )
