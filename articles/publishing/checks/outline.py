"""The shape of a page: its summary, its key points, its headings."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.publishing.checks.finding import Finding, block, warn
from articles.publishing.checks.page import Page

# What a search engine shows of a description, and what is too little to choose a page by.
SHORTEST_SUMMARY, LONGEST_SUMMARY = 50, 160
# A page of so many words is too long to be read at once with tired eyes (PRODUCT: key points).
LONG_PAGE = 600
FEWEST_POINTS, MOST_POINTS = 3, 6


def missing_summary(page: Page) -> Iterator[Finding]:
    """The main message comes first, and is what lists, feeds and searches show."""
    if not page.content.summary.strip():
        yield block(
            _("Write a summary: one or two sentences with the main message."), field="summary"
        )


def summary_length(page: Page) -> Iterator[Finding]:
    """A summary is the page's description, of which search engines show some 160 characters."""
    summary = page.content.summary.strip()
    length = len(summary)
    facts = {"length": length, "shortest": SHORTEST_SUMMARY, "longest": LONGEST_SUMMARY}
    if length > LONGEST_SUMMARY:
        sentence = _(
            "The summary has %(length)s characters, and search engines show about %(longest)s. "
            "Say the main message within them."
        )
    elif 0 < length < SHORTEST_SUMMARY:
        sentence = _(
            "The summary has only %(length)s characters. With %(shortest)s or more it tells "
            "readers what they will find."
        )
    else:
        return
    yield warn(sentence % facts, field="summary")


def empty_text(page: Page) -> Iterator[Finding]:
    """A page has words or a picture."""
    if not page.rendered.text.strip() and not page.rendered.pictures:
        yield block(_("The text is empty."), field="body")


def key_points(page: Page) -> Iterator[Finding]:
    """A long page of health information says what matters in three to six points.

    Without any it is stopped: nobody should have to read 600 words with double vision in order to
    learn whether they concern them. Too few or too many are worth a look.
    """
    count = len(page.content.key_points)
    facts = {
        "count": count,
        "fewest": FEWEST_POINTS,
        "most": MOST_POINTS,
        "words": page.rendered.word_count,
    }
    if not count and page.is_information and page.rendered.word_count > LONG_PAGE:
        sentence = _(
            "This page has %(words)s words. Say in %(fewest)s to %(most)s key points what matters "
            "most, for those who cannot read all of it."
        )
        yield block(sentence % facts, field="key_points")
    elif count and not FEWEST_POINTS <= count <= MOST_POINTS:
        sentence = _("A page has %(fewest)s to %(most)s key points; here are %(count)s.")
        yield warn(sentence % facts, field="key_points")


def headings(page: Page) -> Iterator[Finding]:
    """No level of headings is skipped, and none is empty (WCAG 1.3.1, 2.4.6)."""
    above = 1  # the page's title is its only heading of level 1
    for heading in page.rendered.headings:
        if heading.level > above + 1:
            sentence = _(
                "The heading “%(text)s” skips a level: it is a heading of level %(level)s and "
                "the one before it of level %(above)s."
            )
            facts = {"text": heading.text, "level": heading.level, "above": above}
            yield block(sentence % facts, field="body", quote=page.typed.quote(heading.text))
        if not heading.text.strip():
            yield block(_("One heading has no words."), field="body")
        above = heading.level
