"""0 traces: no word, picture or address of a text that is not public, on any public surface.

One site holds a text in each state, each with a mark of its own in every field. Every address of
every public route is asked for once; the routes come from the resolver, so a new one is walked too
or fails. A state of the workflow that is added belongs into STATES.
"""

import datetime
import itertools
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.models import Article, Image, Pick, Redirect, Related
from articles.public import urls
from articles.publishing import (
    Conflict,
    approve,
    discard_draft,
    keep_open,
    publish,
    save_draft,
    schedule,
    send_back,
    set_embargo,
    submit,
)
from articles.search import key_of
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_image,
    make_person,
    make_reference,
    make_reviewer,
    make_section,
    make_term,
    publish_again,
    review,
    share,
    take_back,
)

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=2)
# A word of every hidden text, that a reader may look for without giving a mark away.
WORD = "platypus"


# -- What becomes of a text that nobody outside may find ------------------------------------------


def in_review(article, mark, by):
    submit(article, note=f"{mark}note.", by=None)


def sent_back(article, mark, by):
    submit(article, by=None)
    send_back(article, reason=f"{mark}reason.", by=by)


def approved(article, mark, by):
    submit(article, by=None)
    approve(article, note=f"{mark}note.", by=by)


def scheduled(article, mark, by):
    approved(article, mark, by)
    kind = "significant" if article.first_published_on else "first"
    schedule(article, due_at=LATER, kind=kind, note=f"{mark}note.", by=by)


def embargoed(article, mark, by):
    set_embargo(article, until=LATER, by=by)
    scheduled(article, mark, by)


def shared(article, mark, by):
    share(f"secret-{mark}", article, by=by)


def set_aside(article, mark, by):
    """Another text lost a race against it."""
    late = {"title": f"{mark}late", "summary": f"{mark}late.", "body": f"{mark}late.\n"}
    with pytest.raises(Conflict):
        save_draft(article, make_content(**late), by=by, based_on=0)


def unsaved(article, mark, by):
    typed = {"title": f"{mark}typed", "body": f"{mark}typed."}
    keep_open(article, by=by, key=mark, based_on=1, typed=typed)


def discarded(article, mark, by):
    discard_draft(article, by=by)


def in_error(article, mark, by):
    kind = "significant" if article.first_published_on else "first"
    publish(article, kind=kind, note="Readers are told so.", alone=ALONE, by=None)
    take_back(article, outcome="in_error")


def in_error_and_back(article, mark, by):
    """Its page is public again, with another text; what was wrong stays closed."""
    in_error(article, mark, by)
    publish_again(article, "significant", note="It is back.", summary="As it was.")


STATES = {
    "draft": lambda article, mark, by: None,
    "in review": in_review,
    "sent back": sent_back,
    "approved": approved,
    "scheduled": scheduled,
    "embargoed": embargoed,
    "shared": shared,
    "set aside": set_aside,
    "unsaved": unsaved,
    "in error": in_error,
}
OVER_LIVE = STATES | {"discarded": discarded, "in error and back": in_error_and_back}
# A text may be the first of its article, or be meant for a page that readers see already.
CASES = [("first", state) for state in STATES] + [("over live", state) for state in OVER_LIVE]
# One more text is public, so that the walk can be seen to find what is to be found.
PUBLIC = "wombat"
# Whoever follows an old link to a page that was published in error is told its name, and no more.
NAMED_AT_ITS_ADDRESS = ("in error", "in error and back")


def mark_of(case):
    """What stands in every field of one text. No mark is the beginning of another."""
    return "quokka" + re.sub("[^a-z]", "", "".join(case)) + "zz"


# -- The site -------------------------------------------------------------------------------------


def marked(mark):
    """A content that carries the mark in every field, and in its pictures and sources."""
    words = {"description": f"{mark}description", "caption": f"{mark}caption"}
    lead = make_image(f"{mark}-lead", credit=f"{mark}credit", **words)
    make_image(f"{mark}-body", licence=f"{mark}licence", **words)
    make_reference(f"{mark}-key", title=f"{mark}source", authors=f"{mark} Q")
    return {
        "title": f"{mark}title returns",
        "summary": f"{mark}summary.",
        "body": (
            f"## {mark}heading\n\n{mark}text, {WORD} and ptosis [@shared; @{mark}-key]. See "
            f"[the causes](/about-mg/causes/).\n\n![{mark}alt](image:{mark}-body)\n"
        ),
        "key_points": (f"{mark}point",),
        "lead_image": lead,
        "lead_alt": f"{mark}leadalt",
    }


def first_text(mark):
    """A draft to which as much leads as an editor can make lead there."""
    article = make_draft(mark, section=make_section("news", "news"), **marked(mark))
    article.bylines.create(person=make_person(f"{mark} writer", bio=f"{mark}bio."))
    review(article, reviewer=make_reviewer(f"{mark} reviewer"))
    Article.objects.filter(pk=article.pk).update(start_here=1)
    Related.objects.create(article=Article.objects.get(slug="causes"), other=article)
    Pick.objects.get().pages.create(article=article)
    Redirect.objects.create(old_path=f"/old-{mark}/", article=article)
    article.refresh_from_db()
    return article


def text_over_live(mark):
    article = make_article(f"page-{mark[-8:-2]}-{Article.objects.count()}", title="Types")
    publish_again(article, "significant", note="More.", summary="More of it.")
    change(article, **marked(mark))
    return article


def build_site():
    """A public site, and a text in each state beside it; returns each text's own address."""
    make_term("ptosis")
    make_reference("shared", title="A shared source")
    causes = make_article("causes", title="Causes", body="## Why\n\nBecause of ptosis [@shared].\n")
    publish_again(causes, "correction", was_wrong="A.", is_right="B.", summary="Right.")
    causes.bylines.create(person=make_person("Zoe Ash"))
    review(causes)
    make_article("story", title="Story", section=make_section("news", "news"))
    Pick.objects.create(query="tired", key=key_of("tired"))
    by = make_editor("colleague")
    homes = {}
    for case in CASES:
        mark = mark_of(case)
        article = first_text(mark) if case[0] == "first" else text_over_live(mark)
        # One of those that are never published is a policy; there are not enough for all.
        if case == ("first", "draft"):
            Article.objects.filter(pk=article.pk).update(policy=Article.Policy.PRIVACY)
        OVER_LIVE[case[1]](article, mark, by)
        homes[case] = article.url
    public = first_text(PUBLIC)
    publish(public, alone=ALONE, by=None)
    publish_again(public, "significant", note="wombatnote.", **again(public))
    return homes


def again(article):
    """The same words once more, and one that is new."""
    shown = article.live_revision
    return {
        "title": shown.title,
        "summary": "wombatsummary, newer.",
        "body": shown.body,
        "key_points": tuple(shown.key_points),
        "lead_image": shown.lead_image,
        "lead_alt": shown.lead_alt,
    }


# -- The walk -------------------------------------------------------------------------------------

# Addresses whose answer depends on what stands behind the question mark.
QUESTIONS = [
    f"/search/?q={WORD}",
    "/search/?q=tired",
    "/search/?q=ptosis",
    "/search/?q=returns",
    "/search/?q=quokk",
    "/search/?q=quokka&page=2",
    "/search/suggest/?q=quo",
    "/search/suggest/?q=wom",
    f"/search/suggest/?q={WORD[:4]}",
    "/people/?page=2",
    "/news/?page=2",
]


def addresses(homes):
    """Every address of every public route, with all that is known for each of its parts."""
    places = {tuple(url.strip("/").split("/")) for url in homes.values()}
    places |= {("about-mg", "causes"), ("news", "story"), ("news", PUBLIC), ("news", "causes")}
    articles = sorted({slug for _section, slug in places})
    people = sorted({"zoe-ash", *(slug for slug in people_of(homes))})
    slugs = {
        "people": people,
        "glossary": ["ptosis"],
        "feeds": ["all", "about-mg", "news", *people],
        "cards": ["about-mg", "news", *articles],
    }
    known = {
        "section_slug": ["about-mg", "news"],
        "number": [1, 2, 3],
        "year": [2026],
        "month": [11],
        "digest": ["0" * 16],
        "name": sorted(name for image in Image.objects.all() for name in image.file_names),
        "token": ["made-up"],
    }
    for pattern in urls.urlpatterns:
        parts = list(pattern.pattern.converters)
        first = str(pattern.pattern).partition("/")[0]
        values = known | {"slug": slugs.get(first, articles)}
        assert set(parts) <= set(values), f"say with what {pattern.name} is to be asked"
        for chosen in itertools.product(*(values[part] for part in parts)):
            kwargs = dict(zip(parts, chosen, strict=True))
            place = (kwargs.get("section_slug"), kwargs.get("slug"))
            if place in places or None in place:
                yield reverse(pattern.name, kwargs=kwargs)
    yield from QUESTIONS
    for case, home in homes.items():
        yield f"/old-{mark_of(case)}/"
        yield f"/feedback/?page={home}"
        yield f"/search/?q={mark_of(case)[:-1]}"  # one letter is missing: what would it offer?


def people_of(homes):
    marks = [mark_of(case) for case in homes if case[0] == "first"]
    return [f"{mark}-{role}" for mark in (*marks, PUBLIC) for role in ("writer", "reviewer")]


def answer(client, address):
    """All that a stranger gets: the status, the headers, and the body, whatever it is."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name: value for name, value in response.items() if name != "ETag"}
    return response.status_code, f"{headers}\n{body.decode('latin-1')}"


def made_up(text, mark):
    """The same with a word that never was, of the same length, in the place of the mark."""
    return re.sub(mark[:-1], "madeup".ljust(len(mark) - 1, "x"), text, flags=re.IGNORECASE)


def walk(homes):
    """Every address with what a stranger gets there, and beside it, where the address names a
    mark, with what an address gets that names nothing."""
    client = Client(headers={"User-Agent": "Mozilla/5.0"})
    pages = "".join(answer(client, path)[1] for path in ("/", "/news/", f"/news/{PUBLIC}/"))
    cards = set(re.findall(r"/cards/[\w/-]+\.png", pages))
    marks = [mark_of(case) for case in homes]
    found = {}
    for address in [*addresses(homes), *cards]:
        mark = next((mark for mark in marks if mark[:-1] in address), None)
        twin = answer(client, made_up(address, mark)) if mark else None
        found[address] = (*answer(client, address), twin)
    return found


# The site is the same for all tests of this module; it is built and walked by the first.
_walked = {}


@pytest.fixture
def site(db, time_machine):
    """The answers of the walk, and where each text lives."""
    if not _walked:
        time_machine.move_to(NOW, tick=False)
        homes = build_site()
        _walked.update(homes=homes, answers=walk(homes))
    return _walked


# -- The figure -----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_a_text_that_is_not_public_leaves_no_trace(case, site):
    assert traces(case, site) == []


def traces(case, site):
    """Where the mark of one text was found, each with what stands around it."""
    mark, home = mark_of(case), site["homes"][case]
    found = []
    for address, (status, text, twin) in site["answers"].items():
        if case[1] in NAMED_AT_ITS_ADDRESS and (home in address or f"/old-{mark}/" == address):
            # Asked for by its own address, it may be named.
            text = text.replace(f"{mark}title returns", "").replace(home, "")
        elif mark[:-1] in address:
            # Whoever typed the mark gets it back, as they would any other word.
            if (status, made_up(text, mark)) != twin:
                found.append(f"{address} ({status}) is not like any other that leads nowhere")
            continue
        found += [
            f"{address} ({status}): …{text[max(0, hit.start() - 60) : hit.end() + 40]}…"
            for hit in re.finditer(mark, text, re.IGNORECASE)
        ]
    return found


@pytest.mark.parametrize("case", [case for case in CASES if case[0] == "first"], ids=" ".join)
def test_its_address_is_missing_like_any_other_or_says_that_it_was_taken_back(case, site):
    home = site["homes"][case]
    status, text, twin = site["answers"][home]
    if case[1] in NAMED_AT_ITS_ADDRESS:
        assert status == 410
    else:
        assert status == 404
        assert (status, made_up(text, mark_of(case))) == twin


def test_the_walk_would_find_it(site):
    """Otherwise nothing above could fail: what is public is found everywhere."""
    answers = site["answers"]
    surfaces = [
        "/",
        "/news/",
        "/news/2026/",
        "/news/2026/11/",
        "/news/story/",
        "/about-mg/causes/",
        "/glossary/ptosis/",
        "/people/",
        f"/people/{PUBLIC}-writer/",
        f"/people/{PUBLIC}-reviewer/",
        "/feeds/all.atom",
        "/feeds/news.rss",
        "/feeds/all.json",
        "/feed/",
        "/feed/atom/",
        "/sitemap.xml",
        "/sitemap-news.xml",
        f"/search/?q={WORD}",
        "/search/?q=tired",
        "/search/suggest/?q=wom",
        f"/news/{PUBLIC}/",
        f"/news/{PUBLIC}/history/",
        f"/news/{PUBLIC}/history/2/",
        f"/news/{PUBLIC}/history/1/text/",
        f"/news/{PUBLIC}/offline.html",
        f"/news/{PUBLIC}/updates.atom",
    ]
    for address in surfaces:
        assert PUBLIC in answers[address][1], f"{address} does not show what is public"
    files = [address for address in answers if f"{settings.MEDIA_URL}images/{PUBLIC}" in address]
    assert len(files) == 4
    assert {answers[address][0] for address in files} == {200}
    assert {answers[card][0] for card in answers if card.startswith("/cards/article/")} == {
        200,
        404,
    }
    assert len(answers) > 300
