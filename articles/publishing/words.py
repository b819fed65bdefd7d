"""Words: what readers are told about a page, beside its text."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.models import Publication, Words
from articles.publishing.reasons import Reason
from articles.rendering import without_unseen

Kind = Publication.Kind


def one_line(text: str) -> str:
    """Return `text` on one line and without what nobody can see; "" when no word is left."""
    line = " ".join(without_unseen(text).split())
    return line if any(character.isalnum() for character in line) else ""


def words_of(note: str = "", was_wrong: str = "", is_right: str = "") -> Words:
    """Return what readers are told about a change, as it will be stored."""
    return Words(*(one_line(text) for text in (note, was_wrong, is_right)))


def reasons_not_to_tell(kind: str, words: Words) -> list[Reason]:
    """Every reason why readers cannot be told about a change of this kind in these words."""
    needed = {
        Kind.SIGNIFICANT: {"note": _("Tell readers in a sentence what has changed.")},
        Kind.CORRECTION: {
            "was_wrong": _("Say what was wrong, so that readers know whether it concerns them."),
            "is_right": _("Say what is right."),
        },
    }.get(kind, {})
    reasons = [
        Reason(sentence, field=field)
        for field, sentence in needed.items()
        if not getattr(words, field)
    ]
    if kind != Kind.CORRECTION:
        only = _("Only a correction says this. Choose “Correction”, or leave it empty.")
        said = [field for field in ("was_wrong", "is_right") if getattr(words, field)]
        reasons += [Reason(only, field=field) for field in said]
    for field, text in words._asdict().items():
        reasons += reasons_too_long(text, Publication.MAX_NOTE, field=field)
    return reasons


def reasons_too_long(text: str, limit: int, *, field: str) -> list[Reason]:
    """The reason why `text` cannot stand in `field`, which holds `limit` characters; or none."""
    if len(text) <= limit:
        return []
    sentence = _("Shorten this to %(limit)s characters; it has %(length)s.")
    return [Reason(sentence % {"limit": limit, "length": len(text)}, field=field)]
