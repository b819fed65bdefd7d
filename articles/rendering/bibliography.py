"""The bibliography: how a work is written in a list of references.

The style is that of "Citing Medicine", the style guide of the U.S. National Library of Medicine
(https://www.ncbi.nlm.nih.gov/books/NBK7256/), as PubMed prints it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from .work import Work

# Whoever gives seven names or more gives all of them, and a list of references has no room.
_MOST_AUTHORS = 6
_AUTHORS_SHOWN = 3
_WEB = re.compile("https?://", re.IGNORECASE)


@dataclass(frozen=True)
class ReferenceLink:
    """One way to a work: `label` and `end` are what stands around the link in plain text."""

    label: str
    text: str
    url: str
    end: str = ""

    def __str__(self) -> str:
        return f"{self.label} {self.text}{self.end}"


@dataclass(frozen=True)
class Reference:
    """A work in NLM style, in pieces that carry their own punctuation.

    Printed one after another with a space between, leaving out the empty ones, they are the text
    that `nlm()` returns. `journal` is what a page prints in italics: "Nat Rev Dis Primers.";
    `imprint` is "2019;5(30):1-2.".
    """

    authors: str
    title: str
    journal: str
    imprint: str
    links: tuple[ReferenceLink, ...]

    def __str__(self) -> str:
        pieces = (self.authors, self.title, self.journal, self.imprint, *map(str, self.links))
        return " ".join(piece for piece in pieces if piece)


def nlm(work: Work) -> str:
    """Return `work` as one line of plain text in NLM style; what is missing leaves no trace."""
    return str(reference_of(work))


def reference_of(work: Work) -> Reference:
    """Return `work` in NLM style, in the pieces that a page marks up and links."""
    is_article = _is_article(work)
    links = tuple(_links(work, is_article))
    title = _without_end(work.title)
    if title and not is_article and _has_address(work):
        title = gettext("%(title)s [Internet]") % {"title": title}
    year = str(work.year or "")
    return Reference(
        authors=_sentence(_shortened(work.authors)),
        title=_sentence(title),
        # What is no article has a publisher instead, and a semicolon parts it from the year.
        journal=_sentence(work.journal, "." if is_article or not year else ";"),
        imprint=_sentence(_issue(work, year) if is_article else year),
        links=links,
    )


def _is_article(work: Work) -> bool:
    placed = work.type != "web" or work.volume or work.issue or work.pages
    return bool(work.journal and placed)


def _has_address(work: Work) -> bool:
    return bool(_WEB.match(work.url))


def _links(work: Work, is_article: bool) -> Iterator[ReferenceLink]:
    """The ways to a work; the address of an article is one when nothing better is known."""
    if _has_address(work) and not (is_article and (work.doi or work.pmid)):
        # No stop after an address: it would be copied with it.
        yield ReferenceLink(gettext("Available from:"), work.url, work.url)
    if work.doi:
        yield ReferenceLink("doi:", work.doi, work.doi_url, ".")
    if work.pmid:
        yield ReferenceLink("PMID:", work.pmid, work.pubmed_url, ".")


def _shortened(authors: str) -> str:
    names = [name for name in (part.strip(" .") for part in authors.split(",")) if name]
    named = [name for name in names if name.lower() != "et al"]
    return ", ".join([*named[:_AUTHORS_SHOWN], "et al"]) if len(named) > _MOST_AUTHORS else authors


def _issue(work: Work, year: str) -> str:
    """`2019;5(30):1-2`, as far as it is known."""
    issue = work.volume + (f"({work.issue})" if work.issue else "")
    dated = ";".join(part for part in (year, issue) if part)
    return ":".join(part for part in (dated, work.pages) if part)


def _sentence(text: str, end: str = ".") -> str:
    """The text with one stop at its end, or none when it ends as a question or a call."""
    text = _without_end(text)
    ends_itself = end == "." and text.endswith(("?", "!"))
    return text if not text or ends_itself else f"{text}{end}"


def _without_end(text: str) -> str:
    return text.strip().rstrip(" .,;:")
