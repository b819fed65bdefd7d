"""The workflow: what can be done to a text, from which state, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from articles.models import Article, Right, may
from articles.publishing.reasons import Reason, Refused
from articles.publishing.second_pair import awaits_second_pair, writers_of

State = Article.State


class Action(StrEnum):
    """What somebody can do to an article's text, in the order of the buttons."""

    SAVE_DRAFT = "save_draft"
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    CONFIRM = "confirm"
    DISCARD_DRAFT = "discard_draft"
    WITHDRAW = "withdraw"


IN_WORK = frozenset({State.DRAFT, State.IN_REVIEW, State.APPROVED, State.SCHEDULED})
ANY = IN_WORK | {State.PUBLISHED}

# Which action is possible from which state of the work in hand. Rules and buttons both come from
# this table.
POSSIBLE_FROM: Mapping[Action, frozenset[State]] = MappingProxyType(
    {
        Action.SAVE_DRAFT: ANY,
        Action.SUBMIT: frozenset({State.DRAFT}),
        Action.APPROVE: frozenset({State.IN_REVIEW}),
        Action.SEND_BACK: frozenset({State.IN_REVIEW, State.APPROVED, State.SCHEDULED}),
        Action.PUBLISH: IN_WORK,
        Action.SCHEDULE: IN_WORK,
        Action.UNSCHEDULE: IN_WORK,
        Action.CONFIRM: ANY,
        Action.DISCARD_DRAFT: IN_WORK,
        Action.WITHDRAW: ANY,
    }
)

# Which right an action needs. Who holds which right is the table in `models/roles.py`.
NEEDS: Mapping[Action, Right] = MappingProxyType(
    {
        Action.SAVE_DRAFT: Right.CHANGE,
        Action.SUBMIT: Right.SUBMIT,
        Action.APPROVE: Right.APPROVE,
        Action.SEND_BACK: Right.APPROVE,
        Action.PUBLISH: Right.PUBLISH,
        Action.SCHEDULE: Right.PUBLISH,
        Action.UNSCHEDULE: Right.PUBLISH,
        Action.CONFIRM: Right.APPROVE,
        Action.DISCARD_DRAFT: Right.CHANGE,
        Action.WITHDRAW: Right.WITHDRAW,
    }
)


def reasons_against(
    action: Action, article: Article, *, by: AbstractBaseUser | None
) -> list[Reason]:
    """Every reason why `by` cannot do `action` to `article` as it stands, whatever its text.

    `by` is the account that acts; None is the software itself, which may do everything.
    """
    reasons = reasons_without_right(NEEDS[action], by)
    if article.state not in POSSIBLE_FROM[action]:
        reasons.append(_not_from_here(action, article))
    elif reason := _against_article(action, article) or _against_person(action, article, by):
        reasons.append(reason)
    return reasons


def reasons_without_right(right: str, by: AbstractBaseUser | None) -> list[Reason]:
    """The reason why `by` may not do what needs `right`, or none."""
    if may(by, right):
        return []
    sentence = _("Your account does not have the right to do this: “%(right)s”. Ask an editor.")
    return [Reason(sentence % {"right": Right(right).label})]


def reasons_without_permission(code: str, by: AbstractBaseUser | None) -> list[Reason]:
    """The reason why `by` may not do to a row beside the articles what needs `code`, or none.

    `code` is one of Django's own, such as "change_reference".
    """
    if may(by, code):
        return []
    return [Reason(_("Your account does not have the right to do this. Ask an editor."))]


def refuse_without_permission(code: str, by: AbstractBaseUser | None) -> None:
    """Raise Refused when `by` may not do to a row beside the articles what needs `code`."""
    if reasons := reasons_without_permission(code, by):
        raise Refused(reasons)


def possible_actions(article: Article, *, by: AbstractBaseUser | None) -> list[Action]:
    """What `by` can do to `article` now, in the order of the buttons."""
    return [action for action in Action if not reasons_against(action, article, by=by)]


def refuse_unless_possible(
    action: Action, article: Article, *, by: AbstractBaseUser | None
) -> None:
    """Raise Refused with every reason when `by` cannot do `action` to `article`."""
    if reasons := reasons_against(action, article, by=by):
        raise Refused(reasons)


def _not_from_here(action: Action, article: Article) -> Reason:
    if article.state == State.PUBLISHED:
        return Reason(_("There is no draft: readers already see the latest text."))
    if action == Action.SUBMIT:
        return Reason(_("This text has been handed in already."))
    if action == Action.APPROVE:
        if article.state == State.DRAFT:
            return Reason(_("This text was not handed in. Ask its author whether it is finished."))
        if article.state == State.SCHEDULED:
            return Reason(
                _("This text is scheduled. If it must be changed, send it back or take it off.")
            )
        return Reason(_("This text is approved already."))
    return Reason(_("This text was not handed in, so it cannot be sent back."))


def _against_article(action: Action, article: Article) -> Reason | None:
    """Why the article as it stands allows it to nobody, or None."""
    if action == Action.DISCARD_DRAFT and article.is_withdrawn:
        return Reason(
            _(
                "This page was withdrawn, so there is no text that readers see to go back to. "
                "Publish the draft when it is ready, or leave it as it is."
            )
        )
    if action == Action.DISCARD_DRAFT and not article.is_public:
        return Reason(
            _("This article was never published, so there is nothing to go back to. Delete it.")
        )
    if action == Action.WITHDRAW and article.is_withdrawn:
        return Reason(_("This page is withdrawn already."))
    if action == Action.WITHDRAW and not article.is_public:
        return Reason(_("Readers cannot see this page, so there is nothing to take back."))
    if action == Action.UNSCHEDULE and article.schedule is None:
        return Reason(_("This text is not scheduled."))
    if action == Action.CONFIRM and not awaits_second_pair(article):
        return Reason(_("The text that readers see does not wait for a second pair of eyes."))
    return None


def _against_person(action: Action, article: Article, by: AbstractBaseUser | None) -> Reason | None:
    """Why this person cannot do to this article what others can, or None."""
    if by is None or action not in (Action.SAVE_DRAFT, Action.DISCARD_DRAFT):
        return None
    if may(by, Right.PUBLISH):
        return None
    # Those whose words go through somebody else's hands may not undo what these have decided.
    if article.state in (State.APPROVED, State.SCHEDULED):
        return Reason(
            _("This text is approved. Ask an editor to send it back before you change it.")
        )
    if action == Action.DISCARD_DRAFT and writers_of(article) != {by.pk}:
        return Reason(_("Others have written in this draft. Ask an editor to discard it."))
    return None
