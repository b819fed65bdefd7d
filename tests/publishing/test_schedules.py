"""Schedules: a text goes out at its time, or stays on the desk and says why."""

import datetime
import zoneinfo

import pytest

from articles.models import Article, Publication, Role, SiteSettings, Step
from articles.publishing import (
    Conflict,
    Refused,
    approve,
    discard_draft,
    moment_of,
    move,
    publish,
    publish_due,
    save_draft,
    save_site_settings,
    schedule,
    send_back,
    set_embargo,
    submit,
    unschedule,
)
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_image,
    make_member,
    make_section,
    take_back,
)

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return str(refused.value)


def test_a_scheduled_text_goes_out_at_its_time_and_not_before(clock, ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    assert article.state == Article.State.SCHEDULED
    clock.move_to(NOON + HOUR - datetime.timedelta(seconds=1))
    assert publish_due() == []
    clock.move_to(NOON + 3 * HOUR)
    [publication] = publish_due()
    article.refresh_from_db()
    assert article.is_public
    assert article.schedule is None
    # Whoever had asked an hour after noon would have seen it then.
    assert publication.published_at == NOON + HOUR
    assert (publication.published_by, publication.published_by_name) == (ed, "Ed")
    assert publish_due() == []


def test_its_day_is_the_sites_day_at_that_moment(clock):
    save_site_settings(SiteSettings(time_zone="Asia/Tokyo"), by=None)
    article = make_draft()
    schedule(article, due_at=NOON + 4 * HOUR, by=None)
    clock.move_to(NOON + datetime.timedelta(days=9))
    publish_due()
    article.refresh_from_db()
    assert article.last_updated_on == datetime.date(2026, 3, 3)


def test_readers_are_told_what_was_decided(clock, ed):
    article = make_article()
    change(article, summary="Newer.")
    assert "Tell readers" in refusal(
        lambda: schedule(article, due_at=NOON + HOUR, kind="significant", by=ed)
    )
    schedule(article, due_at=NOON + HOUR, kind="significant", note="New numbers.", by=ed)
    clock.move_to(NOON + HOUR)
    [publication] = publish_due()
    assert (publication.kind, publication.note) == ("significant", "New numbers.")


@pytest.mark.parametrize(
    ("when", "sentence"),
    [(NOON, "has passed"), (NOON + datetime.timedelta(days=3000), "Look at the year")],
)
def test_only_a_moment_to_come_can_be_chosen(when, sentence):
    assert sentence in refusal(lambda: schedule(make_draft(), due_at=when, by=None))


def test_the_gate_is_asked_when_scheduling_with_the_same_sentences(ed):
    article = make_draft(summary="")
    said = refusal(lambda: schedule(article, due_at=NOON + HOUR, by=ed))
    assert said == refusal(lambda: publish(article, by=ed))
    assert article.state == Article.State.DRAFT


def test_and_again_at_the_time_when_it_is_held_back_with_the_reason(clock, ed):
    target = make_article("target")
    article = make_draft(body="See [the other page](/about-mg/target/).")
    schedule(article, due_at=NOON + HOUR, by=ed)
    take_back(target, outcome="in_error")
    clock.move_to(NOON + HOUR)
    [step] = publish_due()
    article.refresh_from_db()
    assert not article.is_public
    assert article.state == Article.State.APPROVED
    assert step.kind == Step.Kind.HELD_BACK
    assert "which readers cannot see" in step.reason
    assert publish_due() == []


def test_what_was_overridden_stays_so_and_anything_new_does_not(clock):
    boss = make_editor("boss")
    target = make_article("target")
    article = make_draft(summary="", body="See [the other page](/about-mg/target/).")
    other = make_draft(summary="")
    for page in (article, other):
        schedule(page, due_at=NOON + HOUR, override="The summary follows.", by=boss)
    take_back(target, outcome="in_error")
    clock.move_to(NOON + HOUR)
    held, out = publish_due()
    assert isinstance(held, Step)
    assert isinstance(out, Publication)
    assert out.overridden


def test_one_that_fails_takes_no_other_with_it(clock, monkeypatch, caplog):
    from articles.publishing import schedules

    first, second = make_draft(), make_draft()
    schedule(first, due_at=NOON + HOUR, by=None)
    schedule(second, due_at=NOON + 2 * HOUR, by=None)
    real = schedules.go_out

    def go_out(current, *args, **options):
        if current.pk == first.pk:
            raise RuntimeError("a bug")
        return real(current, *args, **options)

    monkeypatch.setattr(schedules, "go_out", go_out)
    clock.move_to(NOON + 3 * HOUR)
    held, out = publish_due()
    assert isinstance(out, Publication)
    assert held.kind == Step.Kind.HELD_BACK
    assert "An error of the software" in held.reason
    assert "could not be published" in caplog.text
    assert publish_due() == []  # no reader waits for it again


def test_a_second_pair_is_needed_to_schedule_too(ed):
    article = make_draft(by=ed)
    assert "Nobody else has approved" in refusal(
        lambda: schedule(article, due_at=NOON + HOUR, by=ed)
    )
    schedule(article, due_at=NOON + HOUR, alone="Embargoed until the congress.", by=ed)
    publish_due(NOON + HOUR)
    assert list(Article.objects.awaiting_second_pair()) == [article]


def test_a_page_that_was_moved_meanwhile_needs_the_second_pair_after_all(ed):
    article = make_draft(section=make_section("about", kind="about"), by=ed)
    schedule(article, due_at=NOON + HOUR, by=ed)
    move(article, section=make_section(), by=ed)
    [step] = publish_due(NOON + HOUR)
    assert "Nobody else has approved" in step.reason
    article.refresh_from_db()
    assert not article.is_public


def test_taking_it_off_leaves_it_as_it_was(ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    unschedule(article, by=ed)
    assert (article.state, article.schedule) == (Article.State.APPROVED, None)
    assert publish_due(NOON + 2 * HOUR) == []
    assert "not scheduled" in refusal(lambda: unschedule(article, by=ed))


def test_another_time_takes_the_place_of_the_first(ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    schedule(article, due_at=NOON + 2 * HOUR, by=ed)
    assert publish_due(NOON + HOUR) == []
    assert len(publish_due(NOON + 2 * HOUR)) == 1


def test_editing_a_scheduled_text_takes_it_off_unless_the_schedule_is_kept(ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    save_draft(article, make_content(summary="Newer."), by=ed, based_on=1)
    assert article.schedule is None
    assert article.steps.first().kind == Step.Kind.UNSCHEDULED

    schedule(article, due_at=NOON + HOUR, alone="Because.", by=ed)
    keep = {"by": ed, "based_on": 2, "keep_schedule": True}
    save_draft(article, make_content(summary="Newest."), **keep)
    assert article.state == Article.State.DRAFT
    assert publish_due(NOON + HOUR) == []  # nobody has approved these words
    submit(article, by=ed)
    approve(article, by=make_member(Role.REVIEWER, "vera"))
    assert article.state == Article.State.SCHEDULED
    assert len(publish_due(NOON + HOUR)) == 1


def test_an_approval_that_comes_too_late_publishes_nothing_by_itself(clock, ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    keep = {"by": ed, "based_on": 1, "keep_schedule": True}
    save_draft(article, make_content(summary="Newer."), **keep)
    submit(article, by=ed)
    clock.move_to(NOON + 2 * HOUR)
    approve(article, by=make_member(Role.REVIEWER, "vera"))
    assert (article.state, article.schedule) == (Article.State.APPROVED, None)
    step = article.steps.exclude(kind="approved").first()
    assert (step.kind, step.reason) == (
        Step.Kind.UNSCHEDULED,
        "Its time had passed before it was approved.",
    )


def test_sending_back_discarding_and_withdrawing_end_a_schedule(ed):
    for act in (
        lambda article: send_back(article, reason="Not yet.", by=ed),
        lambda article: discard_draft(article, by=ed),
        lambda article: take_back(article),
        lambda article: publish(article, by=ed),
    ):
        article = make_article()
        change(article, summary="Newer.")
        schedule(article, due_at=NOON + HOUR, by=ed)
        act(article)
        assert article.schedule is None
    assert publish_due(NOON + HOUR) == []


def test_only_the_text_that_was_seen_is_scheduled(ed):
    article = make_draft()
    seen = Article.objects.get(pk=article.pk)
    change(article, summary="Changed behind the back.")
    with pytest.raises(Conflict):
        schedule(seen, due_at=NOON + HOUR, by=ed)


def test_a_time_that_clocks_skip_is_refused_and_one_they_show_twice_is_the_first():
    spring, autumn = datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)
    half_past_two = datetime.time(2, 30)
    assert "skip 02:30" in refusal(lambda: moment_of(spring, half_past_two, BERLIN))
    first = moment_of(autumn, half_past_two, BERLIN)
    assert first == datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)


def test_an_embargo_keeps_a_text_in_until_it_ends(clock, ed):
    article = make_draft()
    set_embargo(article, until=NOON + 2 * HOUR, by=ed)
    assert "under embargo until March 2, 2026, 14:00 UTC" in refusal(
        lambda: publish(article, by=ed)
    )
    assert "under embargo" in refusal(lambda: schedule(article, due_at=NOON + HOUR, by=ed))
    schedule(article, due_at=NOON + 2 * HOUR, by=ed)
    clock.move_to(NOON + 2 * HOUR)
    assert len(publish_due()) == 1


def test_an_embargo_longer_than_the_schedule_is_refused_and_can_be_lifted(ed):
    article = make_draft()
    schedule(article, due_at=NOON + HOUR, by=ed)
    assert "Take it off the schedule first" in refusal(
        lambda: set_embargo(article, until=NOON + 2 * HOUR, by=ed)
    )
    set_embargo(article, until=NOON + HOUR, by=ed)
    set_embargo(article, until=None, by=ed)
    assert set_embargo(article, until=None, by=ed) is None
    kinds = article.steps.values_list("kind", flat=True)
    assert set(kinds) >= {"embargoed", "released"}


def test_no_picture_that_was_removed_meanwhile_goes_out(ed):
    picture = make_image("nerve")
    article = make_draft(body=f"![A nerve](image:{picture.key})")
    schedule(article, due_at=NOON + HOUR, by=ed)
    assert len(publish_due(NOON + HOUR)) == 1


# -- Two editors ----------------------------------------------------------------------------------


def test_a_plan_that_somebody_made_meanwhile_is_not_replaced_unseen():
    ida, omar = make_editor("ida"), make_editor("omar", first_name="Omar")
    article = make_draft()
    stale = Article.objects.get(pk=article.pk)
    tuesday = NOON + 24 * HOUR
    schedule(article, due_at=tuesday, alone=ALONE, by=omar)
    seen = Article.objects.get(pk=article.pk)
    with pytest.raises(Conflict, match="Omar scheduled this text for"):
        schedule(stale, due_at=tuesday + HOUR, alone=ALONE, by=ida)
    with pytest.raises(Conflict, match="Omar scheduled this text for"):
        unschedule(stale, by=ida)
    article.refresh_from_db()
    assert article.publish_at == tuesday
    plan = schedule(seen, due_at=tuesday + HOUR, alone=ALONE, by=ida)
    assert schedule(stale, due_at=plan.due_at, alone=ALONE, by=ida) == plan  # a second click
    assert article.schedules.count() == 2
