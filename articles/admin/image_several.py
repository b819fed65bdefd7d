"""Several pictures at once: taken in first, each described afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from articles.admin.image_form import DescriptionForm, SeveralForm
from articles.admin.image_uploads import taken_in
from articles.admin.typed_before import asks_to_look_again
from articles.models import Image
from articles.publishing import BadImage, Refused, describe_image

if TYPE_CHECKING:
    from articles.admin.image import ImageAdmin

# How many pictures are described on one page.
A_PAGE = 12


def several_page(model_admin: ImageAdmin, request: HttpRequest) -> HttpResponse:
    """A place to drop pictures; without a script, a field for several files.

    Each that cannot be used gets a sentence of its own; the others are taken in all the same.
    """
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = SeveralForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and not asks_to_look_again(request):
        count = sum(_take_in(request, file) for file in form.cleaned_data["upload"])
        if count:
            said = ngettext(
                "%(count)s picture is in the library. Say what it shows, and it can be used.",
                "%(count)s pictures are in the library. Say what each shows, and it can be used.",
                count,
            )
            messages.success(request, said % {"count": count})
            return HttpResponseRedirect(reverse("admin:articles_image_describe"))
        return HttpResponseRedirect(request.path)
    context = _context(model_admin, request, gettext("Add several pictures")) | {
        "form": form,
        "waiting": waiting_for(model_admin, request).count(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "admin/articles/image/several.html", context, status=status)


def _take_in(request: HttpRequest, file: Any) -> bool:
    try:
        _image, notes = taken_in(request, file)
    except (BadImage, Refused) as error:
        messages.error(request, f"{file.name}: {error}")
        return False
    for note in notes:
        messages.warning(request, f"{file.name}: {note}")
    return True


def waiting_for(model_admin: ImageAdmin, request: HttpRequest) -> QuerySet[Image]:
    """The undescribed pictures that somebody may describe: all, or those that they uploaded."""
    waiting = Image.objects.undescribed()
    if model_admin.has_change_permission(request):
        return waiting
    return waiting.filter(uploaded_by=request.user)


def describe_page(model_admin: ImageAdmin, request: HttpRequest) -> HttpResponse:
    """The pictures that wait for a description, each with its fields; left empty, they wait on."""
    may_describe = model_admin.has_add_permission(request)
    if not may_describe and not model_admin.has_change_permission(request):
        raise PermissionDenied
    waiting = waiting_for(model_admin, request)
    if request.method == "POST":
        forms = _sent(request, waiting)
        if not asks_to_look_again(request):
            forms = [form for form in forms if not _described(model_admin, request, form)]
        if not any(form.errors for form in forms) and not asks_to_look_again(request):
            return HttpResponseRedirect(_where_next(waiting))
        if asks_to_look_again(request):
            messages.info(request, gettext("Nothing is saved yet. Look it through, and save it."))
    else:
        forms = [_form(image) for image in waiting[:A_PAGE]]
    context = _context(model_admin, request, gettext("Describe pictures")) | {
        "forms": forms,
        "rest": max(0, waiting.count() - len(forms)),
    }
    is_faulty = any(form.is_bound and form.errors for form in forms)
    return render(
        request, "admin/articles/image/describe.html", context, status=422 if is_faulty else 200
    )


def _form(image: Image, data: Any = None) -> DescriptionForm:
    return DescriptionForm(data, instance=image, prefix=str(image.pk))


def _sent(request: HttpRequest, waiting: QuerySet[Image]) -> list[DescriptionForm]:
    keys = [key for key in request.POST.getlist("picture")[:A_PAGE] if key.isdecimal()]
    found = waiting.in_bulk([int(key) for key in keys if len(key) < 19])
    if len(found) < len(keys):
        messages.warning(
            request,
            gettext("Somebody else has described or deleted some of these pictures meanwhile."),
        )
    return [_form(image, request.POST) for image in found.values()]


def _described(model_admin: ImageAdmin, request: HttpRequest, form: DescriptionForm) -> bool:
    """Store what was typed about one picture; say so, or put what is wrong beside its fields."""
    if not form.has_words():
        form.errors.clear()  # left for another time, so that nothing is missing
        return False
    if not form.is_valid():
        return False
    image = form.instance
    try:
        describe_image(image, by=request.user, **form.words())
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        return False
    model_admin.log_change(request, image, gettext("Described."))
    url = reverse("admin:articles_image_change", args=[image.pk])
    said = gettext("“{picture}” can be used now.")
    link = format_html('<a href="{}">{}</a>', url, image.description)
    messages.success(request, format_html(said, picture=link))
    return True


def _where_next(waiting: QuerySet[Image]) -> str:
    page = "describe" if waiting.exists() else "changelist"
    return reverse(f"admin:articles_image_{page}")


def _context(model_admin: ImageAdmin, request: HttpRequest, title: str) -> dict[str, Any]:
    return model_admin.admin_site.each_context(request) | {
        "title": title,
        "opts": model_admin.opts,
    }
