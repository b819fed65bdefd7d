"""Page links: which of our own pages a text links to by its slug."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models import slugs
from articles.models.article import Article
from articles.models.redirect import Redirect
from articles.models.revision import Revision

# So many slugs that no page has are looked for among the old addresses.
MOST_OLD = 50


class PageLinkQuerySet(models.QuerySet):
    def meant_in(self, revision: Revision | None) -> dict[str, int]:
        """Return which article each `[[slug]]` of a text means, as far as it is known."""
        found = self.filter(revision=revision, article__isnull=False) if revision else self.none()
        return dict(found.values_list("slug", "article"))

    def in_use(self) -> PageLinkQuerySet:
        """Those in texts that are on the desk, or that readers see."""
        texts = Q()
        for pointer in ("draft_revision", "live_revision"):
            texts |= Q(revision__in=Article.objects.exclude(**{pointer: None}).values(pointer))
        return self.filter(texts)


class PageLink(models.Model):
    """One page of ours that the text of one revision links to, by the slug that it has for it.

    The slug is a fact of the text. Which article it means is decided once, when the text is saved,
    or when a page with that slug comes to be: after that it is the same article, wherever that
    moves and whatever page takes the slug. `shows_title` says that somewhere the article's title
    stands in the text, for want of other words.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="page_links")
    slug = models.CharField(_("address in the text"), max_length=slugs.MAX_LENGTH, db_index=True)
    article = models.ForeignKey(
        Article,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="page_links",
        verbose_name=_("page"),
    )
    shows_title = models.BooleanField(_("shows the page's title"))

    objects = PageLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a page")
        verbose_name_plural = _("links to pages")
        constraints = [
            models.UniqueConstraint(fields=["revision", "slug"], name="page_link_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.slug} in {self.revision_id}"


def linked_in(body: str, meant: Mapping[str, int]) -> dict[str, Article]:
    """Return the articles that the Markdown `body` links to, by the slug that it has for each.

    `meant` are the keys of those that are known from the text before. Of the others it is the
    article that has the slug today, or else had it last.
    """
    named = rendering.linked_slugs(body)
    if not named:
        return {}
    known = {slug: meant[slug] for slug in named if slug in meant}
    unknown = [slug for slug in named if slug not in known]
    asked = Q(pk__in=set(known.values())) | Q(slug__in=unknown)
    rows = list(Article.objects.filter(asked).as_linked())
    by_key = {article.pk: article for article in rows}
    by_slug = {article.slug: article for article in rows}
    found = {
        slug: by_key.get(known[slug]) if slug in known else by_slug.get(slug) for slug in named
    }
    missing = [slug for slug, article in found.items() if article is None]
    return {slug: article for slug, article in found.items() if article} | _moved(missing)


def _moved(missing: list[str]) -> dict[str, Article]:
    """The articles that had one of the slugs `missing` last, and live elsewhere today."""
    ends = Q()
    for slug in missing[:MOST_OLD]:
        ends |= Q(old_path__endswith=f"/{slug}/")
    if not ends:
        return {}
    rows = Redirect.objects.filter(ends, article__isnull=False).order_by("created_at", "pk")
    keys = {}
    for path, key in rows.values_list("old_path", "article"):
        match path.strip("/").split("/"):
            case [_section, slug]:
                keys[slug] = key
    articles = Article.objects.filter(pk__in=set(keys.values())).as_linked().in_bulk()
    return {
        slug: articles[key] for slug, key in keys.items() if slug in missing and key in articles
    }
