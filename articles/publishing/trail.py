"""The trail: what each verb and each door notes of what it did, in the same transaction.

Not to be confused with the audit of the pages' texts in `audit.py`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Change, TrailEntry
from articles.publishing.beats import name_of

Kind = TrailEntry.Kind
Realm = TrailEntry.Realm

# Of a field that changed so much is kept on either side: the trail tells what was done, and the
# revisions keep the words.
MAX_SAID = 160
MAX_REASON = 1000
# Whoever tries many passwords does not fill the table.
ONCE_IN = datetime.timedelta(minutes=1)


def note_done(
    kind: str,
    about: Model | None,
    *,
    by: AbstractBaseUser | None,
    by_name: str = "",
    name: str = "",
    changes: Iterable[tuple[str, Any, Any]] = (),
    reason: str = "",
    realm: str = Realm.CONTENT,
) -> TrailEntry:
    """Note that `by` did `kind` (one of TrailEntry.Kind) to the row `about`; return the entry.

    Called within the transaction of what was done, so that neither is there without the other.
    `by` None is the software itself. `changes` are (field, before, after), each in words or None;
    `name` is what the row is called where it does not say so itself.
    """
    return TrailEntry.objects.create(
        kind=kind,
        realm=realm,
        by=by,
        by_name=(by_name or name_of(by))[: TrailEntry.MAX_NAME],
        object_type=about._meta.label_lower if about is not None else "",
        object_key=str(about.pk) if about is not None else "",
        object_name=shortened(name or str(about or ""), TrailEntry.MAX_NAME),
        changes=[Change(str(field), _said(old), _said(new)) for field, old, new in changes],
        reason=shortened(reason, MAX_REASON),
    )


def note_export(*, by: AbstractBaseUser | None, what: str, rows: int) -> TrailEntry:
    """Note that `by` took `rows` rows of `what` ("Overdue pages") out of the site as a file."""
    counted = [(_("Rows"), "", rows)]
    return note_done(Kind.EXPORTED, None, by=by, name=what, changes=counted, realm=Realm.EXPORTS)


def note_password(account: AbstractBaseUser, *, by: AbstractBaseUser | None) -> TrailEntry:
    """Note that `by` gave `account` another password; nothing is noted of the password itself."""
    return note_done(Kind.PASSWORD, account, by=by, realm=Realm.ACCOUNTS)


def note_sign_in(account: AbstractBaseUser) -> TrailEntry:
    """Note that somebody signed in; what is noted of sign-ins of over a year ago is forgotten."""
    TrailEntry.objects.forget_old()
    return note_done(Kind.SIGNED_IN, account, by=account, realm=Realm.SIGN_INS)


def note_sign_out(account: AbstractBaseUser) -> TrailEntry:
    """Note that somebody signed out."""
    return note_done(Kind.SIGNED_OUT, account, by=account, realm=Realm.SIGN_INS)


def note_failed_sign_in(username: str) -> TrailEntry | None:
    """Note that somebody tried to sign in as `username` and did not get in, at most once a minute.

    Who it was is not known. A name that is no account's is not kept: people type their passwords
    and e-mail addresses into the wrong field.
    """
    users = get_user_model()._default_manager
    account = users.filter(**{get_user_model().USERNAME_FIELD: username}).first()
    lately = TrailEntry.objects.filter(
        realm=Realm.SIGN_INS,
        kind=Kind.SIGN_IN_FAILED,
        done_at__gt=timezone.now() - ONCE_IN,
        object_key=str(account.pk) if account else "",
    )
    if lately.exists():
        return None
    return note_done(
        Kind.SIGN_IN_FAILED,
        account,
        by=None,
        by_name=_("somebody"),
        name=account.get_username() if account else _("a name that is no account’s"),
        realm=Realm.SIGN_INS,
    )


def shortened(text: str, length: int) -> str:
    """Return `text` on one line, cut at `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def _said(value: Any) -> str:
    return "" if value is None else shortened(str(value), MAX_SAID)
