"""Works: what the caller knows of the register of sources, and what a text makes of it."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from .source import without_unseen

_NAMED = re.compile(r"@([A-Za-z0-9-]+)")
# The DOI Handbook asks to encode what an address cannot hold or gives a meaning of its own.
_SAFE_IN_DOI = "/:;(),.@!$&'*=~-_"
_FIRST_WORDS = 5
_MOST_INITIALS = 4


@dataclass(frozen=True)
class Work:
    """A published work of the register, as the caller of `render()` supplies it.

    `key` has the shape of a slug. `type` is guideline, trial, review, cohort, case, registry or
    web; `authors` are in the order and form of the work ("Gilhus NE, Tzartos S, et al."), and
    `journal` is the publisher of what is on the web. `state` is current, superseded or retracted,
    and `state_note` a sentence for readers about it.
    """

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
        """A short name for lists: "Gilhus 2019", or the first words of the title."""
        name = self._first_author or _first_words(self.title) or self.key
        return f"{name} {self.year}" if self.year else name

    @property
    def doi_url(self) -> str:
        """The address that leads to the work by its DOI, or an empty text."""
        return f"https://doi.org/{quote(self.doi, safe=_SAFE_IN_DOI)}" if self.doi else ""

    @property
    def pubmed_url(self) -> str:
        """The address of the work in PubMed, or an empty text."""
        return f"https://pubmed.ncbi.nlm.nih.gov/{quote(self.pmid, safe='')}/" if self.pmid else ""

    @property
    def _first_author(self) -> str:
        """The family name of a person, the whole name of an organisation."""
        first = re.split("[,;]", self.authors, maxsplit=1)[0].strip(" .")
        words = first.removesuffix(" et al").split()
        if len(words) > 1 and words[-1].isupper() and len(words[-1]) <= _MOST_INITIALS:
            words.pop()
        return " ".join(words)


@dataclass(frozen=True)
class CitationUse:
    """One source of a text: its number by first use, and how often marks cite it.

    `state` is that of the work, and empty when the register does not know the key.
    """

    key: str
    number: int
    uses: int
    known: bool
    state: str


def citation_keys(source: str) -> set[str]:
    """Return the keys of all works that the Markdown `source` may cite.

    It finds too many rather than too few (in code, in mail addresses): it is for asking the
    register beforehand.
    """
    return {key.lower() for key in _NAMED.findall(without_unseen(source))}


def _first_words(title: str) -> str:
    words = title.split()
    return " ".join(words[:_FIRST_WORDS]) + "…" * (len(words) > _FIRST_WORDS)
