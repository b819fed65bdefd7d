"""The feed of one page: what has changed on it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from articles.models import Edition, History, Publication, SiteSettings, Withdrawal
from articles.public.feeds.address import tag
from articles.public.frame import frame_of
from articles.public.views.history import of_a_page
from articles.rendering import without_unseen

# Enough for a reader who comes back after a year; the history has all of them.
MOST_ENTRIES = 50


@dataclass(frozen=True)
class Followed:
    """One page that somebody follows, and the site that it is on."""

    history: History
    site: SiteSettings

    @cached_property
    def url(self) -> str:
        """Its address; never made from what a request says of the host."""
        return f"{settings.ORIGIN}{self.history.article.url}"

    def entries(self) -> list[Entry]:
        """What followers are told, newest first."""
        events = self.history.told[:MOST_ENTRIES]
        return [Entry(self, event.edition, event.withdrawal) for event in events]

    def tag(self, *rest: str | int) -> str:
        """A name for good (RFC 4151): it stays the same when the page moves to another address."""
        return tag("article", self.history.article.pk, *rest)


@dataclass(frozen=True)
class Entry:
    """One edition or one withdrawal, as an entry of the feed."""

    followed: Followed
    edition: Edition | None
    withdrawal: Withdrawal | None

    @property
    def publication(self) -> Publication | None:
        return self.edition and self.edition.publication

    @property
    def title(self) -> str:
        kind = self.publication.get_kind_display() if self.publication else _("Page withdrawn")
        return _("%(kind)s: %(title)s") % {"kind": kind, "title": self.followed.history.title}

    @property
    def is_column(self) -> bool:
        """Whether it is about one person's experience, which a reader of feeds is told as well."""
        return self.followed.history.article.is_column

    @property
    def is_compared(self) -> bool:
        """Whether there is an edition before it to compare it with."""
        history, edition = self.followed.history, self.edition
        return edition is not None and edition.is_open and history.before(edition) is not None

    @property
    def url(self) -> str:
        """Where to see what changed; for the first edition and a withdrawal, the page itself."""
        below = f"history/{self.edition.number}/" if self.is_compared else ""
        return f"{self.followed.url}{below}"

    @property
    def tag(self) -> str:
        if self.withdrawal:
            return self.followed.tag("withdrawal", self.withdrawal.pk)
        return self.followed.tag("edition", self.edition.number)

    @property
    def updated(self) -> datetime.datetime:
        """The date that readers see, as the moment at which that day begins."""
        day = self.withdrawal.dated_on if self.withdrawal else self.publication.dated_on
        return datetime.datetime.combine(day, datetime.time(), tzinfo=self.followed.site.zone)


class Updates(Feed):
    """Every change of one page of which readers were told, each with its reason."""

    feed_type = Atom1Feed
    description_template = "components/feed-entry.html"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # All that is published on one day carries the same date, so only the ETag tells whether
        # the feed has changed.
        del response["Last-Modified"]
        return response

    def get_object(self, request: HttpRequest, history: History) -> Followed:
        return Followed(history, frame_of(request).site)

    def title(self, followed: Followed) -> str:
        names = {"title": followed.history.title, "site": without_unseen(followed.site.name)}
        return _("Updates of “%(title)s” – %(site)s") % names

    def subtitle(self, followed: Followed) -> str:
        return without_unseen(followed.site.disclaimer_long)

    def link(self, followed: Followed) -> str:
        return followed.url

    def feed_url(self, followed: Followed) -> str:
        return f"{followed.url}updates.atom"

    def feed_guid(self, followed: Followed) -> str:
        return followed.tag()

    def author_name(self, followed: Followed) -> str:
        return without_unseen(followed.site.name)

    def items(self, followed: Followed) -> list[Entry]:
        return followed.entries()

    def item_title(self, entry: Entry) -> str:
        return entry.title

    def item_link(self, entry: Entry) -> str:
        return entry.url

    def item_guid(self, entry: Entry) -> str:
        return entry.tag

    def item_pubdate(self, entry: Entry) -> datetime.datetime:
        return entry.updated

    def item_updateddate(self, entry: Entry) -> datetime.datetime:
        return entry.updated


updates = of_a_page(Updates(), leads_to="updates")
