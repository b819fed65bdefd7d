"""Preview links: made for one text, ended once and for good."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from articles.models import PreviewLink, PreviewVisit, Role
from articles.publishing import (
    Conflict,
    Refused,
    discard_draft,
    note_visit,
    publish,
    reasons_not_to_share,
    revoke_preview,
    set_embargo,
    share_preview,
)
from tests.factories import ALONE, change, make_article, make_draft, make_editor, make_member

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)
    return time_machine


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


def fresh(link):
    return PreviewLink.objects.select_related("article", "made_by").get(pk=link.pk)


def test_no_article_has_a_link_until_somebody_makes_one(ed):
    article = make_draft()
    assert not PreviewLink.objects.exists()
    link, token = share_preview(article, for_whom="  Dr. Lee,\n Basel ", by=ed)
    assert link.is_open
    assert link.revision == article.draft_revision
    assert link.for_whom == "Dr. Lee, Basel"
    assert link.made_by_name == "Ed"
    assert PreviewLink.objects.leading_in(token).get() == link


def test_the_secret_is_long_and_not_stored(ed):
    link, token = share_preview(make_draft(), by=ed)
    assert len(token) >= 43
    assert token not in str(PreviewLink.objects.filter(pk=link.pk).values())
    assert share_preview(link.article, by=ed)[1] != token


def test_it_works_for_seven_days(clock, ed):
    link, _token = share_preview(make_draft(), by=ed)
    clock.shift(7 * DAY - datetime.timedelta(seconds=1))
    assert fresh(link).is_open
    clock.shift(1)
    assert not fresh(link).is_open


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER])
def test_who_may_not_share_makes_and_ends_none(ed, role):
    article = make_draft()
    member = make_member(role)
    with pytest.raises(Refused):
        share_preview(article, by=member)
    link, _token = share_preview(article, by=ed)
    with pytest.raises(Refused):
        revoke_preview(link, by=member)
    assert fresh(link).is_open


def test_what_is_published_needs_no_link(ed):
    with pytest.raises(Refused, match="no draft"):
        share_preview(make_article(), by=ed)


def test_an_embargo_keeps_it_from_being_made_and_shuts_it(clock, ed):
    article = make_draft()
    link, _token = share_preview(article, by=ed)
    set_embargo(article, until=datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC), by=ed)
    assert not fresh(link).is_open
    assert not fresh(link).is_over
    assert "embargo until March 4, 2026" in reasons_not_to_share(article)[0]
    with pytest.raises(Refused, match="embargo"):
        share_preview(article, by=ed)
    clock.shift(2 * DAY)
    assert fresh(link).is_open


def test_it_is_made_for_the_text_that_the_editor_looked_at(ed):
    article = make_draft()
    change(article, summary="Another text.")
    with pytest.raises(Conflict):
        share_preview(article, by=ed, based_on=1)
    assert not PreviewLink.objects.exists()


def test_a_newer_draft_has_no_link_and_the_old_one_shows_the_old_text(ed):
    article = make_draft()
    link, _token = share_preview(article, by=ed)
    shown = link.revision
    change(article, summary="Another text.")
    link = fresh(link)
    assert link.is_open
    assert link.revision == shown
    assert link.is_of_older_text
    assert not article.draft_revision.preview_links.exists()


@pytest.mark.parametrize("is_newer", [False, True])
def test_publishing_ends_every_link_of_the_article_for_good(ed, is_newer):
    article = make_draft()
    other, _token = share_preview(make_draft(), by=ed)
    link, _token = share_preview(article, by=ed)
    if is_newer:
        change(article, summary="Another text.")
    publish(article, alone=ALONE, by=ed)
    assert fresh(link).ending == "published"
    change(article, summary="The next draft.")
    assert not fresh(link).is_open
    assert fresh(other).is_open


def test_discarding_the_draft_ends_its_links(ed):
    article = make_article()
    change(article, summary="Another text.")
    link, _token = share_preview(article, by=ed)
    discard_draft(article, by=ed)
    change(article, summary="The next draft.")
    assert fresh(link).ending == "discarded"
    assert not fresh(link).is_open


def test_revoking_ends_one_link_and_twice_is_once(clock, ed):
    article = make_draft()
    link, _token = share_preview(article, by=ed)
    other, _token = share_preview(article, by=ed)
    revoke_preview(link, by=ed)
    ended_at = fresh(link).ended_at
    clock.shift(60)
    revoke_preview(link, by=make_editor("boss"))
    assert fresh(link).ended_at == ended_at
    assert fresh(link).ended_by_name == "Ed"
    assert fresh(other).is_open


@pytest.mark.parametrize("loss", ["account", "leave", "right"])
def test_it_is_over_when_whoever_made_it_may_not_share_any_more(ed, loss):
    link, _token = share_preview(make_draft(), by=ed)
    if loss == "account":
        ed.delete()
    elif loss == "leave":
        ed.is_active = False
        ed.save()
    else:
        ed.groups.clear()
    assert not fresh(link).is_open
    assert fresh(link).is_over


def test_it_outlives_its_article_to_say_that_it_is_over(ed):
    link, _token = share_preview(make_draft(), by=ed)
    link.article.delete()
    assert fresh(link).is_over


def test_a_visit_says_when_and_nothing_else(ed):
    link, _token = share_preview(make_draft(), by=ed)
    note_visit(link)
    assert {field.name for field in PreviewVisit._meta.fields} == {"id", "link", "visited_at"}
    with pytest.raises(IntegrityError), transaction.atomic():
        link.visits.update(visited_at=link.made_at)


def test_what_was_over_long_ago_is_forgotten_with_its_visits(clock, ed):
    article = make_draft()
    expired, _token = share_preview(article, by=ed)
    note_visit(expired)
    clock.shift(97 * DAY)
    assert PreviewLink.objects.forget_old() == 0
    clock.shift(1)
    newer, _token = share_preview(article, by=ed)
    assert list(PreviewLink.objects.all()) == [newer], "the site forgets by itself"
    assert not PreviewVisit.objects.exists()
    revoke_preview(newer, by=ed)
    clock.shift(91 * DAY)
    assert PreviewLink.objects.forget_old() == 1
