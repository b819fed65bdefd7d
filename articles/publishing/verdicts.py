"""Verdicts: what the checks say of each public page, kept where lists can count it.

Looking at a text takes some hundredths of a second, which a list of 20,000 has not. So the answer
is kept when a text goes out, doubted by the verbs that change what the checks look at, and given
anew by the audit or by whoever asks for it. Warnings are not kept: they stop nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, Revision, Verdict


def keep_verdicts(
    texts: Iterable[tuple[Article, Revision, int]], *, looked_at: datetime.datetime
) -> None:
    """Store what the checks said of each text: article, the text readers see, how much stops it.

    `looked_at` is when the look began: what changed after that is not in it.
    """
    Verdict.objects.bulk_create(
        (
            Verdict(article=article, revision=revision, blocks=blocks, looked_at=looked_at)
            for article, revision, blocks in texts
        ),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["revision", "blocks", "looked_at"],
    )


def doubt(articles: QuerySet[Article]) -> int:
    """Say that something changed which the checks look at in `articles`; returns how many."""
    concerned = Verdict.objects.filter(article__in=articles.order_by().values("pk"))
    return concerned.update(doubted_at=timezone.now())


def addresses_of(article: Article) -> list[str]:
    """The addresses of `article`, today's and those it had before, as they may stand in a text."""
    return as_linked(article.url, *article.redirects.values_list("old_path", flat=True))


def as_linked(*paths: str) -> list[str]:
    """Each of `paths` as it may stand in a text, with the site's name before it or without."""
    return [f"{before}{path}" for path in paths for before in ("", settings.ORIGIN)]
