"""What the renderer makes of a revision: its derived columns and its list of pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from articles import rendering
from articles.models import Image, ImageUse, Revision
from articles.publishing.content import content_of


def derive(revision: Revision, rendered: rendering.Rendered) -> None:
    """Fill in the derived columns of `revision`; stores nothing."""
    revision.html = rendered.html
    revision.text = rendered.text
    revision.headings = [asdict(heading) for heading in rendered.headings]
    revision.word_count = rendered.word_count


def note_images(revision: Revision) -> None:
    """Record which pictures of the library the stored `revision` shows, as far as it is not."""
    ImageUse.objects.bulk_create(
        (
            ImageUse(revision=revision, image=image)
            for image in Image.objects.named_in(revision.body)
        ),
        ignore_conflicts=True,
    )


def render_again(revisions: Iterable[Revision]) -> int:
    """Make the derived columns of stored `revisions` anew; return how many there were.

    For a picture that came into the library or got another caption, and for a better renderer.
    No words, no dates and no pointers change.
    """
    count = 0
    for revision in revisions:
        derive(revision, content_of(revision).rendered)
        revision.save_derived()
        note_images(revision)
        count += 1
    return count
