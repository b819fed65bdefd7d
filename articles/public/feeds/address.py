"""Where a feed lives, and the names that feeds and entries keep for good."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from articles.models import Person, Section
from articles.public.feeds.formats import FORMATS

# The word that stands in the address where a section's would.
EVERYTHING = "all"


@dataclass(frozen=True)
class FeedAddress:
    """One feed in all its formats. `path` is what stands after /feeds/, without the ending."""

    name: str
    path: str

    @classmethod
    def of_everything(cls, name: str) -> FeedAddress:
        return cls(name, EVERYTHING)

    @classmethod
    def of_section(cls, section: Section) -> FeedAddress:
        return cls(section.title, section.slug)

    @classmethod
    def of_person(cls, person: Person) -> FeedAddress:
        return cls(person.name, f"people/{person.slug}")

    @classmethod
    def of_corrections(cls, name: str) -> FeedAddress:
        return cls(name, "corrections")

    def url(self, extension: str) -> str:
        return f"/feeds/{self.path}.{extension}"

    @property
    def anchor(self) -> str:
        """Where the list of all feeds names it."""
        return f"frame-feed-{self.path.replace('/', '-')}"

    @property
    def ways(self) -> list[dict[str, str]]:
        """Its addresses: the name of the format, the address and the media type of each."""
        return [
            {
                "format": kind.name,
                "url": self.url(extension),
                "type": kind.content_type.partition(";")[0],
            }
            for extension, kind in FORMATS.items()
        ]


def tag(*parts: str | int) -> str:
    """Return a name for good (RFC 4151): it stays when what it names moves to another address."""
    host = urlsplit(settings.ORIGIN).hostname
    return f"tag:{host},2026:" + "/".join(map(str, parts))
