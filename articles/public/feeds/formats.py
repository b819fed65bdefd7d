"""The formats of feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.

Django's generators know one author, no full text and no JSON. The entries of ours have three more
facts: `content` (the full text as HTML), `authors` and `picture`.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass
from typing import IO, Any
from xml.sax.handler import ContentHandler

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

from articles.rendering import without_unseen

# What Atom wants to know even of a feed that has had no entry yet: it has never changed.
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
# The two characters beyond the unseen ones that XML 1.0 cannot carry.
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True)
class Author:
    """Who wrote an entry, and where readers learn more of them."""

    name: str
    url: str


@dataclass(frozen=True)
class EntryPicture:
    """The lead picture of an entry, with its full address."""

    url: str
    type: str
    width: int
    height: int
    alt: str


def printable(value: Any) -> Any:
    """Return `value`; of a text, what XML can carry and a reader can see."""
    if not isinstance(value, str):
        return value
    return _NO_CHARACTERS.sub("", without_unseen(str(value)))


class OwnFormat(SyndicationFeed):
    """What the three formats have in common."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(**{name: printable(value) for name, value in facts.items()})

    def add_item(self, **facts: Any) -> None:
        super().add_item(**{name: printable(value) for name, value in facts.items()})

    def latest_post_date(self) -> datetime.datetime:
        """The last date of an entry. Django would say now of an empty feed, at each request."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


class Atom(OwnFormat, Atom1Feed):
    name = "Atom"

    def add_item_elements(self, handler: ContentHandler, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})
        if picture := item["picture"]:
            facts = {"rel": "enclosure", "type": picture.type, "href": picture.url}
            if picture.alt:
                facts["title"] = picture.alt
            handler.addQuickElement("link", "", facts)


class Rss(OwnFormat, Rss201rev2Feed):
    name = "RSS"

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler: ContentHandler, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        # RSS has one date, when something was published; Atom's word says when it was updated.
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author.name)
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        if picture := item["picture"]:
            # An enclosure would have to say how many bytes it has, which nobody has counted.
            facts = {
                "url": picture.url,
                "type": picture.type,
                "medium": "image",
                "width": str(picture.width),
                "height": str(picture.height),
            }
            handler.startElement("media:content", facts)
            if picture.alt:
                handler.addQuickElement("media:description", picture.alt, {"type": "plain"})
            handler.endElement("media:content")


class Json(OwnFormat):
    """https://www.jsonfeed.org/version/1.1/"""

    name = "JSON Feed"
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO, encoding: str) -> None:
        """Write the feed, in UTF-8 as JSON always is."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False, indent=1).encode())

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        facts = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["content"] or item["description"],
            "summary": item["summary"],
            "image": item["picture"] and item["picture"].url,
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": author.name, "url": author.url} for author in item["authors"]],
            "tags": list(item["categories"]),
            "language": self.feed["language"],
        }
        return {name: fact for name, fact in facts.items() if fact}


# By the ending of the address.
FORMATS: dict[str, type[OwnFormat]] = {"atom": Atom, "rss": Rss, "json": Json}
