"""Amendments: a note to readers that was wrong, put right."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Amendment, Publication, Right, TrailEntry, Words
from articles.publishing.beats import locked, name_of
from articles.publishing.reasons import Reason, Refused, in_words
from articles.publishing.trail import note_done
from articles.publishing.words import one_line, reasons_not_to_tell, reasons_too_long, words_of
from articles.publishing.workflow import reasons_without_right


@transaction.atomic
def amend_note(
    publication: Publication,
    *,
    note: str = "",
    was_wrong: str = "",
    is_right: str = "",
    reason: str,
    by: AbstractBaseUser | None,
    based_on: int | None = None,
) -> Amendment:
    """Tell readers about a publication in other words; acts at once, and no date moves.

    The words are checked as those of a publication of its kind are. `reason` is for colleagues,
    who go on seeing the old wording too. `based_on` is how many amendments the editor saw; when
    there are more by now, somebody else was faster and nothing is said over their words. Raises
    Refused with every reason why not.
    """
    locked(publication.article)
    words = words_of(note, was_wrong, is_right)
    reason = one_line(reason)
    current = Publication.objects.get(pk=publication.pk)
    reasons = reasons_without_right(Right.WITHDRAW, by)
    reasons += reasons_not_to_tell(current.kind, words)
    amendments = list(current.amendments.all())
    if amendments and _is_same(amendments[0], words, reason, by):
        return amendments[0]  # a second click
    if words == current.words:
        reasons.append(Reason(_("These are the words that readers see already."), field="note"))
    elif based_on is not None and len(amendments) != based_on:
        reasons.append(_what_came_between(amendments))
    if not reason:
        reasons.append(
            Reason(_("Say for your colleagues why the note is amended."), field="reason")
        )
    reasons += reasons_too_long(reason, Publication.MAX_NOTE, field="reason")
    if reasons:
        raise Refused(reasons)
    before, after = current.words._asdict(), words._asdict()
    note_done(
        TrailEntry.Kind.AMENDED,
        current.article,
        by=by,
        changes=[
            (Amendment._meta.get_field(name).verbose_name, before[name], after[name])
            for name in after
            if before[name] != after[name]
        ],
        reason=reason,
    )
    return Amendment.objects.create(
        publication=current,
        **words._asdict(),
        reason=reason,
        amended_at=timezone.now(),
        amended_by=by,
        amended_by_name=name_of(by),
    )


def _is_same(amendment: Amendment, words: Words, reason: str, by: AbstractBaseUser | None) -> bool:
    return (amendment.words, amendment.reason, amendment.amended_by) == (words, reason, by)


def _what_came_between(amendments: list[Amendment]) -> Reason:
    if not amendments:
        return Reason(_("The form did not say which words it shows. Open it again."))
    sentence = _(
        "%(who)s amended this on %(when)s, after you had opened it. Compare your words with theirs "
        "before you send them again."
    )
    newest = amendments[0]
    return Reason(sentence % {"who": newest.amended_by_name, "when": in_words(newest.amended_at)})
