"""What scripts ask of the library: take a picture in, find one. JSON; strangers get 403."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.admin.image_form import NewImageForm, pixels_of
from articles.models import Image, TrailEntry
from articles.publishing import (
    BadImage,
    Pixels,
    Refused,
    add_image,
    note_done,
    take_in_image,
    twin_of,
)

if TYPE_CHECKING:
    from articles.admin.image import ImageAdmin

MAX_FOUND = 24
MAX_QUERY = 200  # characters; nobody types more to find a picture
SEARCHED = ("description", "caption", "credit", "key", "original_name")


def upload(model_admin: ImageAdmin, request: HttpRequest) -> JsonResponse:
    """Take one picture from the article form and answer with the Markdown that shows it.

    400 with {field: [sentences]} when it cannot be used.
    """
    if not _may_add(model_admin, request):
        return JsonResponse({"upload": [gettext("Sign in again to upload.")]}, status=403)
    return _upload(request)


@require_POST
def _upload(request: HttpRequest) -> JsonResponse:
    form = NewImageForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse(form.errors, status=400)
    notes = [*form.pixels.notes, *notes_on_twins(form.pixels)]
    try:
        image = add_image(
            form.pixels, name=form.cleaned_data["upload"].name, by=request.user, **form.words()
        )
    except Refused as refused:
        return JsonResponse({"upload": refused.reasons}, status=400)
    note_done(TrailEntry.Kind.ADDED, image, by=request.user)
    return JsonResponse({"image_code": image.markdown, "notes": notes} | as_found(image))


def take_in(model_admin: ImageAdmin, request: HttpRequest) -> JsonResponse:
    """Take in one of several pictures, to be described afterwards.

    400 with {"said": sentence} when it cannot be used.
    """
    if not _may_add(model_admin, request):
        return JsonResponse({"said": gettext("Sign in again to upload.")}, status=403)
    return _take_in(request)


@require_POST
def _take_in(request: HttpRequest) -> JsonResponse:
    try:
        image, notes = taken_in(request, request.FILES.get("upload"))
    except (BadImage, Refused) as error:
        return JsonResponse({"said": str(error)}, status=400)
    said = " ".join([gettext("In the library."), *notes])
    return JsonResponse({"said": said} | as_found(image))


def taken_in(request: HttpRequest, file: UploadedFile | None) -> tuple[Image, list[str]]:
    """Store one of several uploads; return it, and what the editor has to know of it.

    Raises BadImage or Refused.
    """
    if file is None:
        raise BadImage(gettext("No file came. Choose it again."))
    pixels = pixels_of(file)
    notes = [*pixels.notes, *notes_on_twins(pixels)]
    words = {name: request.POST.get(name, "") for name in ("credit", "licence")}
    image = take_in_image(pixels, name=file.name, by=request.user, **words)
    note_done(TrailEntry.Kind.ADDED, image, by=request.user)
    return image, notes


def notes_on_twins(pixels: Pixels) -> list[str]:
    """Say whether the library has the very same picture already, before it is stored again."""
    twin = twin_of(pixels)
    if twin is None:
        return []
    said = gettext("The library has this very picture already: “%(picture)s”.")
    return [said % {"picture": twin}]


def search(model_admin: ImageAdmin, request: HttpRequest) -> JsonResponse:
    """Answer which described pictures have every word of ?q= somewhere, the newest first.

    At most MAX_FOUND; without a word, the newest of all.
    """
    may_write = any(
        request.user.has_perm(f"articles.{permission}")
        for permission in ("add_article", "change_article")
    )
    if not model_admin.admin_site.has_permission(request) or not (
        may_write or model_admin.has_view_permission(request)
    ):
        return JsonResponse({"said": gettext("Sign in again to search.")}, status=403)
    return _search(request)


@require_safe
def _search(request: HttpRequest) -> JsonResponse:
    query = request.GET.get("q", "")[:MAX_QUERY].replace("\x00", "")
    images = Image.objects.described()
    for word in query.split():
        has_word = Q()
        for field in SEARCHED:
            has_word |= Q(**{f"{field}__icontains": word})
        images = images.filter(has_word)
    found = list(images[: MAX_FOUND + 1])
    return JsonResponse(
        {"said": _how_many(len(found)), "found": [as_found(one) for one in found[:MAX_FOUND]]}
    )


def _may_add(model_admin: ImageAdmin, request: HttpRequest) -> bool:
    return model_admin.admin_site.has_permission(request) and model_admin.has_add_permission(
        request
    )


def _how_many(count: int) -> str:
    if not count:
        return gettext("No picture found. Upload it below.")
    if count > MAX_FOUND:
        return gettext("The newest %(count)s are shown; type a word to find others.") % {
            "count": MAX_FOUND
        }
    said = ngettext("%(count)s picture found.", "%(count)s pictures found.", count)
    return said % {"count": count}


def as_found(image: Image) -> dict[str, Any]:
    """What a script shows of a picture."""
    thumbnail = image.as_picture().webp[0]
    return {
        "pk": image.pk,
        "key": image.key,
        "description": image.description,
        "about": " · ".join(filter(None, (image.caption, image.credit))),
        "thumbnail": thumbnail.url,
        "width": thumbnail.width,
        "height": max(1, round(image.height * thumbnail.width / image.width)),
        "url": reverse("admin:articles_image_change", args=[image.pk]),
    }
