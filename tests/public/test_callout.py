"""The callout: at most one, at the right place and time."""

import datetime

import pytest

from articles.models import Callout, SiteSettings
from tests.factories import make_article, make_image, make_section

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 6, 15)


@pytest.fixture(autouse=True)
def june(time_machine):
    time_machine.move_to(datetime.datetime(2026, 6, 15, 12, tzinfo=datetime.UTC), tick=False)


def make_callout(title="Survey results", **fields):
    fields = {"text": "What readers told us.", "starts_on": TODAY} | fields
    callout = Callout(title=title, **fields)
    callout.full_clean()
    callout.save()
    return callout


def shows(client, path, title="Survey results"):
    return title in client.get(path).content.decode()


def test_it_stands_on_every_kind_of_page(client):
    article = make_article()
    make_callout()
    for path in ("/", "/about-mg/", article.url, "/nowhere/"):
        assert shows(client, path)


def test_its_picture_leads_to_the_infographic_and_its_words_to_the_story(client):
    make_callout(
        image=make_image(key="survey"),
        image_alt="Open the infographic",
        image_link="/surveys/infographic/",
        story_link="/surveys/story/",
        story_link_text="Read the story",
    )
    html = client.get("/").content.decode()
    assert 'href="/surveys/infographic/"' in html
    assert 'alt="Open the infographic"' in html
    assert "Read the story" in html
    assert 'href="/surveys/story/"' in html


def test_one_changed_callout_changes_every_page_at_once(client):
    article = make_article()
    callout = make_callout()
    Callout.objects.filter(pk=callout.pk).update(title="Newer results")
    assert shows(client, "/", "Newer results")
    assert shows(client, article.url, "Newer results")


@pytest.mark.parametrize(
    ("starts", "ends", "is_shown"),
    [
        (0, None, True),
        (0, 0, True),
        (-9, -1, False),
        (1, None, False),
        (-9, 9, True),
    ],
)
def test_it_is_shown_from_its_first_to_its_last_day(client, starts, ends, is_shown):
    day = datetime.timedelta(days=1)
    make_callout(
        starts_on=TODAY + starts * day, ends_on=None if ends is None else TODAY + ends * day
    )
    assert shows(client, "/") is is_shown


def test_its_days_are_the_sites_own(client, time_machine):
    make_callout(starts_on=TODAY, ends_on=TODAY)
    SiteSettings.objects.create(pk=1, time_zone="Pacific/Auckland")
    time_machine.move_to(datetime.datetime(2026, 6, 14, 13, tzinfo=datetime.UTC))
    assert shows(client, "/")
    time_machine.move_to(datetime.datetime(2026, 6, 15, 12, 1, tzinfo=datetime.UTC))
    assert not shows(client, "/")


def test_one_of_a_section_stands_on_its_pages_only(client):
    article = make_article()
    living = make_section("living")
    make_callout(placement="section", section=article.section)
    assert shows(client, article.url)
    assert shows(client, "/about-mg/")
    assert not shows(client, living.url)
    assert not shows(client, "/")


def test_one_of_an_article_stands_there_only(client):
    article, other = make_article(), make_article()
    make_callout(placement="article", article=article)
    assert shows(client, article.url)
    assert not shows(client, other.url)
    assert not shows(client, "/about-mg/")


def test_the_highest_priority_wins_and_among_equals_the_narrowest(client):
    article = make_article()
    make_callout("Everywhere")
    make_callout("Here", placement="article", article=article)
    assert shows(client, article.url, "Here")
    assert not shows(client, article.url, "Everywhere")
    make_callout("Urgent", priority=5)
    assert shows(client, article.url, "Urgent")
    assert not shows(client, article.url, "Here")
