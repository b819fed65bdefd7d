"""Links: that they say where they lead, and lead there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from articles.models import Article
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
# A link to a page of ours, where it stands as it was typed.
_AS_TYPED = re.compile(r"\[\[[^\]\n]{0,80}\]?\]?")
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
    yield from _page_links(page)
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


def _page_links(page: Page) -> Iterator[Finding]:
    """What is wrong with links of the form [[slug]]."""
    told = set()
    for use in page.rendered.page_links:
        article = page.content.linked.get(use.slug)
        goes_out = article is not None and article.pk in page.going_out
        if not use.leads and not goes_out and use.slug not in told:
            told.add(use.slug)
            yield block(_why_not(use.slug, article), field="body", quote=_mark(page, use.slug))
    # What the renderer could make nothing of stands in the page as it was typed.
    for line in page.blocks:
        for mark in _AS_TYPED.findall(line.text) if line.kind != "code" else ():
            sentence = _(
                "“%(mark)s” would stand on the page as it is. A link to one of our pages is "
                "[[its-address]] or [[its-address|words of the link]], and not inside another link."
            )
            yield block(sentence % {"mark": mark}, field="body", quote=page.typed.quote(mark))
    for field in ("title", "summary", "key_points"):
        if mark := _AS_TYPED.search(page.fields[field]):
            sentence = _("“%(mark)s” would stand here as it is: only the text can have links.")
            yield block(sentence % {"mark": mark[0]}, field=field, quote=mark[0])


def _why_not(slug: str, article: Article | None) -> str:
    """Why readers could not follow a link to the page that the text calls `slug`."""
    if article is None:
        sentence = _(
            "[[%(slug)s]] leads nowhere: no page of ours has the address “%(slug)s”. Mend it, or "
            "take the link out."
        )
        return sentence % {"slug": slug}
    facts = {"slug": slug, "title": str(article)}
    if not article.is_withdrawn:
        sentence = _(
            "[[%(slug)s]] leads to “%(title)s”, which is not published. Publish that page first, "
            "or take the link out."
        )
    elif instead := article.replaced_by():
        facts["instead"] = instead.slug
        sentence = _(
            "[[%(slug)s]] leads to “%(title)s”, which was withdrawn. Its readers are led on: write "
            "[[%(instead)s]], or take the link out."
        )
    else:
        sentence = _(
            "[[%(slug)s]] leads to “%(title)s”, which was withdrawn. Link to another page, or take "
            "the link out."
        )
    return sentence % facts


def _mark(page: Page, slug: str) -> str:
    """The link to `slug` as it was typed."""
    found = re.search(rf"\[\[\s*{slug}\s*(?:\|[^\[\]]*)?\]\]", page.content.body, re.IGNORECASE)
    return found[0] if found else ""


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
