"""0 traces: no word, picture or address of a text that is not public, on any public surface.

One site holds a text in each state, each with a mark of its own in every field. Every address of
every public route is asked for once; the routes come from the resolver, so a new one is walked too
or fails. A state of the workflow that is added belongs into STATES.
"""

import itertools
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.models import Image
from articles.public import urls
from tests.public.hidden_texts import (
    CASES,
    NAMED_AT_ITS_ADDRESS,
    NOW,
    PUBLIC,
    WORD,
    build_site,
    mark_of,
)

pytestmark = pytest.mark.django_db


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
