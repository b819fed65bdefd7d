"""What the templates of the editors' desk need: moments, in the zone that is the site's there."""

import datetime

from django import template
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model
from django.utils import timezone

from articles.models import LICENCES, TrailEntry
from articles.publishing import LONGEST_ALT, in_site_time, in_words

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


@register.filter
def verbose_name(row: Model) -> str:
    """What kind of thing a row is: "article", "callout"."""
    return str(row._meta.verbose_name)


@register.simple_tag
def usual_licences() -> list[str]:
    """The licences that are proposed for a picture."""
    return [str(licence) for licence in LICENCES]


@register.simple_tag
def longest_alt() -> int:
    """How many characters may say what a picture shows where it is used."""
    return LONGEST_ALT


@register.simple_tag
def recent_doings(user: AbstractBaseUser) -> list[TrailEntry]:
    """What `user` did last at the desk, newest first; signing in is nothing done."""
    done = TrailEntry.objects.filter(by=user).exclude(realm=TrailEntry.Realm.SIGN_INS)
    return list(done.order_by("-pk")[:RECENT])
