"""What a revision is made of, apart from any form or request."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from functools import cached_property

from articles import rendering
from articles.models import Image, Reference, Revision, Term


@dataclass(frozen=True)
class Content:
    """What a reviewer signs: the words of one text and the pictures in it.

    Importers, the admin, the shell and the tests all make one of these. `body` is Markdown;
    everything else is plain text.
    """

    title: str
    summary: str = ""
    body: str = ""
    key_points: tuple[str, ...] = ()
    lead_image: Image | None = None
    lead_alt: str = ""
    lead_is_decorative: bool = False

    def __post_init__(self) -> None:
        # Control characters and bidirectional overrides can make a line read differently from
        # what it says, in a title as much as in the body.
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                object.__setattr__(self, field.name, rendering.without_unseen(value))
        points = tuple(rendering.without_unseen(point) for point in self.key_points)
        object.__setattr__(self, "key_points", points)

    @cached_property
    def rendered(self) -> rendering.Rendered:
        """The body as HTML, with the library's pictures, the register's sources and the glossary.

        Raises rendering.SourceTooLong with a sentence for the editor.
        """
        return self._render()

    def html_with_lines(self) -> str:
        """Return the HTML of the body with the line that each block was typed on, for a preview."""
        return self._render(with_lines=True).html

    def _render(self, *, with_lines: bool = False) -> rendering.Rendered:
        return rendering.render(
            self.body,
            pictures=self.pictures,
            works=self.works,
            entries=tuple(term.as_entry() for term in self.glossary),
            with_lines=with_lines,
        )

    @property
    def as_words(self) -> str:
        """All that was written, one field after the other, to count what came and went."""
        lead = self.lead_alt
        return "\n".join((self.title, self.summary, *self.key_points, lead, self.body))

    @cached_property
    def pictures(self) -> dict[str, rendering.Picture]:
        """The pictures of the library that the body names, by key."""
        return Image.objects.pictures_in(self.body)

    @cached_property
    def lead_picture(self) -> rendering.Picture | None:
        """The lead picture, as a page draws it."""
        return self.lead_image.as_picture() if self.lead_image else None

    @cached_property
    def works(self) -> dict[str, rendering.Work]:
        """The sources of the register that the body cites, by key."""
        return Reference.objects.works_in(self.body)

    @cached_property
    def glossary(self) -> list[Term]:
        """Every term of the glossary, with its other names."""
        return list(Term.objects.with_names())


@dataclass(frozen=True)
class Source:
    """Where an import took a text from, and the date the source gives for it (if any)."""

    name: str
    dated_on: datetime.date | None = None


def content_of(revision: Revision) -> Content:
    """Return the `Content` that `revision` was made from."""
    return Content(
        title=revision.title,
        summary=revision.summary,
        body=revision.body,
        key_points=tuple(revision.key_points),
        lead_image=revision.lead_image,
        lead_alt=revision.lead_alt,
        lead_is_decorative=revision.lead_is_decorative,
    )
