"""Images: into the library, and the words about them."""

from __future__ import annotations

from typing import BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Article, Image, Revision, slugs
from articles.publishing.beats import lock_register
from articles.publishing.derived import render_again
from articles.publishing.pixels import Encoded, Pixels, read_picture
from articles.publishing.reasons import Reason, Refused
from articles.publishing.verdicts import doubt
from articles.rendering import without_unseen

# What editors say about a picture.
WORDS = ("description", "caption", "credit", "licence")


def add_image(
    picture: Pixels | BinaryIO,
    *,
    description: str,
    caption: str = "",
    credit: str = "",
    licence: str = "",
    key: str = "",
    by: AbstractBaseUser | None,
) -> Image:
    """Store a picture in all sizes and return its row.

    `picture` is an open binary file, or what `read_picture` made of one; what the file calls
    itself does not matter. `key` is made from the description when left out. Raises BadImage
    when the file cannot be used and Refused when the words about it cannot.
    """
    image = Image(
        key=key,
        description=description,
        caption=caption,
        credit=credit,
        licence=licence,
        uploaded_by=by,
    )
    reasons = _tidied_or_reasons(image)
    if key and not slugs.is_slug(key):
        reasons.append(Reason(_("Use lower-case letters, digits and hyphens."), field="key"))
    if reasons:
        raise Refused(reasons)
    made = picture if isinstance(picture, Pixels) else read_picture(picture)

    while True:
        image.key = key or _free_key(image.description)
        # Files first, then the row: what is cut off between the two leaves files that nothing
        # names, never a row without its files.
        image.renditions = {
            name: [[_stored(size, image.key), size.width] for size in sizes]
            for name, sizes in (("fallback", made.fallback), ("webp", made.webp))
        }
        image.file.name = _stored(made.full, image.key)
        image.width, image.height = made.width, made.height
        try:
            with transaction.atomic():
                image.save(force_insert=True)
                # A text may have named it before it was there.
                doubt(Article.objects.failing().filter(live_revision__body__contains=image.key))
        except IntegrityError:
            # Two pictures with the same description at the same moment: the next key is free.
            if key or not Image.objects.filter(key=image.key).exists():
                raise
        else:
            return image


@transaction.atomic
def change_image_words(image: Image) -> int:
    """Store what editors say about `image` and bring it into the texts that show it.

    Returns how many texts were rendered again. No date of a page moves. Raises Refused when the
    words cannot be used.
    """
    lock_register()
    if reasons := _tidied_or_reasons(image):
        raise Refused(reasons)
    image.save(update_fields=WORDS)
    return render_again(Revision.objects.filter(image_uses__image=image).iterator(chunk_size=100))


@transaction.atomic
def remove_image(image: Image) -> None:
    """Delete a picture that nothing has ever shown, with its files.

    Raises Refused while a text, a callout or an old revision shows it.
    """
    if image.is_used:
        raise Refused([Reason(_("This picture is in use, so it stays in the library."))])
    names = image.file_names
    image.delete()
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


def _tidied_or_reasons(image: Image) -> list[Reason]:
    """Tidy the words about `image` in place; return every reason why they cannot be stored."""
    for name in WORDS:
        setattr(image, name, " ".join(without_unseen(getattr(image, name)).split()))
    reasons = []
    if not image.description:
        reasons.append(Reason(_("Say what the picture shows."), field="description"))
    for name in WORDS:
        limit, length = Image._meta.get_field(name).max_length, len(getattr(image, name))
        if length > limit:
            sentence = _("Shorten this to %(limit)s characters; it has %(length)s.")
            reasons.append(Reason(sentence % {"limit": limit, "length": length}, field=name))
    return reasons


def _stored(file: Encoded, key: str) -> str:
    name = file.name(key)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(file.data))
    return name


def _free_key(description: str) -> str:
    words = slugify(description.replace("_", " "))[: slugs.MAX_LENGTH - 30].strip("-") or "picture"
    key, number = words, 1
    while Image.objects.filter(key=key).exists():
        number += 1
        key = f"{words}-{number}"
    return key
