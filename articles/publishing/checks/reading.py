"""Reading: how hard a text is to read, as far as counting letters can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from textstat import textstat

from articles.publishing.checks.finding import Finding, warn
from articles.publishing.checks.sentences import sentences_of

if TYPE_CHECKING:
    from articles.publishing.checks.page import Page

# What health information should ask of a reader, and from where on the checks say so.
TARGET, TOO_HARD = 8, 9
# Of fewer words a grade says nothing.
FEWEST_WORDS = 40
HARDEST = 5
# A sentence of a few words can be hard only by one long word, which the glossary explains.
_FEWEST_IN_SENTENCE = 8
# So many of the longest sentences are measured; the hard ones are among them.
_MEASURED = 100

_RUNNING_TEXT = ("paragraph", "item", "quote", "definition")
_STOPS_WITHIN = re.compile(r"[.!?…]+(?=.)")
_AT_THE_END = '.!?…:;,"”’)]'


@dataclass(frozen=True)
class Grade:
    """The school years that a text asks for by two formulas: an estimate, never a verdict.

    ARI is the Automated Readability Index (Smith and Senter 1967), `coleman_liau` that of Coleman
    and Liau (1975). Both count letters and words, which a program can do without a mistake.
    """

    ari: float
    coleman_liau: float

    @property
    def mean(self) -> float:
        return round((self.ari + self.coleman_liau) / 2, 1)

    @property
    def is_too_hard(self) -> bool:
        return self.mean > TOO_HARD

    @property
    def is_on_target(self) -> bool:
        return self.mean <= TARGET


@dataclass(frozen=True)
class SectionGrade:
    """One section of a page and its grade; the opening has no heading."""

    heading: str
    grade: Grade


@dataclass(frozen=True)
class HardSentence:
    """One of the hardest sentences of a page; `quote` is how it was typed."""

    text: str
    quote: str
    grade: Grade


@dataclass(frozen=True)
class Reading:
    """How hard a page is to read.

    `grade` leaves out the words that the glossary explains, `plain` counts them; both are None
    where there is too little text. `sections` are those with enough of it.
    """

    grade: Grade | None
    plain: Grade | None
    sections: tuple[SectionGrade, ...]
    hardest: tuple[HardSentence, ...]


def reading_of(page: Page) -> Reading:
    """Return how hard the running text of a page is to read, by page, section and sentence."""
    lines = [line for line in page.blocks if line.kind in _RUNNING_TEXT]
    sentences = [(line.section, one) for line in lines for one in sentences_of(line.text)]
    leave_out = _names_in(page.names)
    return Reading(
        grade=grade_of([one for _at, one in sentences], leave_out),
        plain=grade_of([one for _at, one in sentences]),
        sections=tuple(_sections(page, sentences, leave_out)),
        hardest=tuple(_hardest(page, [one for _at, one in sentences], leave_out)),
    )


def grade_of(sentences: Sequence[str], leave_out: re.Pattern[str] | None = None) -> Grade | None:
    """Return the grade of some sentences together, or None when they are too few to tell."""
    text = " ".join(filter(None, (_measurable(one, leave_out) for one in sentences)))
    if len(text.split()) < FEWEST_WORDS:
        return None
    return _grade(text)


def reading_grade(page: Page) -> Iterator[Finding]:
    """The text can be read by most adults: a grade of 8 is the aim (AMA and NIH ask for 6 to 8).

    It never stops a page: a formula knows letters, not readers.
    """
    grade = page.reading.grade
    if grade and grade.is_too_hard:
        sentence = _(
            "The text asks for about %(grade)s years of school; aim for %(target)s. Shorten the "
            "sentences listed under “Reading grade”, and use shorter words. This is an estimate."
        )
        yield warn(sentence % {"grade": grade.mean, "target": TARGET}, field="body")


def _sections(
    page: Page, sentences: Sequence[tuple[int, str]], leave_out: re.Pattern[str] | None
) -> Iterator[SectionGrade]:
    """The sections below headings of level 2, or of the highest that there is."""
    headings = page.rendered.headings
    top = min((heading.level for heading in headings), default=2)
    heads: dict[int, str] = {-1: ""}
    above = -1
    for place, heading in enumerate(headings):
        above = place if heading.level == top else above
        heads[place] = headings[above].text if above >= 0 else ""
    groups: dict[str, list[str]] = {}
    for at, sentence in sentences:
        groups.setdefault(heads[at], []).append(sentence)
    for heading, members in groups.items():
        if grade := grade_of(members, leave_out):
            yield SectionGrade(heading, grade)


def _hardest(
    page: Page, sentences: Sequence[str], leave_out: re.Pattern[str] | None
) -> Iterator[HardSentence]:
    longest = nlargest(_MEASURED, dict.fromkeys(sentences), key=len)
    measured = []
    for sentence in longest:
        text = _measurable(sentence, leave_out)
        if len(text.split()) >= _FEWEST_IN_SENTENCE:
            measured.append((sentence, _grade(text)))
    for sentence, grade in nlargest(HARDEST, measured, key=lambda pair: pair[1].mean):
        if not grade.is_on_target:
            yield HardSentence(sentence, page.typed.quote(sentence), grade)


def _measurable(sentence: str, leave_out: re.Pattern[str] | None) -> str:
    """A sentence with one full stop, at its end: by these, sentences are counted."""
    words = leave_out.sub(" ", sentence) if leave_out else sentence
    words = _STOPS_WITHIN.sub("", words.strip()).rstrip(_AT_THE_END).strip()
    return f"{words}." if any(map(str.isalnum, words)) else ""


def _names_in(names: Sequence[str]) -> re.Pattern[str] | None:
    """What finds the names of the glossary in a text, the longest first."""
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.I) if names else None


def _grade(text: str) -> Grade:
    return Grade(
        ari=round(textstat.automated_readability_index(text), 1),
        coleman_liau=round(textstat.coleman_liau_index(text), 1),
    )
