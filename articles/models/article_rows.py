"""Rows of articles: all that can be asked of them, and what comes with them for whom.

Which rows there are is said beside this, by one noun each: whether readers may see them
(`public_rows`), the work on them (`work_rows`), their reviews (`review_rows`), what their texts
point at (`link_rows`), and their dates (`dated_rows`).
"""

from __future__ import annotations

import re

from django.db import models
from django.db.models import Case, F, Q, When

from articles.models.byline import Byline
from articles.models.dated_rows import DatedRows
from articles.models.link_rows import LinkRows
from articles.models.publication import Publication
from articles.models.review_rows import ReviewRows
from articles.models.revision import LONG_COLUMNS
from articles.models.shown import is_in_bin, is_public
from articles.models.work_rows import WorkRows
from articles.rendering import without_unseen

# No title has more words that tell it from others.
MAX_WORDS = 8
# What stands around a slug where it was copied: [[causes]], /about-mg/causes/.
_BESIDE = re.compile(r"[\[\]|/]")


class ArticleQuerySet(WorkRows, LinkRows, DatedRows, ReviewRows):
    """All of it, and what comes with a row: what a card, a page, a list or a form prints."""

    def with_withdrawal(self) -> ArticleQuerySet:
        """Each with the reason why it was taken back and the page to read instead, if any."""
        replacement = "withdrawal__replacement__live_revision"
        return self.select_related(
            "section", "withdrawal__replacement__section", replacement
        ).defer(*(f"{replacement}__{column}" for column in LONG_COLUMNS))

    def with_withdrawn_text(self) -> ArticleQuerySet:
        """Each with all that its page prints under the notice that it was taken back."""
        return (
            self.with_withdrawal()
            .select_related("withdrawal__revision__lead_image", "last_review__reviewer")
            .with_people_and_editions()
        )

    def with_live_text(self) -> ArticleQuerySet:
        """Each with all that its page prints, in three queries."""
        return self.select_related(
            "section", "live_revision__lead_image", "last_review__reviewer"
        ).with_people_and_editions()

    def with_people_and_editions(self) -> ArticleQuerySet:
        """Each with its authors and with what readers were told of its editions, in two queries."""
        return self.prefetch_related(
            models.Prefetch("bylines", Byline.objects.select_related("person")),
            models.Prefetch("publications", Publication.objects.as_told(), to_attr="editions"),
        )

    def as_cards(self) -> ArticleQuerySet:
        """Each with what a card in a list shows, without the texts themselves."""
        return self.select_related("section", "live_revision__lead_image", "last_review").defer(
            *(f"live_revision__{column}" for column in LONG_COLUMNS)
        )

    def with_working_text(self) -> ArticleQuerySet:
        """Each with its draft and live revision, for the editors' lists."""
        return self.select_related(
            "section", "draft_revision", "live_revision", "last_review"
        ).defer(
            *(
                f"{pointer}_revision__{column}"
                for pointer in ("draft", "live")
                for column in LONG_COLUMNS
            )
        )

    def with_standing(self) -> ArticleQuerySet:
        """Each with its whole texts, its review and its withdrawal, for one editor's form."""
        return self.select_related(
            "section",
            "owner",
            "draft_revision__lead_image",
            "live_revision__lead_image",
            "last_review__reviewer",
            "withdrawal__replacement__section",
            "schedule",
        )

    def matching(self, query: str) -> ArticleQuerySet:
        """Those that have every word of `query` in a title or their slug: public ones first.

        Any text will do; words beyond MAX_WORDS are passed over, and no words find nothing.
        """
        words = _BESIDE.sub(" ", without_unseen(query)).split()[:MAX_WORDS]
        found = self if words else self.none()
        for word in words:
            somewhere = Q(slug__icontains=word)
            for pointer in ("draft_revision", "live_revision"):
                somewhere |= Q(**{f"{pointer}__title__icontains": word})
            found = found.filter(somewhere)
        return found.order_by(
            Case(When(is_public(), then=0), default=1),
            F("last_updated_on").desc(nulls_last=True),
            "-pk",
        )


class OutsideBin(models.Manager.from_queryset(ArticleQuerySet)):
    """Every article that was not deleted. Everybody who does not ask for the bin starts here."""

    def get_queryset(self) -> ArticleQuerySet:
        return super().get_queryset().exclude(is_in_bin())
