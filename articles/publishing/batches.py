"""Batches: several texts go out, or are handed in, in one step. All of them, or none.

Each is taken only as it was seen. In a half of a batch one page could link to another that stayed
behind, and somebody would have to find out which half it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Publication, Step, Words
from articles.publishing.approvals import submit
from articles.publishing.beats import lock_together
from articles.publishing.decisions import decide
from articles.publishing.publications import publish
from articles.publishing.reasons import Conflict, Reason, Refused, in_words
from articles.publishing.workflow import Action, reasons_against

Kind = Publication.Kind
Fact = TypeVar("Fact", Publication, Step)


@dataclass(frozen=True)
class Chosen:
    """One article of a batch; `based_on` is the number of the revision that was looked at.

    `last_step` is the key of the last step that was seen taken with it, None where nobody says.
    """

    article: Article
    based_on: int
    last_step: int | None = None


class BatchRefused(Refused):
    """Nothing of a batch was done.

    `by_article` holds, by the key of each article that stood in the way, every reason why;
    `is_conflict` says whether somebody was faster with one of them.
    """

    def __init__(self, by_article: Mapping[int, list[Reason]], *, is_conflict: bool) -> None:
        self.by_article = by_article
        self.is_conflict = is_conflict
        super().__init__(reason for reasons in by_article.values() for reason in reasons)


def kind_in_batch(article: Article) -> Kind:
    """The kind of change that a batch publishes: what readers must be told of has its own page."""
    return Kind.MINOR if article.first_published_on else Kind.FIRST


def reasons_not_to_publish_together(
    article: Article, *, by: AbstractBaseUser | None, alongside: Collection[Article] = ()
) -> list[Reason]:
    """Every reason why the text in work cannot go out in a batch, `alongside` the others of it.

    The same sentences as when it goes out alone. That it needs a reason why it cannot wait for a
    second pair of eyes is one of them, with the field "alone".
    """
    if reasons := [*reasons_against(Action.PUBLISH, article, by=by), *_of_schedule(article)]:
        return reasons
    try:
        decide(
            article,
            kind=kind_in_batch(article),
            words=Words(""),
            alone="",
            override="",
            by=by,
            alongside=alongside,
        )
    except Refused as refused:
        return refused.reasons
    return []


def _is_out_as_seen(one: Chosen) -> bool:
    """Whether readers see this very text already: it was sent twice, or a colleague was faster."""
    live = one.article.live_revision
    return (
        one.article.draft_revision_id is None and live is not None and live.number == one.based_on
    )


@transaction.atomic
def publish_together(
    chosen: Sequence[Chosen], *, alone: str = "", by: AbstractBaseUser | None
) -> list[Publication]:
    """Publish the draft of each, for the first time or as a minor change. They may link to another.

    What `by` has not written needs no approval before: whoever publishes it says that they have
    read it, as anywhere else. `alone` is the one reason why what `by` wrote cannot wait for
    others. A text that is out already, as it was seen, is left as it is. Raises BatchRefused.
    """
    articles = [one.article for one in chosen]

    def send_out(one: Chosen) -> Publication | None:
        if _is_out_as_seen(one):
            return None
        if reasons := _of_schedule(one.article):
            raise Refused(reasons)
        return publish(
            one.article,
            kind=kind_in_batch(one.article),
            alone=alone,
            by=by,
            based_on=one.based_on,
            last_step=one.last_step,
            brings_back=False,
            alongside=articles,
        )

    return _all_or_none(chosen, send_out, by=by)


@transaction.atomic
def submit_together(
    chosen: Sequence[Chosen], *, note: str = "", by: AbstractBaseUser | None
) -> list[Step]:
    """Hand each draft in, with one word for whoever reads them.

    A text that was handed in already, as it was seen, is left as it is. Raises BatchRefused.
    """

    def hand_in(one: Chosen) -> Step | None:
        draft = one.article.draft_revision
        is_in_review = one.article.state == Article.State.IN_REVIEW
        if is_in_review and draft.number == one.based_on:
            return None
        return submit(one.article, note=note, by=by, based_on=one.based_on)

    return _all_or_none(chosen, hand_in, by=by)


def _all_or_none(
    chosen: Sequence[Chosen],
    act: Callable[[Chosen], Fact | None],
    *,
    by: AbstractBaseUser | None,
) -> list[Fact]:
    """Call `act` for each, with its article as the database holds it now; return what it did."""
    lock_together(*(one.article for one in chosen))
    done, reasons, is_conflict = [], {}, False
    for one in chosen:
        try:
            one.article.refresh_from_db()
            done.append(act(one))
        except Article.DoesNotExist:
            reasons[one.article.pk] = [Reason(_("This article was deleted."))]
        except Refused as refused:
            reasons[one.article.pk] = refused.reasons
        except Conflict as conflict:
            said = conflict.said_to(by) if by else str(conflict)
            reasons[one.article.pk], is_conflict = [Reason(said)], True
    if reasons:
        raise BatchRefused(reasons, is_conflict=is_conflict)
    return [fact for fact in done if fact]


def _of_schedule(article: Article) -> list[Reason]:
    if article.schedule is None:
        return []
    sentence = _(
        "%(who)s has planned this text for %(when)s. Take it off the schedule first, or publish it "
        "from its own page."
    )
    plan = article.schedule
    return [Reason(sentence % {"who": plan.made_by_name, "when": in_words(plan.due_at)})]
