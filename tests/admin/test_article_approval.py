"""The way of a text over the desk: handed in, approved or sent back, looked at afterwards."""

import pytest
from django.test import Client

from articles.models import Article, Role
from articles.publishing import approve, publish, schedule, submit
from tests.admin.test_article import fill, url_of
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_draft,
    make_image,
    make_member,
    make_section,
)

pytestmark = pytest.mark.django_db


def door_of(member):
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def ann():
    return make_member(Role.AUTHOR, "ann")


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


@pytest.fixture
def vera():
    return make_member(Role.REVIEWER, "vera")


@pytest.fixture
def handed_in(ann):
    article = make_draft(by=ann)
    submit(article, note="Please check the doses.", by=ann)
    return article


def words_of(response):
    return " ".join(response.content.decode().split())


def test_an_author_writes_hands_in_and_an_editor_approves_and_publishes(ann, ed):
    make_section("about-mg")
    article = make_draft(by=ann)
    form = fill(door_of(ann), url_of(article), summary="Better.")
    sent = door_of(ann).post(url_of(article), form | {"_submit": ""})
    assert sent["Location"] == url_of(article, "submit")
    page = words_of(door_of(ann).get(sent["Location"]))
    assert "Revision 2, saved by Ann" in page
    said = door_of(ann).post(
        url_of(article, "submit"), {"based_on": 2, "note": "Doses?"}, follow=True
    )
    assert "Handed in." in words_of(said)

    page = words_of(door_of(ed).get(url_of(article)))
    assert "Handed in for review" in page
    assert "Doses?" in page
    said = door_of(ed).post(
        url_of(article, "approve"), {"based_on": 2, "decision": "approve"}, follow=True
    )
    assert "Approved. It can be published now." in words_of(said)
    page = words_of(door_of(ed).get(url_of(article, "publish")))
    assert "second pair of eyes" not in page
    door_of(ed).post(url_of(article, "publish"), {"based_on": 2, "kind": "first"})
    article.refresh_from_db()
    assert article.is_public


def test_a_text_is_sent_back_with_a_reason_that_its_author_reads(handed_in, ann, vera):
    page = door_of(vera).post(
        url_of(handed_in, "approve"), {"based_on": 1, "decision": "send_back", "reason": ""}
    )
    assert page.status_code == 422
    assert "Say what should be changed" in words_of(page)
    door_of(vera).post(
        url_of(handed_in, "approve"),
        {"based_on": 1, "decision": "send_back", "reason": "The dose lacks a source."},
    )
    page = words_of(door_of(ann).get(url_of(handed_in)))
    assert "Sent back" in page
    assert "The dose lacks a source." in page


def test_what_differs_from_the_page_is_shown_to_whoever_approves(ann, ed):
    article = make_article()
    change(article, by=ann, summary="Quite another summary.")
    submit(article, by=ann)
    page = words_of(door_of(ed).get(url_of(article, "approve")))
    assert "What differs from the text that readers see" in page
    assert ">inserted: </span>Quite another summary<" in page


def test_nobody_is_offered_to_approve_their_own_words(ed):
    article = make_draft(by=ed)
    submit(article, by=ed)
    page = words_of(door_of(ed).get(url_of(article, "approve")))
    assert "nobody approves their own words" in page
    assert 'value="approve"' not in page
    sent = {"based_on": 1, "decision": "approve"}
    assert door_of(ed).post(url_of(article, "approve"), sent).status_code == 422
    article.refresh_from_db()
    assert article.state == Article.State.IN_REVIEW


def test_an_approval_of_a_text_that_changed_meanwhile_is_a_conflict(handed_in, ann, ed):
    change(handed_in, by=ann, summary="Sneaked in.")
    submit(handed_in, by=ann)
    page = door_of(ed).post(url_of(handed_in, "approve"), {"based_on": 1, "decision": "approve"})
    assert page.status_code == 409
    page = door_of(ed).post(url_of(handed_in, "approve"), {"decision": "approve"})
    assert page.status_code == 409
    handed_in.refresh_from_db()
    assert handed_in.state == Article.State.IN_REVIEW


@pytest.mark.parametrize("action", ["submit", "approve", "confirm"])
def test_what_is_done_already_is_said_and_no_error(action, ed):
    article = make_article()
    said = door_of(ed).post(url_of(article, action), {"based_on": 1}, follow=True)
    assert said.status_code == 200
    assert said.context["messages"]


def test_without_a_second_pair_the_publish_page_asks_why(ed, vera):
    article = make_draft(by=ed)
    page = words_of(door_of(ed).get(url_of(article, "publish")))
    assert "Why it cannot wait for a second pair of eyes" in page
    sent = {"based_on": 1, "kind": "first", "alone": ""}
    page = door_of(ed).post(url_of(article, "publish"), sent)
    assert "say here why it cannot wait" in words_of(page)
    door_of(ed).post(url_of(article, "publish"), sent | {"alone": "A recall."})
    page = words_of(door_of(vera).get(url_of(article)))
    assert "without a second pair of eyes, because: “A recall.”" in page
    page = words_of(door_of(vera).get(url_of(article, "confirm")))
    assert "“A recall.”" in page
    said = door_of(vera).post(url_of(article, "confirm"), {"based_on": 1}, follow=True)
    assert "somebody else has read what readers see" in words_of(said)
    assert not Article.objects.awaiting_second_pair().exists()


def test_only_those_with_the_right_are_asked_why_in_spite_of_the_checks(desk, ed):
    article = make_draft(summary="")
    page = words_of(door_of(ed).get(url_of(article, "publish")))
    assert "Write a summary" in page
    assert 'name="override"' not in page
    assert 'name="kind"' not in page
    page = words_of(desk.get(url_of(article, "publish")))
    assert 'name="override"' in page
    sent = {"based_on": 1, "kind": "first", "override": "It follows in an hour."}
    desk.post(url_of(article, "publish"), sent)
    page = words_of(desk.get(url_of(article)))
    assert "in spite of the checks, because: “It follows in an hour.”" in page
    assert "Write a summary" in page
    # A crafted form of somebody without the right is refused with the reason.
    other = make_draft(summary="")
    assert door_of(ed).post(url_of(other, "publish"), sent).status_code == 422


def test_a_text_is_scheduled_in_the_sites_time(desk, time_machine):
    from articles.models import SiteSettings
    from articles.publishing import save_site_settings

    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)
    save_site_settings(SiteSettings(time_zone="Europe/Berlin"), by=None)
    article = make_draft()
    page = words_of(desk.get(url_of(article, "publish")))
    assert "Monday, March 2, 2026, 13:00 CET (12:00 UTC)" in page
    assert "Europe/Berlin" in page
    sent = {"based_on": 1, "kind": "first", "when": "later", "due_time": "02:30"}
    page = desk.post(url_of(article, "publish"), sent | {"due_day": "2026-03-29"})
    assert "clocks in Europe/Berlin go forward and skip 02:30" in words_of(page)
    page = desk.post(url_of(article, "publish"), sent | {"due_day": ""})
    assert "Choose a day." in words_of(page)
    said = desk.post(url_of(article, "publish"), sent | {"due_day": "2026-03-28"}, follow=True)
    assert "on Saturday, March 28, 2026, 02:30 CET (01:30 UTC)" in words_of(said)
    article.refresh_from_db()
    assert article.state == Article.State.SCHEDULED


def test_editing_a_scheduled_text_asks_whether_to_keep_the_schedule(desk):
    import datetime

    from django.utils import timezone

    article = make_draft()
    schedule(article, due_at=timezone.now() + datetime.timedelta(days=1), by=None)
    page = desk.post(url_of(article), fill(desk, url_of(article), summary="Newer."))
    assert page.status_code == 200
    assert "Choose what becomes of that" in words_of(page)
    assert "Newer." in words_of(page)
    form = fill(desk, url_of(article), summary="Newer.", keep_schedule="keep")
    assert desk.post(url_of(article), form).status_code == 302
    article.refresh_from_db()
    assert article.state == Article.State.DRAFT
    assert article.schedule is not None
    assert "goes out then if it is approved before" in words_of(desk.get(url_of(article)))
    form = fill(desk, url_of(article), summary="Newest.", keep_schedule="drop")
    desk.post(url_of(article), form)
    article.refresh_from_db()
    assert article.schedule is None


def test_saving_a_scheduled_text_unchanged_asks_nothing(desk):
    import datetime

    from django.utils import timezone

    article = make_draft()
    schedule(article, due_at=timezone.now() + datetime.timedelta(days=1), by=None)
    assert desk.post(url_of(article), fill(desk, url_of(article))).status_code == 302
    article.refresh_from_db()
    assert article.state == Article.State.SCHEDULED


def test_an_author_does_not_move_a_page_that_readers_know(ann):
    article = make_article("causes")
    make_section("living")
    page = words_of(door_of(ann).get(url_of(article)))
    assert 'name="slug"' not in page
    assert 'name="position"' not in page
    form = fill(door_of(ann), url_of(article), summary="Better.")
    other = make_section("living")
    door_of(ann).post(url_of(article), form | {"slug": "moved", "section": other.pk, "policy": "x"})
    article.refresh_from_db()
    assert article.draft_revision.summary == "Better."
    assert article.url == "/about-mg/causes/"


def test_an_author_finds_the_place_for_a_page_that_nobody_has_seen(ann):
    article = make_draft("causes", by=ann)
    form = fill(door_of(ann), url_of(article), slug="why")
    door_of(ann).post(url_of(article), form)
    article.refresh_from_db()
    assert article.slug == "why"


def test_a_reviewer_reads_and_has_no_form(handed_in, vera):
    page = words_of(door_of(vera).get(url_of(handed_in)))
    assert "Approve or send back…" in page
    assert 'name="body"' not in page
    assert door_of(vera).post(url_of(handed_in), {"title": "Mine"}).status_code in (200, 403, 405)
    handed_in.refresh_from_db()
    assert handed_in.revisions.count() == 1


def test_taking_down_now_takes_a_reason_and_two_clicks(desk):
    article = make_article()
    page = desk.get(url_of(article)).content.decode()
    assert f"{url_of(article, 'withdraw')}?outcome=in_error" in page
    form = desk.get(url_of(article, "withdraw") + "?outcome=in_error").context["form"]
    assert form["outcome"].value() == "in_error"


def test_the_history_tells_the_way_of_each_text(handed_in, ed, desk):
    approve(handed_in, note="Well done.", by=ed)
    publish(handed_in, by=ed, alone=ALONE)
    page = words_of(desk.get(url_of(handed_in, "history")))
    for said in ("Handed in for review", "Please check the doses.", "Approved", "Well done."):
        assert said in page


def test_pages_that_show_no_picture_still_do(desk):
    # The reading page of an article with a lead picture: the frame beside it has its own page.
    article = make_article(lead_image=make_image(), lead_alt="A nerve ending")
    assert desk.get(url_of(article, "text/1")).status_code == 200
