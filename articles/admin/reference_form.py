"""The form of one source, and what an editor may paste into it instead of typing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
)
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.seen_rows import SeenRowForm
from articles.models import Reference
from articles.publishing import (
    Pasted,
    UnreadableReference,
    propose_key,
    read_reference,
    references_like,
    tidy_reference,
)

MAX_FILE = 2_000_000  # bytes; a record is a thousand times smaller

# What an editor says of a source.
FACTS = (
    "key",
    "type",
    "authors",
    "title",
    "journal",
    "year",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "url",
    "state",
    "state_note",
)
# What a list of references cannot do without, and what readers miss.
NEEDED = ("type", "title")
WANTED = ("authors", "journal", "year")


class ReferenceForm(SeenRowForm):
    """One source; no field has a maxlength: a browser would cut what is pasted without a word."""

    url = forms.URLField(
        label=_("Address"),
        required=False,
        assume_scheme="https",
        widget=AdminURLFieldWidget,
        help_text=Reference._meta.get_field("url").help_text,
    )

    class Meta:
        model = Reference
        fields = FACTS
        widgets = {
            "authors": AdminTextareaWidget(attrs={"rows": 2}),
            "title": AdminTextareaWidget(attrs={"rows": 2}),
            "state_note": AdminTextareaWidget(attrs={"rows": 2}),
            "doi": AdminTextInputWidget,
            "pmid": AdminTextInputWidget,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
        for name in ("doi", "pmid"):
            if name in self.fields:
                # Their length is counted when the address around them is gone.
                field = self.fields[name]
                field.validators = [
                    one for one in field.validators if not isinstance(one, MaxLengthValidator)
                ]
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = _(
                "How texts cite it: [@gilhus-2019]. Leave it empty to have one made from the "
                "first author and the year. It cannot change later, because texts refer to it."
            )

    def clean(self) -> dict[str, Any]:
        """Bring DOI and PMID into their one spelling."""
        cleaned = super().clean()
        typed = _reference_from(cleaned)
        try:
            tidy_reference(typed)
        except ValidationError as error:
            self.add_error(None, error)  # which takes those fields out of `cleaned`
        for name in set(cleaned) & set(FACTS):
            cleaned[name] = getattr(typed, name)
        if "key" in cleaned and not cleaned["key"]:
            cleaned["key"] = propose_key(typed)
        return cleaned

    def validate_unique(self) -> None:
        """Name the source that is there already, with the way to it."""
        for name, found in references_like(self.instance).items():
            if name not in self.errors and name in self.fields:
                self.add_error(name, already_there(found, by=name))


class NewReferenceForm(ReferenceForm):
    """The same for a new source, with a box for what can be copied from PubMed or a publisher."""

    pasted = forms.CharField(
        label=_("Paste a DOI, a PMID, a PubMed address, or the text of an NBIB or RIS file"),
        required=False,
        strip=False,
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        help_text=_(
            "In PubMed: “Cite”, then “Download .nbib”, or “Format: NLM” has the numbers. Nothing "
            "is asked from the internet, so a DOI or PMID alone fills in only itself."
        ),
    )
    pasted_file = forms.FileField(
        label=_("or choose the file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".nbib,.ris,.txt,text/plain"}),
        help_text=_("As saved from PubMed (.nbib) or a publisher’s page (.ris)."),
    )


class Filling:
    """What the button “Fill in the form” makes of a form that was sent: `values` to show again.

    What was typed stays; only empty fields are filled. `sentences` say what was read, what is
    missing and what was kept; `problem` is why nothing could be read.
    """

    def __init__(self, typed: dict[str, str], file: UploadedFile | None) -> None:
        self.values: dict[str, Any] = dict(typed)
        self.sentences: list[str] = []
        self.problem = ""
        try:
            self.values["pasted"] = text = _text_of(file) if file else typed.get("pasted", "")
            pasted = read_reference(text)
        except UnreadableReference as error:
            self.problem = str(error)
        else:
            self._fill_in(pasted)
        self.values.setdefault("state", Reference.State.CURRENT)

    def _fill_in(self, pasted: Pasted) -> None:
        read = {name: str(value) for name, value in vars(pasted).items() if value}
        if self.values.get("state") == Reference.State.CURRENT and "state" in read:
            self.values["state"] = ""  # nobody has chosen it; it stood in the form
        kept = [
            name
            for name, value in read.items()
            if self.values.get(name, "").strip() not in ("", value)
        ]
        self.values |= {name: value for name, value in read.items() if name not in kept}
        self._propose_key()
        missing = [name for name in NEEDED + WANTED if not self.values.get(name, "").strip()]
        if set(read) <= {"doi", "pmid"}:
            self._say(gettext("Found: %(fields)s, and nothing else."), list(read))
            self.sentences.append(gettext("Fill in the rest by hand."))
        else:
            self._say(gettext("Found: %(fields)s."), list(read))
            self._say(gettext("Still missing: %(fields)s."), missing)
        self._say(
            gettext("Kept as it stood in the form: %(fields)s. Empty a field to have it filled."),
            kept,
        )
        if "state" in read and "state" not in kept:
            self.sentences.append(gettext("The record says that this source was retracted."))

    def _propose_key(self) -> None:
        reference = _reference_from(self.values)
        if not self.values.get("key") and (reference.authors or reference.title):
            self.values["key"] = propose_key(reference)

    def _say(self, sentence: str, names: list[str]) -> None:
        if names:
            words = [gettext(str(_label(name))) for name in names]
            fields = get_text_list(words, gettext("and"))
            self.sentences.append(sentence % {"fields": fields})

    @property
    def already_there(self) -> list[Reference]:
        """The sources of the register that have its DOI or PMID."""
        reference = _reference_from({name: self.values.get(name, "") for name in ("doi", "pmid")})
        try:
            tidy_reference(reference)
        except ValidationError:
            return []
        return list({found.pk: found for found in references_like(reference).values()}.values())


def already_there(found: Reference, *, by: str = "") -> str:
    """Return, as HTML, the sentence that the register has `found`, with a link to it."""
    sentence = (
        gettext("Another source has this key already: {source}.")
        if by == "key"
        else gettext("The register has this source already: {source}. Cite it with {mark}.")
    )
    url = reverse("admin:articles_reference_change", args=[found.pk])
    return format_html(
        sentence, source=format_html('<a href="{}">{}</a>', url, found), mark=found.markdown
    )


def _reference_from(values: dict[str, Any]) -> Reference:
    """An unsaved source with those of `values` that are facts about one."""
    facts = {name: value for name, value in values.items() if name in FACTS}
    year = facts.get("year")
    if isinstance(year, str):  # not looked at by a form yet
        facts["year"] = int(year) if year.isdecimal() and len(year) < 5 else None
    return Reference(**facts)


def _label(name: str) -> str | Promise:
    return Reference._meta.get_field(name).verbose_name


def _text_of(file: UploadedFile) -> str:
    """The text of an uploaded file. Raises UnreadableReference when it is too large or no text."""
    if file.size > MAX_FILE:
        raise UnreadableReference(gettext("This file is too large for one source."))
    data = file.read()
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableReference(gettext("This file is no text. Choose an NBIB or RIS file."))
