"""What became of a page since it was reviewed last: what a reviewer has to look at, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Article,
    ListedWork,
    Publication,
    Reference,
    Review,
    Revision,
    Term,
    first_fresh_year,
)
from articles.rendering import Comparison, MarkedSection, Part, compare, marked_sections

NAMES = {
    "title": _("Title"),
    "summary": _("Summary"),
    "key points": _("Key points"),
    "lead picture": _("Lead picture"),
    "references": _("References"),
}


@dataclass(frozen=True)
class SectionSince:
    """One section as readers see it, and what the marks in it cannot show.

    `part` is what the comparison knows of it; None when there is nothing to compare with.
    """

    marked: MarkedSection
    part: Part | None

    @property
    def id(self) -> str:
        return self.marked.id or "review-start"

    @property
    def name(self) -> str:
        return self.marked.heading or gettext("The beginning of the text")

    @property
    def is_changed(self) -> bool:
        return self.marked.is_changed or self.is_otherwise_changed

    @property
    def is_otherwise_changed(self) -> bool:
        """Whether something changed that is no word: a picture, where a link leads, its place."""
        return self.part is not None and self.part.is_changed and not self.marked.is_changed

    @property
    def is_moved(self) -> bool:
        return self.part is not None and self.part.is_moved

    @property
    def passages(self) -> list[Any]:
        """What changed in it that is no word, as the page of changes tells it."""
        if not self.is_otherwise_changed:
            return []
        return [passage for passage in self.part.changes if passage.verdict != "same"]


@dataclass(frozen=True)
class Stretch:
    """Sections in a row, of which all changed or none did."""

    is_changed: bool
    sections: tuple[SectionSince, ...]

    @property
    def word_count(self) -> int:
        return sum(section.marked.word_count for section in self.sections)


@dataclass(frozen=True)
class Source:
    """One cited source that a reviewer should look at. `since` is when it ceased to hold."""

    listed: ListedWork
    since: datetime.datetime | None = None
    is_news: bool = False


class Since:
    """The text `revision` of `article`, seen by somebody who knows what was reviewed last.

    `review` is the one that the page names, None before the first. Whatever is asked of it is
    worked out once; a page that prints all of it costs four queries.
    """

    def __init__(self, article: Article, revision: Revision, today: datetime.date) -> None:
        self.article = article
        self.revision = revision
        self.review: Review | None = article.last_review
        self._today = today

    @cached_property
    def reviewed(self) -> Revision | None:
        """The text that was reviewed."""
        if self.review is None:
            return None
        return Revision.objects.select_related("lead_image").get(pk=self.review.revision_id)

    @cached_property
    def comparison(self) -> Comparison | None:
        if self.reviewed is None:
            return None
        return compare(self.reviewed.as_document(), self.revision.as_document())

    @property
    def is_changed(self) -> bool:
        return self.comparison is not None and self.comparison.is_changed

    @property
    def is_rewritten(self) -> bool:
        """Whether so little is left of what was reviewed that marks would only be in the way."""
        return self.is_changed and self.comparison.is_rewritten

    @cached_property
    def parts(self) -> dict[str, Part]:
        """What changed apart from the text itself, by its name: title, summary, key points …"""
        if not self.is_changed or self.is_rewritten:
            return {}
        return {
            part.kind.replace(" ", "_"): part
            for part in self.comparison.parts
            if part.kind in NAMES and part.is_changed
        }

    @cached_property
    def sections(self) -> list[SectionSince]:
        """The text in its sections, with what changed marked in them."""
        is_marked = self.is_changed and not self.is_rewritten
        marked = marked_sections(
            self.revision.html,
            before=self.reviewed.html if is_marked else None,
            sources=_sources_of(self.revision),
            sources_before=_sources_of(self.reviewed) if is_marked else {},
        )
        known = {part.id: part for part in self._parts_of_text()} if is_marked else {}
        return [SectionSince(one, known.get(one.id.removeprefix("text-"))) for one in marked]

    @property
    def stretches(self) -> list[Stretch]:
        """The same, those in a row of which nothing changed as one: they are shown folded.

        A text of which nothing changed, or all, is one stretch to read.
        """
        if not self.is_changed or self.is_rewritten:
            return [Stretch(True, tuple(self.sections))]
        grouped = groupby(self.sections, key=lambda section: section.is_changed)
        return [Stretch(is_changed, tuple(group)) for is_changed, group in grouped]

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Where something changed: the place on the page and its name."""
        if not self.is_changed or self.is_rewritten:
            return []
        fields = [(f"review-{name}", NAMES[part.kind]) for name, part in self._shown]
        sections = [(one.id, one.name) for one in self.sections if one.is_changed]
        references = [("frame-references", NAMES["references"])] * ("references" in self.parts)
        return [*fields, *sections, *references]

    @property
    def removed(self) -> list[str]:
        """The headings of the sections that are no more."""
        if not self.is_changed:
            return []
        return [part.heading_text for part in self._parts_of_text() if part.verdict == "removed"]

    @cached_property
    def editions(self) -> list[Publication]:
        """What went out since the review, newest first."""
        if self.review is None:
            return []
        published = self.article.publications.as_told()
        return list(published.filter(published_at__gt=self.review.recorded_at))

    @property
    def has_draft_since(self) -> bool:
        """Whether the text is a draft, which nobody has published yet."""
        return self.revision.pk != self.article.live_revision_id

    @property
    def sources_added(self) -> list[ListedWork]:
        return self._only_in(self.revision, self.reviewed)

    @property
    def sources_removed(self) -> list[ListedWork]:
        return self._only_in(self.reviewed, self.revision)

    @cached_property
    def unsound(self) -> list[Source]:
        """The cited sources that are retracted or superseded, with since when."""
        listed = [one for one in self.revision.references if one.state]
        if not listed:
            return []
        keys = [one.key for one in listed]
        rows = Reference.objects.filter(key__in=keys).values_list("key", "unsound_since")
        since = dict(rows)
        return [
            Source(one, since.get(one.key), is_news=self._is_news(since.get(one.key)))
            for one in listed
        ]

    @property
    def old(self) -> list[ListedWork]:
        """The cited sources, sound ones, that are older than five years."""
        oldest = first_fresh_year(self._today)
        return [
            one
            for one in self.revision.references
            if one.work and not one.state and one.work.year and one.work.year < oldest
        ]

    @cached_property
    def terms(self) -> list[Term]:
        """The terms that the text links to and that say something else since the review."""
        if self.review is None:
            return []
        changed = Term.objects.filter(
            uses__revision=self.revision, changed_at__gt=self.review.recorded_at
        )
        return list(changed.order_by("name"))

    @property
    def _shown(self) -> Iterator[tuple[str, Part]]:
        return ((name, part) for name, part in self.parts.items() if name != "references")

    def _parts_of_text(self) -> Iterator[Part]:
        return (part for part in self.comparison.parts if part.kind == "section")

    def _is_news(self, moment: datetime.datetime | None) -> bool:
        return bool(moment and self.review and moment > self.review.recorded_at)

    @staticmethod
    def _only_in(one: Revision | None, other: Revision | None) -> list[ListedWork]:
        if one is None or other is None:
            return []
        cited = {work["key"] for work in other.works}
        return [listed for listed in one.references if listed.key not in cited]


def _sources_of(revision: Revision) -> dict[int, str]:
    """The keys of the sources behind the numbers in a text."""
    return {work["number"]: work["key"] for work in revision.works if work["known"]}
