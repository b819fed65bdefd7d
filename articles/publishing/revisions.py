"""Revisions: what somebody wrote becomes a row, with all that is derived from it."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import rendering
from articles.models import Article, Revision
from articles.publishing.beats import name_of
from articles.publishing.content import Content, Source, content_of
from articles.publishing.derived import derive, note_uses


def new_revision(
    article: Article,
    content: Content,
    *,
    by: AbstractBaseUser | None,
    number: int,
    base: Revision | None = None,
    source: Source | None = None,
    for_readers: bool = False,
) -> Revision:
    """Return `content` as a revision that is not stored yet; what is derived from it is there.

    `for_readers` is one that goes out as it is: links that lead nowhere are plain words in it.
    """
    revision = Revision(
        article=article,
        number=number,
        based_on=base,
        title=content.title,
        summary=content.summary,
        body=content.body,
        key_points=list(content.key_points),
        lead_image=content.lead_image,
        lead_alt=content.lead_alt,
        lead_is_decorative=content.lead_is_decorative,
        created_at=timezone.now(),
        created_by=by,
        created_by_name=name_of(by),
        source_name=source.name if source else "",
        source_dated_on=source.dated_on if source else None,
    )
    derive(revision, content, for_readers=for_readers)
    return revision


def words_in(revision: Revision) -> list[tuple[str, str, object]]:
    """What the trail says of a saved text: which it is, and how many words came and went."""
    facts = [
        (_("Revision"), revision.based_on.number if revision.based_on else "", revision.number),
        (_("Words added"), "", revision.words_added),
        (_("Words removed"), "", revision.words_removed),
    ]
    if revision.restored_from:
        facts.append((_("Restored from revision"), "", revision.restored_from.number))
    return facts


def insert_revision(revision: Revision, article: Article, content: Content) -> None:
    """Store a revision with what it uses, and with how many words came and went since its base."""
    revision.article = article
    base = content_of(revision.based_on).as_words if revision.based_on else ""
    revision.words_added, revision.words_removed = rendering.words_changed(
        base, content_of(revision).as_words
    )
    revision.save(force_insert=True)
    note_uses(revision, content)
