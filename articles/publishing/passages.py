"""Passages: the words of a text that colleagues talk about, found again in a newer one."""

from __future__ import annotations

from articles import rendering
from articles.models import Revision, Thread


def quotation_in(revision: Revision, passage: rendering.Quotation) -> rendering.Quotation | None:
    """The words of `passage` as they are typed in `revision`, or None: they are not there."""
    for text in _texts_of(revision).values():
        quoted = rendering.QuotedText(text)
        if place := quoted.place_of(passage):
            return quoted.quote(place)
    return None


class Passages:
    """The passages of one text, for all threads about it: each field of it is read once."""

    def __init__(self, revision: Revision) -> None:
        self._texts = {
            field: rendering.QuotedText(text) for field, text in _texts_of(revision).items()
        }

    def find(self, thread: Thread) -> tuple[str, str] | None:
        """The form's field in which the words of `thread` stand, and these as they are typed there.

        None: they are no longer in the text, or there are none.
        """
        quotation = thread.quotation
        for field, text in self._texts.items() if quotation else ():
            if place := text.place_of(quotation):
                return field, text.quote(place).words
        return None


def _texts_of(revision: Revision) -> dict[str, str]:
    """Every field in which somebody can mark words, that with the most of them first."""
    return {
        "body": revision.body,
        "title": revision.title,
        "summary": revision.summary,
        "key_points": "\n".join(revision.key_points),
        "lead_alt": revision.lead_alt,
    }
