"""What every feed of the site says of itself, and what it never says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse

from articles.public.feeds.address import FeedAddress, tag
from articles.public.feeds.formats import FORMATS, OwnFormat
from articles.public.frame import Frame


@dataclass(frozen=True)
class Channel:
    """What one feed is about: where it lives, the page it belongs to, its name for good."""

    frame: Frame
    address: FeedAddress
    page: str
    names: tuple[str | int, ...]

    def moment(self, day: datetime.date) -> datetime.datetime:
        """The date that readers see, as the moment at which that day begins."""
        return datetime.datetime.combine(day, datetime.time(), tzinfo=self.frame.site.zone)


class SiteFeed(Feed):
    """A feed in one format. Its entries are the items of `get_object`'s Channel."""

    extension: str
    item_guid_is_permalink = False

    @classmethod
    def in_all_formats(cls) -> dict[str, SiteFeed]:
        """Return the feed once for each format, by the ending of its address."""
        return {extension: cls(extension, kind) for extension, kind in FORMATS.items()}

    def __init__(self, extension: str, feed_type: type[OwnFormat]) -> None:
        self.extension = extension
        self.feed_type = feed_type

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # All that is published on one day carries the same date, so only the ETag tells whether
        # the feed has changed.
        del response["Last-Modified"]
        return response

    def title(self, channel: Channel) -> str:
        site = channel.frame.site.name
        return site if channel.address.name == site else f"{channel.address.name} – {site}"

    def description(self, channel: Channel) -> str:
        return channel.frame.site.disclaimer_long

    def subtitle(self, channel: Channel) -> str:
        """The same, under the name that Atom has for it."""
        return channel.frame.site.disclaimer_long

    def link(self, channel: Channel) -> str:
        return f"{channel.frame.origin}{channel.page}"

    def feed_url(self, channel: Channel) -> str:
        # Never the address of the request: the same feed may answer at an older one.
        return f"{settings.ORIGIN}{channel.address.url(self.extension)}"

    def feed_guid(self, channel: Channel) -> str:
        return tag(*channel.names)

    def author_name(self, channel: Channel) -> str:
        return channel.frame.site.name

    def author_link(self, channel: Channel) -> str:
        return f"{channel.frame.origin}/"
