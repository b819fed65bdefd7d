"""History: what readers could see of a page, from when to when, and what happened to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby

from articles.models.article import Article
from articles.models.publication import Publication
from articles.models.review import Review
from articles.models.revision import LONG_COLUMNS, Revision
from articles.models.withdrawal import Withdrawal


@dataclass(frozen=True)
class Edition:
    """One public state of a page: what was published, and on which days readers saw it.

    `ended_on` is None while it stands. `closed_by` is the withdrawal of a page published in error:
    a text that was taken back in this way stays so when the page returns with another one.
    """

    publication: Publication
    ended_on: datetime.date | None = None
    closed_by: Withdrawal | None = None

    @property
    def number(self) -> int:
        return self.publication.number

    @property
    def began_on(self) -> datetime.date:
        return self.publication.dated_on

    @property
    def revision(self) -> Revision:
        """Its text, without the long columns: a list of editions does not show them."""
        return self.publication.revision

    @property
    def is_minor(self) -> bool:
        return self.publication.is_minor

    @property
    def is_open(self) -> bool:
        """Whether readers may still read its text."""
        return self.closed_by is None


@dataclass(frozen=True)
class Event:
    """One entry of a history: an edition, a row of minor ones, a review or a withdrawal.

    The edition of a review is the one whose text was vouched for.
    """

    edition: Edition | None = None
    minor: tuple[Edition, ...] = ()
    review: Review | None = None
    withdrawal: Withdrawal | None = None

    @property
    def is_minor(self) -> bool:
        """Whether it is one minor edition, of which readers were told nothing."""
        return self.review is None and self.edition is not None and self.edition.is_minor

    @property
    def moment(self) -> tuple[datetime.date, datetime.datetime]:
        """The day that readers are told, and what orders the events of one day."""
        if self.review:
            return self.review.reviewed_on, self.review.recorded_at
        if self.withdrawal:
            return self.withdrawal.dated_on, self.withdrawal.withdrawn_at
        edition = self.edition or self.minor[0]
        return edition.began_on, edition.publication.published_at


@dataclass(frozen=True)
class History:
    """All editions of one page and all its withdrawals, newest first."""

    article: Article
    editions: tuple[Edition, ...]
    withdrawals: tuple[Withdrawal, ...]

    @property
    def title(self) -> str:
        """What the page is called now, or was called last; a draft's title is nobody's business."""
        return self.newest.revision.title

    @property
    def newest(self) -> Edition:
        return self.editions[0]

    @property
    def open_editions(self) -> tuple[Edition, ...]:
        """The editions whose texts readers may read and compare."""
        return tuple(edition for edition in self.editions if edition.is_open)

    def edition(self, number: int) -> Edition | None:
        """Return the edition with this number, or None."""
        return next((one for one in self.editions if one.number == number), None)

    def before(self, edition: Edition) -> Edition | None:
        """Return the edition to compare `edition` with: the last one before it that is open."""
        older = (one for one in self.open_editions if one.number < edition.number)
        return next(older, None)

    def after(self, edition: Edition) -> Edition | None:
        """Return the first edition after `edition` that is open, or None."""
        newer = (one for one in reversed(self.open_editions) if one.number > edition.number)
        return next(newer, None)

    def corrections_after(self, edition: Edition) -> list[Publication]:
        """What was corrected since, newest first: whoever reads an old text must learn of it."""
        later = (one.publication for one in self.editions if one.number > edition.number)
        return [publication for publication in later if publication.is_correction]

    @property
    def told(self) -> list[Event]:
        """What followers of the page are told, newest first: no minor edits and no reviews."""
        return [event for event in self._events(()) if not event.is_minor]

    def events(self) -> list[Event]:
        """Everything that happened, newest first, each row of minor editions as one. One query."""
        events = []
        for are_minor, group in groupby(
            self._events(self._reviews()), key=lambda event: event.is_minor
        ):
            if are_minor:
                events.append(Event(minor=tuple(event.edition for event in group)))
            else:
                events += group
        return events

    def _events(self, reviews: Iterable[Event]) -> Iterator[Event]:
        # The number orders editions, whatever date an import carried; the rest is put in between.
        return merge(
            map(Event, self.editions),
            sorted(reviews, key=lambda event: event.moment, reverse=True),
            [Event(withdrawal=withdrawal) for withdrawal in self.withdrawals],
            key=lambda event: event.moment,
            reverse=True,
        )

    def _reviews(self) -> Iterator[Event]:
        """The reviews of texts that readers may read; one of a mere draft would tell of it."""
        texts = {edition.revision.pk: edition for edition in self.open_editions}
        for review in self.article.reviews.select_related("reviewer"):
            if review.revision_id in texts:
                yield Event(review=review, edition=texts[review.revision_id])


def history_of(article: Article) -> History:
    """Return the history of `article`, a page that was published at least once. Two queries."""
    publications = list(
        article.publications.as_told()
        .select_related("revision")
        .defer(*(f"revision__{column}" for column in LONG_COLUMNS))
    )
    withdrawals = tuple(
        article.withdrawals.select_related(
            "replacement__section", "replacement__live_revision"
        ).defer(*(f"replacement__live_revision__{column}" for column in LONG_COLUMNS))
    )
    editions: list[Edition] = []
    for publication in publications:
        later = editions[-1] if editions else None
        editions.append(_edition(publication, later, withdrawals))
    return History(article=article, editions=tuple(editions), withdrawals=withdrawals)


def _edition(
    publication: Publication,
    later: Edition | None,
    withdrawals: tuple[Withdrawal, ...],
) -> Edition:
    since = [one for one in withdrawals if one.withdrawn_at >= publication.published_at]
    taken_back = next(
        (
            one.dated_on
            for one in reversed(since)
            if later is None or one.withdrawn_at <= later.publication.published_at
        ),
        None,
    )
    in_error = (one for one in since if one.outcome == Withdrawal.Outcome.IN_ERROR)
    return Edition(
        publication=publication,
        ended_on=taken_back or (later and later.began_on),
        closed_by=next(in_error, None),
    )
