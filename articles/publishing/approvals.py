"""Approvals: a text is handed in, approved by somebody else, or sent back with a reason."""

from __future__ import annotations

import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Revision, Step
from articles.publishing.beats import locked, name_of
from articles.publishing.reasons import Conflict, Reason, Refused, in_words
from articles.publishing.second_pair import reasons_not_to_approve, writers_of
from articles.publishing.trail import note_done
from articles.publishing.words import one_line, reasons_too_long
from articles.publishing.workflow import Action, refuse_unless_possible

State = Article.State
Kind = Step.Kind


def take_step(
    article: Article,
    revision: Revision,
    kind: str,
    *,
    by: AbstractBaseUser | None,
    reason: str = "",
    due_at: datetime.datetime | None = None,
) -> Step:
    """Record one step of `revision`, as part of a verb that holds the lock on `article`."""
    planned = [(_("When"), "", in_words(due_at))] if due_at else []
    note_done(kind, article, by=by, name=revision.title, reason=reason, changes=planned)
    return Step.objects.create(
        article=article,
        revision=revision,
        kind=kind,
        reason=reason,
        due_at=due_at,
        taken_at=timezone.now(),
        taken_by=by,
        taken_by_name=name_of(by),
    )


def last_step_of(revision: Revision) -> Step | None:
    """The last step that was taken with a text, or None."""
    return revision.steps.order_by("taken_at", "pk").last()


def refuse_unless_last(revision: Revision, seen: int | None) -> None:
    """Raise Conflict when somebody has taken a step with the text since `seen` was the last one.

    `seen` is its key, 0 for none; None: nobody said what they saw. The text is the same, but it may
    have been sent back meanwhile, or been scheduled.
    """
    last = last_step_of(revision)
    if seen is None or last is None or last.pk == seen:
        return
    sentence = _("%(step)s by %(who)s on %(when)s, after you had opened this page.") % {
        "step": last.get_kind_display(),
        "who": last.taken_by_name,
        "when": in_words(last.taken_at),
    }
    if last.reason:
        sentence += f" “{last.reason}”"
    raise Conflict(theirs=revision, sentence=sentence)


@transaction.atomic
def submit(
    article: Article, *, note: str = "", by: AbstractBaseUser | None, based_on: int | None = None
) -> Step:
    """Hand the draft in: from now on it waits for somebody else's eyes.

    `note` is a word for whoever reads it, such as what to look at. A text that fails the gate can
    be handed in: a colleague may know the source that it lacks. `based_on` is the number of the
    revision that the writer looked at. Raises Refused with every reason why not, Conflict when
    the draft is another one by now.
    """
    meant = article.working_revision.number if based_on is None else based_on
    current = _current(article, meant)
    refuse_unless_possible(Action.SUBMIT, current, by=by)
    note = one_line(note)
    if reasons := reasons_too_long(note, Step.MAX_REASON, field="note"):
        raise Refused(reasons)
    return _move_on(article, current, State.IN_REVIEW, Kind.SUBMITTED, by=by, reason=note)


@transaction.atomic
def approve(
    article: Article,
    *,
    note: str = "",
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    last_step: int | None = None,
) -> Step:
    """Approve exactly the text that was handed in; it can be published from now on.

    A text that kept its schedule while it was edited is scheduled again, unless that moment has
    passed. Raises Refused when `by` has written in it (on pages about the disease) or may not
    approve, Conflict when the draft is another one by now.
    """
    meant = article.working_revision.number if based_on is None else based_on
    current = _current(article, meant)
    refuse_unless_possible(Action.APPROVE, current, by=by)
    refuse_unless_last(current.draft_revision, last_step)
    note = one_line(note)
    reasons = reasons_not_to_approve(current, by)
    reasons += reasons_too_long(note, Step.MAX_REASON, field="note")
    if reasons:
        raise Refused(reasons)
    if current.schedule and current.schedule.due_at <= timezone.now():
        passed = _("Its time had passed before it was approved.")
        take_step(current, current.draft_revision, Kind.UNSCHEDULED, by=None, reason=passed)
        current.schedule = None
    state = State.SCHEDULED if current.schedule else State.APPROVED
    return _move_on(article, current, state, Kind.APPROVED, by=by, reason=note)


@transaction.atomic
def send_back(
    article: Article,
    *,
    reason: str,
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    last_step: int | None = None,
) -> Step:
    """Give a text that was handed in, approved or scheduled back to its writers, and say why.

    It is a draft again and has no schedule. Raises Refused with every reason why not, Conflict
    when the draft is another one by now.
    """
    meant = article.working_revision.number if based_on is None else based_on
    current = _current(article, meant)
    refuse_unless_possible(Action.SEND_BACK, current, by=by)
    refuse_unless_last(current.draft_revision, last_step)
    reason = one_line(reason)
    reasons = reasons_too_long(reason, Step.MAX_REASON, field="reason")
    if not reason:
        reasons = [Reason(_("Say what should be changed, so that it can be."), field="reason")]
    if reasons:
        raise Refused(reasons)
    current.schedule = None
    return _move_on(article, current, State.DRAFT, Kind.SENT_BACK, by=by, reason=reason)


@transaction.atomic
def confirm(
    article: Article, *, note: str = "", by: AbstractBaseUser | None, based_on: int | None = None
) -> Step:
    """Be the second pair of eyes for a text that went out without one.

    `based_on` is the number of the live revision that was read. Raises Refused with every reason
    why not, Conflict when readers see another text by now.
    """
    live = article.live_revision
    meant = (live.number if live else 0) if based_on is None else based_on
    current = locked(article)
    refuse_unless_possible(Action.CONFIRM, current, by=by)
    if current.live_revision.number != meant:
        raise Conflict(theirs=current.live_revision)
    note = one_line(note)
    reasons = reasons_too_long(note, Step.MAX_REASON, field="note")
    if by and by.pk in writers_of(current, current.live_revision):
        reasons.append(Reason(_("You have written in this text. Ask a colleague to read it.")))
    elif by and current.publications.order_by("number").last().published_by_id == by.pk:
        reasons.append(Reason(_("You have published this text. Ask a colleague to read it.")))
    if reasons:
        raise Refused(reasons)
    return take_step(current, current.live_revision, Kind.APPROVED, by=by, reason=note)


def _current(article: Article, meant: int) -> Article:
    """The article, locked. Raises Conflict unless the text in work has the number `meant`."""
    current = locked(article)
    if current.working_revision.number != meant:
        raise Conflict(theirs=current.working_revision)
    return current


def _move_on(
    article: Article,
    current: Article,
    state: State,
    kind: str,
    *,
    by: AbstractBaseUser | None,
    reason: str,
) -> Step:
    step = take_step(current, current.draft_revision, kind, by=by, reason=reason)
    current.state = state
    current.save(update_fields=["state", "schedule"])
    article.refresh_from_db()
    return step
