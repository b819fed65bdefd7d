"""Filing: where the site keeps a page and who stands behind it, whatever its text says."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models import slugs
from articles.models.person import Person
from articles.models.place import PlaceField
from articles.models.section import Section


class Filing(models.Model):
    """How an article is filed: its address, its people and its place. It acts at once.

    The columns stand in the table of articles, whose pointers are moved by the verbs only.
    """

    class Policy(models.TextChoices):
        EDITORIAL = "editorial", _("how pages are written and checked")
        CORRECTIONS = "corrections", _("corrections")
        FUNDING = "funding", _("ownership and funding")
        CONTACT = "contact", _("contact and feedback")
        PRIVACY = "privacy", _("privacy")
        ACCESSIBILITY = "accessibility", _("accessibility")
        TERMS = "terms", _("terms of use")

    section = models.ForeignKey(
        Section,
        on_delete=models.RESTRICT,
        related_name="articles",
        verbose_name=_("section"),
        help_text=_("Moving a page leaves a redirect at its old address."),
    )
    slug = models.CharField(
        _("address"),
        max_length=slugs.MAX_LENGTH,
        unique=True,
        validators=slugs.VALIDATORS,
        help_text=_(
            "The last part of the page's address, e.g. “causes”. Proposed from the title; after "
            "that it changes only when you change it, and the old address leads to the new one."
        ),
    )
    # Who answers for the page at the desk; readers see its authors.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("who answers for it"),
        help_text=_(
            "Is told when a review of this page is due, e.g. whoever started it. Readers do not "
            "see this."
        ),
    )
    authors = models.ManyToManyField(Person, through="articles.Byline", related_name="articles")
    position = PlaceField(
        _("place in its section"),
        default=0,
        help_text=_("Smaller numbers come first. News, columns and surveys stand newest first."),
    )
    start_here = PlaceField(
        _("place under “Start here”"),
        null=True,
        blank=True,
        help_text=_("A number puts the page on the home page's list for the newly diagnosed."),
    )
    review_interval = models.PositiveSmallIntegerField(
        _("months until the next review"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_(
            "For how long a review of this page holds. Leave empty for the usual time: a year for "
            "information, two for the pages about this site, none for the rest."
        ),
    )
    # NULL, not "": a unique column holds "" only once.
    policy = models.CharField(
        _("it is the site's policy on"),
        max_length=20,
        choices=Policy,
        null=True,
        blank=True,
        unique=True,
        help_text=_("The page is then linked from the foot of every page and named to machines."),
        error_messages={"unique": _("Another page is this policy already.")},
    )
    is_sample = models.BooleanField(
        _("sample page"),
        default=False,
        help_text=_("The page then says that it is a sample and has not been medically reviewed."),
    )

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.section.slug, self.slug])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def review_months(self) -> int | None:
        """For how many months a review of it holds; None where none is due again."""
        return self.review_interval or self.section.review_months

    @property
    def is_information(self) -> bool:
        return self.section.is_information

    @property
    def needs_second_pair(self) -> bool:
        """Whether somebody else than its writers must approve a text: all but the site's own."""
        return not self.is_about

    @property
    def is_about(self) -> bool:
        """Whether it is about the site itself rather than the disease."""
        return self.section.kind == Section.Kind.ABOUT

    @property
    def is_column(self) -> bool:
        return self.section.is_columns

    @cached_property
    def byline(self) -> list[Person]:
        """Who wrote it, in order; empty means the editorial team."""
        return [byline.person for byline in self.bylines.all()]
