"""Public images: which files of the library strangers may ask for."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q, Subquery

from articles.models.callout import Callout
from articles.models.image import Image, ImageQuerySet
from articles.models.person import Person
from articles.models.publication import Publication
from articles.models.redirect import Redirect
from articles.models.site_settings import SiteSettings


def is_public_image(name: str) -> bool:
    """Whether readers may see the stored file `name`: something public shows it or leads to it.

    That is a text that was ever published, unless it was published in error; a callout that has
    begun; somebody who has a page; or an old address that leads to the file. One query, and another
    for a file that a better one has replaced.
    """
    image = _with_uses(Image.objects.stored_as(name), default_storage.url(name)).first()
    if image is None or not image.has_file(name):
        return False
    if image.is_in_text or image.is_portrait or image.is_led_to:
        return True
    # Which day it is depends on the site's time zone, which the same query brought.
    site = SiteSettings(time_zone=image.site_zone) if image.site_zone else SiteSettings()
    return image.callout_since is not None and image.callout_since <= site.today()


def _with_uses(images: ImageQuerySet, address: str) -> ImageQuerySet:
    """Each with what of the public site shows it, or leads to the file at `address`."""
    addresses = [address, settings.ORIGIN + address]
    texts = Publication.objects.open()
    callouts = Callout.objects.filter(
        Q(image=OuterRef("pk")) | Q(image_link__in=addresses) | Q(story_link__in=addresses)
    )
    return images.annotate(
        is_in_text=Exists(texts.filter(revision__image_uses__image=OuterRef("pk")))
        | Exists(texts.filter(revision__lead_image=OuterRef("pk"))),
        is_portrait=Exists(Person.objects.public().filter(photo=OuterRef("pk"))),
        is_led_to=Exists(Redirect.objects.filter(path__in=addresses)),
        callout_since=Subquery(callouts.order_by("starts_on").values("starts_on")[:1]),
        site_zone=Subquery(SiteSettings.objects.values("time_zone")[:1]),
    )
