"""Sent again: a double click, a retried request and a form gone back to are no conflict."""

from __future__ import annotations

import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from articles.models import Article, Revision, Section
from articles.models.shown import is_in_bin
from articles.publishing.content import Content, content_of
from articles.publishing.merging import common_base, merge_contents

# Among so many of a writer's last texts the same one is looked for.
MOST_SENT = 20
# And for so long an article of the same words is the same article.
LATELY = datetime.timedelta(minutes=10)


def started_lately(
    content: Content, *, section: Section, slug: str, by: AbstractBaseUser
) -> Article | None:
    """Return the article that `by` has just started with this very text, or None.

    So it is with a double click and with a request that comes again. `slug` may be empty, where
    it was left to be proposed.
    """
    texts = Revision.objects.select_related("lead_image", "article").exclude(is_in_bin("article__"))
    first = texts.filter(
        number=1,
        created_by=by,
        title=content.title,
        article__section=section,
        created_at__gte=timezone.now() - LATELY,
    )
    return next(
        (
            text.article
            for text in first.order_by("-created_at")[:MOST_SENT]
            if slug in ("", text.article.slug) and content_of(text) == content
        ),
        None,
    )


def sent_before(
    article: Article, content: Content, base: Revision | None, *, by: AbstractBaseUser | None
) -> Revision | None:
    """The same text by the same writer, made from the same one: this request comes again.

    It was set aside then, or the writer has gone on from it since. None where it is new.
    """
    if by is None or base is None:
        return None
    has_gone_on = article.working_revision.created_by_id == by.pk
    sent = article.revisions.filter(based_on=base, created_by=by).select_related("lead_image")
    return next(
        (
            revision
            for revision in sent[:MOST_SENT]
            if (revision.was_set_aside or has_gone_on) and content_of(revision) == content
        ),
        None,
    )


def goes_on(
    content: Content, base: Revision | None, standing: Revision, *, by: AbstractBaseUser | None
) -> bool:
    """Whether the writer saved `standing` themselves and `content` has all that is new in it.

    So it is when a browser leads back to the form as it was before that was saved.
    """
    if by is None or base is None or standing.created_by_id != by.pk:
        return False
    if standing.number < base.number:  # the draft was discarded
        return False
    common = content_of(common_base(base, standing))
    return merge_contents(common, content, content_of(standing)).mine_has_theirs
