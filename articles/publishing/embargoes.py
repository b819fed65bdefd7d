"""Embargoes: until a moment, nobody outside the desk gets the text in work."""

from __future__ import annotations

import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Right, Step
from articles.publishing.approvals import take_step
from articles.publishing.beats import locked
from articles.publishing.moments import reasons_against_moment
from articles.publishing.reasons import Conflict, Reason, Refused, in_words
from articles.publishing.workflow import reasons_without_right

Kind = Step.Kind


@transaction.atomic
def set_embargo(
    article: Article,
    *,
    until: datetime.datetime | None,
    by: AbstractBaseUser | None,
    last_step: int | None = None,
) -> Step | None:
    """Keep the text in work from everybody outside the desk until a moment; None lifts it.

    Nothing goes out and no preview link works before. Readers of a live page see that text as
    before. `last_step` is the key of the embargo's last step that the editor saw, 0 for none; left
    out, the embargo is compared with the one that `article` held in memory. Returns None when
    nothing changed. Raises Refused when the text is scheduled earlier, Conflict when somebody has
    set or lifted it meanwhile.
    """
    meant = article.embargo_until
    current = locked(article)
    if reasons := reasons_without_right(Right.PUBLISH, by):
        raise Refused(reasons)
    if current.embargo_until == until:
        return None
    last = embargo_step_of(current)
    if last_step is None:
        is_as_seen = current.embargo_until == meant
    else:
        is_as_seen = last_step == (last.pk if last else 0)
    if not is_as_seen:
        raise Conflict(theirs=current.working_revision, sentence=_who_embargoed(last))
    if until and (reasons := reasons_against_moment(until)):
        raise Refused(reasons)
    # A schedule that was kept while the text was edited is in force again once it is approved.
    if until and current.schedule and timezone.now() < current.schedule.due_at < until:
        sentence = _("This text is scheduled for %(when)s. Take it off the schedule first.")
        raise Refused(
            [Reason(sentence % {"when": in_words(current.schedule.due_at)}, field="due_day")]
        )
    current.embargo_until = until
    current.save(update_fields=["embargo_until"])
    kind = Kind.EMBARGOED if until else Kind.RELEASED
    step = take_step(current, current.working_revision, kind, by=by, due_at=until)
    article.refresh_from_db()
    return step


def embargo_step_of(article: Article) -> Step | None:
    """The step that set or lifted the embargo of `article` last, if there was one."""
    steps = article.steps.filter(kind__in=Step.ABOUT_EMBARGO)
    return steps.order_by("taken_at", "pk").last()


def reasons_of_embargo(article: Article, at: datetime.datetime) -> list[Reason]:
    """The reason why an embargo keeps the text of `article` from going out at `at`, or none."""
    if article.embargo_until is None or article.embargo_until <= at:
        return []
    sentence = _("This text is under embargo until %(when)s. Schedule it for then, or later.")
    return [Reason(sentence % {"when": in_words(article.embargo_until)}, field="due_day")]


def _who_embargoed(step: Step | None) -> str:
    if step is None:
        return _("The embargo of this text is not what you saw. Look at it again.")
    sentence = {
        Kind.EMBARGOED: _(
            "%(who)s set the embargo to %(until)s on %(when)s, after you had looked."
        ),
        Kind.RELEASED: _("%(who)s lifted the embargo on %(when)s, after you had looked."),
    }[step.kind]
    return sentence % {
        "who": step.taken_by_name,
        "when": in_words(step.taken_at),
        "until": step.due_at and in_words(step.due_at),
    }
