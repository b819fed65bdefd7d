"""Moments as editors choose and read them, in the zone of the site."""

from __future__ import annotations

import datetime
import zoneinfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.publishing.reasons import Reason, Refused

# Nobody plans further ahead; a year typed with five digits is a slip.
YEARS_AHEAD = 5


def moment_of(
    day: datetime.date, time: datetime.time, zone: zoneinfo.ZoneInfo
) -> datetime.datetime:
    """Return the moment at which clocks in `zone` show `time` on `day`, in UTC.

    Where clocks go back an hour and show a time twice, it is the first of the two. Raises Refused
    for a time that they skip when they go forward.
    """
    local = datetime.datetime.combine(day, time, tzinfo=zone)
    moment = local.astimezone(datetime.UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        sentence = _(
            "On that day clocks in %(zone)s go forward and skip %(time)s. Choose another time."
        )
        raise Refused(
            [Reason(sentence % {"zone": zone.key, "time": f"{time:%H:%M}"}, field="due_time")]
        )
    return moment


def reasons_against_moment(moment: datetime.datetime) -> list[Reason]:
    """The reason why nothing can be planned for this moment, or none."""
    now = timezone.now()
    if moment <= now:
        return [Reason(_("This moment has passed. Choose a later one."), field="due_day")]
    if moment > now + datetime.timedelta(days=366 * YEARS_AHEAD):
        sentence = _("This is more than five years ahead. Look at the year.")
        return [Reason(sentence, field="due_day")]
    return []


def in_site_time(moment: datetime.datetime, zone: datetime.tzinfo) -> str:
    """Return `moment` as "Tuesday, December 1, 2026, 09:00 CET (08:00 UTC)"."""
    return f"{site_day(moment, zone)}, {site_clock(moment, zone)}"


def site_day(moment: datetime.datetime, zone: datetime.tzinfo) -> str:
    """Return the day of `moment` where the site is, as "Tuesday, December 1, 2026"."""
    return date_format(timezone.localtime(moment, zone), "l, F j, Y")


def site_clock(moment: datetime.datetime, zone: datetime.tzinfo) -> str:
    """Return what clocks show at `moment`, as "09:00 CET (08:00 UTC)"."""
    local = timezone.localtime(moment, zone)
    # Django's own "T" leaves the zone out in the very hour that clocks show twice.
    shown = f"{date_format(local, 'H:i')} {local.tzname()}"
    in_utc = moment.astimezone(datetime.UTC)
    if local.utcoffset() == datetime.timedelta(0):
        return shown
    # The other day is named where it is one.
    pattern = "H:i" if in_utc.date() == local.date() else "F j, H:i"
    return f"{shown} ({date_format(in_utc, pattern)} UTC)"
