"""Comments: what colleagues have not settled yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from articles.publishing.checks.finding import Finding, warn
from articles.publishing.checks.page import Page


def open_threads(page: Page) -> Iterator[Finding]:
    """What colleagues say to each other about the page is settled before it goes out.

    A warning only: whoever publishes may know better, and a comment must never hold a correction
    back that readers need.
    """
    if number := page.open_threads:
        sentence = ngettext(
            "%(number)s comment of colleagues is open. Read it, and resolve it if it is settled.",
            "%(number)s comments of colleagues are open. Read them, and resolve what is settled.",
            number,
        )
        # The comments stand in a part of the form's page that bears this name.
        yield warn(sentence % {"number": number}, field="comments")
