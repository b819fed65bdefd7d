"""What a revision is made of, apart from any form or request."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from articles import rendering
from articles.models import Image, Revision


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

    def rendered(self) -> rendering.Rendered:
        """Render the body with the library's pictures.

        Raises rendering.SourceTooLong with a sentence for the editor.
        """
        return rendering.render(self.body, pictures=Image.objects.pictures_in(self.body))


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
