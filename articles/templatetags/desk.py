"""What the templates of the editors' desk need: moments, in the zone that is the site's there."""

import datetime

from django import template
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from articles.models import TrailEntry
from articles.publishing import in_site_time, in_words

register = template.Library()

# So many of somebody's own doings stand on the first page.
RECENT = 10


@register.filter
def moment(value: datetime.datetime) -> str:
    """When something happened: "December 1, 2026, 09:00 CET"."""
    return in_words(value)


@register.filter
def planned(value: datetime.datetime) -> str:
    """When something will happen: "Tuesday, December 1, 2026, 09:00 CET (08:00 UTC)"."""
    return in_site_time(value, timezone.get_current_timezone())


@register.simple_tag
def recent_doings(user: AbstractBaseUser) -> list[TrailEntry]:
    """What `user` did last at the desk, newest first; signing in is nothing done."""
    done = TrailEntry.objects.filter(by=user).exclude(realm=TrailEntry.Realm.SIGN_INS)
    return list(done.order_by("-pk")[:RECENT])
