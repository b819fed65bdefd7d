"""Images: into the library, what is said about them, and out of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Article, Image, Revision, may, slugs
from articles.publishing.beats import lock_register
from articles.publishing.checks.pictures import is_file_name, says_picture_of
from articles.publishing.derived import render_again
from articles.publishing.image_files import store_files, tidy_name
from articles.publishing.image_places import places_of
from articles.publishing.pixels import Pixels, read_picture
from articles.publishing.reasons import Reason, Refused
from articles.publishing.verdicts import doubt
from articles.publishing.workflow import reasons_without_permission
from articles.rendering import without_unseen

# What editors say about a picture in a line of words, and all that they say about it.
LINES = ("description", "caption", "credit", "licence", "source_url")
WORDS = (*LINES, "licence_until", "focus_x", "focus_y")
# How many places the reason names why a picture stays.
MAX_NAMED = 10


def add_image(
    picture: Pixels | BinaryIO,
    *,
    description: str,
    key: str = "",
    name: str = "",
    by: AbstractBaseUser | None,
    **words: Any,
) -> Image:
    """Store a picture in all sizes and return its row.

    `picture` is an open binary file, or what `read_picture` made of one; what the file calls
    itself (`name`) does not matter, and is kept for searching. `words` are more of WORDS. `key` is
    made from the description when left out. Raises BadImage when the file cannot be used and
    Refused when the words about it cannot.
    """
    return _add(picture, key=key, name=name, by=by, words={"description": description} | words)


def take_in_image(
    picture: Pixels | BinaryIO, *, name: str = "", by: AbstractBaseUser | None, **words: Any
) -> Image:
    """Store one of several pictures that came in at once, before it is described.

    Nothing can use it until `describe_image` has said what it shows. Raises BadImage or Refused.
    """
    return _add(picture, key="", name=name, by=by, words=words, is_described=False)


@transaction.atomic
def describe_image(image: Image, *, by: AbstractBaseUser | None, **words: Any) -> None:
    """Say what a picture shows that came in with others; from then on it can be used.

    Its uploader may do so, and whoever may change the library. Raises Refused when the words
    cannot be used, or when somebody else was faster.
    """
    current = Image.objects.select_for_update().get(pk=image.pk)
    is_own = by is not None and current.uploaded_by_id == by.pk
    if not (is_own and may(by, "add_image")) and not may(by, "change_image"):
        raise Refused([Reason(_("Only those who uploaded this picture may describe it."))])
    if current.description:
        sentence = _("Somebody has described this picture meanwhile: “%(words)s”.")
        raise Refused([Reason(sentence % {"words": current.description})])
    for field, value in words.items():
        setattr(current, field, value)
    if reasons := _tidied_or_reasons(current):
        raise Refused(reasons)
    current.save(update_fields=WORDS)
    image.refresh_from_db()


@transaction.atomic
def change_image_words(
    image: Image, *, fields: Collection[str] = WORDS, by: AbstractBaseUser | None
) -> int:
    """Store what editors say about `image` and bring it into the texts that show it.

    `fields` are those that they changed. Returns how many texts were rendered again. No date of a
    page moves. Raises Refused when the words cannot be used, or `by` may not change them.
    """
    lock_register()
    reasons = reasons_without_permission("change_image", by) + _tidied_or_reasons(image)
    if reasons:
        raise Refused(reasons)
    image.save(update_fields=[field for field in WORDS if field in fields])
    if not {"caption", "credit", "licence"} & set(fields):
        return 0  # no text shows the others
    return render_again(Revision.objects.filter(image_uses__image=image).iterator(chunk_size=100))


@transaction.atomic
def remove_image(image: Image, *, by: AbstractBaseUser | None) -> None:
    """Delete a picture that nothing has ever shown, with its files.

    Raises Refused with everything that shows it, old drafts included, or without the right.
    """
    # No text that is being saved at this moment can start to show it.
    lock_register()
    if reasons := reasons_without_permission("delete_image", by) + reasons_to_keep(image):
        raise Refused(reasons)
    names = image.all_file_names
    image.delete()
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


def reasons_to_keep(image: Image) -> list[Reason]:
    """Return why `image` cannot be deleted: one sentence for each place, those of readers first."""
    places = places_of(image)
    reasons = [
        Reason(
            _("“%(title)s” shows it (%(where)s), so it stays in the library: it is in use.")
            % {"title": place.row, "where": place.where}
        )
        for place in places[:MAX_NAMED]
    ]
    if more := len(places) - len(reasons):
        reasons.append(Reason(_("It is in use in %(count)s more places.") % {"count": more}))
    return reasons


def reasons_against_words(image: Image) -> list[Reason]:
    """Return every reason why what is said about `image` cannot be stored; tidies the words."""
    return _tidied_or_reasons(image)


def _add(
    picture: Pixels | BinaryIO,
    *,
    key: str,
    name: str,
    by: AbstractBaseUser | None,
    words: dict[str, Any],
    is_described: bool = True,
) -> Image:
    image = Image(key=key, uploaded_by=by, original_name=tidy_name(name), **words)
    reasons = _tidied_or_reasons(image, is_described=is_described)
    if not may(by, "add_image"):
        reasons.append(Reason(_("You may not add pictures to the library.")))
    if key and not slugs.is_slug(key):
        reasons.append(Reason(_("Use lower-case letters, digits and hyphens."), field="key"))
    if reasons:
        raise Refused(reasons)
    made = picture if isinstance(picture, Pixels) else read_picture(picture)

    while True:
        image.key = key or _free_key(image.description or _stem(image.original_name))
        # Files first, then the row: what is cut off between the two leaves files that nothing
        # names, never a row without its files.
        store_files(image, made)
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


def _tidied_or_reasons(image: Image, *, is_described: bool = True) -> list[Reason]:
    """Tidy the words about `image` in place; return every reason why they cannot be stored."""
    for name in LINES:
        setattr(image, name, " ".join(without_unseen(getattr(image, name)).split()))
    reasons = []
    if is_described:
        reasons += _what_is_missing(image)
    for name in LINES:
        limit, length = Image._meta.get_field(name).max_length, len(getattr(image, name))
        if length > limit:
            sentence = _("Shorten this to %(limit)s characters; it has %(length)s.")
            reasons.append(Reason(sentence % {"limit": limit, "length": length}, field=name))
    try:
        image.clean_fields(exclude=_fields_but("source_url", "licence_until", "focus_x", "focus_y"))
    except ValidationError as error:
        named = {reason.field for reason in reasons}
        reasons += [
            Reason(sentence, field=field)
            for field, sentences in error.message_dict.items()
            for sentence in sentences
            if field not in named
        ]
    return reasons


def _what_is_missing(image: Image) -> list[Reason]:
    """What has to be said before a picture can be used."""
    reasons = []
    if not image.description:
        reasons.append(Reason(_("Say what the picture shows."), field="description"))
    elif is_file_name(image.description):
        sentence = _("This is a file's name. Say what the picture shows.")
        reasons.append(Reason(sentence, field="description"))
    elif says_picture_of(image.description):
        sentence = _("Begin with what it shows: screen readers say already that it is a picture.")
        reasons.append(Reason(sentence, field="description"))
    if not image.licence:
        sentence = _("Say why we may show it, e.g. “CC BY 4.0” or “Own work”.")
        reasons.append(Reason(sentence, field="licence"))
    elif not image.is_own_work and not image.credit:
        sentence = _(
            "Say who made it, since it is not our own work. If nobody is known, write “Unknown”."
        )
        reasons.append(Reason(sentence, field="credit"))
    if image.licence_until and image.is_own_work:
        sentence = _("Our own work does not end. Leave this empty, or say which licence ends.")
        reasons.append(Reason(sentence, field="licence_until"))
    return reasons


def _fields_but(*names: str) -> set[str]:
    return {field.name for field in Image._meta.concrete_fields} - set(names)


def _stem(name: str) -> str:
    """What a file is called, without its ending."""
    return name.rpartition(".")[0] or name


def _free_key(description: str) -> str:
    words = slugify(description.replace("_", " "))[: slugs.MAX_LENGTH - 30].strip("-") or "picture"
    key, number = words, 1
    while Image.objects.filter(key=key).exists():
        number += 1
        key = f"{words}-{number}"
    return key
