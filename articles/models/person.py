"""People: whose names stand on the pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import slugs


class Person(models.Model):
    """One person who writes for the site. An ordinary row; not an account in the admin."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(
        _("short name"),
        max_length=slugs.MAX_LENGTH,
        unique=True,
        validators=slugs.VALIDATORS,
        help_text=_("For addresses and imports, e.g. “rosa-lind”."),
    )
    credentials = models.CharField(
        _("credentials"),
        max_length=120,
        blank=True,
        help_text=_("Stands behind the name, e.g. “MD, neurologist”. Leave empty for none."),
    )
    bio = models.TextField(
        _("about this person"),
        max_length=600,
        blank=True,
        help_text=_("One or two sentences, shown at the end of what they wrote. Plain text."),
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name
