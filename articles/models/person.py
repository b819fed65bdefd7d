"""People: whose names stand on the pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models import slugs
from articles.models.image import NOT_DESCRIBED
from articles.models.shown import is_public
from articles.models.site_settings import SiteSettings


class PersonQuerySet(models.QuerySet):
    def of_account(self, account: AbstractBaseUser | None) -> Person | None:
        """The one who signs in with `account`, or None."""
        return self.filter(account=account).first() if account else None

    def public(self) -> PersonQuerySet:
        """Those with a page: they wrote a page that readers may see, or reviewed what it said.

        Each knows which, as `has_written` and `has_reviewed`.
        """
        writers = self.model._default_manager.filter(is_public("articles__"))
        reviews = self.model._meta.get_field("reviews").related_model.objects.seen()
        return self.annotate(
            has_written=models.Exists(writers.filter(pk=models.OuterRef("pk"))),
            has_reviewed=models.Exists(reviews.filter(reviewer=models.OuterRef("pk"))),
        ).filter(models.Q(has_written=True) | models.Q(has_reviewed=True))


class Person(models.Model):
    """One person who writes for the site or reviews it. An ordinary row.

    Whoever of them signs in at the desk has an account there, to which `account` leads; whoever
    does not is a person all the same.
    Whether somebody was asked about conflicts of interest, and what they said, are two facts:
    no day means not asked; a day without words means that they declared none.
    """

    name = models.CharField(
        _("name"), max_length=120, help_text=_("As it stands in a byline, e.g. “Rosa Lind”.")
    )
    slug = models.CharField(
        _("short name"),
        max_length=slugs.MAX_LENGTH,
        unique=True,
        validators=slugs.VALIDATORS,
        help_text=_("The last part of their page's address, e.g. “rosa-lind”."),
    )
    credentials = models.CharField(
        _("credentials"),
        max_length=120,
        blank=True,
        help_text=_("Stands behind the name, e.g. “MD, neurologist”. Leave empty for none."),
    )
    role = models.CharField(
        _("role"),
        max_length=120,
        blank=True,
        help_text=_(
            "What they do here or elsewhere, e.g. “Columnist” or “Neurologist, Example Hospital”."
        ),
    )
    photo = models.ForeignKey(
        "articles.Image",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("photo"),
        help_text=_("From the library. Leave empty to show none."),
    )
    orcid = models.CharField(
        _("ORCID"),
        max_length=19,
        blank=True,
        validators=[
            RegexValidator(
                r"\A\d{4}-\d{4}-\d{4}-\d{3}[\dX]\Z",
                _("Write the ORCID as four groups, e.g. “0000-0002-1825-0097”."),
            )
        ],
        help_text=_("Tells people of the same name apart, e.g. “0000-0002-1825-0097”."),
    )
    disclosure = models.TextField(
        _("conflicts of interest"),
        max_length=600,
        blank=True,
        help_text=_(
            "What they declared, in a sentence or two. Empty means that they declared none."
        ),
    )
    disclosure_asked_on = models.DateField(
        _("asked about them on"),
        null=True,
        blank=True,
        help_text=_("Leave empty if nobody has asked yet: their page then says so."),
    )
    is_sample = models.BooleanField(
        _("sample person"),
        default=False,
        help_text=_(
            "Does not exist. Their page says so, and search engines are told of no review."
        ),
    )
    # SET_NULL: the name stands on pages when somebody who left has no account any more.
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        limit_choices_to={"is_staff": True},
        related_name="+",
        verbose_name=_("account at this desk"),
        help_text=_(
            "Signed in with it, they review in their own name. Leave empty for somebody who never "
            "signs in here. Readers see nothing of it."
        ),
        error_messages={"unique": _("This account belongs to somebody else already.")},
    )
    bio = models.TextField(
        _("about this person"),
        max_length=600,
        blank=True,
        help_text=_("One or two sentences, shown at the end of what they wrote. Plain text."),
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(disclosure="") | models.Q(disclosure_asked_on__isnull=False),
                name="disclosure_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.slug])

    @property
    def portrait(self) -> rendering.Picture | None:
        """Their photo as a page draws it, or None."""
        return self.photo.as_picture() if self.photo else None

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    def clean(self) -> None:
        """Leave out what nobody can see; raise ValidationError when a fact cannot be so.

        A name that reads from right to left would turn the sentence around in which it stands.
        """
        for field in ("name", "credentials", "role"):
            line = " ".join(rendering.without_unseen(getattr(self, field)).split())
            setattr(self, field, line)
        for field in ("bio", "disclosure"):
            setattr(self, field, rendering.without_unseen(getattr(self, field)).strip())
        if not any(character.isalnum() for character in self.name):
            raise ValidationError({"name": _("Give the name as readers know it.")})
        if self.photo and not self.photo.description:
            raise ValidationError({"photo": NOT_DESCRIBED})
        asked_on = self.disclosure_asked_on
        if asked_on and asked_on > SiteSettings.current().today():
            raise ValidationError({"disclosure_asked_on": _("This day is yet to come.")})
        if self.disclosure and not self.disclosure_asked_on:
            raise ValidationError({"disclosure_asked_on": _("Say on which day this was declared.")})
