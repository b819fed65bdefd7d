"""The pages of the sample site, as their files have them."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parent / "sample"


@dataclass(frozen=True)
class Edition:
    """One publication of a sample page: its day, what readers were told, and what it did.

    `adds` are the headings of the sections that it added, `changes` pairs of old and new words.
    """

    on: datetime.date
    kind: str = "first"
    note: str = ""
    was_wrong: str = ""
    is_right: str = ""
    adds: Sequence[str] = ()
    changes: Sequence[tuple[str, str]] = ()

    def undo(self, body: str) -> str:
        """Return `body` as it stood before this edition."""
        for old, new in reversed(self.changes):
            if body.count(new) != 1:
                raise ValueError(f"the words “{new}” do not stand exactly once in the text")
            body = body.replace(new, old)
        for heading in self.adds:
            section = rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)"
            body = re.sub(section, "", body, flags=re.MULTILINE | re.DOTALL)
        return body


@dataclass(frozen=True)
class Checked:
    """One review of a sample page: its day, by whom, and when the next one is due."""

    on: datetime.date
    by: str
    next_due: datetime.date | None = None


@dataclass(frozen=True)
class TakenBack:
    """The day on which a sample page was withdrawn, with what readers are told."""

    on: datetime.date
    outcome: str
    reason: str
    replacement: str = ""


@dataclass(frozen=True)
class SamplePage:
    """One file of `sample/articles/`: its front matter and its text."""

    slug: str
    section: str
    title: str
    summary: str
    body: str
    published: Sequence[Edition]
    authors: Sequence[str] = ()
    position: int = 0
    start_here: int | None = None
    key_points: Sequence[str] = ()
    lead_picture: str = ""
    lead_alt: str = ""
    policy: str | None = None
    reviews: Sequence[Checked] = ()
    withdrawn: TakenBack | None = None

    def body_of(self, edition: Edition) -> str:
        """The text as it stood then: without what later editions did to it."""
        body = self.body
        for later in reversed(self.published[self.published.index(edition) + 1 :]):
            body = later.undo(body)
        return body

    def reviews_of(self, edition: Edition) -> list[Checked]:
        """The reviews that vouched for the text of this edition."""
        place = self.published.index(edition)
        later = self.published[place + 1 :]
        return [
            review
            for review in self.reviews
            if edition.on <= review.on and (not later or review.on < later[0].on)
        ]


def read_pages() -> list[SamplePage]:
    """Return every page of the sample, as its file has it."""
    pages = []
    for path in sorted((SAMPLE / "articles").glob("*/*.md")):
        _, front, body = path.read_text().split("+++\n", 2)
        facts = tomllib.loads(front)
        editions = [Edition(**edition) for edition in facts.pop("published")]
        reviews = [Checked(**review) for review in facts.pop("reviews", ())]
        withdrawn = facts.pop("withdrawn", None)
        pages.append(
            SamplePage(
                slug=path.stem,
                section=path.parent.name,
                body=body.strip(),
                published=editions,
                reviews=reviews,
                withdrawn=withdrawn and TakenBack(**withdrawn),
                **facts,
            )
        )
    return pages
