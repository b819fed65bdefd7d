"""Preview links: an unpublished text is shown to somebody outside, and not any more."""

from __future__ import annotations

import datetime
import secrets

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, PreviewLink, PreviewVisit, Right, TrailEntry
from articles.models.preview_link import LASTS, digest_of
from articles.publishing.beats import locked, name_of
from articles.publishing.reasons import Conflict, Reason, Refused, in_words
from articles.publishing.trail import note_done
from articles.publishing.words import one_line, reasons_too_long
from articles.publishing.workflow import reasons_without_right

Ending = PreviewLink.Ending

# Bytes of chance in the address of a link.
SECRET_BYTES = 32


def reasons_not_to_share(article: Article) -> list[Reason]:
    """Every reason why the text in work cannot be shown to anybody outside, whoever asks."""
    if article.draft_revision_id is None:
        return [Reason(_("There is no draft: everybody can read the latest text."))]
    if article.is_embargoed:
        sentence = _("This text is under embargo until %(when)s. Nobody outside may see it before.")
        return [Reason(sentence % {"when": in_words(article.embargo_until)})]
    return []


@transaction.atomic
def share_preview(
    article: Article,
    *,
    for_whom: str = "",
    by: AbstractBaseUser,
    based_on: int | None = None,
) -> tuple[PreviewLink, str]:
    """Make a link to exactly the text in work; return it and the secret that its address holds.

    The secret is told here and never again: a digest of it is stored. `for_whom` is a word for
    colleagues that tells links apart. `by` is a person, who answers for the link: without them it
    is over. `based_on` is the number of the revision that was looked at. Raises Refused with every
    reason why not, Conflict when the draft is another one by now.
    """
    meant = article.working_revision.number if based_on is None else based_on
    current = locked(article)
    for_whom = one_line(for_whom)
    reasons = [
        *reasons_without_right(Right.SHARE, by),
        *reasons_not_to_share(current),
        *reasons_too_long(
            for_whom, PreviewLink._meta.get_field("for_whom").max_length, field="for_whom"
        ),
    ]
    if reasons:
        raise Refused(reasons)
    if current.draft_revision.number != meant:
        raise Conflict(theirs=current.draft_revision)

    PreviewLink.objects.forget_old()
    token = secrets.token_urlsafe(SECRET_BYTES)
    now = timezone.now()
    link = PreviewLink.objects.create(
        article=current,
        revision=current.draft_revision,
        digest=digest_of(token),
        for_whom=for_whom,
        made_at=now,
        made_by=by,
        made_by_name=name_of(by),
        expires_at=now + LASTS,
    )
    whom = [(_("For whom"), "", for_whom)] if for_whom else []
    note_done(TrailEntry.Kind.SHARED, current, by=by, changes=whom)
    return link, token


@transaction.atomic
def revoke_preview(link: PreviewLink, *, by: AbstractBaseUser | None) -> None:
    """End a link at once. One that has ended already stays as it is.

    Raises Refused when `by` may not share texts.
    """
    current = PreviewLink.objects.select_for_update().get(pk=link.pk)
    if reasons := reasons_without_right(Right.SHARE, by):
        raise Refused(reasons)
    _end(PreviewLink.objects.filter(pk=link.pk), Ending.REVOKED, by_name=name_of(by))
    if current.ended_at is None and current.article:
        note_done(TrailEntry.Kind.REVOKED, current.article, by=by)
    link.refresh_from_db()


def end_previews(article: Article, ending: str, *, by_name: str) -> None:
    """End every link to a text of `article`, as part of a verb that holds the lock on it.

    `ending` is one of PreviewLink.Ending. A draft that is begun later has no link.
    """
    _end(article.preview_links.all(), ending, by_name=by_name)


def note_visit(link: PreviewLink) -> None:
    """Record that somebody has opened `link` now, and nothing of who it was.

    Once a minute is enough to know, and whoever has the link cannot fill the table with it.
    """
    now = timezone.now()
    lately = link.visits.filter(visited_at__gt=now - datetime.timedelta(minutes=1))
    if not lately.exists():
        PreviewVisit.objects.create(link=link, visited_at=now)


def _end(links: QuerySet[PreviewLink], ending: str, *, by_name: str) -> None:
    links.not_ended().update(ended_at=timezone.now(), ending=ending, ended_by_name=by_name)
