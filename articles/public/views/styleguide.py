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

from articles.models import (
    Article,
    Callout,
    Letter,
    Review,
    Revision,
    SearchEntry,
    Section,
    Shelf,
    Term,
    Withdrawal,
    rank_of,
)
from articles.models.alphabet import Line
from articles.public import made_up
from articles.public.comfort import Comfort
from articles.public.differences import differences_of
from articles.public.feeds import FeedAddress
from articles.public.made_up import DAY
from articles.public.views.comfort import ComfortForm
from articles.public.views.search import Filter
from articles.rendering import Picture
from articles.rendering import render as rendered
from articles.search import Piece, Result


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
        works=made_up.works(),
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
    people = made_up.people()
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
        "charts": rendered(made_up.CHARTS).html,
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
        "standings": made_up.standings(articles[0], people[0]),
        "withdrawals": [
            Withdrawal(
                outcome=outcome,
                reason="It described what is not done any more.",
                dated_on=DAY,
            )
            for outcome in Withdrawal.Outcome.values
        ],
        "reviews": [Review(article=articles[0], reviewed_on=DAY, sections=["Facts", "Notices"])],
        "medicines": ["azathioprine", "prednisone", "pyridostigmine"],
        "term": term,
        "letters": letters,
        "edition": made_up.edition(),
        "feed": FeedAddress(name=f"A section with a name too long: {'z' * 60}", path="about-mg"),
        "comparison": made_up.comparison(),
        "differences": differences_of(made_up.comparison()),
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


def _article(section: Section, revision: Revision, **fields: Any) -> Article:
    return Article(
        section=section,
        live_revision=revision,
        first_published_on=datetime.date(2019, 3, 2),
        last_updated_on=DAY,
        **fields,
    )
