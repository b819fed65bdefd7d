"""The calendar, taking a text off the schedule, and embargoes, as editors use them."""

import datetime

import pytest
from django.test import Client

from articles.models import Article, Role, SiteSettings, Step
from articles.publishing import (
    Conflict,
    publish_due,
    save_draft,
    save_site_settings,
    schedule,
    set_embargo,
    submit,
)
from tests.admin.test_article import url_of
from tests.factories import (
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_member,
    take_back,
)

pytestmark = pytest.mark.django_db

CALENDAR = "/admin/articles/article/calendar/"
NOON = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    save_site_settings(SiteSettings(time_zone="Europe/Berlin"), by=None)
    return time_machine


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


def door_of(member):
    client = Client()
    client.force_login(member)
    return client


def words_of(response):
    return " ".join(response.content.decode().split())


def calendar(clock, member):
    """The calendar as `member` sees it; sessions end while the tests' clock jumps."""
    return door_of(member).get(CALENDAR)


# -- The calendar ---------------------------------------------------------------------------------


def test_an_empty_calendar_says_how_to_fill_it(desk):
    page = words_of(desk.get(CALENDAR))
    assert "Nothing is scheduled" in page
    assert "Later, by itself" in page
    assert "time zone, Europe/Berlin. It is now Wednesday, November 25, 2026, 13:00 CET" in page


def test_what_is_scheduled_stands_under_its_day_in_the_sites_zone(desk, ed):
    # In Berlin it is the day after by then.
    late, early = make_draft(title="Late"), make_draft(title="Early")
    moment = datetime.datetime(2026, 11, 30, 23, 30, tzinfo=datetime.UTC)
    schedule(late, due_at=moment, by=ed)
    schedule(early, due_at=NOON + HOUR, by=ed)
    response = desk.get(CALENDAR)
    days = response.context["days"]
    assert [(name, [each.title for each in entries]) for name, entries in days] == [
        ("Wednesday, November 25, 2026", ["Early"]),
        ("Tuesday, December 1, 2026", ["Late"]),
    ]
    page = words_of(response)
    assert "00:30 CET (November 30, 23:30 UTC)" in page
    assert "14:00 CET (13:00 UTC)" in page
    assert "First publication. Scheduled by Ed on Wednesday, November 25, 2026, 13:00 CET" in page
    assert f'href="{url_of(late)}"' in page
    assert f'href="{url_of(late, "unschedule")}"' in page


def test_a_day_on_which_clocks_go_back_has_both_hours(desk):
    zone = datetime.datetime(2027, 10, 31, 0, 30, tzinfo=datetime.UTC)
    schedule(make_draft(title="First"), due_at=zone, by=None)
    schedule(make_draft(title="Second"), due_at=zone + HOUR, by=None)
    page = words_of(desk.get(CALENDAR))
    assert page.index("02:30 CEST (00:30 UTC)") < page.index("02:30 CET (01:30 UTC)")


def test_it_says_what_goes_out_alone_and_in_spite_of_the_checks(desk, ed):
    boss = make_editor("boss")
    schedule(make_draft(by=ed), due_at=NOON + HOUR, alone="The congress opens.", by=ed)
    schedule(make_draft(summary=""), due_at=NOON + HOUR, override="It follows.", by=boss)
    page = words_of(desk.get(CALENDAR))
    assert "Without a second pair of eyes, because: “The congress opens.”" in page
    assert "In spite of the checks, because: “It follows.”" in page
    assert "Write a summary" in page


def test_an_edited_text_that_kept_its_schedule_waits_for_approval(clock, desk, ed, editor):
    article = make_draft(title="Kept")
    schedule(article, due_at=NOON + HOUR, by=ed)
    keep = {"by": ed, "based_on": 1, "keep_schedule": True}
    save_draft(article, make_content("Kept", summary="Newer."), **keep)
    page = words_of(desk.get(CALENDAR))
    assert "Waits for approval" in page
    assert "Goes out by itself" not in page
    clock.move_to(NOON + 2 * HOUR)
    response = calendar(clock, editor)
    assert [entry.title for entry in response.context["needing"]] == ["Kept"]
    assert "nobody had approved it in time" in words_of(response)
    assert response.context["days"] == []


def test_what_was_held_back_says_why_until_somebody_decides(clock, desk, ed, editor):
    target = make_article("target")
    article = make_draft(title="Held", body="See [the other page](/about-mg/target/).")
    schedule(article, due_at=NOON + HOUR, by=ed)
    take_back(target, outcome="in_error")
    clock.move_to(NOON + HOUR)
    response = calendar(clock, editor)  # the desk itself sends out what is due
    assert [entry.title for entry in response.context["needing"]] == ["Held"]
    assert "leads to /about-mg/target/, which readers cannot see" in words_of(response)
    # An embargo is no decision about this text; another text is.
    article.refresh_from_db()
    set_embargo(article, until=NOON + 5 * HOUR, by=ed)
    assert list(Article.objects.held_back()) == [article]
    change(article, summary="Mended.")
    assert list(Article.objects.held_back()) == []


def test_embargoes_stand_under_the_day_on_which_they_end(desk, ed):
    article = make_draft(title="Secret")
    set_embargo(article, until=NOON + DAY, by=ed)
    page = words_of(desk.get(CALENDAR))
    assert "Thursday, November 26, 2026" in page
    assert "Embargo ends" in page
    assert f'href="{url_of(article, "embargo")}"' in page


def test_it_names_what_went_out_by_itself_within_fourteen_days(clock, ed, editor):
    for title, delay in (("Old", HOUR), ("Recent", 3 * DAY)):
        schedule(make_draft(title=title), due_at=NOON + delay, by=ed)
    clock.move_to(NOON + 3 * DAY)
    publish_due()
    make_article(title="By hand")
    clock.move_to(NOON + 15 * DAY)
    gone = calendar(clock, editor).context["gone"]
    assert [(entry.title, entry.about) for entry in gone] == [
        ("Recent", ["First publication, as scheduled by Ed."])
    ]


def test_two_schedules_for_one_moment_are_one_publication(clock, desk, ed, editor):
    article = make_article(title="Twice")
    change(article, title="Twice", summary="New.")
    for note in ("First wording.", "Second wording."):
        schedule(article, due_at=NOON + HOUR, kind="significant", note=note, by=ed)
    clock.move_to(NOON + HOUR)
    assert len(calendar(clock, editor).context["gone"]) == 1


def test_the_calendar_takes_as_many_queries_at_any_size(desk, ed, django_assert_max_num_queries):
    for number in range(12):
        schedule(make_draft(), due_at=NOON + (number + 1) * HOUR, by=ed)
        set_embargo(make_draft(), until=NOON + (number + 1) * DAY, by=ed)
    with django_assert_max_num_queries(12):
        desk.get(CALENDAR)


def test_the_list_and_the_form_lead_to_the_calendar(desk, ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    for address in ("/admin/articles/article/", url_of(article)):
        assert f'href="{CALENDAR}"' in words_of(desk.get(address))
    assert "November 25, 2026, 14:00 CET" in words_of(desk.get("/admin/articles/article/"))


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER])
def test_those_who_may_only_look_see_the_calendar_without_its_ways_on(ed, role):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    page = words_of(door_of(make_member(role, "someone")).get(CALENDAR))
    assert "Goes out by itself" in page
    assert "unschedule" not in page


def test_a_stranger_is_sent_to_sign_in(client):
    assert "/login/" in client.get(CALENDAR)["Location"]


# -- Taking a text off the schedule ---------------------------------------------------------------


def test_taking_it_off_says_what_it_becomes_and_keeps_the_reason(desk, ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    response = desk.get(url_of(article, "unschedule"))
    page = words_of(response)
    assert "Wednesday, November 25, 2026, 14:00 CET (13:00 UTC); Ed has scheduled it" in page
    assert "it is “Approved” again" in page
    sent = {name: response.context["form"][name].value() for name in ("based_on", "planned")}
    said = desk.post(url_of(article, "unschedule"), sent | {"reason": "We wait."}, follow=True)
    assert "Taken off the schedule. The text is now: Approved." in words_of(said)
    article.refresh_from_db()
    assert (article.state, article.schedule) == (Article.State.APPROVED, None)
    assert article.steps.first().reason == "We wait."


def test_a_text_that_nobody_else_read_is_a_draft_again(desk, ed):
    article = make_draft(by=ed)
    schedule(article, due_at=NOON + HOUR, alone="Because.", by=ed)
    page = desk.get(url_of(article, "unschedule"))
    assert "it is a “Draft” again" in words_of(page)
    form = page.context["form"]
    sent = {"based_on": form["based_on"].value(), "planned": form["planned"].value()}
    desk.post(url_of(article, "unschedule"), sent)
    article.refresh_from_db()
    assert article.state == Article.State.DRAFT


def test_a_kept_schedule_can_be_dropped_and_the_text_stays_where_it_is(desk, ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    save_draft(article, make_content(summary="New."), by=ed, based_on=1, keep_schedule=True)
    submit(article, by=ed)
    page = desk.get(url_of(article, "unschedule"))
    assert "it stays what it is now – In review" in words_of(page)
    form = page.context["form"]
    sent = {"based_on": form["based_on"].value(), "planned": form["planned"].value()}
    desk.post(url_of(article, "unschedule"), sent)
    article.refresh_from_db()
    assert (article.state, article.schedule) == (Article.State.IN_REVIEW, None)


def test_a_schedule_that_a_colleague_made_meanwhile_is_not_taken_off_unseen(desk, ed):
    article = make_draft()
    seen = schedule(article, due_at=NOON + HOUR, by=ed)
    schedule(article, due_at=NOON + 2 * HOUR, by=ed)
    sent = {"based_on": 1, "planned": seen.pk, "reason": "My own words."}
    response = desk.post(url_of(article, "unschedule"), sent)
    assert response.status_code == 409
    page = words_of(response)
    assert "Ed scheduled this text for November 25, 2026, 15:00 CET" in page
    assert "My own words." in page
    for crafted in ({"based_on": 1}, {"planned": article.schedule_id}, {"x": ""}):
        assert desk.post(url_of(article, "unschedule"), crafted).status_code == 409
    article.refresh_from_db()
    assert article.is_scheduled


def test_what_is_not_scheduled_leads_back_with_the_reason(desk):
    article = make_draft()
    said = desk.get(url_of(article, "unschedule"), follow=True)
    assert "This text is not scheduled." in words_of(said)


# -- Embargo --------------------------------------------------------------------------------------


def embargo(desk, article, **typed):
    form = desk.get(url_of(article, "embargo")).context["form"]
    sent = {name: form[name].value() for name in ("last_step", "due_day", "due_time")}
    return desk.post(url_of(article, "embargo"), sent | typed, follow=True)


def test_an_embargo_is_set_moved_and_lifted_in_the_sites_zone(desk):
    article = make_draft()
    page = words_of(desk.get(url_of(article, "embargo")))
    assert "In the site&#x27;s time zone, Europe/Berlin" in page
    said = embargo(desk, article, due_day="2026-12-01", due_time="09:00")
    when = "Under embargo until Tuesday, December 1, 2026, 09:00 CET (08:00 UTC)"
    assert when in words_of(said)
    article.refresh_from_db()
    assert article.embargo_until == datetime.datetime(2026, 12, 1, 8, tzinfo=datetime.UTC)
    assert when in words_of(desk.get(url_of(article, "embargo")))
    embargo(desk, article, due_time="10:30")
    article.refresh_from_db()
    assert article.embargo_until == datetime.datetime(2026, 12, 1, 9, 30, tzinfo=datetime.UTC)
    said = embargo(desk, article, lift="on", due_day="", due_time="")
    assert "The embargo is lifted." in words_of(said)
    article.refresh_from_db()
    assert article.embargo_until is None
    kinds = list(article.steps.values_list("kind", flat=True))
    assert kinds == [Step.Kind.RELEASED, Step.Kind.EMBARGOED, Step.Kind.EMBARGOED]


@pytest.mark.parametrize(
    ("day", "time", "field", "sentence"),
    [
        ("2027-03-28", "02:30", "due_time", "clocks in Europe/Berlin go forward and skip 02:30"),
        ("2026-11-25", "12:59", "due_day", "This moment has passed"),
        ("2099-01-01", "09:00", "due_day", "Look at the year"),
        ("", "09:00", "due_day", "Choose a day."),
        ("tomorrow", "09:00", "due_day", "Write the day like 2026-12-01."),
        ("2026-12-01", "", "due_time", "Choose a time."),
        ("9999-12-31", "23:59", "due_day", "Look at the year"),
    ],
)
def test_what_cannot_be_the_end_is_said_beside_its_field(desk, day, time, field, sentence):
    article = make_draft()
    response = embargo(desk, article, due_day=day, due_time=time)
    assert response.status_code == 422
    assert sentence in " ".join(response.context["form"].errors[field])
    assert response.context["form"][field].value() == (day if field == "due_day" else time)


def test_an_embargo_beyond_the_schedule_is_refused(desk, ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    response = embargo(desk, article, due_day="2026-12-01", due_time="09:00")
    assert response.status_code == 422
    assert "Take it off the schedule first" in words_of(response)
    # So is one beyond a schedule that comes back with the next approval.
    save_draft(article, make_content(summary="New."), by=ed, based_on=1, keep_schedule=True)
    response = embargo(desk, article, due_day="2026-12-01", due_time="09:00")
    assert response.status_code == 422


def test_an_embargo_is_not_overwritten_unseen(desk, ed):
    article = make_draft()
    typed = {"due_day": "2026-12-01", "due_time": "09:00"}
    form = desk.get(url_of(article, "embargo")).context["form"]
    set_embargo(article, until=NOON + DAY, by=ed)
    seen = {"last_step": form["last_step"].value()}
    response = desk.post(url_of(article, "embargo"), seen | typed)
    assert response.status_code == 409
    assert "Ed set the embargo to November 26, 2026, 13:00 CET" in words_of(response)
    response = desk.post(url_of(article, "embargo"), seen | {"lift": "on"})
    assert response.status_code == 409
    assert desk.post(url_of(article, "embargo"), typed).status_code == 409
    article.refresh_from_db()
    assert article.embargo_until == NOON + DAY


def test_a_second_click_is_no_conflict(desk):
    article = make_draft()
    sent = {"last_step": 0, "due_day": "2026-12-01", "due_time": "09:00"}
    for _click in range(2):
        assert desk.post(url_of(article, "embargo"), sent).status_code == 302
    assert article.steps.count() == 1


def test_a_verb_that_says_nothing_is_held_to_what_its_article_held(ed):
    article = make_draft()
    stale = Article.objects.get(pk=article.pk)
    set_embargo(article, until=NOON + DAY, by=ed)
    with pytest.raises(Conflict):
        set_embargo(stale, until=NOON + HOUR, by=ed)


@pytest.mark.parametrize("page", ["unschedule", "embargo"])
@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER])
def test_only_those_who_may_publish_plan(ed, page, role):
    article = make_draft()
    plan = schedule(article, due_at=NOON + HOUR, by=ed)
    door = door_of(make_member(role, "someone"))
    sent = {"based_on": 1, "planned": plan.pk, "last_step": 0, "lift": "on"}
    assert door.get(url_of(article, page)).status_code == 403
    assert door.post(url_of(article, page), sent).status_code == 403
    assert "/login/" in Client().post(url_of(article, page), sent)["Location"]
    article.refresh_from_db()
    assert article.is_scheduled
