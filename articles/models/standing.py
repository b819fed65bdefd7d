"""Standing: what a page says of its own age, of who checked it and of what has changed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from articles.models.article import Article
from articles.models.publication import Publication
from articles.models.review import Review
from articles.models.revision import Revision

# For so many days a correction stands above the text; after that, at its foot.
DAYS_ON_TOP = 30


@dataclass(frozen=True)
class Standing:
    """What one page says on one day. Worked out when the page is asked for, so no job is late.

    `editions` are its publications, newest first; `reviewed_edition` is the one whose text the
    review vouched for. A page that `is_withdrawn` is shown with the review it had.
    """

    editions: tuple[Publication, ...]
    today: datetime.date
    review: Review | None = None
    revision: Revision | None = None
    is_withdrawn: bool = False

    @property
    def edition(self) -> Publication | None:
        """The edition that readers see now; None before the first."""
        return self.editions[0] if self.editions else None

    @property
    def updates(self) -> tuple[Publication, ...]:
        """The editions of which readers were told, newest first; minor ones are left out."""
        return tuple(edition for edition in self.editions if not edition.is_minor)

    @property
    def last_change(self) -> Publication | None:
        """The last change of which readers were told something, apart from corrections."""
        told = (edition for edition in self.updates if edition.words.note)
        return next((edition for edition in told if not edition.is_correction), None)

    @property
    def fresh_corrections(self) -> list[Publication]:
        """Corrections so new that they stand above the text."""
        return [edition for edition in self.corrections if self._is_fresh(edition)]

    @property
    def past_corrections(self) -> list[Publication]:
        """Corrections that stand at the foot of the page by now."""
        return [edition for edition in self.corrections if not self._is_fresh(edition)]

    @property
    def is_review_overdue(self) -> bool:
        """Whether the page waits for a review; one that was taken back waits for none."""
        waits = self.review is not None and not self.is_withdrawn
        return waits and self.review.is_overdue(self.today)

    @property
    def next_due(self) -> datetime.date | None:
        """When the next review is due, if the page waits for one."""
        return self.review.next_due if self.review and not self.is_withdrawn else None

    @property
    def reviewed_edition(self) -> Publication | None:
        """The last edition that showed exactly the text that was reviewed."""
        reviewed = self.review and self.review.revision_id
        return next((one for one in self.editions if one.revision_id == reviewed), None)

    @property
    def is_changed_since_review(self) -> bool:
        """Whether readers see another text than the one that was vouched for."""
        return (
            self.review is not None
            and self.revision is not None
            and self.review.revision_id != self.revision.pk
        )

    @property
    def corrections(self) -> list[Publication]:
        """Every correction, newest first."""
        return [edition for edition in self.editions if edition.is_correction]

    def _is_fresh(self, edition: Publication) -> bool:
        return (self.today - edition.dated_on).days <= DAYS_ON_TOP


def standing_of(article: Article, revision: Revision, today: datetime.date) -> Standing:
    """Return what the page of `article` says on the day `today` when it shows `revision`.

    Asks no database when the article was read by `with_live_text()`.
    """
    if not hasattr(article, "editions"):
        article.editions = list(article.publications.as_told()) if article.pk else []
    return Standing(
        editions=tuple(article.editions),
        today=today,
        review=article.last_review,
        revision=revision,
        is_withdrawn=article.is_withdrawn,
    )
