"""The `urgent` box: what to do now stands on every page that may be read in an emergency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.publishing.checks.finding import Finding, block, warn
from articles.publishing.checks.page import Page
from articles.publishing.checks.sentences import sentences_of, shortened

_ABOUT = re.compile(
    r"\b(?:symptoms?|cris[ie]s|breath\w*|medicines?|medications?|drugs?)\b", re.IGNORECASE
)
_SPOKEN_OF = re.compile(
    r"\b(?:cris[ie]s|breath(?:e|es|ing)?|medicines?|medications?)\b", re.IGNORECASE
)


def urgent_box(page: Page) -> Iterator[Finding]:
    """Health information that speaks of crisis, breathing or medicines has the box to get help.

    Where the title says that this is what the page is about, it does not go out without: somebody
    may open it because they cannot breathe. Where the text only touches on it, a person decides.
    """
    if not page.is_information or any(line.notice == "urgent" for line in page.blocks):
        return
    box = {"box": "::: urgent"}
    if match := _ABOUT.search(page.content.title):
        sentence = _(
            "The title says “%(word)s”, so this page may be opened in an emergency. Put a box "
            "“%(box)s” on top that says when to call for help."
        )
        yield block(sentence % (box | {"word": match[0]}), field="body")
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
