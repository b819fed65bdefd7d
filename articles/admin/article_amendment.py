"""Amending what readers were told about one edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_history import former_words_of
from articles.admin.article_pages import (
    admin_context,
    article_or_404,
    back_to_form,
    say_beside_fields,
)
from articles.admin.typed_before import may_act
from articles.models import Publication, Right
from articles.publishing import Refused, amend_note

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


class AmendForm(forms.Form):
    """Other words for one edition, as far as its kind has them, and why."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    was_wrong = forms.CharField(
        label=_("What was wrong"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Publication.MAX_NOTE}),
    )
    is_right = forms.CharField(
        label=_("What is right"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Publication.MAX_NOTE}),
    )
    note = forms.CharField(
        label=_("What changed, in a sentence for readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Publication.MAX_NOTE}),
    )
    reason = forms.CharField(
        label=_("Why it is amended, for your colleagues"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Publication.MAX_NOTE}),
        help_text=_("Stands in the history beside the old words. Readers see neither."),
    )

    def __init__(self, edition: Publication, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        if not edition.is_correction:
            del self.fields["was_wrong"], self.fields["is_right"]
        self.initial = edition.words._asdict() | {"based_on": edition.amendments.count()}

    def look_again(self) -> None:
        """Let the form be sent again after the editor has seen what somebody else wrote."""
        self.data = self.data.copy()
        self.data["based_on"] = self.edition.amendments.count()


def amend_page(
    model_admin: ArticleAdmin, request: HttpRequest, pk: int, publication_pk: int
) -> HttpResponse:
    """What readers are told about one edition, and other words for it."""
    article = article_or_404(model_admin, request, pk, right=Right.WITHDRAW)
    edition = get_object_or_404(article.publications, pk=publication_pk)
    form = AmendForm(edition, request.POST or None)
    if may_act(request, form):
        words = form.cleaned_data | {"based_on": form.cleaned_data["based_on"] or 0}
        try:
            amend_note(edition, by=request.user, **words)
        except Refused as refused:
            say_beside_fields(form, refused)
            form.look_again()
        else:
            said = gettext("Amended what readers are told about edition %(number)s.")
            said %= {"number": edition.number}
            messages.success(request, f"{said} {gettext('No date has moved.')}")
            return back_to_form(article)
    title = gettext("Amend edition %(number)s") % {"number": edition.number}
    context = admin_context(model_admin, request, article, title) | {
        "form": form,
        "edition": edition,
        "former_words": former_words_of(edition),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/amend.html", context, status=status)
