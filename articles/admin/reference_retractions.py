"""A list of retracted works: what it says of the register, and marking what an editor confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.typed_before import may_act
from articles.models import Article, Reference
from articles.publishing import (
    Refused,
    RetractionList,
    UnreadableList,
    mark_retracted,
    read_retractions,
)

if TYPE_CHECKING:
    from articles.admin.reference import ReferenceAdmin

MAX_FILE = 150 * 1024 * 1024  # the whole list of Retraction Watch has about 60 MB
# So many sources can be marked at once; there is a next time.
MAX_MARKED = 500


class RetractionsForm(forms.Form):
    file = forms.FileField(
        label=_("List of retractions (CSV)"),
        help_text=_("e.g. “retraction_watch.csv”, at most 150 MB."),
        error_messages={
            "required": _("Choose a CSV file."),
            "empty": _("This file is empty. Choose another one."),
        },
    )
    found: RetractionList

    def clean_file(self) -> Any:
        """Read the list as it came in; `found` is what it says of the register."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError(
                gettext("This file is larger than 150 MB. Choose a shorter list.")
            )
        try:
            self.found = read_retractions(file.file)
        except UnreadableList as unreadable:
            raise ValidationError(str(unreadable)) from unreadable
        return file


@dataclass(frozen=True)
class Line:
    """One source that can be marked: its box, its sentence and how many pages cite it."""

    reference: Reference
    take: forms.BoundField
    note: forms.BoundField
    pages: int


class MarkingForm(forms.Form):
    """For each source whether it is marked, and what readers are told of it."""

    def __init__(self, notes: dict[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sources = (
            Reference.objects.filter(pk__in=notes)
            .exclude(state=Reference.State.RETRACTED)
            .with_cited()
            .order_by("authors", "year", "pk")
        )[:MAX_MARKED]
        for source in self._sources:
            self.fields[f"take-{source.pk}"] = forms.BooleanField(required=False, initial=True)
            self.fields[f"note-{source.pk}"] = forms.CharField(
                label=gettext("What readers are told"),
                required=False,
                initial=notes[source.pk],
                max_length=Reference._meta.get_field("state_note").max_length,
            )

    @property
    def lines(self) -> list[Line]:
        return [
            Line(source, self[f"take-{source.pk}"], self[f"note-{source.pk}"], source.cited)
            for source in self._sources
        ]

    @property
    def chosen(self) -> dict[int, str]:
        """What readers are told of each source that is ticked, by its key."""
        return {
            source.pk: self.cleaned_data[f"note-{source.pk}"]
            for source in self._sources
            if self.cleaned_data[f"take-{source.pk}"]
        }


def retractions_page(model_admin: ReferenceAdmin, request: HttpRequest) -> HttpResponse:
    """Asks for a list, shows what would be marked, and marks what is confirmed."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    if request.method == "POST" and "confirm" in request.POST:
        return _confirm(model_admin, request)
    is_sent = request.method == "POST"
    form = RetractionsForm(request.POST, request.FILES) if is_sent else RetractionsForm()
    if is_sent and form.is_valid():
        marking = MarkingForm({one.reference.pk: one.note for one in form.found.to_mark})
        return _page(model_admin, request, {"found": form.found, "marking": marking})
    return _page(model_admin, request, {"form": form}, 422 if is_sent else 200)


def _confirm(model_admin: ReferenceAdmin, request: HttpRequest) -> HttpResponse:
    keys = [
        int(name.removeprefix("note-"))
        for name in request.POST
        if name.startswith("note-") and name.removeprefix("note-").isdecimal() and len(name) < 20
    ]
    form = MarkingForm(dict.fromkeys(keys, ""), request.POST)
    if may_act(request, form):
        try:
            marked = mark_retracted(form.chosen, by=request.user)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            for reference in marked:
                model_admin.log_change(request, reference, gettext("Marked as retracted."))
            messages.success(request, _what_was_marked(marked))
            return HttpResponseRedirect(reverse("admin:articles_reference_changelist"))
    return _page(model_admin, request, {"found": None, "marking": form}, 422)


def _page(
    model_admin: ReferenceAdmin, request: HttpRequest, facts: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Look for retractions"),
        "opts": model_admin.opts,
        "media": model_admin.media,
    }
    template = "admin/articles/reference/retractions.html"
    return render(request, template, context | facts, status=status)


def _what_was_marked(marked: list[Reference]) -> str:
    if not marked:
        return gettext("Nothing was ticked, so nothing was marked.")
    count = Article.objects.showing_sources(marked).count()
    sources = ngettext(
        "%(count)s source is marked as retracted.",
        "%(count)s sources are marked as retracted.",
        len(marked),
    ) % {"count": len(marked)}
    pages = ngettext(
        "%(count)s public page says so beside its citations.",
        "%(count)s public pages say so beside their citations.",
        count,
    ) % {"count": count}
    url = reverse("admin:articles_article_changelist") + "?desk=unsound"
    link = gettext("See the pages that should be looked at")
    return format_html('{} {} <a href="{}">{}</a>', sources, pages, url, link)
