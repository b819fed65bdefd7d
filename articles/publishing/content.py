"""What a revision is made of, apart from any form or request."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields, replace
from functools import cached_property

from articles import rendering
from articles.models import (
    Article,
    Image,
    PageLink,
    Reference,
    Revision,
    SnippetVersion,
    Term,
    linked_in,
    versions_in,
)


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

    def in_place_of(self, revision: Revision | None) -> Content:
        """Return the same content, to be rendered anew, as what comes after `revision`.

        Where both link to a page by the same slug, they mean the same page.
        """
        content = replace(self)
        content.__dict__["predecessor"] = revision
        return content

    @cached_property
    def predecessor(self) -> Revision | None:
        """The stored text that it is, or takes the place of; None where nobody has said so."""
        return None

    @cached_property
    def rendered(self) -> rendering.Rendered:
        """The body as HTML, with all that it is rendered with, as editors look at it.

        Links to pages that readers cannot see are marked. Raises rendering.SourceTooLong with a
        sentence for the editor.
        """
        return self._render()

    @cached_property
    def rendered_for_readers(self) -> rendering.Rendered:
        """The same as readers get it: of a link that leads nowhere the words alone are left."""
        if all(use.leads for use in self.rendered.page_links):
            return self.rendered
        return self._render(for_readers=True)

    def html_with_lines(self) -> str:
        """Return the HTML of the body with the line that each block was typed on, for a preview."""
        return self._render(with_lines=True).html

    def _render(self, *, for_readers: bool = False, with_lines: bool = False) -> rendering.Rendered:
        return rendering.render(
            self.body,
            pictures=self.pictures,
            works=self.works,
            entries=tuple(term.as_entry() for term in self.glossary),
            snippets={key: version.text for key, version in self.snippets.items()},
            pages={slug: page.as_linked_page(slug) for slug, page in self.linked.items()},
            for_readers=for_readers,
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
    def stored(self) -> Revision | None:
        """The stored text that it is; None for one that somebody is about to store."""
        return None

    @cached_property
    def snippets(self) -> dict[str, SnippetVersion]:
        """The facts kept once that are part of the body, by key: for a stored text as it has them.

        A text that is saved gets what each says today.
        """
        return versions_in(self.body, self.stored)

    @property
    def whole(self) -> str:
        """The body, with all that the facts in it name: sources and pages."""
        return "\n\n".join([self.body, *(version.text for version in self.snippets.values())])

    @cached_property
    def works(self) -> dict[str, rendering.Work]:
        """The sources of the register that it cites, by key."""
        return Reference.objects.works_in(self.whole)

    @cached_property
    def linked(self) -> dict[str, Article]:
        """The articles that the body links to, by the slug that it has for each."""
        if not rendering.linked_slugs(self.whole):
            return {}
        return linked_in(self.whole, PageLink.objects.meant_in(self.predecessor))

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
    content = Content(
        title=revision.title,
        summary=revision.summary,
        body=revision.body,
        key_points=tuple(revision.key_points),
        lead_image=revision.lead_image,
        lead_alt=revision.lead_alt,
        lead_is_decorative=revision.lead_is_decorative,
    )
    content.__dict__["predecessor"] = content.__dict__["stored"] = revision
    return content
