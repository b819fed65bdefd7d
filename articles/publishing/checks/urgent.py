"""The `urgent` box: what to do now stands on every page that may be read in an emergency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.publishing.checks.finding import Finding, block, warn
from articles.publishing.checks.page import Page
from articles.publishing.checks.sentences import sentences_of, shortened

_EMERGENCY = re.compile(r"\b(?:cris[ie]s|breath\w*)\b", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\b(?:cris[ie]s|breath(?:e|es|ing)?|medicines?|medications?)\b", re.IGNORECASE
)
# The title alone makes these pages ones that somebody may open in need.
_IN_TITLE = re.compile(rf"{_SPOKEN_OF.pattern}|\bsymptoms?\b", re.IGNORECASE)


def urgent_box(page: Page) -> Iterator[Finding]:
    """Health information that speaks of crisis, breathing or medicines has the box to get help.

    A page whose title says that it is about a crisis or about breathing does not go out without:
    somebody may open it because they cannot breathe. For the others it is a warning: the word
    “medicines” stands on most pages, and if each had the box, nobody would see it any more.
    """
    if not page.is_information or any(line.notice == "urgent" for line in page.blocks):
        return
    box = {"box": "::: urgent"}
    title = page.content.title
    if match := _EMERGENCY.search(title):
        sentence = _(
            "The title says “%(word)s”, so this page may be opened in an emergency. Put a box "
            "“%(box)s” on top that says when to call for help."
        )
        yield block(sentence % (box | {"word": match[0]}), field="body")
        return
    if match := _IN_TITLE.search(title):
        sentence = _(
            "The title says “%(word)s”. Add a box “%(box)s” that says when to call for help or to "
            "ask first."
        )
        yield warn(sentence % (box | {"word": match[0]}), field="title", quote=match[0])
        return
    for line in page.blocks:
        if line.kind != "code" and (match := _SPOKEN_OF.search(line.text)):
            said = next(one for one in sentences_of(line.text) if _SPOKEN_OF.search(one))
            sentence = _(
                "The text speaks of “%(word)s”: “%(said)s” Add a box “%(box)s” that says when to "
                "call for help or to ask first, if a reader could need it."
            )
            facts = box | {"word": match[0], "said": shortened(said)}
            yield warn(sentence % facts, field="body", quote=page.typed.quote(said))
            return
