"""The sample site in a real browser: what it is, how it is served, and its kinds of pages.

A module that reads it imports the fixtures: `db`, `site`, `test_settings`.
"""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread

from tests.factories import make_article, make_editor, make_section, take_back
from tests.sample_copy import sample_site

LONG_WORD = "antiacetylcholinreceptorautoantikörpernachweisverfahrensfrage"[:60]
LONG_TITLE = (LONG_WORD + " and what its result can tell you" * 5)[:200].rstrip().ljust(200, "x")

ARTICLES = {
    "long article": "/about-mg/diagnosis/",
    "article with a picture": "/about-mg/what-is-mg/",
    "article with a wide table": "/treatments/overview-of-treatments/",
    "news": "/news/pages-you-can-print/",
    "column": "/columns/two-of-everything/",
    "survey": "/surveys/what-readers-told-us-2026/",
    "about page": "/about/funding/",
    "article with a long title": "/living/long-title/",
    "withdrawn article": "/news/two-columns-on-every-page/",
}
PAGES = ARTICLES | {
    "home": "/",
    "section": "/about-mg/",
    "section with a long title": "/living/",
    "second page of a list": "/surveys/?page=2",
    "people": "/people/",
    "author": "/people/june-halloran/",
    "reviewer": "/people/linnea-farrowby/",
    "corrections": "/corrections/",
    "glossary": "/glossary/",
    "term": "/glossary/ptosis/",
    "choice of comfort": "/comfort/",
    "year": "/news/2026/",
    "month": "/news/2026/11/",
    "feedback": "/feedback/?page=/about-mg/causes/",
    "feedback about the site": "/feedback/",
    "thanks": "/feedback/thanks/",
    "page taken back": "/living/in-error/",
    "emergency card": "/living/emergency-card/",
    "booklet": "/about-mg/booklet/",
    "missing page": "/nope/",
    "search": "/search/?q=MG",
    "mistyped search": "/search/?q=mysthenia+droopy+eye",
    "search without result": "/search/?q=zebra",
    "search not yet begun": "/search/",
    "feeds": "/feeds/",
    "history": "/about-mg/what-is-mg/history/",
    "what changed": "/about-mg/what-is-mg/history/3/",
    "older edition": "/about-mg/what-is-mg/history/2/text/",
}
STATUS = {PAGES["missing page"]: 404, PAGES["page taken back"]: 410}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
every_article = pytest.mark.parametrize("path", ARTICLES.values(), ids=ARTICLES)


@dataclass(frozen=True)
class Site:
    """Where the site is served, and the session of somebody who works there."""

    address: str
    staff_session: str


@pytest.fixture(scope="module", autouse=True)
def test_settings(tmp_path_factory):
    """Instead of the suite's: files as in production, for as long as this module's site lives."""
    folder = tmp_path_factory.mktemp("site")
    bundled = {"BACKEND": "articles.public.static_files.BundledStaticFilesStorage"}
    with override_settings(
        MEDIA_ROOT=folder / "media",
        STATIC_ROOT=folder / "static",
        STORAGES=site_settings.STORAGES | {"staticfiles": bundled},
    ):
        yield


@pytest.fixture(scope="module")
def db(browser, test_settings, django_db_setup, django_db_blocker, shared):
    """The sample site and a few hard cases, instead of a transaction that is rolled back.

    The rows are loaded once and committed, so that the server sees them; the tests only read.
    The browser comes first, because Playwright's event loop changes which connection is ours.
    """
    with django_db_blocker.unblock(), sample_site(shared):
        add_hard_cases()
        yield


@pytest.fixture(scope="module")
def site(db, browser):
    """The site, served as in production."""
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
    desk = Client()
    desk.force_login(make_editor())
    with served() as address:
        yield Site(address, desk.cookies["sessionid"].value)
        # The server waits for the last open connection, and a browser keeps some.
        browser.close()


def add_hard_cases():
    """A title of 200 characters with a word of 60, and a list that needs a second page."""
    body = f"## Results\n\n{LONG_WORD}\n\n`{LONG_WORD}`\n\nhttps://example.org/{LONG_WORD}\n"
    make_article("long-title", section=make_section("living"), title=LONG_TITLE, body=body)
    take_back(make_article("in-error", section=make_section("living")), outcome="in_error")
    for number in range(20):
        make_article(section=make_section("surveys"), title=f"Survey number {number}")


class PatientServer(ThreadedWSGIServer):
    """Waits at its end for the threads that answer: they use the database to their last line."""

    daemon_threads = False


class PatientThread(LiveServerThread):
    server_class = PatientServer


@contextmanager
def served():
    """Serve the site on a free port and yield its address.

    WhiteNoise and our own view serve the files, not the stand-ins that Django has for tests.
    """
    server = PatientThread("127.0.0.1", lambda media: media.application)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        if server.error:
            raise server.error
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()
