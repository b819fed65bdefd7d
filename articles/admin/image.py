"""The image library in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.seen_rows import SeenRowAdmin
from articles.models import Article, Image
from articles.publishing import (
    BadImage,
    Refused,
    add_image,
    change_image_words,
    read_picture,
    remove_image,
)


class NewImageForm(forms.ModelForm):
    """A file and what it shows. The file is judged by its content, never by its name or type."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG, WebP or GIF; up to 15 MB and 40 million pixels."),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}
        ),
    )

    class Meta:
        model = Image
        fields = ("description", "caption", "credit", "licence")

    def words(self) -> dict[str, str]:
        """What was typed about the picture."""
        return {name: self.cleaned_data[name] for name in NewImageForm.Meta.fields}

    def clean_upload(self) -> Any:
        """Decode and encode the picture now, so that a bad one is an error beside its field."""
        try:
            self.pixels = read_picture(self.cleaned_data["upload"])
        except BadImage as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["upload"]


@admin.register(Image)
class ImageAdmin(SeenRowAdmin):
    list_display = ("thumbnail", "description", "key", "size", "uploaded_at")
    list_display_links = ("thumbnail", "description")
    search_fields = ("description", "key", "caption", "credit")
    actions = None
    list_per_page = 40
    readonly_fields = ("picture", "how_to_use", "where_used")

    def get_form(self, request: HttpRequest, obj: Image | None = None, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = NewImageForm
        return super().get_form(request, obj, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> tuple[str, ...]:
        words = ("description", "caption", "credit", "licence")
        if obj is None:
            return ("upload", *words)
        return ("picture", *words, "how_to_use", "where_used")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Image | None = None
    ) -> tuple[str, ...]:
        return self.readonly_fields if obj else ()

    # -- What the list and the form show --------------------------------------------------------

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> str:
        return _img(image, 0, "thumbnail")

    @admin.display(description=_("picture"))
    def picture(self, image: Image) -> str:
        return _img(image, 1, "large-picture")

    @admin.display(description=_("size"))
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}"

    @admin.display(description=_("in a text"))
    def how_to_use(self, image: Image) -> str:
        return format_html("<code>{}</code>", image.markdown)

    @admin.display(description=_("where used"))
    def where_used(self, image: Image) -> str:
        used = [
            (reverse("admin:articles_article_change", args=[article.pk]), str(article))
            for article in Article.objects.showing(image).with_working_text()
        ] + [
            (reverse("admin:articles_callout_change", args=[callout.pk]), str(callout))
            for callout in image.callouts.all()
        ]
        if not used:
            return gettext("Nowhere at present.")
        return format_html(
            "<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', used)
        )

    # -- Saving and deleting --------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        if change:
            change_image_words(obj)
            return
        added = add_image(form.pixels, by=request.user, **form.words())
        obj.pk, obj._state.adding = added.pk, False
        obj.refresh_from_db()

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """A picture that any text or callout has ever shown stays in the library."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.is_used)

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        remove_image(Image.objects.get(pk=obj.pk))

    # -- Uploads from the article form ----------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        return [path("upload/", self.upload, name="articles_image_upload"), *super().get_urls()]

    def upload(self, request: HttpRequest) -> HttpResponse:
        """Take one picture from the article form and answer with the Markdown that shows it.

        JSON for scripts: 403 for strangers (never a redirect), 400 with {field: [sentences]}.
        """
        if not (self.admin_site.has_permission(request) and self.has_add_permission(request)):
            return JsonResponse({"upload": [gettext("Sign in again to upload.")]}, status=403)
        return self._upload(request)

    @method_decorator(require_POST)
    def _upload(self, request: HttpRequest) -> HttpResponse:
        form = NewImageForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse(form.errors, status=400)
        try:
            image = add_image(form.pixels, by=request.user, **form.words())
        except Refused as refused:
            return JsonResponse({"upload": refused.reasons}, status=400)
        self.log_addition(request, image, [])
        return JsonResponse({"image_code": image.markdown, "key": image.key})


def _img(image: Image, size: int, css_class: str) -> str:
    """An <img> of one of the stored sizes; `size` counts from the smallest."""
    if not image.pk:
        return "–"
    sizes = image.as_picture().webp
    stored = sizes[min(size, len(sizes) - 1)]
    return format_html(
        '<img class="{}" src="{}" width="{}" height="{}" alt="">',
        css_class,
        stored.url,
        stored.width,
        round(image.height * stored.width / image.width),
    )
