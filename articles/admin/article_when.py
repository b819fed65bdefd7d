"""When: a moment as editors choose and read it, in the zone of the site."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import SiteSettings
from articles.publishing import Refused, moment_of


def in_site_time(moment: datetime.datetime, settings: SiteSettings) -> str:
    """Return `moment` as "Tuesday, December 1, 2026, 09:00 CET (08:00 UTC)"."""
    local = timezone.localtime(moment, settings.zone)
    shown = date_format(local, "l, F j, Y, H:i T")
    in_utc = moment.astimezone(datetime.UTC)
    if local.utcoffset() == datetime.timedelta(0):
        return shown
    # The other day is named where it is one.
    pattern = "H:i" if in_utc.date() == local.date() else "F j, H:i"
    return f"{shown} ({date_format(in_utc, pattern)} UTC)"


class WhenForm(forms.Form):
    """Now, or at a time of the site's zone. After `is_valid()`, `due_at` is the moment or None."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label=_("When?"),
        choices=[(NOW, _("Now")), (LATER, _("Later, by itself"))],
        initial=NOW,
        required=False,
        widget=forms.RadioSelect,
    )
    due_day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day like 2026-12-01.")},
    )
    due_time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write the time like 09:00.")},
    )
    due_at: datetime.datetime | None = None

    def plan_for(
        self, moment: datetime.datetime | None, *, earliest: datetime.datetime | None = None
    ) -> None:
        """Show what was planned before; else propose tomorrow morning, or the embargo's end."""
        zone = SiteSettings.current().zone
        self.fields["due_time"].help_text = gettext(
            "In the site's time zone, %(zone)s. Your own clock may show another time."
        ) % {"zone": zone.key}
        proposal = timezone.localtime(timezone.now(), zone) + datetime.timedelta(days=1)
        local = proposal.replace(hour=9, minute=0)
        if moment or (earliest and earliest > timezone.now()):
            local = timezone.localtime(moment or earliest, zone)
            self.initial["when"] = self.LATER
        self.initial |= {"due_day": local.date(), "due_time": local.time()}

    def clean(self) -> dict[str, Any]:
        """Find the moment; a time that clocks skip is refused beside its field."""
        cleaned = super().clean()
        if cleaned.get("when") != self.LATER:
            return cleaned
        for name, sentence in (("due_day", _("Choose a day.")), ("due_time", _("Choose a time."))):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if cleaned.get("due_day") and cleaned.get("due_time"):
            zone = SiteSettings.current().zone
            try:
                self.due_at = moment_of(cleaned["due_day"], cleaned["due_time"], zone)
            except Refused as refused:
                self.add_error("due_time", str(refused))
        return cleaned
