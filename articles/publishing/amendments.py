"""Amendments: a note to readers that was wrong, put right."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Amendment, Publication
from articles.publishing.beats import locked, name_of
from articles.publishing.reasons import Reason, Refused
from articles.publishing.workflow import one_line, reasons_not_to_tell
from articles.rendering import without_unseen


@transaction.atomic
def amend_note(
    publication: Publication,
    *,
    note: str = "",
    was_wrong: str = "",
    is_right: str = "",
    reason: str,
    by: AbstractBaseUser | None,
) -> Amendment:
    """Tell readers about a publication in other words; acts at once, and no date moves.

    The words are checked as those of a publication of its kind are. `reason` is for colleagues,
    who go on seeing the old wording too. Raises Refused with every reason why not.
    """
    locked(publication.article)
    words = one_line(note, was_wrong, is_right)
    reason = " ".join(without_unseen(reason).split())
    current = Publication.objects.get(pk=publication.pk)
    reasons = reasons_not_to_tell(current.kind, words)
    if words == current.words:
        reasons.append(Reason(_("These are the words that readers see already."), field="note"))
    if not reason:
        reasons.append(
            Reason(_("Say for your colleagues why the note is amended."), field="reason")
        )
    elif len(reason) > Publication.MAX_NOTE:
        sentence = _("Shorten this to %(limit)s characters; it has %(length)s.")
        numbers = {"limit": Publication.MAX_NOTE, "length": len(reason)}
        reasons.append(Reason(sentence % numbers, field="reason"))
    if reasons:
        raise Refused(reasons)
    return Amendment.objects.create(
        publication=current,
        **words._asdict(),
        reason=reason,
        amended_at=timezone.now(),
        amended_by=by,
        amended_by_name=name_of(by),
    )
