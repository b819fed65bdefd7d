"""Files of a picture: stored in all sizes, replaced by better ones, completed when sizes change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Image, Replacement, Revision, may
from articles.publishing.beats import lock_register, name_of
from articles.publishing.derived import render_again
from articles.publishing.encodings import Encoded
from articles.publishing.pixels import Pixels, missing_sizes, read_picture
from articles.publishing.reasons import Reason, Refused, in_words
from articles.rendering import without_unseen

FILES = ("file", "width", "height", "renditions", "original_name")
MAX_NAME = Image._meta.get_field("original_name").max_length


def tidy_name(name: str) -> str:
    """Return what an uploaded file was called, as it is kept for searching: one short line."""
    return " ".join(without_unseen(name).split())[:MAX_NAME]


def store_files(image: Image, made: Pixels) -> None:
    """Store every size of `made` and name the files in `image`; no row is stored."""
    image.renditions = {
        name: [[_stored(size, image.key), size.width] for size in sizes]
        for name, sizes in (("fallback", made.fallback), ("webp", made.webp))
    }
    image.file.name = _stored(made.full, image.key)
    image.width, image.height = made.width, made.height


def twin_of(made: Pixels) -> Image | None:
    """Return the picture of the library with the very same content, or None."""
    # The content is in the name of the file, behind the key.
    return Image.objects.filter(file__endswith=made.full.name("").rpartition("/")[2]).first()


def replace_image(
    image: Image,
    picture: Pixels | BinaryIO,
    *,
    reason: str,
    seen: str,
    name: str = "",
    by: AbstractBaseUser | None,
) -> int:
    """Put a better file in the place of a picture's; return how many texts were rendered again.

    The key, the words and every use stay, old editions included: they show the picture as it is
    known now. `seen` is the name of the file that the editor had before their eyes. The former
    files stay stored, since texts and other sites may lead to them, and a Replacement records who
    did it and why. No date of a page moves. Raises BadImage when the file cannot be used and
    Refused when something else is in the way, also when somebody else was faster.
    """
    reasons = []
    if not may(by, "change_image"):
        reasons.append(Reason(_("You may not change pictures of the library.")))
    reason = " ".join(without_unseen(reason).split())
    limit = Replacement._meta.get_field("reason").max_length
    if not reason:
        sentence = _("Say why, for colleagues, e.g. “The same drawing, sharper”.")
        reasons.append(Reason(sentence, field="reason"))
    elif len(reason) > limit:
        sentence = _("Shorten this to %(limit)s characters; it has %(length)s.")
        facts = {"limit": limit, "length": len(reason)}
        reasons.append(Reason(sentence % facts, field="reason"))
    if reasons:
        raise Refused(reasons)
    # Outside the transaction: it takes seconds, and nobody should wait for the lock meanwhile.
    made = picture if isinstance(picture, Pixels) else read_picture(picture)
    with transaction.atomic():
        lock_register()
        current = Image.objects.select_for_update().get(pk=image.pk)
        _refuse_unless_seen(current, seen)
        former = Replacement(
            image=current,
            file=current.file.name,
            files=sorted(current.file_names),
            width=current.width,
            height=current.height,
            original_name=current.original_name,
            reason=reason,
            replaced_at=timezone.now(),
            replaced_by=by,
            replaced_by_name=name_of(by),
        )
        store_files(current, made)
        if current.file.name == former.file:
            raise Refused([Reason(_("This is the very file that is there."), field="upload")])
        former.save()
        current.original_name = tidy_name(name)
        current.save(update_fields=FILES)
        count = render_again(_texts_with(current))
    image.refresh_from_db()
    return count


def _refuse_unless_seen(current: Image, seen: str) -> None:
    if current.file.name == seen:
        return
    last = current.replacements.first()
    sentence = _("The file was replaced after you had opened this page. Look at the new one first.")
    if last:
        sentence = _(
            "%(who)s replaced the file on %(when)s, after you had opened this page. Look at the "
            "new one first."
        ) % {"who": last.replaced_by_name, "when": in_words(last.replaced_at)}
    raise Refused([Reason(sentence)])


def complete_renditions() -> Iterator[tuple[Image, int]]:
    """Make the sizes that stored pictures lack, after the list of sizes has changed.

    Yields each picture that lacked some, and how many files were made. What is there stays; the
    texts are rendered again so that they offer the new sizes. Can be run again at any time.
    """
    for key in Image.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            lock_register()
            image = Image.objects.select_for_update().get(pk=key)
            count = _complete(image)
            if count:
                image.save(update_fields=["renditions"])
                render_again(_texts_with(image))
        if count:
            yield image, count


def _complete(image: Image) -> int:
    there = {width for _name, width in image.renditions.get("webp", [])}
    with default_storage.open(image.file.name) as file:
        made = missing_sizes(file, there)
    for format_name, size in made:
        sizes = image.renditions.setdefault(format_name, [])
        sizes.append([_stored(size, image.key), size.width])
        sizes.sort(key=lambda entry: entry[1])
    return len(made)


def _texts_with(image: Image) -> Iterator[Revision]:
    return Revision.objects.filter(image_uses__image=image).iterator(chunk_size=100)


def _stored(file: Encoded, key: str) -> str:
    name = file.name(key)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(file.data))
    return name
