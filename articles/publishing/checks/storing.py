"""Whether a text can be stored at all, even as a draft."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles import rendering
from articles.models import Revision
from articles.publishing.checks.finding import Finding, block
from articles.publishing.checks.page import Page
from articles.publishing.content import Content
from articles.publishing.reasons import Reason


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


def not_to_be_stored(page: Page) -> Iterator[Finding]:
    """What keeps it from being saved, which also keeps it from going out."""
    for reason in reasons_not_to_store(page.content):
        yield block(str(reason), field=reason.field)
