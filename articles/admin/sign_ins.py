"""Sign-ins at the desk, noted in the audit trail: receivers of Django's own signals."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from articles.publishing import note_failed_sign_in, note_sign_in, note_sign_out


def note_sign_ins() -> None:
    """Listen from now on; called once, when the site has started."""
    user_logged_in.connect(_came_in, dispatch_uid="trail")
    user_logged_out.connect(_went_out, dispatch_uid="trail")
    user_login_failed.connect(_did_not_come_in, dispatch_uid="trail")


def _came_in(*, user: AbstractBaseUser, **kwargs: Any) -> None:
    note_sign_in(user)


def _went_out(*, user: AbstractBaseUser | None, **kwargs: Any) -> None:
    # A session that was over already belongs to nobody.
    if user is not None and user.is_authenticated:
        note_sign_out(user)


def _did_not_come_in(*, credentials: dict[str, Any], **kwargs: Any) -> None:
    note_failed_sign_in(str(credentials.get(get_user_model().USERNAME_FIELD) or ""))
