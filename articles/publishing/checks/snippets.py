"""Snippets: that each fact a text uses is there, up to date, and stands where it can."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.publishing.checks.finding import Finding, block
from articles.publishing.checks.page import Page

# A mark where it stands as it was typed.
_AS_TYPED = re.compile(r"\{\{[^{}\n]{0,80}\}\}")


def snippets_there(page: Page) -> Iterator[Finding]:
    """Readers get what each fact says today."""
    told = set()
    for found in page.rendered.snippets:
        sentence = _why_not(page, found.key, found.known, found.fits)
        if sentence and found.key not in told:
            told.add(found.key)
            yield block(sentence, field="body", quote=_typed(page, found.key))
    for line in page.blocks:
        for mark in _AS_TYPED.findall(line.text) if line.kind != "code" else ():
            sentence = _(
                "“%(mark)s” would stand on the page as it is. A fact is used as {{its-key}}, and "
                "neither in a heading nor inside a link."
            )
            yield block(sentence % {"mark": mark}, field="body", quote=page.typed.quote(mark))
    for field in ("title", "summary", "key_points"):
        if mark := _AS_TYPED.search(page.fields[field]):
            sentence = _("“%(mark)s” would stand here as it is: only the text can use a fact.")
            yield block(sentence % {"mark": mark[0]}, field=field, quote=mark[0])


def _why_not(page: Page, key: str, is_known: bool, fits: bool) -> str:
    """Why a text cannot go out with a snippet, or an empty text."""
    version = page.content.snippets.get(key)
    if not is_known or version is None:
        sentence = _("There is no fact “%(key)s”. Mend its key, or take it out.")
        return sentence % {"key": key}
    facts = {"title": version.snippet.title}
    if not fits:
        sentence = _("The fact “%(title)s” has more than one paragraph: give it a line of its own.")
    elif version.snippet.is_retired:
        sentence = _("The fact “%(title)s” was retired. Use another one, or write what is true.")
    elif not version.is_newest:
        sentence = _(
            "The fact “%(title)s” was updated after this text was saved. Save the text again: it "
            "then says what the fact says today."
        )
    else:
        return ""
    return sentence % facts


def _typed(page: Page, key: str) -> str:
    """The mark as it was typed."""
    found = re.search(rf"\{{\{{\s*{key}\s*\}}\}}", page.content.body, re.IGNORECASE)
    return found[0] if found else ""
