"""Why a text may not be stored, and why it may not go out yet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Set

from django.utils.translation import gettext as _

from articles import rendering
from articles.models import Article, Revision
from articles.publishing.content import Content, content_of
from articles.publishing.paths import is_elsewhere, is_public_path, own_path
from articles.publishing.reasons import Reason

# Link texts that make no sense when a screen reader lists the links of a page (WCAG 2.4.4).
VAGUE_LINK_TEXTS = frozenset(
    {"click", "click here", "here", "read more", "more", "this", "this link", "link", "this page"}
)

# A mark of a source, where it stands as it was typed.
AS_TYPED = re.compile(r"\[@[^\]\n]{0,80}\]?")


def reasons_not_to_store(content: Content) -> list[Reason]:
    """Every reason why not even a draft can hold `content`: no title, or something too long."""
    reasons = []
    if not any(character.isalnum() for character in content.title):
        reasons.append(Reason(_("Give the article a title."), field="title"))
    for field in ("title", "summary", "lead_alt"):
        limit = Revision._meta.get_field(field).max_length
        length = len(getattr(content, field))
        if length > limit:
            reasons.append(
                Reason(
                    _("Shorten this to %(limit)s characters; it has %(length)s.")
                    % {"limit": limit, "length": length},
                    field=field,
                )
            )
    try:
        content.rendered  # noqa: B018 (rendered once and kept)
    except rendering.SourceTooLong as error:
        reasons.append(Reason(str(error), field="body"))
    return reasons


def reasons_not_to_publish(
    article: Article, *, alongside: Collection[Article] = ()
) -> list[Reason]:
    """Every reason why the article's working text may not go out yet, as sentences.

    `alongside` are articles that go out together with it and so count as public already.
    """
    content = content_of(article.working_revision)
    if reasons := reasons_not_to_store(content):
        return reasons
    rendered = content.rendered
    return [
        *_missing_words(content, rendered),
        *_pictures(content, rendered),
        *(Reason(fault, field="body") for fault in rendered.faults),
        *_headings(rendered),
        *_citations(content, rendered),
        *_links(rendered, going_out={article.pk, *(other.pk for other in alongside)}),
    ]


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


def _missing_words(content: Content, rendered: rendering.Rendered) -> Iterator[Reason]:
    if not content.summary.strip():
        yield Reason(
            _("Write a summary: one or two sentences with the main message."), field="summary"
        )
    if not rendered.text.strip() and not rendered.pictures:
        yield Reason(_("The text is empty."), field="body")


def _pictures(content: Content, rendered: rendering.Rendered) -> Iterator[Reason]:
    if content.lead_image and not (content.lead_alt.strip() or content.lead_is_decorative):
        yield Reason(_("Describe the lead picture, or mark it as decorative."), field="lead_alt")
    for use in rendered.pictures:
        if not use.key:
            yield Reason(
                _(
                    "The picture “%(src)s” lies elsewhere and would not be shown. Upload it to the "
                    "image library."
                )
                % {"src": use.src},
                field="body",
            )
        elif not use.known:
            yield Reason(
                _("The picture “%(key)s” is not in the image library.") % {"key": use.key},
                field="body",
            )
        elif not (use.alt.strip() or use.decorative):
            yield Reason(
                _(
                    "The picture “%(key)s” has no description. Write one between the square "
                    "brackets, or mark it as decorative: ![](image:%(key)s){.decorative}"
                )
                % {"key": use.key},
                field="body",
            )


def _headings(rendered: rendering.Rendered) -> Iterator[Reason]:
    above = 1  # the page's title is its only heading of level 1
    for heading in rendered.headings:
        if heading.level > above + 1:
            yield Reason(
                _(
                    "The heading “%(text)s” skips a level: it is a heading of level %(level)s and "
                    "the one before it of level %(above)s."
                )
                % {"text": heading.text, "level": heading.level, "above": above},
                field="body",
            )
        if not heading.text.strip():
            yield Reason(_("One heading has no words."), field="body")
        above = heading.level


def _citations(content: Content, rendered: rendering.Rendered) -> Iterator[Reason]:
    for use in rendered.citations:
        if not use.known:
            yield Reason(
                _(
                    "The source “%(key)s” is not in the register of sources. Add it there, or "
                    "mend its key."
                )
                % {"key": use.key},
                field="body",
            )
    # What the renderer could make nothing of stands in the page as it was typed.
    for mark in AS_TYPED.findall(rendered.text):
        yield Reason(
            _(
                "“%(mark)s” would stand on the page as it is. A source is cited as [@key], several "
                "as [@one; @two], and not inside a link."
            )
            % {"mark": mark},
            field="body",
        )
    plain = {"title": content.title, "summary": content.summary}
    plain["key_points"] = "\n".join(content.key_points)
    for field, words in plain.items():
        if mark := AS_TYPED.search(words):
            yield Reason(
                _("“%(mark)s” would stand here as it is: only the text can cite a source.")
                % {"mark": mark[0]},
                field=field,
            )


def _links(rendered: rendering.Rendered, going_out: Set[int]) -> Iterator[Reason]:
    anchors = {heading.id for heading in rendered.headings}
    for link in rendered.links:
        words = re.sub(r"[\W_]+", " ", link.text).strip().casefold()
        if not words or words in VAGUE_LINK_TEXTS:
            yield Reason(
                _(
                    "The link “%(text)s” to %(href)s does not say where it leads. Use the name of "
                    "the page as its words."
                )
                % {"text": link.text, "href": link.href},
                field="body",
            )
        if link.href.startswith("#"):
            if link.href[1:] not in anchors:
                yield Reason(
                    _(
                        "The link “%(text)s” leads to “%(href)s”, but no heading of this page has "
                        "that name."
                    )
                    % {"text": link.text, "href": link.href},
                    field="body",
                )
        elif (path := own_path(link.href)) and not is_public_path(path, going_out):
            yield Reason(
                _("The link “%(text)s” leads to %(path)s, which readers cannot see.")
                % {"text": link.text, "path": path},
                field="body",
            )
