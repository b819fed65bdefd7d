"""The comparison: what changed for readers from one edition of a text to another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from .page_links import LinkedPage
from .parts import Part, field_parts, is_rewritten, section_parts
from .passages import Passage, picture_passage, sections_of
from .stretches import Effort
from .wording import wording


@dataclass(frozen=True)
class Document:
    """One edition as the comparison needs it: everything that a reader reads of it.

    `lead_picture` is its description, `lead_picture_key` tells two pictures apart; `citations`
    gives the words for each cited source by its key ("[source: Gilhus 2019]"), and `references`
    holds the entries of the list of references as plain text. `pages` are the pages of ours that
    it links to, by their slugs, `snippets` the facts that are part of it, by key, as Markdown.
    """

    title: str
    summary: str = ""
    key_points: tuple[str, ...] = ()
    lead_picture: str = ""
    body: str = ""
    citations: Mapping[str, str] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    lead_picture_key: str = ""
    pages: Mapping[str, LinkedPage] = field(default_factory=dict)
    snippets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """What changed from one edition to another, in the reading order of the newer."""

    parts: tuple[Part, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything differs that is read; markup alone is not."""
        return any(part.is_changed for part in self.parts)

    @property
    def inserted(self) -> int:
        """The words that were inserted."""
        return self._total("inserted")

    @property
    def deleted(self) -> int:
        """The words that were deleted."""
        return self._total("deleted")

    @property
    def kept(self) -> int:
        """The words that both editions have, wherever they stand."""
        return self._total("same")

    @property
    def is_rewritten(self) -> bool:
        """Whether so little was kept that the newer edition is best read by itself."""
        return is_rewritten(self.kept, self.inserted, self.deleted)

    def _total(self, name: str) -> int:
        passages = chain.from_iterable(part.changes for part in self.parts)
        headings = chain.from_iterable(part.heading for part in self.parts)
        return sum(getattr(change, name) for change in passages) + sum(
            run.word_count for run in headings if run.mark == name
        )


def compare(old: Document, new: Document) -> Comparison:
    """Return what changed for readers from the edition `old` to the edition `new`.

    Labels come out in the active language. Raises SourceTooLong as `render()` does; whatever else
    the texts are, the time is bounded.
    """
    effort = Effort()
    fields = [
        ("title", _lines(old.title), _lines(new.title)),
        ("summary", _lines(old.summary), _lines(new.summary)),
        ("key points", _lines(*old.key_points, kind="item"), _lines(*new.key_points, kind="item")),
        ("lead picture", _lead_picture(old), _lead_picture(new)),
    ]
    references = [_lines(*edition.references, kind="reference") for edition in (old, new)]
    return Comparison(
        parts=(
            *field_parts(fields, effort),
            *section_parts(
                sections_of(old.body, old.citations, old.pages, old.snippets),
                sections_of(new.body, new.citations, new.pages, new.snippets),
                effort,
            ),
            *field_parts([("references", *references)], effort),
        )
    )


def _lines(*lines: str, kind: str = "paragraph") -> tuple[Passage, ...]:
    return tuple(Passage(kind, words) for line in lines if (words := wording(line)))


def _lead_picture(edition: Document) -> tuple[Passage, ...]:
    if not edition.lead_picture and not edition.lead_picture_key:
        return ()
    return (picture_passage(edition.lead_picture_key, edition.lead_picture),)
