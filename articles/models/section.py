"""Sections: the rooms of the site."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import slugs
from articles.models.place import PlaceField


class Section(models.Model):
    """One section of the site, such as "About MG". An ordinary row: editors change it at any time.

    Its address changes through `publishing.move_section`, which leaves redirects.
    """

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information: evergreen pages, medically reviewed")
        NEWS = "news", _("News: dated stories")
        COLUMNS = "columns", _("Columns: personal experience")
        SURVEYS = "surveys", _("Surveys: a story and its infographic")
        ABOUT = "about", _("About: policies and how the site works")

    # How long a review holds where neither the review nor the article says otherwise. News and
    # columns report what was true on their day and are not reviewed again.
    REVIEW_MONTHS = {Kind.INFORMATION: 12, Kind.ABOUT: 24}

    DATED_KINDS = (Kind.NEWS, Kind.COLUMNS, Kind.SURVEYS)

    title = models.CharField(
        _("title"), max_length=80, help_text=_("As it stands in the menu, e.g. “About MG”.")
    )
    slug = models.CharField(
        _("address"),
        max_length=slugs.MAX_LENGTH,
        unique=True,
        validators=slugs.VALIDATORS,
        help_text=_(
            "The first part of its pages' addresses, e.g. “about-mg”. If you change it, every old "
            "address of the section will lead to the new one."
        ),
        error_messages={"unique": _("Another section already has this address.")},
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        help_text=_(
            "Decides the order of its pages (information and about: yours; the others: newest "
            "first) and what is said beside their dates."
        ),
    )
    intro = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences on top of the section's page. Plain text."),
    )
    position = PlaceField(
        _("place in the menu"), default=0, help_text=_("Smaller numbers come first.")
    )

    class Meta:
        ordering = ("position", "title")
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["information", "news", "columns", "surveys", "about"]),
                name="section_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def is_dated(self) -> bool:
        """Whether its pages stand newest first rather than in the editors' order."""
        return self.kind in self.DATED_KINDS

    @property
    def has_booklet(self) -> bool:
        """Whether its pages make a book: news would be old before it is printed."""
        return not self.is_dated

    @property
    def review_months(self) -> int | None:
        """For how many months a review of its pages holds; None where none is due again."""
        return self.REVIEW_MONTHS.get(self.kind)

    @property
    def is_columns(self) -> bool:
        """Whether its pages tell one person's experience, which each of them says."""
        return self.kind == self.Kind.COLUMNS

    @property
    def in_header(self) -> bool:
        """Whether it stands in the menu on top; the about pages stand in the footer."""
        return self.kind != self.Kind.ABOUT

    @property
    def is_information(self) -> bool:
        """Whether its pages are health information, which a medical reviewer should check."""
        return self.kind == self.Kind.INFORMATION
