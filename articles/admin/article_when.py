"""When: a moment as editors choose and read it, in the zone of the site."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import SiteSettings
from articles.publishing import Refused, moment_of


class MomentForm(forms.Form):
    """A time of the site's zone. After `is_valid()`, `due_at` is the moment."""

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

    def propose(self, moment: datetime.datetime | None) -> None:
        """Show `moment`, or else tomorrow morning, and name the zone."""
        zone = SiteSettings.current().zone
        self.fields["due_time"].help_text = gettext(
            "In the site's time zone, %(zone)s. Your own clock may show another time."
        ) % {"zone": zone.key}
        proposal = timezone.localtime(timezone.now(), zone) + datetime.timedelta(days=1)
        local = timezone.localtime(moment, zone) if moment else proposal.replace(hour=9, minute=0)
        self.initial |= {"due_day": local.date(), "due_time": local.time()}

    def clean(self) -> dict[str, Any]:
        """Find the moment; a time that clocks skip is refused beside its field."""
        cleaned = super().clean()
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


class WhenForm(MomentForm):
    """Now, or at a time of the site's zone. After `is_valid()`, `due_at` is the moment or None."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label=_("When?"),
        choices=[(NOW, _("Now")), (LATER, _("Later, by itself"))],
        initial=NOW,
        required=False,
        widget=forms.RadioSelect,
    )

    def plan_for(
        self, moment: datetime.datetime | None, *, earliest: datetime.datetime | None = None
    ) -> None:
        """Show what was planned before; else propose tomorrow morning, or the embargo's end."""
        if moment is None and earliest and earliest > timezone.now():
            moment = earliest
        if moment:
            self.initial["when"] = self.LATER
        self.propose(moment)

    def clean(self) -> dict[str, Any]:
        """Find the moment where one was asked for."""
        is_later = self.cleaned_data.get("when") == self.LATER
        return super().clean() if is_later else self.cleaned_data
