"""On time: a scheduled page is there for the first reader who asks, and no job has run."""

import datetime

import pytest

from articles.publishing import schedule
from tests.factories import make_article, make_draft, make_section

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.mark.parametrize(
    "address", ["/about-mg/new/", "/about-mg/", "/feeds/all.atom", "/sitemap.xml"]
)
def test_the_first_reader_after_the_time_finds_it(client, clock, address):
    make_article("old")
    schedule(make_draft("new", title="Brand new"), due_at=NOON + HOUR, by=None)
    wanted = "/about-mg/new/"
    before = client.get(address)
    assert before.status_code == 404 or wanted not in before.content.decode()
    clock.move_to(NOON + HOUR)
    after = client.get(address)
    assert after.status_code == 200
    assert wanted in after.content.decode()


def test_an_address_without_its_slash_leads_there_on_time(client, clock):
    schedule(make_draft("new"), due_at=NOON + HOUR, by=None)
    clock.move_to(NOON + HOUR)
    assert client.get("/about-mg/new")["Location"] == "/about-mg/new/"


def test_the_frame_of_that_very_page_knows_it(client, clock):
    from articles.publishing import refile

    about = make_section("about", kind="about")
    article = make_draft("privacy", title="How we keep secrets", section=about)
    refile(article, by=None, policy="privacy")
    schedule(article, due_at=NOON + HOUR, by=None)
    clock.move_to(NOON + HOUR)
    assert "How we keep secrets" in client.get("/").content.decode()


def test_nothing_that_is_due_costs_a_page_no_query(client, clock, django_assert_max_num_queries):
    make_article("old")
    schedule(make_draft("new"), due_at=NOON + HOUR, by=None)
    with django_assert_max_num_queries(4):
        assert client.get("/about-mg/old/").status_code == 200


def test_editors_see_it_published_even_if_no_reader_has_come(desk, clock):
    article = make_draft("new")
    schedule(article, due_at=NOON + HOUR, by=None)
    clock.move_to(NOON + HOUR)
    desk.get("/admin/articles/article/")
    article.refresh_from_db()
    assert article.is_public
