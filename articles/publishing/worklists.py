"""Worklists: what waits for somebody. The one table that desk, lists, CSV and e-mail go by.

A line names a list and says which rows stand on it, by a method of the rows' own queryset: the
rule is stated there. Whoever adds a kind of work adds a line here, and it stands on the desk, in
the filter of its list and in the weekly e-mail.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Model, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Article,
    EmptySearch,
    Feedback,
    Image,
    ReviewState,
    Right,
    SiteSettings,
    Snippet,
    Thread,
    may,
)


@dataclass(frozen=True)
class Desk:
    """Whose desk it is, and on which day of the site it is looked at."""

    user: AbstractBaseUser
    today: datetime.date
    now: datetime.datetime = field(default_factory=timezone.now)

    @classmethod
    def of(cls, user: AbstractBaseUser) -> Desk:
        """Return the desk of `user` as it is now."""
        return cls(user, SiteSettings.current().today())

    @cached_property
    def lists(self) -> list[Worklist]:
        """The lists that its owner may see, in the order of the table."""
        return [each for each in WORKLISTS if may(self.user, each.right)]


class Part(StrEnum):
    """Where on the desk a list stands."""

    MINE = "mine"  # each row by its title, on top
    AGE = "age"
    WORK = "work"
    READERS = "readers"
    PEOPLE = "people"


@dataclass(frozen=True)
class Worklist:
    """One kind of work that waits.

    `rows` narrows all rows of `model` to those on the list, for one desk. `empty` is what is said
    when there are none, `right` what somebody needs to see the list. `opens` is the page that a row
    leads to, by the end of its name. `query` narrows the list of `model` to the same rows; articles
    know each list by its key. `is_told` says that the weekly e-mail tells of it: whoever answers
    for the page, so `model` must be Article.
    """

    key: str
    title: str | Promise
    explained: str | Promise
    empty: str | Promise
    rows: Callable[[Any, Desk], QuerySet]
    part: Part
    right: str = "view_article"
    model: type[Model] = Article
    opens: str = "change"
    query: str = ""
    is_told: bool = False

    def on(self, desk: Desk) -> QuerySet:
        """Return the rows that stand on it for `desk`."""
        return self.rows(self.model._default_manager.all(), desk)

    @property
    def url(self) -> str:
        """The address of the list with its rows alone."""
        return f"{self._page('changelist')}?{self.query or f'desk={self.key}'}"

    def url_of(self, pk: Any) -> str:
        """The address at which one of its rows is dealt with."""
        return self._page(self.opens, pk)

    def _page(self, name: str, *args: Any) -> str:
        opts = self.model._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=args)


WORKLISTS: tuple[Worklist, ...] = (
    # What waits for the person at the desk
    Worklist(
        key="to_approve",
        title=_("To approve"),
        explained=_("Texts that were handed in and that you have not written in."),
        empty=_("Nothing was handed in that you could approve."),
        rows=lambda articles, desk: articles.in_review().for_second_pair(desk.user),
        part=Part.MINE,
        right=Right.APPROVE,
        opens="approve",
    ),
    Worklist(
        key="sent_back",
        title=_("Sent back to you"),
        explained=_("Texts that you have written in and that a colleague wants changed."),
        empty=_("No text of yours was sent back."),
        rows=lambda articles, desk: articles.sent_back().written_by_account(desk.user),
        part=Part.MINE,
        right=Right.CHANGE,
    ),
    Worklist(
        key="my_due",
        title=_("Your pages with a review that is overdue"),
        explained=_("Pages that you answer for. Ask a reviewer, or review them yourself."),
        empty=_("No review of your pages is overdue."),
        rows=lambda articles, desk: articles.owned_by(desk.user).in_review_state(
            ReviewState.OVERDUE, desk.today
        ),
        part=Part.MINE,
    ),
    Worklist(
        key="to_confirm",
        title=_("Waits for your eyes"),
        explained=_("Published unread by anybody else, and not written by you."),
        empty=_("No page waits for you to read it."),
        rows=lambda articles, desk: articles.unread_by(desk.user),
        part=Part.MINE,
        right=Right.APPROVE,
        opens="confirm",
    ),
    Worklist(
        key="to_publish",
        title=_("Approved, to publish"),
        explained=_("Texts that a colleague has approved and that have no time to go out at."),
        empty=_("No approved text waits to be published."),
        rows=lambda articles, desk: articles.approved(),
        part=Part.MINE,
        right=Right.PUBLISH,
        opens="publish",
    ),
    Worklist(
        key="to_review",
        title=_("To review"),
        explained=_("Overdue, due soon, never reviewed, or with a source or a term that changed."),
        empty=_("No page waits for a review that you could make."),
        rows=lambda articles, desk: articles.to_review(by=desk.user, on=desk.today),
        part=Part.MINE,
        right=Right.REVIEW,
        opens="review",
    ),
    Worklist(
        key="to_answer",
        title=_("Comments for you"),
        explained=_("A colleague has asked you, named you, or answered about a text of yours."),
        empty=_("No comment waits for your answer."),
        rows=lambda threads, desk: threads.waiting_for(desk.user),
        part=Part.MINE,
        right=Right.VIEW,
        model=Thread,
        query="mine=waiting",
    ),
    # How old the pages are
    Worklist(
        key="overdue",
        title=_("Review overdue"),
        explained=_("Readers are told so on the page. Record a review, or say what must change."),
        empty=_("No review is overdue."),
        rows=lambda articles, desk: articles.in_review_state(ReviewState.OVERDUE, desk.today),
        part=Part.AGE,
        is_told=True,
    ),
    Worklist(
        key="soon",
        title=_("Review due in 30 days"),
        explained=_("Ask the reviewers now, so that nothing becomes overdue."),
        empty=_("No review is due in the next 30 days."),
        rows=lambda articles, desk: articles.in_review_state(ReviewState.SOON, desk.today),
        part=Part.AGE,
        is_told=True,
    ),
    Worklist(
        key="never",
        title=_("Never reviewed"),
        explained=_("Public pages that should have a reviewer and have none."),
        empty=_("Every page that needs a review has had one."),
        rows=lambda articles, desk: articles.in_review_state(ReviewState.NEVER, desk.today),
        part=Part.AGE,
        is_told=True,
    ),
    Worklist(
        key="old_sources",
        title=_("No source newer than five years"),
        explained=_("Look whether there is a newer guideline or review to cite."),
        empty=_("Every page about the disease cites something newer than five years."),
        rows=lambda articles, desk: articles.without_fresh_source(desk.today),
        part=Part.AGE,
    ),
    Worklist(
        key="unsound",
        title=_("Rests on a source that holds no more"),
        explained=_("Retracted or superseded since the review. Review the page, or cite another."),
        empty=_("No page cites a source that was retracted or superseded since its review."),
        rows=lambda articles, desk: articles.citing_unsound(),
        part=Part.AGE,
        opens="review",
        is_told=True,
    ),
    Worklist(
        key="changed_terms",
        title=_("Uses a term that says something else"),
        explained=_("The glossary was changed since the review. Look whether the page agrees."),
        empty=_("No term was changed since the review of a page that uses it."),
        rows=lambda articles, desk: articles.with_changed_terms(),
        part=Part.AGE,
        opens="review",
    ),
    Worklist(
        key="changed_facts",
        title=_("Shows a fact that was changed"),
        explained=_("A fact kept once says something else since the review. Review the page."),
        empty=_("No fact was changed since the review of a page that shows it."),
        rows=lambda articles, desk: articles.with_changed_snippets(),
        part=Part.AGE,
        opens="review",
    ),
    Worklist(
        key="licences",
        title=_("Licence ends within 60 days, or has ended"),
        explained=_("Ask for a longer licence, replace the picture, or take it off its pages."),
        empty=_("No picture’s licence ends soon."),
        rows=lambda images, desk: images.licence_ending(desk.today),
        part=Part.AGE,
        right="view_image",
        model=Image,
        query="rights=ending",
    ),
    # Texts on their way
    Worklist(
        key="needs_change",
        title=_("Needs change"),
        explained=_("A reviewer says so; their words stand on the article’s form."),
        empty=_("No reviewer waits for a change."),
        rows=lambda articles, desk: articles.needing_change(),
        part=Part.WORK,
        is_told=True,
    ),
    Worklist(
        key="in_review",
        title=_("Handed in"),
        explained=_("Texts that wait for an approval."),
        empty=_("No text waits for an approval."),
        rows=lambda articles, desk: articles.in_review(),
        part=Part.WORK,
    ),
    Worklist(
        key="held_back",
        title=_("Held back at its time"),
        explained=_("Was scheduled, and something spoke against it then. Decide what happens."),
        empty=_("No scheduled text was held back."),
        rows=lambda articles, desk: articles.held_back(),
        part=Part.WORK,
        is_told=True,
    ),
    Worklist(
        key="scheduled",
        title=_("Scheduled"),
        explained=_("Goes out by itself at its time; nothing has to be done."),
        empty=_("Nothing is scheduled."),
        rows=lambda articles, desk: articles.scheduled(),
        part=Part.WORK,
    ),
    Worklist(
        key="over_live",
        title=_("Drafts over live pages"),
        explained=_("Readers still see the text before. Publish or discard what is finished."),
        empty=_("No draft lies over a live page."),
        rows=lambda articles, desk: articles.drafts_over_live(),
        part=Part.WORK,
    ),
    Worklist(
        key="failing",
        title=_("Fails the checks"),
        explained=_("Public pages that the checks would stop today. Mend and publish them."),
        empty=_("No page that was looked at fails the checks."),
        rows=lambda articles, desk: articles.failing(),
        part=Part.WORK,
        is_told=True,
    ),
    Worklist(
        key="in_spite",
        title=_("Published in spite of the checks"),
        explained=_("Went out with a reason, and still stands so. Mend and publish again."),
        empty=_("Nothing stands published in spite of the checks."),
        rows=lambda articles, desk: articles.published_in_spite(),
        part=Part.WORK,
        is_told=True,
    ),
    Worklist(
        key="second_pair",
        title=_("Waits for a second pair of eyes"),
        explained=_("Published by those who wrote it. Somebody else should read and confirm it."),
        empty=_("Somebody else has read every page."),
        rows=lambda articles, desk: articles.awaiting_second_pair(),
        part=Part.WORK,
    ),
    Worklist(
        key="open_comments",
        title=_("Open comments"),
        explained=_("What colleagues have to settle about a text."),
        empty=_("Every comment is settled."),
        rows=lambda threads, desk: threads.open(),
        part=Part.WORK,
        right=Right.VIEW,
        model=Thread,
        query="state=open",
    ),
    Worklist(
        key="facts_in_work",
        title=_("Facts with a new text in work"),
        explained=_("Readers still see the text before. Publish it on all of its pages at once."),
        empty=_("No fact has a text that readers do not see."),
        rows=lambda facts, desk: facts.in_work(),
        part=Part.WORK,
        right="view_snippet",
        model=Snippet,
        query="work=yes",
    ),
    # What readers tell us
    Worklist(
        key="feedback",
        title=_("New messages of readers"),
        explained=_("Nobody has looked at them yet."),
        empty=_("Every message of a reader was looked at."),
        rows=lambda messages, desk: messages.waiting(),
        part=Part.READERS,
        right="view_feedback",
        model=Feedback,
        query=f"state__exact={Feedback.State.NEW.value}",
    ),
    Worklist(
        key="empty_searches",
        title=_("Searches without result"),
        explained=_("What readers looked for in 90 days. Add a synonym, a pick or a page."),
        empty=_("Every search of the last 90 days found something."),
        rows=lambda searches, desk: searches.by_query(),
        part=Part.READERS,
        right="view_emptysearch",
        model=EmptySearch,
        query="o=",
    ),
    # Who answers for what
    Worklist(
        key="no_owner",
        title=_("Nobody answers for it"),
        explained=_("Choose somebody who is told when its review is due."),
        empty=_("Somebody answers for every page."),
        rows=lambda articles, desk: articles.without_owner(),
        part=Part.PEOPLE,
        right=Right.FILE,
    ),
    Worklist(
        key="leavers",
        title=_("Belongs to somebody who has left"),
        explained=_("The account is closed. Give these pages to a colleague."),
        empty=_("No page belongs to somebody who has left."),
        rows=lambda articles, desk: articles.of_leavers(),
        part=Part.PEOPLE,
        right=Right.FILE,
    ),
)


def worklist(key: str) -> Worklist | None:
    """Return the list called `key`, or None when there is none."""
    return next((each for each in WORKLISTS if each.key == key), None)


def worklists_of(model: type[Model], user: AbstractBaseUser) -> list[Worklist]:
    """The lists of rows of `model` that `user` may see, in the order of the table."""
    return [each for each in WORKLISTS if each.model is model and may(user, each.right)]


def counts(desk: Desk, lists: Iterable[Worklist]) -> dict[str, int]:
    """How many rows stand on each of `lists`, by key; one query for all of them."""
    lists = list(lists)
    queries = [_count_of(each, desk) for each in lists]
    found = dict.fromkeys((each.key for each in lists), 0)
    if queries:
        first, *others = queries
        found |= dict(first.union(*others, all=True) if others else first)
    return found


@dataclass(frozen=True)
class Waiting:
    """One row that waits for the person at the desk: its title, where it is dealt with, and why."""

    title: str
    url: str
    worklist: Worklist


def waiting(desk: Desk, lists: Iterable[Worklist], most: int) -> list[Waiting]:
    """The first `most` rows that stand on any of `lists`, in the order of the lists.

    Each row once, under the first list that it stands on; one query for the keys, and one for the
    titles of each kind of rows.
    """
    keyed = [
        each.on(desk)
        .order_by()
        .annotate(place=Value(WORKLISTS.index(each)))
        .values_list("place", "pk")
        for each in lists
    ]
    if not keyed:
        return []
    first, *others = keyed
    rows = (first.union(*others, all=True) if others else first).order_by("place", "pk")
    places: dict[tuple[type[Model], Any], Worklist] = {}
    # A row may stand on every one of them.
    for place, pk in rows[: most * len(keyed)]:
        places.setdefault((WORKLISTS[place].model, pk), WORKLISTS[place])
    chosen = list(places.items())[:most]
    found = _found({key for key, _each in chosen})
    return [
        Waiting(str(found[key]), each.url_of(key[1]), each) for key, each in chosen if key in found
    ]


def _found(keys: set[tuple[type[Model], Any]]) -> dict[tuple[type[Model], Any], Model]:
    """The rows with these keys, by kind and key; one query for each kind."""
    found = {}
    for model in {model for model, _pk in keys}:
        rows = model._default_manager.all()
        if model is Article:
            rows = rows.with_working_text()
        elif model is Thread:
            rows = rows.with_pages()
        some = rows.in_bulk([pk for kind, pk in keys if kind is model])
        found |= {(model, pk): row for pk, row in some.items()}
    return found


def _count_of(each: Worklist, desk: Desk) -> QuerySet:
    """The key of a list and how many rows it has, as one row; no row when it is empty."""
    rows = each.model._default_manager.filter(pk__in=each.on(desk).order_by().values("pk"))
    # An order of the model's own would be part of the grouping.
    keyed = rows.order_by().annotate(worklist=Value(each.key)).values("worklist")
    return keyed.annotate(rows_on_it=Count("pk")).values_list("worklist", "rows_on_it")
