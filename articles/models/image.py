"""Images: the picture library."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models import slugs

# How the file of a picture is called: its key, its width, and a digest of its content.
STORED = re.compile(r"\bimages/([a-z0-9-]+)-\d+-[0-9a-f]{10}\.(?:jpg|png|webp)\b")


class ImageQuerySet(models.QuerySet):
    def named_in(self, body: str) -> ImageQuerySet:
        """The images that the Markdown `body` names by their keys, or by a file's address."""
        keys = rendering.picture_keys(body) | set(STORED.findall(body))
        return self.filter(key__in=keys)

    def pictures_in(self, body: str) -> dict[str, rendering.Picture]:
        """The facts that the renderer needs about them, by key."""
        return {image.key: image.as_picture() for image in self.named_in(body)}

    def stored_as(self, name: str) -> ImageQuerySet:
        """The image whose key stands in the file name `name`; no other can have such a file."""
        found = STORED.fullmatch(name)
        return self.filter(key=found[1]) if found else self.none()


class Image(models.Model):
    """One picture of the library, stored in several sizes.

    The file, its size and its key never change after upload; the words about it may. How a page
    uses it (its alternative text there) belongs to the page's revision.
    """

    key = models.CharField(
        _("key"),
        max_length=slugs.MAX_LENGTH,
        unique=True,
        help_text=_("How texts refer to it: ![description](image:key)."),
    )
    file = models.ImageField(
        _("file"), upload_to="images/", width_field="width", height_field="height", max_length=200
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    renditions = models.JSONField(
        _("stored sizes"),
        default=dict,
        editable=False,
        help_text=_("{format: [[file name, width], …]}, smallest first."),
    )
    description = models.CharField(
        _("description"),
        max_length=250,
        help_text=_(
            "What the picture shows, for people who cannot see it, e.g. “A nerve ending beside a "
            "muscle; antibodies block the receptors”. It is proposed wherever the picture is used."
        ),
    )
    caption = models.CharField(
        _("caption"), max_length=300, blank=True, help_text=_("Printed below the picture.")
    )
    credit = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Who made it, e.g. “Rosa Lind”.")
    )
    licence = models.CharField(
        _("licence"), max_length=120, blank=True, help_text=_("e.g. “CC BY 4.0” or “own work”.")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(width__gt=0, height__gt=0), name="image_has_a_size"
            ),
            models.CheckConstraint(
                condition=~models.Q(description=""), name="image_has_a_description"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.description[:60]} ({self.key})"

    @property
    def is_used(self) -> bool:
        """Whether any revision, old ones included, any callout or any person's page shows it."""
        return any(rows.exists() for rows in (self.uses, self.leads, self.callouts, self.people))

    @property
    def file_names(self) -> set[str]:
        """The names under which its sizes are stored."""
        return {self.file.name} | {
            name for sizes in self.renditions.values() for name, _width in sizes
        }

    @property
    def markdown(self) -> str:
        """What an editor pastes into a text to show this picture."""
        alt = self.description.translate(str.maketrans("[]\\", "()/"))
        return f"![{alt}](image:{self.key})"

    def as_picture(self) -> rendering.Picture:
        """Return the facts that a page needs to show this picture; no query, no file access."""

        def stored(format_name: str) -> tuple[rendering.Rendition, ...]:
            return tuple(
                rendering.Rendition(default_storage.url(name), width)
                for name, width in self.renditions.get(format_name, [])
            )

        return rendering.Picture(
            key=self.key,
            url=default_storage.url(self.file.name),
            width=self.width,
            height=self.height,
            renditions=stored("fallback"),
            webp=stored("webp"),
            caption=self.caption,
            credit=self.credit,
            licence=self.licence,
        )
