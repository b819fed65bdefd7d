"""The feed of corrections: what was wrong on the site, and what is right."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Publication
from articles.public.feeds.address import FeedAddress, tag
from articles.public.feeds.formats import Author
from articles.public.feeds.full_text import full_text
from articles.public.feeds.site_feed import Channel, SiteFeed
from articles.public.frame import frame_of

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Correction:
    """One correction as an entry. It has the name that it has in its page's own feed."""

    channel: Channel
    publication: Publication

    @property
    def is_compared(self) -> bool:
        """Whether there is an edition before it to compare it with."""
        return self.publication.number > 1

    @property
    def url(self) -> str:
        """Where to see what changed."""
        page = f"{self.channel.frame.origin}{self.publication.article.url}"
        return f"{page}history/{self.publication.number}/" if self.is_compared else page

    @property
    def moment(self) -> datetime.datetime:
        return self.channel.moment(self.publication.dated_on)


class CorrectionsFeed(SiteFeed):
    """The corrections of public pages, newest first."""

    def get_object(self, request: HttpRequest) -> Channel:
        address = FeedAddress.of_corrections(_("Corrections"))
        names = ("feed", "corrections")
        return Channel(frame_of(request), address, reverse("corrections"), names)

    def items(self, channel: Channel) -> list[Correction]:
        told = Publication.objects.as_told().corrections().with_pages()[:MOST_ENTRIES]
        return [Correction(channel, publication) for publication in told]

    def item_title(self, correction: Correction) -> str:
        title = correction.publication.article.title
        kind = correction.publication.get_kind_display()
        return _("%(kind)s: %(title)s") % {"kind": kind, "title": title}

    def item_description(self, correction: Correction) -> str:
        context = {"obj": correction, "frame": correction.channel.frame}
        return full_text("components/feed-entry.html", context, page=correction.url)

    def item_link(self, correction: Correction) -> str:
        return correction.url

    def item_guid(self, correction: Correction) -> str:
        publication = correction.publication
        return tag("article", publication.article_id, "edition", publication.number)

    def item_pubdate(self, correction: Correction) -> datetime.datetime:
        return correction.moment

    def item_updateddate(self, correction: Correction) -> datetime.datetime:
        return correction.moment

    def item_extra_kwargs(self, correction: Correction) -> dict[str, Any]:
        frame = correction.channel.frame
        return {
            "summary": "",
            "content": "",
            "authors": [Author(_("Editorial team"), f"{frame.origin}/")],
            "picture": None,
        }


CORRECTIONS_FEEDS = CorrectionsFeed.in_all_formats()
