"""Owners: who answers for a page, and when somebody else must see to it."""

from __future__ import annotations

import datetime

from django.contrib.auth.base_user import AbstractBaseUser

# Whoever has not signed in for so many days does not see what is due.
DAYS_AWAY = 30


def is_away(user: AbstractBaseUser, now: datetime.datetime) -> bool:
    """Whether `user` cannot be expected to see to anything: the account is closed, or unused."""
    last_seen = user.last_login or user.date_joined
    return not user.is_active or last_seen < now - datetime.timedelta(days=DAYS_AWAY)
