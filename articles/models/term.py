"""Terms: the words that the glossary explains."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models import slugs
from articles.models.article import Article
from articles.models.revision import Revision

MAX_WORDS = 60
MAX_CHARACTERS = 600


def short_enough(definition: str) -> None:
    """Raise ValidationError when `definition` has too many words, or too many characters."""
    if len(definition) > MAX_CHARACTERS:
        raise ValidationError(
            _("Shorten the definition to %(limit)s characters; it has %(length)s."),
            params={"limit": MAX_CHARACTERS, "length": len(definition)},
        )
    length = len(definition.split())
    if length > MAX_WORDS:
        raise ValidationError(
            _("Shorten the definition to %(limit)s words; it has %(length)s."),
            params={"limit": MAX_WORDS, "length": length},
        )


class TermQuerySet(models.QuerySet):
    def with_names(self) -> TermQuerySet:
        """Each with its other names, for `as_entry`; two queries."""
        return self.order_by("pk").prefetch_related("aliases")

    def with_page_counts(self) -> TermQuerySet:
        """Each with `pages`: how many pages that readers can see link to it."""
        uses = (
            TermUse.objects.filter(
                term=models.OuterRef("pk"),
                revision__in=Article.objects.public().values("live_revision"),
            )
            .order_by()
            .values("term")
            .annotate(pages=models.Count("pk"))
        )
        return self.annotate(pages=Coalesce(models.Subquery(uses.values("pages")), 0))


class Term(models.Model):
    """One word of the glossary. An ordinary row; a change reaches the pages that use it at once."""

    name = models.CharField(
        _("term"),
        max_length=80,
        help_text=_(
            "As it stands in a sentence, e.g. “ptosis” or “MuSK”. With a capital after its first "
            "letter it is found only as written."
        ),
    )
    slug = models.CharField(
        _("address"), max_length=slugs.MAX_LENGTH, unique=True, validators=slugs.VALIDATORS
    )
    definition = models.TextField(
        _("definition"),
        max_length=MAX_CHARACTERS,
        validators=[short_enough],
        help_text=_("Plain words, at most 60 of them. No Markdown."),
    )
    say = models.CharField(
        _("how to say it"), max_length=80, blank=True, help_text=_("e.g. “TOE-sis”.")
    )
    is_medicine = models.BooleanField(
        _("it is a medicine"),
        default=False,
        help_text=_("A column that mentions it then names it in its note on personal experience."),
    )
    # None for a term that says what it has always said.
    changed_at = models.DateTimeField(_("says something else since"), null=True, editable=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = (Lower("name"),)
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        indexes = [
            models.Index(
                fields=["changed_at"],
                condition=models.Q(changed_at__isnull=False),
                name="term_changed",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="term_name_is_unique",
                violation_error_message=_("The glossary already has this term."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(definition=""), name="term_is_explained"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("term", args=[self.slug])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its other names, which `other_names` holds where they were read with it."""
        others = getattr(self, "other_names", None)
        if others is None:
            others = [alias.name for alias in self.aliases.all()]
        return (self.name, *others)

    def as_entry(self) -> rendering.Entry:
        """Return what the renderer needs to find the term; `aliases` are prefetched."""
        return rendering.Entry(slug=self.slug, url=self.url, names=self.names)


class Alias(models.Model):
    """Another word for a term, such as “drooping eyelid” for “ptosis”."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("also called"), max_length=80)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="alias_is_unique",
                violation_error_message=_("Another term already has this name."),
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="alias_is_a_word"),
        ]

    def __str__(self) -> str:
        return self.name


class TermUse(models.Model):
    """One term that the page of one revision links to. Derived, and made again with its HTML."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="term_uses")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="uses")

    class Meta:
        verbose_name = _("use of a term")
        verbose_name_plural = _("uses of terms")
        constraints = [
            models.UniqueConstraint(fields=["revision", "term"], name="term_use_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.term_id} in {self.revision_id}"
