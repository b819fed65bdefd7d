"""Images: the picture library."""

from __future__ import annotations

import datetime
import re
from functools import reduce
from operator import or_

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models import slugs

# How the file of a picture is called: its key, its width, and a digest of its content.
STORED = re.compile(r"\bimages/([a-z0-9-]+)-\d+-[0-9a-f]{10}\.(?:jpg|png|webp)\b")

# What a picture may say that this site made itself; such a one needs no permission.
OWN_WORK = _("Own work")
# What is proposed as licence; others can be typed.
LICENCES = (
    OWN_WORK,
    _("With permission"),
    _("Public domain"),
    "CC0 1.0",
    "CC BY 4.0",
    "CC BY-SA 4.0",
    "CC BY-NC 4.0",
    "CC BY-ND 4.0",
)
NOT_DESCRIBED = _("This picture is not described yet. Describe it under Images, then choose it.")
# How long before its end a licence is worth somebody's attention, in days.
ENDING_SOON = 60


class ImageQuerySet(models.QuerySet):
    def described(self) -> ImageQuerySet:
        """Those that can be used: somebody has said what they show."""
        return self.exclude(description="")

    def undescribed(self) -> ImageQuerySet:
        """Those that came in with others at once and wait for their description, oldest first."""
        return self.filter(description="").order_by("uploaded_at", "pk")

    def licence_ending(self, today: datetime.date, within: int = ENDING_SOON) -> ImageQuerySet:
        """Those whose licence ends in the next days or has ended, the most urgent first."""
        last = today + datetime.timedelta(days=within)
        return self.filter(licence_until__lte=last).order_by("licence_until", "pk")

    def licence_ended(self, today: datetime.date) -> ImageQuerySet:
        """Those that may not be shown any more since their licence's last day is over."""
        return self.filter(licence_until__lt=today)

    def of_pages(self, articles: models.QuerySet) -> ImageQuerySet:
        """Those that the live text or the draft of one of `articles` shows."""
        shown = [
            articles.values(f"{text}__{place}")
            for text in ("live_revision", "draft_revision")
            for place in ("image_uses__image", "lead_image")
        ]
        return self.filter(reduce(or_, (Q(pk__in=keys) for keys in shown)))

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

    Its key never changes; the words about it may, and its file may be replaced by a better one
    (Replacement records the former). How a page uses it (its alternative text there) belongs to
    the page's revision. One without a description came in with others at once, and is not used
    before it has one.
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
        # Empty only until somebody has described what came in with others at once.
        default="",
        help_text=_(
            "What the picture shows, for people who cannot see it, e.g. “A nerve ending beside a "
            "muscle; antibodies block the receptors”. It is proposed wherever the picture is used."
        ),
    )
    caption = models.CharField(
        _("caption"), max_length=300, blank=True, help_text=_("Printed below the picture.")
    )
    credit = models.CharField(
        _("credit"),
        max_length=120,
        blank=True,
        help_text=_(
            "Who made it, e.g. “Rosa Lind”. Shown below the picture; required unless it is our "
            "own work."
        ),
    )
    licence = models.CharField(
        _("licence"),
        max_length=120,
        help_text=_(
            "Why we may show it, e.g. “CC BY 4.0”, “With permission” or “Own work”. Readers see "
            "it, but for our own work."
        ),
    )
    licence_until = models.DateField(
        _("licence ends on"),
        null=True,
        blank=True,
        help_text=_(
            "The last day on which we may show it, e.g. 2027-12-31. Leave empty when it does not "
            "end. The desk lists it 60 days before."
        ),
    )
    source_url = models.CharField(
        _("where it came from"),
        max_length=500,
        blank=True,
        validators=[
            URLValidator(
                ["http", "https"], message=_("Paste the full address, with https:// in front.")
            )
        ],
        help_text=_(
            "The address at which others can look the licence up, e.g. "
            "“https://commons.wikimedia.org/…”. For editors; readers do not see it."
        ),
    )
    original_name = models.CharField(
        _("name of the file"), max_length=255, blank=True, default="", editable=False
    )
    focus_x = models.PositiveSmallIntegerField(
        _("focus from the left"), default=50, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focus from the top"), default=50, validators=[MaxValueValidator(100)]
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
                condition=Q(focus_x__lte=100, focus_y__lte=100), name="image_focus_is_inside"
            ),
        ]

    def __str__(self) -> str:
        said = self.description[:60] or _("Not described yet")
        return f"{said} ({self.key})"

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

    def has_file(self, name: str) -> bool:
        """Whether `name` is one of its files, or was one until it was replaced."""
        return name in self.file_names or any(
            name in former.files for former in self.replacements.all()
        )

    @property
    def all_file_names(self) -> set[str]:
        """The names of all its files, the former ones included."""
        return self.file_names.union(*(former.files for former in self.replacements.all()))

    @property
    def is_own_work(self) -> bool:
        """Whether this site made it itself."""
        return self.licence.casefold() == str(OWN_WORK).casefold()

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
            # Our own work needs no permission, so there is none to be told of.
            licence="" if self.is_own_work else self.licence,
            licence_until=self.licence_until,
            has_rights=bool(self.licence),
            is_described=bool(self.description),
            focus=(self.focus_x, self.focus_y),
        )
