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

from articles.models import Article, Publication, SiteSettings
from articles.publishing.beats import locked, name_of
from articles.publishing.checks import reasons_not_to_publish
from articles.publishing.derived import render_again
from articles.publishing.reasons import Conflict, Reason, Refused
from articles.rendering import without_unseen

State = Article.State
Kind = Publication.Kind


class Action(StrEnum):
    """What an editor can do to an article's text. More states bring more actions."""

    SAVE_DRAFT = "save_draft"
    DISCARD_DRAFT = "discard_draft"
    PUBLISH = "publish"


# Which action is possible from which state of the work in hand. Rules and buttons both come from
# this table.
POSSIBLE_FROM: Mapping[Action, frozenset[State]] = MappingProxyType(
    {
        Action.SAVE_DRAFT: frozenset({State.DRAFT, State.PUBLISHED}),
        Action.DISCARD_DRAFT: frozenset({State.DRAFT}),
        Action.PUBLISH: frozenset({State.DRAFT}),
    }
)


def reasons_against(action: Action, article: Article) -> list[Reason]:
    """Every reason why `action` cannot be done to `article` as it stands, whatever its text."""
    if article.state not in POSSIBLE_FROM[action]:
        if action == Action.SAVE_DRAFT:
            return [Reason(_("This article cannot be edited as it stands."))]
        return [Reason(_("There is no draft: readers already see the latest text."))]
    if action == Action.DISCARD_DRAFT and not article.is_public:
        return [
            Reason(
                _("This article was never published, so there is nothing to go back to. Delete it.")
            )
        ]
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
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    alongside: Collection[Article] = (),
) -> Publication:
    """Make the draft what readers see, and record when and why.

    `kind` is one of Publication.Kind and may be left out the first time. `note` is a sentence for
    readers and required for significant changes and corrections. `based_on` is the number of the
    revision that the editor looked at; left out, it is the one that `article` held in memory.
    `alongside` are articles that go out in the same transaction, so that a batch may link to its
    own pages.

    "Last updated" becomes the site's date of today, or the date that an import carried with this
    very text; a minor edit moves no date. Raises Refused with every reason why not, Conflict when
    the draft is no longer the one that was looked at.
    """
    meant = article.working_revision.number if based_on is None else based_on
    current = locked(article)
    kind = kind or (Kind.MINOR if current.first_published_on else Kind.FIRST)
    note = " ".join(without_unseen(note).split())

    refuse_unless_possible(Action.PUBLISH, current)
    if current.draft_revision.number != meant:
        raise Conflict(theirs=current.draft_revision)
    reasons = _reasons_against_kind(current, kind, note) + reasons_not_to_publish(
        current, alongside=alongside
    )
    if reasons:
        raise Refused(reasons)

    revision = current.draft_revision
    # The text was checked as it renders today; that is also what must go out. A picture may have
    # come into the library since the draft was saved.
    render_again([revision])
    shown = date_after(current, kind)
    is_carried = kind != Kind.MINOR and shown == revision.source_dated_on
    current.live_revision, current.draft_revision = revision, None
    current.state = State.PUBLISHED
    current.last_updated_on = shown
    current.first_published_on = current.first_published_on or shown
    current.save(
        update_fields=[
            "live_revision",
            "draft_revision",
            "state",
            "last_updated_on",
            "first_published_on",
        ]
    )
    publication = Publication.objects.create(
        article=current,
        revision=revision,
        kind=kind,
        note=note,
        dated_on=shown,
        carried_from=revision.source_name if is_carried else "",
        published_at=timezone.now(),
        published_by=by,
        published_by_name=name_of(by),
    )
    article.refresh_from_db()
    return publication


def date_after(article: Article, kind: str) -> datetime.date:
    """Return what "Last updated" will say once the draft is published as `kind`."""
    if kind == Kind.MINOR and article.last_updated_on:
        return article.last_updated_on
    carried = article.draft_revision and article.draft_revision.source_dated_on
    date = carried or SiteSettings.current().today()
    # A page's date never goes back, whatever an import's source says.
    return max(date, article.last_updated_on or date)


def _reasons_against_kind(article: Article, kind: str, note: str) -> list[Reason]:
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
    if kind in Publication.NOTED_KINDS and not note:
        return [Reason(_("Tell readers in a sentence what has changed."), field="note")]
    if len(note) > Publication.MAX_NOTE:
        return [
            Reason(
                _("Shorten the note to readers to %(limit)s characters; it has %(length)s.")
                % {"limit": Publication.MAX_NOTE, "length": len(note)},
                field="note",
            )
        ]
    return []
