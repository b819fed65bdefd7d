"""Digests: the weekly e-mail that says what is due, to whoever answers for it.

Nobody but a job sends it, so nothing else depends on it: desk and lists say the same at any time.
"""

from __future__ import annotations

import datetime
import logging
import smtplib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import (
    Article,
    Digest,
    DigestChoice,
    ReviewState,
    Right,
    SiteSettings,
    accounts_with,
    is_away,
)
from articles.publishing.desks import Desk
from articles.publishing.kinds_of_work import Worklist
from articles.publishing.owners import owner_name
from articles.publishing.worklists import WORKLISTS

log = logging.getLogger(__name__)

# Of a longer list, the e-mail names the first and says how many more there are.
MOST_NAMED = 15


@dataclass(frozen=True)
class Told:
    """What an e-mail says of one list: its first rows (title and address), and all their number."""

    worklist: Worklist
    url: str
    rows: list[tuple[str, str]]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.rows)


@dataclass(frozen=True)
class Chapter:
    """The pages of one owner, or of nobody: why they are told of, and what is due on them."""

    title: str
    explained: str
    lists: list[Told]
    hand_over_url: str = ""


@dataclass
class Outcome:
    """What a run has done, in numbers alone: whom it concerns is in nobody's log."""

    sent: int = 0
    told_before: int = 0
    not_wanted: int = 0
    without_address: int = 0
    failed: int = 0
    unconfirmed: int = 0
    for_away: set[int] = field(default_factory=set)


def send_digests() -> Outcome:
    """Send everybody what is due on their pages, at most once on each of the site's days.

    Editors are told of pages that nobody answers for. A second person is told as well, the one that
    the owner has named or the editors, where something is due and its owner has left, or is overdue
    and its owner has not signed in for 30 days. Who has nothing due gets nothing.

    The row that says so is written before a mail is sent, so a run that is cut short loses at most
    the one mail it was about to send, and sends none twice. A mail that the server refuses is tried
    again by the next run.
    """
    site, outcome = SiteSettings.current(), Outcome()
    day, now = site.today(), timezone.now()
    # Those who may say who answers for a page.
    editors = list(accounts_with(Right.FILE))
    away = _away_with_due(day, now)
    outcome.for_away = {owner.pk for owner in away}
    choices = {choice.user_id: choice for choice in DigestChoice.objects.select_related("stand_in")}
    second = {owner.pk: _second_for(owner, choices, editors, now) for owner in away}
    for user in _recipients(editors, second.values()):
        desk = Desk(user, day, now)
        chapters = list(_chapters(desk, user in editors, [o for o in away if user in second[o.pk]]))
        if not chapters:
            continue
        if user.pk in choices and choices[user.pk].wants_none:
            outcome.not_wanted += 1
        elif not user.email:
            outcome.without_address += 1
        else:
            _send_once(user, chapters, site, outcome)
    outcome.unconfirmed = Digest.objects.filter(day=day, sent_at=None).count()
    return outcome


def _send_once(
    user: AbstractBaseUser, chapters: list[Chapter], site: SiteSettings, outcome: Outcome
) -> None:
    told: dict[str, int] = {}
    for one in (one for chapter in chapters for one in chapter.lists):
        told[one.worklist.key] = told.get(one.worklist.key, 0) + one.number
    # The claim: of two runs at once one makes the row, and only that one sends.
    claim, is_ours = Digest.objects.get_or_create(
        user=user, day=site.today(), defaults={"told": told, "claimed_at": timezone.now()}
    )
    if not is_ours:
        outcome.told_before += 1
        return
    try:
        digest_mail(user, chapters, site).send()
    except (OSError, smtplib.SMTPException) as error:
        # The error itself may hold the address.
        log.error("digest for account %s was not sent: %s", user.pk, type(error).__name__)
        claim.delete()
        outcome.failed += 1
        return
    claim.sent_at = timezone.now()
    claim.save(update_fields=["sent_at"])
    outcome.sent += 1


def digest_mail(
    user: AbstractBaseUser, chapters: list[Chapter], site: SiteSettings
) -> EmailMultiAlternatives:
    """Return the e-mail that tells `user` of `chapters`, as text and as HTML."""
    number = sum(one.number for chapter in chapters for one in chapter.lists)
    said = ngettext(
        "%(site)s: %(number)s thing is due", "%(site)s: %(number)s things are due", number
    )
    subject = " ".join((said % {"site": site.name, "number": number}).split())
    context = {
        "site": site,
        "subject": subject,
        "name": user.get_short_name() or user.get_username(),
        "chapters": chapters,
        "desk_url": _absolute(reverse("admin:index")),
        "choice_url": _absolute(reverse("admin:articles_article_digest")),
        "language": settings.LANGUAGE_CODE,
    }
    mail = EmailMultiAlternatives(
        subject,
        render_to_string("mail/digest.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("mail/digest.html", context), "text/html")
    return mail


def _chapters(desk: Desk, is_editor: bool, away: Iterable[AbstractBaseUser]) -> Iterator[Chapter]:
    """What `desk.user` is told of: their own pages, those of nobody, those of people away."""
    chapters = [
        Chapter(
            _("Pages that you answer for"),
            "",
            _told(desk, Q(owner=desk.user), "mine"),
        )
    ]
    if is_editor:
        chapters.append(
            Chapter(
                _("Pages that nobody answers for"),
                _("Choose somebody, or see to them."),
                _told(desk, Q(owner__isnull=True), "nobody"),
            )
        )
    for owner in away:
        hand_over = reverse("admin:articles_article_hand_over")
        chapters.append(
            Chapter(
                _("Pages of %(name)s") % {"name": owner_name(owner)},
                _why_away(owner),
                _told(desk, Q(owner=owner), str(owner.pk)),
                hand_over_url=_absolute(f"{hand_over}?owner={owner.pk}"),
            )
        )
    return (chapter for chapter in chapters if chapter.lists)


def _told(desk: Desk, whose: Q, owner: str) -> list[Told]:
    """What is due on the pages of `whose`, list by list; `owner` narrows the lists to the same."""
    found = []
    for each in WORKLISTS:
        if not each.is_told:
            continue
        rows = each.on(desk).filter(whose)
        if number := rows.count():
            url = _absolute(f"{each.url}&owner={owner}")
            first = rows.with_working_text().order_by("last_review__next_due", "pk")[:MOST_NAMED]
            named = [(str(row), _absolute(each.url_of(row.pk))) for row in first]
            found.append(Told(each, url, named, number))
    return found


def _why_away(owner: AbstractBaseUser) -> str:
    if not owner.is_active:
        return _("Their account is closed. Give the pages to somebody.")
    return _("They have not signed in for 30 days, and reviews are overdue.")


def _away_with_due(day: datetime.date, now: datetime.datetime) -> list[AbstractBaseUser]:
    """Those who cannot be expected to see to what is due on their pages.

    Whoever has left will not come by any more, so anything that is due counts; of the others only
    a review that is overdue.
    """
    overdue = Article.objects.in_review_state(ReviewState.OVERDUE, day)
    owners = _accounts().filter(pk__in=overdue.values("owner"))
    away = {owner.pk: owner for owner in owners if is_away(owner, now)}
    left = _accounts().filter(is_active=False, articles__isnull=False).distinct()
    for owner in left.exclude(pk__in=away):
        if any(_told(Desk(owner, day, now), Q(owner=owner), str(owner.pk))):
            away[owner.pk] = owner
    return [away[key] for key in sorted(away)]


def _second_for(
    owner: AbstractBaseUser,
    choices: dict[int, DigestChoice],
    editors: list[AbstractBaseUser],
    now: datetime.datetime,
) -> set[AbstractBaseUser]:
    """Who is told of what is overdue while `owner` is away."""
    named = choices[owner.pk].stand_in if owner.pk in choices else None
    if named and named.is_staff and not is_away(named, now):
        return {named}
    others = {editor for editor in editors if editor != owner}
    return {editor for editor in others if not is_away(editor, now)} or others


def _recipients(
    editors: list[AbstractBaseUser], seconds: Iterable[set[AbstractBaseUser]]
) -> list[AbstractBaseUser]:
    """Everybody who may have to be told of something, each once, in the order of their accounts."""
    owners = _accounts().filter(is_active=True, is_staff=True, articles__isnull=False).distinct()
    return sorted({*owners, *editors, *(user for some in seconds for user in some)}, key=_key)


def _key(user: AbstractBaseUser) -> int:
    return user.pk


def _accounts() -> QuerySet:
    return get_user_model()._default_manager.all()


def _absolute(path: str) -> str:
    return f"{settings.ORIGIN}{path}"
