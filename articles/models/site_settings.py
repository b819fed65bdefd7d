"""Site settings: what the site is called, and the disclaimer that stands on everything."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DISCLAIMER_LONG = _(
    "This site brings news and information about myasthenia gravis. It gives no medical advice, "
    "makes no diagnosis and offers no treatment, and it does not replace a doctor or any other "
    "health professional. Take every question about your health, your symptoms or your medicines "
    "to your physician or another qualified professional. Never disregard what they tell you, "
    "and never wait to ask them, because of something you read here."
)
DISCLAIMER_SHORT = _(
    "News and information only, not medical advice. Ask your physician or another qualified "
    "professional with any question, and never delay because of something read here."
)


def time_zones() -> list[str]:
    """The names of all places with a time of their own; not the machine's own or none."""
    nowhere = {"Factory", "localtime", "posixrules"}
    return sorted(zoneinfo.available_timezones() - nowhere)


def has_words(value: str) -> None:
    """Raise ValidationError when there is nothing in `value` that a reader could read."""
    if not any(character.isalnum() for character in value):
        raise ValidationError(_("Write it in words: this stands on every page."))


def known_time_zone(value: str) -> None:
    """Raise ValidationError unless `value` names a time zone such as "Europe/Berlin"."""
    if value not in time_zones():
        raise ValidationError(
            _("“%(zone)s” is not a known time zone. Use a name like “America/New_York”."),
            params={"zone": value},
        )


def default_disclaimer_long() -> str:
    return str(DISCLAIMER_LONG)


def default_disclaimer_short() -> str:
    return str(DISCLAIMER_SHORT)


# What the page that is being made has read of the settings: one row, or none after a change.
_remembered: ContextVar[list[Any] | None] = ContextVar("site settings", default=None)


class SiteSettings(models.Model):
    """The one row of settings that editors change in the admin."""

    name = models.CharField(
        _("name of the site"),
        max_length=60,
        default="MG News",
        validators=[has_words],
        help_text=_("Stands on every page and in e-mails, e.g. “MG News”."),
    )
    tagline = models.CharField(
        _("tagline"),
        max_length=120,
        default=_("Myasthenia gravis, explained and kept up to date"),
        help_text=_("The headline of the home page."),
    )
    disclaimer_long = models.TextField(
        _("disclaimer, long form"),
        max_length=1500,
        default=default_disclaimer_long,
        validators=[has_words],
        help_text=_(
            "Stands on every page and in print. It must say that the site gives no medical advice."
        ),
    )
    disclaimer_short = models.CharField(
        _("disclaimer, short form"),
        max_length=250,
        default=default_disclaimer_short,
        validators=[has_words],
        help_text=_("Where there is little room, such as the description shown when shared."),
    )
    disclaimer_version = models.PositiveIntegerField(default=1, editable=False)
    contact_email = models.EmailField(
        _("contact e-mail"),
        blank=True,
        help_text=_("Shown in the footer of every page. Leave empty to show none."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="UTC",
        validators=[known_time_zone],
        help_text=_("Decides which day it is when a page is published, e.g. “America/New_York”."),
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_site_settings"),
            models.CheckConstraint(
                condition=~models.Q(disclaimer_long="") & ~models.Q(disclaimer_short=""),
                name="site_settings_have_a_disclaimer",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store them; what a page remembers of before holds no more."""
        super().save(*args, **kwargs)
        if known := _remembered.get():
            known.clear()

    @classmethod
    def current(cls) -> SiteSettings:
        """Return the stored settings, or the defaults while none are stored.

        Within `remembered()` they are not asked for again until they change.
        """
        if known := _remembered.get():
            return known[0]
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @classmethod
    @contextmanager
    def remembered(cls, settings: SiteSettings) -> Iterator[None]:
        """Let `settings`, as they were read for one page, be the current ones while it is made."""
        token = _remembered.set([settings])
        try:
            yield
        finally:
            _remembered.reset(token)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def begin_of(self, day: datetime.date) -> float:
        """Return the moment at which `day` begins where the site is, as seconds since 1970.

        For machines that want a moment where readers see a date (Last-Modified, feeds).
        """
        return datetime.datetime.combine(day, datetime.time(), tzinfo=self.zone).timestamp()

    def today(self) -> datetime.date:
        """Return the date that it is now where the site is."""
        return timezone.localdate(timezone=self.zone)
