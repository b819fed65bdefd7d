"""Schedules: a text goes out at its time, with no job running.

The readers' door asks for `publish_due()` whenever something is due, and so does a command.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Publication, Schedule, Step, Words
from articles.publishing.approvals import refuse_unless_last, take_step
from articles.publishing.beats import lock_register, locked, name_of, share_register
from articles.publishing.checks import reasons_not_to_publish
from articles.publishing.decisions import Decision, decide
from articles.publishing.embargoes import reasons_of_embargo
from articles.publishing.moments import reasons_against_moment
from articles.publishing.publications import go_out, who_withdrew
from articles.publishing.reasons import Conflict, Reason, Refused, in_words
from articles.publishing.second_pair import (
    approval_of,
    has_second_pair,
)
from articles.publishing.words import one_line, reasons_too_long, words_of
from articles.publishing.workflow import Action, refuse_unless_possible

State = Article.State
Kind = Step.Kind

log = logging.getLogger(__name__)


@transaction.atomic
def schedule(
    article: Article,
    *,
    due_at: datetime.datetime,
    kind: str | None = None,
    note: str = "",
    was_wrong: str = "",
    is_right: str = "",
    alone: str = "",
    override: str = "",
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    planned: int | None = None,
    last_step: int | None = None,
    brings_back: bool | None = None,
) -> Schedule:
    """Let the draft go out by itself at `due_at`, an aware moment to come.

    Everything that publishing asks for is asked now, and again at that moment. A text that is
    scheduled already gets the new time. `planned` is the key of the plan that the editor saw, 0
    for none; left out, it is the one that `article` held in memory. `last_step` and `brings_back`
    are as for publish(). Raises Refused with every reason why not, Conflict when the draft or the
    plan is another one by now, or somebody has taken a step with it.
    """
    seen = article.schedule_id if planned is None else planned
    meant = article.working_revision.number if based_on is None else based_on
    current = locked(article)
    share_register()
    refuse_unless_possible(Action.SCHEDULE, current, by=by)
    if current.draft_revision.number != meant:
        raise Conflict(theirs=current.draft_revision)
    words = words_of(note, was_wrong, is_right)
    if current.schedule and current.schedule_id != seen:
        if _is_planned(current.schedule, due_at, words, by=by):
            article.refresh_from_db()
            return current.schedule
        raise Conflict(theirs=current.draft_revision, sentence=_who_planned(current.schedule))
    refuse_unless_last(current.draft_revision, last_step)
    if brings_back is False and current.is_withdrawn:
        raise Conflict(theirs=current.draft_revision, sentence=who_withdrew(current))
    reasons = reasons_against_moment(due_at)
    try:
        decision = decide(
            current,
            kind=kind,
            words=words,
            alone=alone,
            override=override,
            by=by,
            at=due_at,
        )
    except Refused as refused:
        raise Refused([*reasons, *refused.reasons]) from refused
    if reasons:
        raise Refused(reasons)

    if decision.is_first_reading:
        take_step(current, current.draft_revision, Kind.APPROVED, by=by)
    take_step(current, current.draft_revision, Kind.SCHEDULED, by=by, due_at=due_at)
    current.schedule = Schedule.objects.create(
        article=current,
        due_at=due_at,
        kind=decision.kind,
        **decision.words._asdict(),
        alone=decision.alone,
        override=decision.override,
        overridden=list(decision.overridden),
        made_at=timezone.now(),
        made_by=by,
        made_by_name=name_of(by),
    )
    current.state = State.SCHEDULED
    current.save(update_fields=["state", "schedule"])
    article.refresh_from_db()
    return current.schedule


@transaction.atomic
def unschedule(
    article: Article,
    *,
    reason: str = "",
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    planned: int | None = None,
) -> Step:
    """Take the text off the schedule; an approved one stays approved.

    `planned` is the key of the plan that the editor saw; left out, it is the one that `article`
    held in memory. Raises Refused when it has none, Conflict when the draft or the plan is another
    one by now.
    """
    seen = article.schedule_id if planned is None else planned
    meant = article.working_revision.number if based_on is None else based_on
    current = locked(article)
    refuse_unless_possible(Action.UNSCHEDULE, current, by=by)
    if current.draft_revision.number != meant:
        raise Conflict(theirs=current.draft_revision)
    if current.schedule_id != seen:
        raise Conflict(theirs=current.draft_revision, sentence=_who_planned(current.schedule))
    reason = one_line(reason)
    if reasons := reasons_too_long(reason, Step.MAX_REASON, field="reason"):
        raise Refused(reasons)
    step = take_step(current, current.draft_revision, Kind.UNSCHEDULED, by=by, reason=reason)
    _take_off(current)
    article.refresh_from_db()
    return step


def state_off_schedule(article: Article) -> State:
    """The state in which the text in work is once it is taken off the schedule."""
    if not article.is_scheduled:
        return State(article.state)
    return State.APPROVED if approval_of(article.draft_revision) else State.DRAFT


def publish_due(now: datetime.datetime | None = None) -> list[Publication | Step]:
    """Publish every scheduled text whose time has come; one that may not go out is held back.

    Returns for each, in the order of time, its Publication, or the Step that says why it stays on
    the desk. Each has a transaction of its own. May be called at any time and by many at once.
    """
    moment = now or timezone.now()
    outcomes = []
    for key in list(Article.objects.due(moment).values_list("pk", flat=True)):
        try:
            outcomes.append(_publish_one(key, moment))
        except Exception:
            # Whatever is wrong with one text, neither the others nor the readers who come by shall
            # suffer from it.
            log.exception("scheduled article %s could not be published", key)
            outcomes.append(_give_up(key))
    return [outcome for outcome in outcomes if outcome]


@transaction.atomic
def _publish_one(key: int, moment: datetime.datetime) -> Publication | Step | None:
    current = locked(Article(pk=key))
    lock_register()
    if not current.is_scheduled or current.schedule.due_at > moment:
        return None  # somebody else was here first
    plan = current.schedule
    faults = reasons_not_to_publish(current)
    decision = _still_needed(Decision.of_schedule(plan), current, faults)
    reasons = [
        *reasons_of_embargo(current, moment),
        *_reasons_unread(current, decision),
        # What was overridden on the day of the decision stays so; anything new does not.
        *(fault for fault in faults if str(fault) not in decision.overridden),
    ]
    if reasons:
        log.warning("scheduled article %s did not go out: the checks refused it", key)
        return _hold_back(current, "\n".join(reasons))
    return go_out(current, decision, by=plan.made_by, by_name=plan.made_by_name, at=plan.due_at)


def _still_needed(decision: Decision, current: Article, faults: list[Reason]) -> Decision:
    """What was decided, without the reasons that the text in work does not need any more.

    It may have been mended or approved since. What was overridden was overridden for one text.
    """
    is_that_text = current.draft_revision.steps.filter(kind=Kind.SCHEDULED).exists()
    found = {str(fault) for fault in faults} if is_that_text else set()
    overridden = tuple(sentence for sentence in decision.overridden if sentence in found)
    return replace(
        decision,
        alone="" if has_second_pair(current) else decision.alone,
        override=decision.override if overridden else "",
        overridden=overridden,
    )


def _reasons_unread(current: Article, decision: Decision) -> list[Reason]:
    """Why the text may not go out unread; it may have been moved among others meanwhile."""
    is_by_software = current.schedule.made_by_name == name_of(None)
    if not current.needs_second_pair or has_second_pair(current):
        return []
    if decision.alone or is_by_software:
        return []
    return [Reason(_("Nobody else has approved this text. Hand it in, and ask a colleague."))]


def _hold_back(current: Article, reason: str) -> Step:
    step = take_step(current, current.draft_revision, Kind.HELD_BACK, by=None, reason=reason)
    _take_off(current)
    return step


@transaction.atomic
def _give_up(key: int) -> Step | None:
    """Hold a text back that could not be published for a reason that nobody foresaw."""
    current = locked(Article(pk=key))
    if not current.is_scheduled:
        return None
    sentence = _("An error of the software kept this text from going out. Publish it by hand.")
    return _hold_back(current, sentence)


def _take_off(current: Article) -> None:
    current.schedule, current.state = None, state_off_schedule(current)
    current.save(update_fields=["state", "schedule"])


def _is_planned(
    plan: Schedule, due_at: datetime.datetime, words: Words, *, by: AbstractBaseUser | None
) -> bool:
    """Whether `by` has planned exactly this already: a second click, or a request sent again."""
    is_own = by is not None and plan.made_by_id == by.pk
    return is_own and (plan.due_at, plan.words) == (due_at, words)


def _who_planned(plan: Schedule) -> str:
    return _("%(who)s scheduled this text for %(when)s, after you had opened it.") % {
        "who": plan.made_by_name,
        "when": in_words(plan.due_at),
    }
