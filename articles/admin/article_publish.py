"""Publishing from the desk: what kind of change it is, and what readers are told about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_pages import (
    admin_context,
    article_or_404,
    back_to_form,
    conflict_page,
    say_beside_fields,
)
from articles.models import Article, Publication, Review, SiteSettings
from articles.publishing import (
    Conflict,
    Refused,
    date_after,
    publish,
    reasons_not_to_publish,
    review_of,
    review_that_lasts,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

Kind = Publication.Kind


class PublishForm(forms.Form):
    """What kind of change is published, and what readers are told about it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    # Whether the editor knew that the page is withdrawn.
    brings_back = forms.BooleanField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What kind of change is this?"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("Choose again: this kind of change is not possible here.")
        },
    )
    was_wrong = forms.CharField(
        label=_("What was wrong"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Publication.MAX_NOTE}),
        help_text=_(
            "For a correction: what the page said, so that readers know whether they relied on it. "
            "E.g. “We wrote that the test takes a week.”"
        ),
    )
    is_right = forms.CharField(
        label=_("What is right"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Publication.MAX_NOTE}),
        help_text=_("For a correction: what holds instead. E.g. “It takes up to three weeks.”"),
    )
    note = forms.CharField(
        label=_("What changed, in a sentence for readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Publication.MAX_NOTE}),
        help_text=_("Needed for a significant change. A correction may add one."),
    )

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = _kinds_for(article)
        self.fields["kind"].choices = [(kind, _kind_and_date(article, kind)) for kind in kinds]
        self.initial.setdefault("based_on", article.draft_revision.number)
        self.initial.setdefault("brings_back", article.is_withdrawn)
        if len(kinds) == 1:
            self.initial["kind"] = kinds[0]


def _kinds_for(article: Article) -> list[Kind]:
    if article.first_published_on is None:
        return [Kind.FIRST]
    if article.is_withdrawn:
        return list(Publication.NOTED_KINDS)
    return [Kind.MINOR, Kind.SIGNIFICANT, Kind.CORRECTION]


def _kind_and_date(article: Article, kind: Kind) -> str:
    """The name of a kind, and what it does to the date that readers see."""
    date = date_format(date_after(article, kind), "F j, Y")
    if date_after(article, kind) == article.last_updated_on:
        effect = gettext("“Last updated” will stay %(date)s.") % {"date": date}
    else:
        effect = gettext("“Last updated” will become %(date)s.") % {"date": date}
    explained = {
        Kind.FIRST: gettext("First publication."),
        Kind.MINOR: gettext("Minor: spelling, layout, a mended link. Readers need not know."),
        Kind.SIGNIFICANT: gettext("Significant: what the page says has changed."),
        Kind.CORRECTION: gettext(
            "Correction: the page said something wrong. A notice stands above the text for 30 "
            "days, then at its foot."
        ),
    }
    return f"{explained[kind]} {effect}"


def publish_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Every reason not to publish, the kind of change, its words, and what happens to the date."""
    article = article_or_404(model_admin, request, pk)
    if article.draft_revision is None:
        messages.info(request, gettext("There is no draft: readers already see the latest text."))
        return back_to_form(article)
    form = PublishForm(article, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publish(article, by=request.user, **form.cleaned_data)
        except Refused as refused:
            say_beside_fields(form, refused)
        except Conflict as conflict:
            return conflict_page(model_admin, request, article, conflict, form=form)
        else:
            model_admin.log_change(request, article, gettext("Published."))
            said = gettext("Published. Readers see “Last updated %(date)s”.")
            date = date_format(article.last_updated_on, "F j, Y")
            words = (said % {"date": date}, article.url, gettext("View live page"))
            messages.success(request, format_html('{} <a href="{}">{}</a>', *words))
            return back_to_form(article)
    context = admin_context(model_admin, request, article, gettext("Publish")) | {
        "form": form,
        "reasons": reasons_not_to_publish(article),
        "revision": article.draft_revision,
        "review": _review_left_behind(article),
        "today": SiteSettings.current().today(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/publish.html", context, status=status)


def _review_left_behind(article: Article) -> Review | None:
    """The review that readers see and that vouched for another text than the draft."""
    return None if review_of(article.draft_revision) else review_that_lasts(article)
