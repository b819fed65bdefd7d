"""The list of checks, and what they say of one text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models import Article
from articles.publishing.checks import (
    citations,
    claims,
    comments,
    links,
    outline,
    pictures,
    reading,
    snippets,
    storing,
    urgent,
    wording,
)
from articles.publishing.checks.finding import Finding, Level, block
from articles.publishing.checks.page import Page, Site
from articles.publishing.content import Content, content_of
from articles.publishing.reasons import Reason


@dataclass(frozen=True)
class Check:
    """One check: its stable name, what it makes sure of, how it looks, and whether it may block."""

    name: str
    label: str | Promise
    look: Callable[[Page], Iterable[Finding]]
    may_block: bool = False

    def findings(self, page: Page) -> Iterator[Finding]:
        """What it finds on `page`, under its name."""
        for finding in self.look(page):
            yield replace(finding, check=self.name)


def _undrawable(page: Page) -> Iterator[Finding]:
    for fault in page.rendered.faults:
        yield block(fault, field="body")


# Without it there is nothing that the others could look at.
STORABLE = Check("storable", _("The text can be saved"), storing.not_to_be_stored, may_block=True)

# In the order of the page, those first that have always stopped a text.
CHECKS = (
    STORABLE,
    Check("summary", _("There is a summary"), outline.missing_summary, may_block=True),
    Check("text", _("There is a text"), outline.empty_text, may_block=True),
    Check("alt-text", _("Pictures are described"), pictures.alternative_texts, may_block=True),
    Check("pictures", _("Pictures are in the library"), pictures.pictures_there, may_block=True),
    Check("picture-rights", _("Pictures may be shown"), pictures.rights),
    Check("charts", _("Charts can be drawn"), _undrawable, may_block=True),
    Check("headings", _("Headings are in order"), outline.headings, may_block=True),
    Check("sources", _("Sources are in the register"), citations.marks_of_sources, may_block=True),
    Check("facts", _("Facts kept once are up to date"), snippets.snippets_there, may_block=True),
    Check("link-texts", _("Links say where they lead"), links.link_texts, may_block=True),
    Check("links", _("Links lead to public pages"), links.links_that_lead, may_block=True),
    Check("urgent-box", _("It says when to get help"), urgent.urgent_box, may_block=True),
    Check("key-points", _("A long page has key points"), outline.key_points, may_block=True),
    Check("summary-length", _("The summary has a good length"), outline.summary_length),
    Check("claims", _("Numbers and claims have a source"), claims.claims_without_source),
    Check("wording", _("Words are those of this site"), wording.words_to_avoid),
    Check("abbreviations", _("Abbreviations are explained"), wording.unexplained_abbreviations),
    Check("reading-grade", _("It can be read by most adults"), reading.reading_grade),
    Check("comments", _("Colleagues have settled their comments"), comments.open_threads),
)


# Those that can keep a text from going out.
BLOCKING = tuple(check for check in CHECKS if check.may_block)


@dataclass(frozen=True)
class Report:
    """What all checks say of one text, as a list for the editor has it.

    `word_count` is that of the page, and None where the text cannot be rendered.
    """

    findings: tuple[Finding, ...]
    passed: tuple[Check, ...]
    reading: reading.Reading | None
    word_count: int | None

    @property
    def minutes(self) -> int:
        """The minutes that reading takes, as the page says it."""
        return rendering.minutes_to_read(self.word_count or 0)

    @property
    def blockers(self) -> list[Finding]:
        """What must be mended."""
        return [finding for finding in self.findings if finding.is_blocker]

    @property
    def warnings(self) -> list[Finding]:
        """What is worth a look."""
        return [finding for finding in self.findings if not finding.is_blocker]

    @property
    def reasons(self) -> list[Reason]:
        """The blockers, as `reasons_not_to_publish` returns them."""
        return [finding.as_reason() for finding in self.blockers]


def findings_in(
    content: Content,
    *,
    article: Article | None = None,
    going_out: Set[int] = frozenset(),
    site: Site | None = None,
    checks: Collection[Check] = CHECKS,
) -> list[Finding]:
    """Return everything that `checks`, by default all, find in `content`, in their order.

    `article` is the page it is for: without one it is checked as health information. `going_out`
    are the keys of articles that count as public already. `site` remembers what it was asked, for
    those who check many pages.
    """
    return list(_findings(Page.of(content, article, going_out, site), checks))


def report_on(
    content: Content, *, article: Article | None = None, site: Site | None = None
) -> Report:
    """Return what all checks say of `content`, with those that passed and the reading grade."""
    page = Page.of(content, article, frozenset(), site)
    findings = tuple(_findings(page, CHECKS))
    found = {finding.check for finding in findings}
    # What could not be rendered was not looked at, so nothing else has passed.
    is_readable = not _is_unreadable(findings)
    return Report(
        findings=findings,
        passed=tuple(check for check in CHECKS if check.name not in found) if is_readable else (),
        reading=page.reading if is_readable else None,
        word_count=page.rendered.word_count if is_readable else None,
    )


def reasons_not_to_publish(
    article: Article, *, alongside: Collection[Article] = ()
) -> list[Reason]:
    """Every reason why the article's working text may not go out yet, as sentences.

    `alongside` are articles that go out together with it and so count as public already.
    """
    going_out = frozenset({article.pk, *(other.pk for other in alongside)})
    return blockers_on(content_of(article.working_revision), article=article, going_out=going_out)


def blockers_on(
    content: Content, *, article: Article, going_out: Set[int] = frozenset()
) -> list[Reason]:
    """Every reason why the page of `article` may not say `content`, as sentences."""
    found = _findings(Page.of(content, article, going_out), BLOCKING)
    return [finding.as_reason() for finding in found if finding.level == Level.BLOCK]


def _findings(page: Page, checks: Iterable[Check]) -> Iterator[Finding]:
    not_storable = list(STORABLE.findings(page))
    yield from not_storable
    if not _is_unreadable(not_storable):
        for check in checks:
            if check is not STORABLE:
                yield from check.findings(page)


def _is_unreadable(findings: Iterable[Finding]) -> bool:
    return any(one.check == STORABLE.name and one.field == "body" for one in findings)
