"""Claims: numbers, doses and "studies show", which need a source in reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from articles.models import Section
from articles.publishing.checks.finding import Finding, warn
from articles.publishing.checks.page import Page
from articles.publishing.checks.sentences import sentences_of, shortened
from articles.rendering import Block

# The numbers of a survey are its own, and pages about the site make no claims about the disease.
KINDS = (Section.Kind.INFORMATION, Section.Kind.NEWS, Section.Kind.COLUMNS)
# Nobody mends more at a time; the next ones come when these are done.
_MOST = 20

_YEAR = r"(?!(?:19|20)[0-9]{2}\b)"
_COUNTED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty"
    rf"|{_YEAR}[0-9]{{1,9}}(?:,[0-9]{{3}}){{0,3}})"
)
_PEOPLE = r"(?:people|patients|adults|children|women|men|participants|volunteers|babies|cases)"
_FOUND = (
    r"(?:show[sn]?|showed|shown|suggests?|suggested|finds?|found|proves?|proved|proven"
    r"|indicates?|indicated|confirms?|confirmed|believes?)"
)
_CLAIM = re.compile(
    rf"""
      [0-9]\s?% | [0-9]\s(?:percent|per\scent)\b
    | \b{_COUNTED}\s(?:in|out\sof)\s(?:every\s|about\s)?{_COUNTED}\b
    | \b[0-9][0-9,]*\sof\s(?:the\s)?[0-9][0-9,]*\b
    | \b[0-9][0-9.,]*[\s-]?(?:mg|mcg|µg|μg|g|ml|mL|IU|milligrams?|micrograms?|grams?|tablets?|pills?
        |capsules?)(?:/\w+)?\b
    | \b(?:half|a\squarter|a\sthird|two[\s-]thirds|three[\s-]quarters)\sof\s(?:all\s|the\s|those\s)*
        {_PEOPLE}\b
    | \b[0-9][0-9,]+\s(?:\w+\s)?{_PEOPLE}\b
    | \bper\s(?:million|100,000|1,?000|thousand)\b
    | \b(?:twice|{_COUNTED}\stimes)\s(?:(?:as|more|less)\s(?:likely|common|often|frequent|high|many)
        |likelier)\b
    | \b(?:stud(?:y|ies)|research|researchers|scientists|trials?|evidence)\s
        (?:(?:has|have|had|also|clearly)\s){{0,2}}{_FOUND}\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def claims_without_source(page: Page) -> Iterator[Finding]:
    """A number, a dose or what "studies show" has a source in reach.

    In reach is a mark in the same paragraph, in the same item of a list, in the same table, chart
    or caption, in the same box, or in the line with a colon that introduces the list or table.
    That sources stand with the claims they support is what JAMA's benchmarks call attribution
    (Silberg et al., JAMA 1997;277:1244–5) and HONcode its fourth principle. It warns and does not
    stop: that "2 in 10 phone calls" is no claim about a disease, only a person can tell.
    """
    if page.kind in KINDS:
        yield from islice(_uncited(page), _MOST)


def _uncited(page: Page) -> Iterator[Finding]:
    cited = {block.part for block in page.blocks if block.is_cited}
    told: set[int] = set()
    for line in page.blocks:
        is_sourced = line.part in cited or line.introduced_by in cited
        if is_sourced or line.part in told or line.kind in ("heading", "label", "code"):
            continue
        claim = _claim_in(line)
        if claim:
            told.add(line.part)
            sentence = _(
                "“%(claim)s” makes a claim without a source in reach. Cite one right behind it, as "
                "[@key], or leave the number out."
            )
            facts = {"claim": shortened(claim)}
            yield warn(sentence % facts, field="body", quote=page.typed.quote(claim))


def _claim_in(line: Block) -> str:
    """The first sentence of a line that makes a claim, or an empty text."""
    return next((one for one in sentences_of(line.text) if _CLAIM.search(one)), "")
