"""Replacing a picture's file by a better one; its key, its words and its uses stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from articles.admin.image_form import ReplacementForm
from articles.admin.typed_before import may_act
from articles.models import Image
from articles.publishing import Refused, places_of, replace_image

if TYPE_CHECKING:
    from articles.admin.image import ImageAdmin


def replace_page(model_admin: ImageAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """What is there now and where it is used, and a field for the better file."""
    image = get_object_or_404(Image, pk=pk)
    if not model_admin.has_change_permission(request, image):
        raise PermissionDenied
    form = ReplacementForm(
        request.POST or None, request.FILES or None, initial={"seen": image.file.name}
    )
    if may_act(request, form):
        try:
            count = _replace(image, form, request)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        else:
            _say(model_admin, request, image, form, count)
            return HttpResponseRedirect(reverse("admin:articles_image_change", args=[image.pk]))
        # Having been told, and shown the new file, the editor may send it again.
        image.refresh_from_db()
        form.data = form.data.copy()
        form.data["seen"] = image.file.name
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Replace the file"),
        "subtitle": str(image),
        "opts": model_admin.opts,
        "image": image,
        "picture": image.as_picture(),
        "live": [place for place in places_of(image) if place.is_live],
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/image/replace.html", context, status=status)


def _replace(image: Image, form: ReplacementForm, request: HttpRequest) -> int:
    upload = form.fields["upload"]
    return replace_image(
        image,
        upload.pixels,
        reason=form.cleaned_data["reason"],
        seen=form.cleaned_data["seen"],
        name=form.cleaned_data["upload"].name,
        by=request.user,
    )


def _say(
    model_admin: ImageAdmin, request: HttpRequest, image: Image, form: ReplacementForm, count: int
) -> None:
    model_admin.log_change(request, image, gettext("Replaced the file."))
    said = ngettext(
        "The file was replaced; %(count)s text was rendered again. No date of a page has moved.",
        "The file was replaced; %(count)s texts were rendered again. No date of a page has moved.",
        count,
    )
    messages.success(request, said % {"count": count})
    for note in form.fields["upload"].pixels.notes:
        messages.warning(request, note)
