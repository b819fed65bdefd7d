"""Missing addresses: where readers found no page."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.db import DatabaseError, models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.models.patience import without_waiting
from articles.models.redirect import tidy_path

MOST_ROWS = 2000
DAYS_KEPT = 90
MAX_LENGTH = 200

# What scanners for other people's software ask for, and what browsers ask for by themselves.
NOISE = re.compile(
    r"""
      \.(?:php\d?|aspx?|jspx?|cgi|env|sql|bak|ini|ya?ml|conf|config|log|zip|tar|t?gz|rar|7z|exe)/
    | ^/(?:wp-(?:admin|login|json|includes)|wordpress|xmlrpc|cgi-bin|phpmyadmin|pma|vendor)\b
    | ^/wp-content/(?:plugins|themes)/
    | ^/(?:admin|static|preview|actuator|solr|owa|autodiscover|boaform|hnap1|api|v\d+|console)/
    | /\.                             # .env, .git, .well-known
    | ^/(?:apple-touch-icon|favicon|browserconfig|ads\.txt|app-ads\.txt|llms\.txt|humans\.txt)
    | [<>{}'"\\;|@]                   # no address of a page; and @ would keep somebody's e-mail
    """,
    re.VERBOSE,
)


class MissingAddressQuerySet(models.QuerySet):
    def note(self, path: str, *, linked_from: str = "", today: datetime.date) -> None:
        """Count one visit of a reader to `path`, where there is no page.

        `linked_from` is the path of the page of this site whose link led there, if one did. What
        scanners ask for is left out, and so is the visit when the database is busy or down: the
        reader waits for nothing.
        """
        path = tidy_path(path)
        if not is_worth_noting(path):
            return
        seen: dict[str, Any] = {"last_on": today}
        if linked_from and is_worth_noting(linked_from):
            seen["linked_from"] = linked_from
        try:
            with without_waiting():
                if not self.filter(path=path).update(times=F("times") + 1, **seen):
                    self.make_room(today)
                    self.create(path=path, first_on=today, **seen)
        except DatabaseError:
            return

    def forget_old(self, today: datetime.date) -> int:
        """Forget what nobody has asked for in 90 days; returns how many addresses that were."""
        long_ago = today - datetime.timedelta(days=DAYS_KEPT)
        return self.filter(last_on__lt=long_ago).delete()[0]

    def make_room(self, today: datetime.date) -> None:
        """Forget what is old; of too many, the one missed least."""
        self.forget_old(today)
        if self.count() >= MOST_ROWS:
            self.order_by("times", "last_on", "pk").first().delete()


class MissingAddress(models.Model):
    """One address at which readers found no page, and how often. No row says who asked.

    An ordinary row that goes when a redirect is made for it, or after 90 days without a visit.
    """

    path = models.CharField(_("address"), max_length=MAX_LENGTH, unique=True)
    times = models.PositiveIntegerField(_("visits"), default=1)
    first_on = models.DateField(_("first on"))
    last_on = models.DateField(_("last on"))
    linked_from = models.CharField(_("linked from our page"), max_length=MAX_LENGTH, blank=True)

    objects = MissingAddressQuerySet.as_manager()

    class Meta:
        ordering = ("-times", "-last_on", "pk")
        verbose_name = _("missing address")
        verbose_name_plural = _("missing addresses")

    def __str__(self) -> str:
        return self.path


def is_worth_noting(path: str) -> bool:
    """Whether a person may have asked for the tidy `path`, looking for a page of this site."""
    return len(path) <= MAX_LENGTH and path.isprintable() and not NOISE.search(path)
