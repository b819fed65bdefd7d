"""The feeds of articles: all, those of a section, those of a person."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.models import Article, Publication, Standing, standing_of
from articles.public.feeds.address import EVERYTHING, FeedAddress, tag
from articles.public.feeds.formats import Author, EntryPicture, printable
from articles.public.feeds.full_text import full_text
from articles.public.feeds.site_feed import Channel, SiteFeed
from articles.public.frame import frame_of
from articles.public.views.media import CONTENT_TYPES

# A program that asks once a week misses nothing, and a full feed stays small enough for a phone.
MOST_ENTRIES = 20


@dataclass(frozen=True)
class ArticleChannel(Channel):
    """A feed of articles, last updated first."""

    articles: tuple[Article, ...]

    def entries(self) -> list[Entry]:
        return [Entry(self, article) for article in self.articles]


@dataclass(frozen=True)
class Entry:
    """One article as an entry: what its page says, in full."""

    channel: ArticleChannel
    article: Article

    @property
    def url(self) -> str:
        return f"{self.channel.frame.origin}{self.article.url}"

    @cached_property
    def standing(self) -> Standing:
        today = self.channel.frame.site.today()
        return standing_of(self.article, self.article.live_revision, today)

    @property
    def change(self) -> Publication | None:
        """The last change of which readers were told; None before the first."""
        newest = next(iter(self.standing.updates), None)
        return newest if newest and newest.kind in Publication.NOTED_KINDS else None

    @property
    def html(self) -> str:
        context = {
            "frame": self.channel.frame,
            "article": self.article,
            "revision": self.article.live_revision,
            "standing": self.standing,
            "change": self.change,
        }
        return full_text("components/feed-text.html", context, page=self.url)

    @property
    def authors(self) -> list[Author]:
        origin = self.channel.frame.origin
        people = [
            Author(printable(person.name), origin + person.url) for person in self.article.byline
        ]
        return people or [Author(_("Editorial team"), f"{origin}/")]

    @property
    def picture(self) -> EntryPicture | None:
        picture, revision = self.article.lead, self.article.live_revision
        if picture is None:
            return None
        return EntryPicture(
            url=self.channel.frame.origin + picture.url,
            type=CONTENT_TYPES[PurePosixPath(picture.url).suffix],
            width=picture.width,
            height=picture.height,
            alt=revision.lead_words,
        )


class ArticleFeed(SiteFeed):
    """Articles with their full text."""

    def items(self, channel: ArticleChannel) -> list[Entry]:
        return channel.entries()

    def item_title(self, entry: Entry) -> str:
        return entry.article.title

    def item_description(self, entry: Entry) -> str:
        return escape(entry.article.summary)

    def item_link(self, entry: Entry) -> str:
        return entry.url

    def item_guid(self, entry: Entry) -> str:
        return tag("article", entry.article.pk, "page")

    def item_pubdate(self, entry: Entry) -> datetime.datetime:
        return entry.channel.moment(entry.article.first_published_on)

    def item_updateddate(self, entry: Entry) -> datetime.datetime:
        return entry.channel.moment(entry.article.last_updated_on)

    def item_categories(self, entry: Entry) -> list[str]:
        return [printable(entry.article.section.title)]

    def item_extra_kwargs(self, entry: Entry) -> dict[str, Any]:
        return {
            "summary": entry.article.summary,
            "content": entry.html,
            "authors": entry.authors,
            "picture": entry.picture,
        }


class SectionFeed(ArticleFeed):
    """The articles of one section, or of all."""

    def get_object(self, request: HttpRequest, slug: str = EVERYTHING) -> ArticleChannel:
        frame = frame_of(request)
        articles = Article.objects.public()
        if slug == EVERYTHING:
            address, page, names = FeedAddress.of_everything(frame.site.name), "/", (EVERYTHING,)
        else:
            section = next((one for one in frame.sections if one.slug == slug), None)
            if section is None:
                raise Http404
            articles = articles.filter(section=section)
            address, page = FeedAddress.of_section(section), section.url
            names = ("section", section.pk)
        newest = tuple(articles.last_updated(MOST_ENTRIES).with_live_text())
        return ArticleChannel(frame, address, page, ("feed", *names), newest)


class PersonFeed(ArticleFeed):
    """What one person wrote. Who wrote nothing that readers may see has no feed."""

    def get_object(self, request: HttpRequest, slug: str) -> ArticleChannel:
        written = Article.objects.public().filter(bylines__person__slug=slug)
        newest = tuple(written.last_updated(MOST_ENTRIES).with_live_text())
        if not newest:
            raise Http404
        person = next(person for person in newest[0].byline if person.slug == slug)
        return ArticleChannel(
            frame_of(request),
            FeedAddress.of_person(person),
            person.url,
            ("feed", "person", person.pk),
            newest,
        )


SECTION_FEEDS = SectionFeed.in_all_formats()
PERSON_FEEDS = PersonFeed.in_all_formats()
