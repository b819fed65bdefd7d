"""Marks of sources: that the register knows each, and that each becomes a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.publishing.checks.finding import Finding, block
from articles.publishing.checks.page import Page
from articles.rendering import note_number

# A mark of a source, where it stands as it was typed.
AS_TYPED = re.compile(r"\[@[^\]\n]{0,80}\]?")


def marks_of_sources(page: Page) -> Iterator[Finding]:
    """A reader finds each source that the text names."""
    for use in page.rendered.citations:
        if not use.known:
            sentence = _(
                "The source “%(key)s” is not in the register of sources. Add it there, or "
                "mend its key."
            )
            if note_number(use.key) is not None:
                sentence = _(
                    "Complete this citation: “@%(key)s” is a footnote that was pasted. Add its "
                    "source to the register, cite that in its place, and take the note away."
                )
            mark = f"@{use.key}"
            quote = mark if mark in page.content.body else ""
            yield block(sentence % {"key": use.key}, field="body", quote=quote)
    # What the renderer could make nothing of stands in the page as it was typed.
    for mark in AS_TYPED.findall(page.rendered.text):
        sentence = _(
            "“%(mark)s” would stand on the page as it is. A source is cited as [@key], several "
            "as [@one; @two], and not inside a link."
        )
        yield block(sentence % {"mark": mark}, field="body", quote=page.typed.quote(mark))
    for field in ("title", "summary", "key_points"):
        if mark := AS_TYPED.search(page.fields[field]):
            sentence = _("“%(mark)s” would stand here as it is: only the text can cite a source.")
            yield block(sentence % {"mark": mark[0]}, field=field, quote=mark[0])
