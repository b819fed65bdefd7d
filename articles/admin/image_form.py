"""The forms of a picture: a new one, what is said about one, and a better file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.seen_rows import SeenRowForm
from articles.models import LICENCES, Image
from articles.publishing import BadImage, Pixels, read_picture, reasons_against_words

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif"
WHICH_FILES = _("JPEG, PNG, WebP or GIF; up to 15 MB and 40 million pixels.")
WORDS = ("description", "caption", "credit", "licence", "licence_until", "source_url")


class LicenceInput(AdminTextInputWidget):
    """A field for a licence that proposes the usual ones."""

    template_name = "admin/articles/widgets/licence.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["list_id"] = f"{context['widget']['attrs'].get('id', name)}_proposed"
        context["widget"]["attrs"]["list"] = context["list_id"]
        context["proposed"] = LICENCES
        return context


class WordsForm(forms.ModelForm):
    """What is said about a picture; everything that is wrong stands beside its field."""

    class Meta:
        model = Image
        fields = WORDS
        widgets = {
            "description": AdminTextareaWidget(attrs={"rows": 2}),
            "licence": LicenceInput(attrs={"class": "vTextField"}),
            "licence_until": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        }

    def words(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in WORDS if name in self.cleaned_data}

    def _post_clean(self) -> None:
        super()._post_clean()
        for reason in reasons_against_words(self.instance):
            if reason.field not in self.errors:
                self.add_error(reason.field if reason.field in self.fields else None, str(reason))


class FileField(forms.FileField):
    """A picture as a file. It is judged by its content, never by its name or type."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def __init__(self, **kwargs: Any) -> None:
        # An empty file gets a sentence of ours, which says what to do.
        super().__init__(**{"allow_empty_file": True} | kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Decode and encode the picture now, so that a bad one is an error beside its field."""
        upload = super().clean(data, initial)
        try:
            self.pixels = pixels_of(upload)
        except BadImage as error:
            raise forms.ValidationError(str(error)) from error
        return upload


def pixels_of(upload: UploadedFile) -> Pixels:
    """Return what `upload` was decoded and encoded to; done once, however often it is asked for.

    Raises BadImage.
    """
    if not hasattr(upload, "made"):
        try:
            upload.made = read_picture(upload)
        except BadImage as error:
            upload.made = error
    if isinstance(upload.made, BadImage):
        raise upload.made
    return upload.made


class NewImageForm(WordsForm):
    """A file and what it shows."""

    upload = FileField(label=_("File"), help_text=WHICH_FILES)

    field_order = ("upload", *WORDS)

    @property
    def pixels(self) -> Pixels:
        return self.fields["upload"].pixels


class ImageForm(WordsForm, SeenRowForm):
    """What is said about a picture of the library, and which part of it matters most."""

    class Meta(WordsForm.Meta):
        fields = (*WORDS, "focus_x", "focus_y")
        widgets = WordsForm.Meta.widgets | {
            name: forms.NumberInput(attrs={"min": 0, "max": 100, "class": "vIntegerField"})
            for name in ("focus_x", "focus_y")
        }
        help_texts = {
            "focus_x": _("In percent: 0 is the left edge, 100 the right one."),
            "focus_y": _("In percent: 0 is the top, 100 the bottom."),
        }


class ReplacementForm(forms.Form):
    """A better file for the same picture, and why."""

    upload = FileField(label=_("The better file"), help_text=WHICH_FILES)
    reason = forms.CharField(
        label=_("Why"),
        required=False,  # the verb asks for it, in words of its own
        widget=AdminTextInputWidget,
        help_text=_("For colleagues, e.g. “The same drawing, sharper”."),
    )
    is_same = forms.BooleanField(
        label=_("It shows the same thing: every description and every text about it stays true."),
        error_messages={
            "required": _(
                "Tick this, or upload the file as a picture of its own: reviewers vouched for "
                "texts with the picture that they saw."
            )
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class ManyFilesInput(forms.FileInput):
    """A field for any number of files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, at least one; each is judged, and gets its sentence, by itself."""

    widget = ManyFilesInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [file for file in data or () if file]
        if not files:
            raise forms.ValidationError(gettext("Choose the files first."))
        return files


class SeveralForm(forms.Form):
    """Several files, and what is said about all of them alike."""

    upload = ManyFilesField(
        label=_("Pictures"),
        help_text=_("Choose as many as you like, each up to 15 MB and 40 million pixels."),
    )
    credit = forms.CharField(
        label=_("Credit of all"),
        required=False,
        max_length=Image._meta.get_field("credit").max_length,
        widget=AdminTextInputWidget,
        help_text=_("Who made them, if it was the same person, e.g. “Rosa Lind”."),
    )
    licence = forms.CharField(
        label=_("Licence of all"),
        required=False,
        max_length=Image._meta.get_field("licence").max_length,
        widget=LicenceInput(attrs={"class": "vTextField"}),
        help_text=_("If they share one, e.g. “Own work”. You can change it for each below."),
    )


class DescriptionForm(WordsForm):
    """One of several pictures that came in at once; left empty, it is described another time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("description", "licence"):
            self.fields[name].required = False

    def has_words(self) -> bool:
        """Whether somebody has begun to say something about the picture."""
        return self.has_changed()
