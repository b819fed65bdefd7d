"""Snippets: a fact that is kept once is written, retired and removed; pages do not change yet."""

from __future__ import annotations

import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import (
    SiteSettings,
    Snippet,
    SnippetVersion,
)
from articles.publishing.beats import lock_register, name_of
from articles.publishing.content import Content
from articles.publishing.reasons import Reason, Refused
from articles.publishing.words import one_line, reasons_too_long
from articles.publishing.workflow import reasons_without_permission, refuse_without_permission
from articles.rendering import SourceTooLong, snippet_keys, without_unseen

CHANGE, ADD, DELETE = "change_snippet", "add_snippet", "delete_snippet"


@transaction.atomic
def save_snippet(
    snippet: Snippet,
    *,
    text: str,
    as_of: datetime.date,
    by: AbstractBaseUser | None,
    based_on: int = 0,
) -> SnippetVersion:
    """Store `text` as the version of a fact that is in work, and the fact itself when it is new.

    Nothing that readers see changes. `based_on` is the number of the version that the writer had
    before them, 0 for a new fact. The same text is not stored again. Raises Refused when the text
    cannot be stored or somebody else has written another one, ValidationError for a bad key.
    """
    is_new = snippet.pk is None
    text = without_unseen(text).strip()
    snippet.title = one_line(snippet.title)
    reasons = reasons_without_permission(ADD if is_new else CHANGE, by) + reasons_not_to_keep(
        text, as_of
    )
    if reasons:
        raise Refused(reasons)
    number = 1
    if is_new:
        snippet.full_clean(exclude=["live_version", "draft_version"])
    else:
        current = locked_snippet(snippet)
        if current.working_version.number != based_on:
            raise Refused([written_meanwhile(current)])
        standing = current.working_version
        snippet.save(update_fields=["title"])
        if (standing.text, standing.as_of) == (text, as_of):
            return standing
        number = current.versions.aggregate(Max("number"))["number__max"] + 1
    version = SnippetVersion(
        number=number,
        text=text,
        as_of=as_of,
        created_at=timezone.now(),
        created_by=by,
        created_by_name=name_of(by),
    )
    snippet.draft_version_id = version.pk
    if is_new:
        # The two point at each other; foreign keys are checked at the end of the transaction.
        snippet.save(force_insert=True)
    version.snippet = snippet
    version.save(force_insert=True)
    if not is_new:
        snippet.save(update_fields=["draft_version"])
    snippet.draft_version = version
    return version


@transaction.atomic
def retire_snippet(snippet: Snippet, *, is_retired: bool, by: AbstractBaseUser | None) -> None:
    """Keep a fact out of every text that goes out from now on, or let it in again.

    Pages that have it keep it. Raises Refused without the right.
    """
    current = locked_snippet(snippet)
    refuse_without_permission(CHANGE, by)
    current.is_retired = is_retired
    current.save(update_fields=["is_retired"])
    snippet.refresh_from_db()


@transaction.atomic
def remove_snippet(snippet: Snippet, *, by: AbstractBaseUser | None) -> None:
    """Delete a fact that no text has ever had. Raises Refused while one does."""
    lock_register()
    current = locked_snippet(snippet)
    reasons = reasons_without_permission(DELETE, by)
    if current.is_used:
        reasons.append(Reason(_("Texts have this fact, old editions too. Retire it instead.")))
    if reasons:
        raise Refused(reasons)
    # Its versions go with it, and it points at two of them.
    Snippet.objects.filter(pk=current.pk).delete()


def reasons_not_to_keep(text: str, as_of: datetime.date | None) -> list[Reason]:
    """Every reason why a fact cannot have this text, each beside its field."""
    reasons = []
    if not any(character.isalnum() for character in text):
        reasons.append(Reason(_("Write what is true."), field="text"))
    reasons += reasons_too_long(text, SnippetVersion.MAX_TEXT, field="text")
    if reasons:
        return reasons
    if snippet_keys(text):
        reasons.append(Reason(_("A fact cannot have another one in it."), field="text"))
    content = Content(title="…", body=text)
    try:
        rendered = content.rendered
    except SourceTooLong as error:
        return [Reason(str(error), field="text")]
    if rendered.headings:
        sentence = _("A fact has no heading: it stands below those of each page.")
        reasons.append(Reason(sentence, field="text"))
    if rendered.pictures:
        reasons.append(Reason(_("A fact has no picture: each page has its own."), field="text"))
    if as_of and as_of > SiteSettings.current().today():
        sentence = _("Nobody can have made sure of it on a day that is yet to come.")
        reasons.append(Reason(sentence, field="as_of"))
    return reasons


def locked_snippet(snippet: Snippet) -> Snippet:
    """Return the fact as the database holds it now, locked until the transaction ends."""
    Snippet.objects.select_for_update(no_key=True).only("pk").get(pk=snippet.pk)
    return Snippet.objects.select_related("live_version", "draft_version").get(pk=snippet.pk)


def written_meanwhile(snippet: Snippet) -> Reason:
    """Say that somebody else has written another text than the one that was looked at."""
    version = snippet.working_version
    sentence = _("%(who)s wrote another text meanwhile: “%(text)s”. Look at it first.")
    return Reason(sentence % {"who": version.created_by_name, "text": version.text}, field="text")
