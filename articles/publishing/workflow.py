"""The way from a draft to what readers see."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.models import Article, Publication, Revision, SiteSettings, Words
from articles.publishing.beats import locked, name_of, role_of, share_register
from articles.publishing.checks import reasons_not_to_publish
from articles.publishing.derived import render_again
from articles.publishing.reasons import Conflict, Reason, Refused, in_words
from articles.publishing.reviews import review_of, review_that_lasts
from articles.publishing.words import reasons_not_to_tell, words_of
from articles.rendering import anchors_kept

State = Article.State
Kind = Publication.Kind


class Action(StrEnum):
    """What an editor can do to an article's text. More states bring more actions."""

    SAVE_DRAFT = "save_draft"
    DISCARD_DRAFT = "discard_draft"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


# Which action is possible from which state of the work in hand. Rules and buttons both come from
# this table.
POSSIBLE_FROM: Mapping[Action, frozenset[State]] = MappingProxyType(
    {
        Action.SAVE_DRAFT: frozenset({State.DRAFT, State.PUBLISHED}),
        Action.DISCARD_DRAFT: frozenset({State.DRAFT}),
        Action.PUBLISH: frozenset({State.DRAFT}),
        Action.WITHDRAW: frozenset({State.DRAFT, State.PUBLISHED}),
    }
)


def reasons_against(action: Action, article: Article) -> list[Reason]:
    """Every reason why `action` cannot be done to `article` as it stands, whatever its text."""
    if article.state not in POSSIBLE_FROM[action]:
        if action == Action.SAVE_DRAFT:
            return [Reason(_("This article cannot be edited as it stands."))]
        return [Reason(_("There is no draft: readers already see the latest text."))]
    if action == Action.DISCARD_DRAFT and article.is_withdrawn:
        return [
            Reason(
                _(
                    "This page was withdrawn, so there is no text that readers see to go back to. "
                    "Publish the draft when it is ready, or leave it as it is."
                )
            )
        ]
    if action == Action.DISCARD_DRAFT and not article.is_public:
        return [
            Reason(
                _("This article was never published, so there is nothing to go back to. Delete it.")
            )
        ]
    if action == Action.WITHDRAW and article.is_withdrawn:
        return [Reason(_("This page is withdrawn already."))]
    if action == Action.WITHDRAW and not article.is_public:
        return [Reason(_("Readers cannot see this page, so there is nothing to take back."))]
    return []


def possible_actions(article: Article) -> list[Action]:
    """What can be done to `article` now, in the order of the buttons."""
    return [action for action in Action if not reasons_against(action, article)]


def refuse_unless_possible(action: Action, article: Article) -> None:
    """Raise Refused with every reason when `action` cannot be done to `article`."""
    if reasons := reasons_against(action, article):
        raise Refused(reasons)


@transaction.atomic
def publish(
    article: Article,
    *,
    kind: str | None = None,
    note: str = "",
    was_wrong: str = "",
    is_right: str = "",
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    brings_back: bool | None = None,
    alongside: Collection[Article] = (),
) -> Publication:
    """Make the draft what readers see, and record when and why.

    `kind` is one of Publication.Kind and may be left out the first time. `note` is a sentence for
    readers and required for a significant change; a correction needs `was_wrong` and `is_right`
    instead, and may have a note as well. `based_on` is the number of the revision that the editor
    looked at; left out, it is the one that `article` held in memory. `brings_back` says whether
    the editor knew the page as a withdrawn one; left out, nobody is asked. `alongside` are
    articles that go out in the same transaction, so that a batch may link to its own pages.

    "Last updated" becomes the site's date of today, or the date that an import carried with this
    very text; a minor edit moves no date. A review of exactly this text comes along; an
    older one stays, but not that of a text published in error. A page that was withdrawn is public
    again, of which readers must be told. Raises Refused with every reason
    why not, Conflict when the draft is no longer the one that was looked at, or the page was
    withdrawn meanwhile.
    """
    meant = article.working_revision.number if based_on is None else based_on
    current = locked(article)
    share_register()
    kind = kind or (Kind.MINOR if current.first_published_on else Kind.FIRST)
    words = words_of(note, was_wrong, is_right)

    refuse_unless_possible(Action.PUBLISH, current)
    if current.draft_revision.number != meant:
        raise Conflict(theirs=current.draft_revision)
    if brings_back is False and current.is_withdrawn:
        raise Conflict(theirs=current.draft_revision, sentence=_who_withdrew(current))
    reasons = _reasons_against_kind(current, kind, words) + reasons_not_to_publish(
        current, alongside=alongside
    )
    if reasons:
        raise Refused(reasons)

    revision = current.draft_revision
    previous = current.publications.select_related("revision").order_by("number").last()
    if previous and previous.revision_id != revision.pk:
        revision.anchors = _anchors(previous.revision, revision)
    # The text was checked as it renders today; that is also what must go out. A picture may have
    # come into the library since the draft was saved.
    render_again([revision])
    shown = date_after(current, kind)
    # A minor edit has its own day in the history, though it moves no date on the page.
    dated_on = _day_of(revision) if kind == Kind.MINOR else shown
    current.last_review = review_of(revision) or review_that_lasts(current)
    current.live_revision, current.draft_revision = revision, None
    current.state = State.PUBLISHED
    current.withdrawal = None
    current.last_updated_on = shown
    current.first_published_on = current.first_published_on or shown
    current.save(
        update_fields=[
            "live_revision",
            "draft_revision",
            "state",
            "withdrawal",
            "last_review",
            "last_updated_on",
            "first_published_on",
        ]
    )
    publication = Publication.objects.create(
        article=current,
        revision=revision,
        number=previous.number + 1 if previous else 1,
        kind=kind,
        **words._asdict(),
        dated_on=dated_on,
        carried_from=revision.source_name if dated_on == revision.source_dated_on else "",
        published_at=timezone.now(),
        published_by=by,
        published_by_name=name_of(by),
        published_as=role_of(by),
    )
    search.index_article(current)
    article.refresh_from_db()
    return publication


def date_after(article: Article, kind: str) -> datetime.date:
    """Return what "Last updated" will say once the draft is published as `kind`."""
    if kind == Kind.MINOR and article.last_updated_on:
        return article.last_updated_on
    date = _day_of(article.draft_revision)
    # A page's date never goes back, whatever an import's source says.
    return max([date, *_days_of(article)])


def _day_of(draft: Revision | None) -> datetime.date:
    """The day that the source of an imported text gives for it, else today.

    What a source says about a text holds for its first day here, not for the day on which a page
    that was withdrawn comes back.
    """
    if draft and draft.source_dated_on and not draft.publications.exists():
        return draft.source_dated_on
    return SiteSettings.current().today()


def _days_of(article: Article) -> list[datetime.date]:
    """The days that a reader may have seen on the page so far."""
    days = [article.last_updated_on, article.withdrawal and article.withdrawal.dated_on]
    return [day for day in days if day]


def _who_withdrew(article: Article) -> str:
    withdrawal = article.withdrawal
    return _("%(who)s withdrew this page on %(when)s, after you had opened it: “%(reason)s”") % {
        "who": withdrawal.withdrawn_by_name,
        "when": in_words(withdrawal.withdrawn_at),
        "reason": withdrawal.reason,
    }


def _anchors(earlier: Revision, revision: Revision) -> dict[str, str]:
    """Where the anchors of the edition before lead in this one, and those of all before it."""
    return anchors_kept(earlier.body, revision.body, earlier.anchors)


def _reasons_against_kind(article: Article, kind: str, words: Words) -> list[Reason]:
    if kind not in Kind.values:
        return [Reason(_("Choose what kind of change this is."), field="kind")]
    if article.first_published_on is None and kind != Kind.FIRST:
        return [Reason(_("Nothing was published before, so this is the first time."), field="kind")]
    if article.first_published_on is not None and kind == Kind.FIRST:
        return [
            Reason(
                _(
                    "This page was published before: say whether the change is minor, significant "
                    "or a correction."
                ),
                field="kind",
            )
        ]
    if article.is_withdrawn and kind not in Publication.NOTED_KINDS:
        return [
            Reason(
                _(
                    "This page was withdrawn: publish it as a significant change or a correction, "
                    "and tell readers why it is back."
                ),
                field="kind",
            )
        ]
    return reasons_not_to_tell(kind, words)
