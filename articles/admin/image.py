"""The image library in the admin."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.csv_list import GoesOutAsCsv
from articles.admin.image_form import ImageForm, NewImageForm, pixels_of
from articles.admin.image_list import ByLicence, ByUse, badges_of, orders_of
from articles.admin.image_replacement import replace_page
from articles.admin.image_several import describe_page, several_page, waiting_for
from articles.admin.image_uploads import notes_on_twins, search, take_in, upload
from articles.admin.of_pages import OfOwner, OfSection
from articles.admin.seen_rows import SeenRowAdmin
from articles.models import Image, with_shelves
from articles.publishing import (
    BadImage,
    add_image,
    change_image_words,
    places_of,
    reasons_to_keep,
    remove_image,
)


@admin.register(Image)
class ImageAdmin(GoesOutAsCsv, SeenRowAdmin):
    when_empty = _(
        "The library is empty. Add a picture, or drop several at once; each is described once."
    )
    change_list_template = "admin/articles/image/change_list.html"
    change_form_template = "admin/articles/image/change_form.html"
    list_display = ("description", "uploaded_at", "licence_ends")
    list_filter = (ByUse, ByLicence, OfSection, OfOwner)
    search_fields = ("description", "caption", "credit", "key", "original_name")
    search_help_text = _("Searches descriptions, captions, credits, keys and names of files.")
    actions = None
    list_per_page = 40
    csv_columns = (
        (_("Key"), lambda image: image.key),
        (_("Description"), lambda image: image.description),
        (_("Caption"), lambda image: image.caption),
        (_("Credit"), lambda image: image.credit),
        (_("Licence"), lambda image: image.licence),
        (_("Licence ends on"), lambda image: image.licence_until),
        (_("Source"), lambda image: image.source_url),
        (_("Width"), lambda image: image.width),
        (_("Height"), lambda image: image.height),
        (_("On public pages"), lambda image: _("Yes") if image.is_met else _("No")),
        (_("Added"), lambda image: image.uploaded_at),
    )
    readonly_fields = ("picture", "crops", "how_to_use", "where_used", "files")

    def get_form(self, request: HttpRequest, obj: Image | None = None, **kwargs: Any) -> Any:
        kwargs["form"] = ImageForm if obj else NewImageForm
        return super().get_form(request, obj, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> list[Any]:
        rights = (_("Rights"), {"fields": ("credit", "licence", "licence_until", "source_url")})
        words = ("description", "caption")
        if obj is None:
            return [(None, {"fields": ("upload", *words)}), rights]
        focus = {
            "fields": ("picture", "focus_x", "focus_y", "crops"),
            "description": _(
                "Lists show a part of the picture. The focus is the point that always stays: click "
                "it in the picture, move the ring with the arrow keys, or type two numbers."
            ),
        }
        return [
            (None, {"fields": words}),
            rights,
            (_("What lists show of it"), focus),
            (_("Where used"), {"fields": ("how_to_use", "where_used")}),
            (_("Files"), {"fields": ("files",)}),
        ]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Image | None = None
    ) -> tuple[str, ...]:
        return self.readonly_fields if obj else ()

    # -- The list -------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        return with_shelves(super().get_queryset(request), timezone.localdate())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Image], search_term: str
    ) -> tuple[QuerySet[Image], bool]:
        """The pictures with these words; where one is chosen for a field, only described ones."""
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        is_choosing = request.path == reverse("admin:autocomplete")
        return (found.described() if is_choosing else found), may_have_duplicates

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The library as a grid of pictures, each a link to its page."""
        response = super().changelist_view(request, extra_context)
        if changelist := getattr(response, "context_data", {}).get("cl"):
            today = timezone.localdate()
            response.context_data |= {
                "orders": orders_of(changelist),
                "pictures": [
                    (image, image.as_picture().webp[0], badges_of(image, today))
                    for image in changelist.result_list
                ],
                "waiting": waiting_for(self, request).count(),
            }
        return response

    @admin.display(
        description=_("licence ends on"), ordering=F("licence_until").asc(nulls_last=True)
    )
    def licence_ends(self, image: Image) -> str:
        return date_format(image.licence_until, "F j, Y") if image.licence_until else "–"

    # -- The form -------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show and save the form. A new file is decoded first, before anything is locked for it."""
        is_new = request.method == "POST" and object_id is None
        if is_new and self.has_add_permission(request) and "upload" in request.FILES:
            with contextlib.suppress(BadImage):  # the form says so beside the field
                pixels_of(request.FILES["upload"])
        return super().changeform_view(request, object_id, form_url, extra_context)

    @admin.display(description=_("picture"))
    def picture(self, image: Image) -> str:
        return render_to_string("admin/articles/image/focus.html", {"image": image})

    @admin.display(description=_("as lists show it"))
    def crops(self, image: Image) -> str:
        context = {"picture": image.as_picture()}
        return render_to_string("admin/articles/image/crops.html", context)

    @admin.display(description=_("in a text"))
    def how_to_use(self, image: Image) -> str:
        if not image.description:
            return gettext("Not before it is described.")
        return format_html("<code>{}</code>", image.markdown)

    @admin.display(description=_("where used"))
    def where_used(self, image: Image) -> str:
        places = [(place, _form_of(place.row)) for place in places_of(image)]
        return render_to_string("admin/articles/image/places.html", {"places": places})

    @admin.display(description=_("files"))
    def files(self, image: Image) -> str:
        context = {"image": image, "replacements": image.replacements.all()}
        return render_to_string("admin/articles/image/files.html", context)

    # -- Saving and deleting --------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        if change:
            change_image_words(obj, fields=form.changed_data, by=request.user)
            return
        notes = [*form.pixels.notes, *notes_on_twins(form.pixels)]
        name = form.cleaned_data["upload"].name
        added = add_image(form.pixels, name=name, by=request.user, **form.words())
        obj.pk, obj._state.adding = added.pk, False
        obj.refresh_from_db()
        for note in notes:
            self.message_user(request, note, messages.WARNING)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask before an unused picture goes; say what shows it when it is used."""
        image = self.get_object(request, object_id)
        if image and self.has_delete_permission(request, image):
            reasons = reasons_to_keep(image)
            for reason in reasons:
                self.message_user(request, reason, messages.ERROR)
            if reasons:
                address = reverse("admin:articles_image_change", args=[image.pk])
                return HttpResponseRedirect(f"{address}#where-used")
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        remove_image(Image.objects.get(pk=obj.pk), by=request.user)

    # -- Pages and scripts' questions beside it --------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def for_script(address: str, view: Any, name: str) -> URLPattern:
            """The view itself answers strangers, who must not be led to sign in."""
            return path(address, partial(view, self), name=f"articles_image_{name}")

        def page(address: str, view: Any, name: str) -> URLPattern:
            view = self.admin_site.admin_view(partial(view, self))
            return path(address, view, name=f"articles_image_{name}")

        return [
            for_script("upload/", upload, "upload"),
            for_script("take-in/", take_in, "take_in"),
            for_script("search/", search, "search"),
            page("several/", several_page, "several"),
            page("describe/", describe_page, "describe"),
            page("<int:pk>/replace/", replace_page, "replace"),
            *super().get_urls(),
        ]


def _form_of(row: Any) -> str:
    """The address of a row's own form."""
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
