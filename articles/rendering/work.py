"""A published work, as the caller of `render()` supplies it (stand-in until merged)."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    key: str
    type: str = "web"
    authors: str = ""
    title: str = ""
    journal: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    state: str = "current"
    state_note: str = ""

    @property
    def name(self) -> str:
        return f"{self.authors.split(' ')[0]} {self.year}"


@dataclass(frozen=True)
class CitationUse:
    key: str
    number: int
    uses: int
    known: bool
    state: str


@dataclass(frozen=True)
class Entry:
    slug: str
    url: str
    names: tuple[str, ...]


def citation_keys(source: str) -> set[str]:
    return {key.lower() for key in re.findall(r"@([a-zA-Z0-9-]+)", source)}


def with_anchors(html: str, anchors: dict[str, str]) -> str:
    return html


def anchors_kept(old: str, new: str, anchors: dict[str, str]) -> dict[str, str]:
    return {}
