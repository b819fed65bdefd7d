"""Callouts: reusable, dated blocks that stand beside the articles."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models.image import NOT_DESCRIBED
from articles.models.place import PlaceField


class CalloutQuerySet(models.QuerySet):
    def with_due(self, day: datetime.date) -> CalloutQuerySet:
        """Each with `is_due_today`: whether its dates include `day`."""
        has_begun = Q(starts_on__lte=day)
        is_not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        return self.annotate(
            is_due_today=models.ExpressionWrapper(
                has_begun & is_not_over, output_field=models.BooleanField()
            )
        )


class Callout(models.Model):
    """One block such as "2026 survey results". Edited once, changed on every page at once.

    A page shows at most one: of those whose dates and placement fit, the one with the highest
    priority; among equals the one placed most narrowly, then the newest.
    """

    class Placement(models.TextChoices):
        EVERYWHERE = "everywhere", _("Every page")
        SECTION = "section", _("The pages of one section")
        ARTICLE = "article", _("One article")

    title = models.CharField(
        _("title"), max_length=120, help_text=_("e.g. “What readers told us in 2026”.")
    )
    text = models.TextField(
        _("text"), max_length=600, help_text=_("One to three sentences. Plain text.")
    )
    image = models.ForeignKey(
        "articles.Image",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="callouts",
        verbose_name=_("picture"),
        help_text=_("From the library, e.g. a small version of an infographic."),
    )
    image_alt = models.CharField(
        _("picture's alternative text"),
        max_length=200,
        blank=True,
        help_text=_(
            "Must say where the picture leads, e.g. “Open the infographic of the 2026 survey”."
        ),
    )
    image_link = models.CharField(
        _("picture leads to"),
        max_length=300,
        blank=True,
        help_text=_("An address of this site, e.g. “/surveys/”, or a full https:// one."),
    )
    story_link = models.CharField(
        _("story"), max_length=300, blank=True, help_text=_("The page that tells the story.")
    )
    story_link_text = models.CharField(
        _("words of the story's link"),
        max_length=120,
        blank=True,
        help_text=_("Say where it leads, e.g. “Read the story of the 2026 survey”."),
    )
    placement = models.CharField(
        _("shown on"),
        max_length=20,
        choices=Placement,
        default=Placement.EVERYWHERE,
        help_text=_("A page shows one callout at most: that with the higher priority."),
    )
    section = models.ForeignKey(
        "articles.Section",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("section"),
        help_text=_("For a callout of one section, e.g. “Living with MG”."),
    )
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("article"),
        help_text=_("For a callout of one article, e.g. “Everyday energy”."),
    )
    starts_on = models.DateField(
        _("first day"), help_text=_("Readers see it from this day on, e.g. tomorrow.")
    )
    ends_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Leave empty to show it until you end it."),
    )
    priority = PlaceField(
        _("priority"), default=0, help_text=_("Where several fit a page, the highest is shown.")
    )

    objects = CalloutQuerySet.as_manager()

    class Meta:
        ordering = ("-priority", "-starts_on", "-pk")
        verbose_name = _("callout")
        verbose_name_plural = _("callouts")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="callout_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(placement="everywhere", section__isnull=True, article__isnull=True)
                | Q(placement="section", section__isnull=False, article__isnull=True)
                | Q(placement="article", section__isnull=True, article__isnull=False),
                name="callout_placement_names_its_place",
            ),
            models.CheckConstraint(
                condition=Q(image__isnull=True) | (~Q(image_alt="") & ~Q(image_link="")),
                name="callout_image_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(story_link="", story_link_text="")
                | (~Q(story_link="") & ~Q(story_link_text="")),
                name="callout_story_link_has_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def picture(self) -> rendering.Picture | None:
        """The picture as a page draws it, or None."""
        return self.image.as_picture() if self.image else None

    def is_due(self, day: datetime.date) -> bool:
        """Whether its dates include `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def clean(self) -> None:
        """Raise ValidationError with a sentence beside each field that contradicts another."""
        problems: dict[str, str] = {}
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            problems["ends_on"] = _("The last day is before the first day.")
        for place in ("section", "article"):
            chosen = getattr(self, f"{place}_id") is not None
            if self.placement == place and not chosen:
                problems[place] = _("Say which one it is shown on.")
            elif self.placement != place and chosen:
                problems[place] = _("Leave this empty, or choose this placement above.")
        if self.image and not self.image.description:
            problems["image"] = NOT_DESCRIBED
        if self.image_id and not self.image_alt:
            problems["image_alt"] = _("Say in words where the picture leads.")
        if self.image_id and not self.image_link:
            problems["image_link"] = _("Say which page the picture opens.")
        if self.story_link and not self.story_link_text:
            problems["story_link_text"] = _("Give the link its words.")
        if self.story_link_text and not self.story_link:
            problems["story_link"] = _("Say which page these words lead to.")
        if problems:
            raise ValidationError(problems)
