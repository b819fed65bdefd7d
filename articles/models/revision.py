"""Revisions: exact texts, each written once."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models.listed_work import ListedWork

# The long columns of a revision, which a list of pages never shows.
LONG_COLUMNS = (
    *("body", "html", "text", "headings", "key_points", "works", "terms", "anchors"),
    *("linked_pages", "snippets"),
)


class Immutable(Exception):
    """Somebody tried to change a row that records a fact."""


class FactQuerySet(models.QuerySet):
    """Rows that are added and read, never changed or deleted by themselves."""

    def update(self, **changes: Any) -> int:
        raise Immutable(f"{self.model.__name__} rows record what happened; add one instead.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Immutable(f"{self.model.__name__} rows go only with an article nobody ever saw.")

    def with_pages(self) -> FactQuerySet:
        """Each with the page it is about, as a list names it: its address and its title."""
        return self.select_related("article__section", "article__live_revision").defer(
            *(f"article__live_revision__{column}" for column in LONG_COLUMNS)
        )


class Revision(models.Model):
    """One exact text of an article, as somebody saved it. Never changed.

    It is deleted only together with an article that was never published.

    What was written (title to lead image, who, when) is guarded by a trigger in the database.
    `html` to `terms` are what the renderer made of it: they are derived and may be made again when
    the renderer, a picture's caption, a source, the glossary or the address of a page changes that
    it links to. `anchors` joins them when the text is published: which headings of earlier
    editions lead where in this one.
    """

    DERIVED = (
        *("html", "text", "headings", "word_count", "works", "terms", "anchors"),
        *("linked_pages", "snippets"),
    )

    # The key is made here, not by the database: an article and its first revision point at each
    # other, and only with a key known beforehand can both rows be complete when inserted.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField(_("number"))
    based_on = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    restored_from = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    was_set_aside = models.BooleanField(
        default=False, help_text=_("Kept because somebody else had saved first; never in use.")
    )

    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    key_points = models.JSONField(_("key points"), default=list, blank=True)
    lead_image = models.ForeignKey(
        "articles.Image",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("lead picture"),
    )
    lead_alt = models.CharField(_("lead picture's alternative text"), max_length=250, blank=True)
    lead_is_decorative = models.BooleanField(_("lead picture is decorative"), default=False)

    created_at = models.DateTimeField(_("saved"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Kept beside the account so that a deleted one is still named.
    created_by_name = models.CharField(max_length=200)
    source_name = models.CharField(
        max_length=200, blank=True, help_text=_("Where an import took this text from.")
    )
    source_dated_on = models.DateField(
        null=True, blank=True, help_text=_("The date that the import's source gives for this text.")
    )

    # Counted once, when it was written; NULL for texts of before this was done.
    words_added = models.PositiveIntegerField(_("words added"), null=True, editable=False)
    words_removed = models.PositiveIntegerField(_("words removed"), null=True, editable=False)

    html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    headings = models.JSONField(default=list, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    works = models.JSONField(
        default=list,
        editable=False,
        help_text=_("The sources it cites, by number: {number, uses} and the facts of each."),
    )
    terms = models.JSONField(
        default=list,
        editable=False,
        help_text=_("The glossary terms that it links to: {slug, name, is_medicine}."),
    )
    anchors = models.JSONField(
        default=dict,
        editable=False,
        help_text=_("Ids of headings in earlier editions, and the id that each leads to now."),
    )

    linked_pages = models.JSONField(
        default=list,
        editable=False,
        help_text=_("The pages of ours that it links to as [[slug]]: {slug, title, url}."),
    )
    snippets = models.JSONField(
        default=list,
        editable=False,
        help_text=_("The facts kept once that are part of it: {key, title, number, text}."),
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("article", "-number")
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_unique"),
            models.CheckConstraint(condition=~models.Q(title=""), name="revision_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A revision is never changed; save a new draft instead.")
        super().save(*args, **kwargs)

    def save_derived(self) -> None:
        """Store what the renderer made of the text, and nothing else."""
        super().save(update_fields=self.DERIVED)

    @property
    def rested_html(self) -> str:
        """The text as its own page shows it: `html`, with rest points where it is long."""
        return rendering.with_rests(self.html)

    @property
    def minutes(self) -> int:
        """Reading time in minutes, at least one."""
        return rendering.minutes_to_read(self.word_count)

    @property
    def contents(self) -> tuple[rendering.Heading, ...]:
        """The entries of "On this page", the references last; none when there are too few."""
        contents = rendering.contents_of([rendering.Heading(**facts) for facts in self.headings])
        if not contents or not self.works:
            return contents
        return (*contents, rendering.Heading(2, gettext("References"), "frame-references"))

    @property
    def references(self) -> list[ListedWork]:
        """The list of references under the text, by number."""
        return [ListedWork.from_facts(facts) for facts in self.works]

    def as_document(self) -> rendering.Document:
        """Return everything that readers read of it, to be compared with another; no query."""
        known = [listed for listed in self.references if listed.work]
        return rendering.Document(
            title=self.title,
            summary=self.summary,
            key_points=tuple(self.key_points),
            lead_picture=self.lead_words,
            lead_picture_key=self.lead_image.key if self.lead_image else "",
            body=self.body,
            citations={listed.key: listed.as_mark for listed in known},
            references=tuple(listed.as_line for listed in known),
            pages={facts["slug"]: rendering.LinkedPage(**facts) for facts in self.linked_pages},
            snippets={facts["key"]: facts["text"] for facts in self.snippets},
        )

    @property
    def newest_year(self) -> int | None:
        """The year of the newest source that the text cites, or None."""
        return max((work["year"] for work in self.works if work.get("year")), default=None)

    @property
    def medicines(self) -> list[str]:
        """The names of the medicines in the glossary that the text mentions, in its order."""
        return [term["name"] for term in self.terms if term["is_medicine"]]

    @property
    def lead_words(self) -> str:
        """The lead picture's alternative text; none for a decorative one, which is passed over."""
        return "" if self.lead_is_decorative else self.lead_alt

    @property
    def lead(self) -> rendering.Picture | None:
        """The lead picture as the page draws it, or None."""
        return self.lead_image.as_picture() if self.lead_image else None


class ImageUse(models.Model):
    """One picture that the body of one revision shows. Rows are added, never changed."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="image_uses")
    image = models.ForeignKey("articles.Image", on_delete=models.RESTRICT, related_name="uses")

    class Meta:
        verbose_name = _("use of an image")
        verbose_name_plural = _("uses of images")
        constraints = [
            models.UniqueConstraint(fields=["revision", "image"], name="image_use_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.image_id} in {self.revision_id}"
