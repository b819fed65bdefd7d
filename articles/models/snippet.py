"""Snippets: facts that are kept once and stand in many pages."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models import slugs
from articles.models.revision import FactQuerySet, Immutable, Revision


class SnippetQuerySet(models.QuerySet):
    def with_page_counts(self) -> SnippetQuerySet:
        """Each with `pages`: how many pages that readers see use it."""
        page = "versions__uses__revision__article"
        shown = Q(versions__uses__revision=F(f"{page}__live_revision"))
        return self.annotate(pages=Count(page, filter=shown, distinct=True))

    def of_pages(self, articles: models.QuerySet) -> SnippetQuerySet:
        """Those that readers see on one of `articles`."""
        return self.filter(pk__in=articles.values("live_revision__snippet_uses__version__snippet"))

    def in_work(self) -> SnippetQuerySet:
        """Those with a text that somebody has written and nobody has published."""
        return self.filter(draft_version__isnull=False)


class Snippet(models.Model):
    """One fact that is kept once: what it is about, and the versions of its text.

    Texts refer to its key, which never changes. `live_version` is what new texts get;
    `draft_version` is one that somebody has written and nobody has published. One that is retired
    stays where it is, and no other text can go out with it.
    """

    key = models.CharField(
        _("key"),
        max_length=slugs.MAX_LENGTH,
        unique=True,
        validators=[slugs.VALIDATORS[0]],
        help_text=_(
            "How texts use it: {{approved-treatments-us}}. Lower-case letters, digits and "
            "hyphens; it cannot change later."
        ),
        error_messages={"unique": _("Another fact already has this key.")},
    )
    title = models.CharField(
        _("what it is about"),
        max_length=120,
        help_text=_("e.g. “Approved treatments in the US”. Histories of pages name it."),
    )
    is_retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("It stays in the pages that have it. No text goes out with it any more."),
    )
    live_version = models.ForeignKey(
        "articles.SnippetVersion", on_delete=models.RESTRICT, null=True, related_name="+"
    )
    draft_version = models.ForeignKey(
        "articles.SnippetVersion", on_delete=models.RESTRICT, null=True, related_name="+"
    )

    objects = SnippetQuerySet.as_manager()

    class Meta:
        ordering = ("title", "key")
        verbose_name = _("fact kept once")
        verbose_name_plural = _("facts kept once")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(key=""), name="snippet_says_what_it_is_about"
            ),
            models.CheckConstraint(
                condition=Q(live_version__isnull=False) | Q(draft_version__isnull=False),
                name="snippet_has_a_text",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def markdown(self) -> str:
        """What an editor types to use it."""
        return "{{" + self.key + "}}"

    @property
    def working_version(self) -> SnippetVersion:
        """The text that an editor has before them: the one in work, or else what pages have."""
        return self.draft_version or self.live_version

    @property
    def is_used(self) -> bool:
        """Whether any text, old ones included, has it."""
        return SnippetUse.objects.filter(version__snippet=self).exists()


class SnippetVersion(models.Model):
    """One exact text of a snippet, as somebody saved it. Never changed."""

    MAX_TEXT = 4000

    # Made here, not by the database: a fact and its first version point at each other.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    snippet = models.ForeignKey(Snippet, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"), max_length=MAX_TEXT)
    as_of = models.DateField(_("as of"), help_text=_("The day for which somebody made sure of it."))
    created_at = models.DateTimeField(_("saved"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_by_name = models.CharField(_("written by"), max_length=200)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("snippet", "-number")
        verbose_name = _("version of a fact")
        verbose_name_plural = _("versions of facts")
        constraints = [
            models.UniqueConstraint(
                fields=["snippet", "number"], name="snippet_version_number_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.snippet} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A version is never changed; write another one instead.")
        super().save(*args, **kwargs)

    @property
    def is_newest(self) -> bool:
        """Whether it is what a text that is saved now would get."""
        return self.snippet.live_version_id == self.pk


class SnippetUse(models.Model):
    """Which version of a snippet the text of one revision has. Rows are added, never changed."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="snippet_uses")
    version = models.ForeignKey(SnippetVersion, on_delete=models.RESTRICT, related_name="uses")

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a fact")
        verbose_name_plural = _("uses of facts")
        constraints = [
            models.UniqueConstraint(fields=["revision", "version"], name="snippet_use_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} in {self.revision_id}"


def versions_in(body: str, revision: Revision | None) -> dict[str, SnippetVersion]:
    """Return the versions of the snippets that the Markdown `body` uses, by their keys.

    Those that the stored `revision` has on record; of others, and without one, what is live today.
    """
    keys = rendering.snippet_keys(body)
    if not keys:
        return {}
    live = SnippetVersion.objects.filter(
        pk__in=Snippet.objects.filter(key__in=keys).values("live_version")
    )
    found = {one.snippet.key: one for one in live.select_related("snippet__live_version")}
    if revision is not None:
        pinned = SnippetVersion.objects.filter(uses__revision=revision)
        found |= {one.snippet.key: one for one in pinned.select_related("snippet__live_version")}
    return found
