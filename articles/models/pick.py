"""Picks: pages that editors put first for one query."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.place import PlaceField


class PickQuerySet(models.QuerySet):
    def with_pages(self) -> PickQuerySet:
        """Each with its pages and their texts' titles, in two queries."""
        pages = PickedPage.objects.select_related(
            "article__draft_revision", "article__live_revision"
        )
        return self.prefetch_related(models.Prefetch("pages", pages))


class Pick(models.Model):
    """One query, and the pages that stand first when somebody asks it. An ordinary row."""

    query = models.CharField(
        _("query"),
        max_length=80,
        help_text=_(
            "As readers type it, e.g. “newly diagnosed”. Capitals, endings and small words such as "
            "“the” make no difference."
        ),
    )
    # The same for all ways of typing the query; made by `articles.search`.
    key = models.CharField(max_length=200, unique=True, editable=False)
    articles = models.ManyToManyField(Article, through="articles.PickedPage", related_name="picks")

    objects = PickQuerySet.as_manager()

    class Meta:
        ordering = ("query",)
        verbose_name = _("editors' pick")
        verbose_name_plural = _("editors' picks")

    def __str__(self) -> str:
        return self.query


class PickedPage(models.Model):
    """One page of a pick, in the order in which readers see them; shown while it is public."""

    pick = models.ForeignKey(Pick, on_delete=models.CASCADE, related_name="pages")
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="picked", verbose_name=_("article")
    )
    position = PlaceField(
        _("order"), default=0, help_text=_("Smaller numbers stand first, e.g. 1.")
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            models.UniqueConstraint(fields=["pick", "article"], name="picked_page_is_unique")
        ]

    def __str__(self) -> str:
        return str(self.article)
