"""Links: that they say where they lead, and lead there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from articles.publishing.checks.finding import Finding, block, warn
from articles.publishing.checks.page import Page
from articles.publishing.paths import is_elsewhere, is_public_path, own_path
from articles.publishing.reasons import Reason
from articles.rendering import Link

# Link texts that make no sense when a screen reader lists the links of a page (WCAG 2.4.4).
VAGUE_LINK_TEXTS = frozenset(
    {"click", "click here", "here", "read more", "more", "this", "this link", "link", "this page"}
)
_BARE = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]“”\"]+[^\s<>()\[\]“”\".,;:!?]", re.IGNORECASE)
# A list of fifty addresses is one thing to mend.
_MOST_BARE = 20


def link_texts(page: Page) -> Iterator[Finding]:
    """The words of a link say where it leads, also when they are read without the text around.

    Vague words stop a page. A bare address is worth a look: it leads somewhere, but a screen
    reader spells it out.
    """
    for link in page.rendered.links:
        words = re.sub(r"[\W_]+", " ", link.text).strip().casefold()
        if not words or words in VAGUE_LINK_TEXTS:
            sentence = _(
                "The link “%(text)s” to %(href)s does not say where it leads. Use the name of "
                "the page as its words."
            )
            facts = {"text": link.text, "href": link.href}
            yield block(sentence % facts, field="body", quote=_typed(page, link))
    lines = (block.text for block in page.blocks if block.kind != "code")
    addresses = dict.fromkeys(address for line in lines for address in _BARE.findall(line))
    for address in islice(addresses, _MOST_BARE):
        sentence = _(
            "The address %(address)s stands in the text as it is. Make the name of the page a link "
            "to it: [name](%(address)s)."
        )
        quote = address if address in page.content.body else ""
        yield warn(sentence % {"address": address}, field="body", quote=quote)


def links_that_lead(page: Page) -> Iterator[Finding]:
    """Links to this page's headings and to our own pages lead readers somewhere."""
    anchors = {heading.id for heading in page.rendered.headings}
    page.site.look_up({path for link in page.rendered.links if (path := own_path(link.href))})
    for link in page.rendered.links:
        if link.href.startswith("#"):
            if link.href[1:] not in anchors:
                sentence = _(
                    "The link “%(text)s” leads to “%(href)s”, but no heading of this page has "
                    "that name."
                )
                facts = {"text": link.text, "href": link.href}
                yield block(sentence % facts, field="body", quote=_typed(page, link))
        elif (path := own_path(link.href)) and not page.is_public(path):
            sentence = _("The link “%(text)s” leads to %(path)s, which readers cannot see.")
            facts = {"text": link.text, "path": path}
            yield block(sentence % facts, field="body", quote=_typed(page, link))


def reasons_not_to_show(*, image_link: str = "", story_link: str = "") -> list[Reason]:
    """Every reason why a callout may not have these links: readers could not follow them."""
    reasons = []
    for field, href in (("image_link", image_link), ("story_link", story_link)):
        if not href or is_elsewhere(href):
            continue
        path = own_path(href)
        if not path.startswith("/"):
            sentence = _("Use an address of this site like “/news/”, or a full https:// one.")
        elif not is_public_path(path):
            sentence = _("Readers cannot see a page at this address.")
        else:
            continue
        reasons.append(Reason(sentence, field=field))
    return reasons


def _typed(page: Page, link: Link) -> str:
    """The link as it stands in the text, or its words alone."""
    typed = f"[{link.text}]({link.href})"
    body = page.content.body
    if typed in body:
        return typed
    return link.href if link.href in body else page.typed.quote(link.text)
