"""What one card says, and where it lives."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass

from django.utils.translation import gettext as _

from articles.models import Article, Section, SiteSettings
from articles.public.share_card.letters import drawable

WIDTH, HEIGHT = 1200, 630
# Another number whenever the same words are drawn in another way: every card is then drawn anew.
DRAWING = 2


@dataclass(frozen=True)
class ShareCard:
    """One card. `place` is the part of its address that names what it is the card of."""

    place: str
    title: str
    label: str
    site_name: str
    note: str

    @classmethod
    def of_site(cls, site: SiteSettings) -> ShareCard:
        return cls._saying("site", site.tagline, "", site)

    @classmethod
    def of_section(cls, site: SiteSettings, section: Section) -> ShareCard:
        return cls._saying(f"section/{section.slug}", section.title, "", site)

    @classmethod
    def of_article(cls, site: SiteSettings, article: Article) -> ShareCard:
        """The card of a public article, with the title that readers see."""
        place = f"article/{article.slug}"
        return cls._saying(place, article.title, article.section.title, site)

    @classmethod
    def _saying(cls, place: str, title: str, label: str, site: SiteSettings) -> ShareCard:
        name, note = drawable(site.name), drawable(_("Information only, not medical advice"))
        return cls(place, drawable(title) or name, drawable(label), name, note)

    @property
    def digest(self) -> str:
        """The name of exactly this picture."""
        facts = json.dumps([DRAWING, *astuple(self)]).encode()
        return hashlib.sha256(facts).hexdigest()[:16]

    @property
    def url(self) -> str:
        return f"/cards/{self.place}/{self.digest}.png"

    @property
    def alt(self) -> str:
        """What stands on it, in the order in which it is read."""
        words = dict.fromkeys((self.label, self.title, self.site_name, self.note))
        return ". ".join(text.rstrip(".") for text in words if text)

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return HEIGHT
