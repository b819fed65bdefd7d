"""Publishing a fact: which pages it changes, what became of its text, and what readers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_differences import differences
from articles.admin.typed_before import may_act
from articles.models import Article, Publication, Right, Snippet, may
from articles.publishing import (
    Content,
    Effect,
    SnippetRefused,
    effects_of,
    publish_snippet,
    reasons_alone,
)

if TYPE_CHECKING:
    from articles.admin.snippet import SnippetAdmin

Kind = Publication.Kind
KINDS = {
    Kind.MINOR: _("Minor: the same fact in better words. No date of a page moves."),
    Kind.SIGNIFICANT: _(
        "Significant: the fact has changed. “Last updated” becomes today on each page, and readers "
        "are told; what was reviewed before shows as changed since."
    ),
    Kind.CORRECTION: _(
        "Correction: the pages said something wrong. Each shows a notice for 30 days."
    ),
}


class PublishSnippetForm(forms.Form):
    """What kind of change it is for every page that has the fact, and what readers are told."""

    # A form that does not say what it showed is asked to look again.
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What kind of change is this?"), choices=KINDS.items(), widget=forms.RadioSelect
    )
    was_wrong = forms.CharField(
        label=_("What was wrong"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Publication.MAX_NOTE}),
        help_text=_("For a correction: what the pages said."),
    )
    is_right = forms.CharField(
        label=_("What is right"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Publication.MAX_NOTE}),
        help_text=_("For a correction: what holds instead."),
    )
    note = forms.CharField(
        label=_("What changed, in a sentence for readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Publication.MAX_NOTE}),
        help_text=_(
            "It stands in the history of each page, behind the name of the fact: “The fact "
            "“Approved treatments” was updated: a fifth medicine was approved.”"
        ),
    )
    alone = forms.CharField(
        label=_("Why it cannot wait for a second pair of eyes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Publication.MAX_NOTE}),
        help_text=_(
            "You have written this text. Your reason is recorded, and the pages join the list of "
            "those that wait for somebody else to read them. Readers do not see it."
        ),
    )
    override = forms.CharField(
        label=_("Why it goes out in spite of the checks"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Publication.MAX_NOTE}),
        help_text=_("Your reason is recorded with what the checks said of each page."),
    )

    def __init__(
        self,
        snippet: Snippet,
        effects: list[Effect],
        *args: Any,
        by: AbstractBaseUser,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["based_on"] = snippet.draft_version.number
        # What is not asked is not shown.
        if not effects:
            for name in ("was_wrong", "is_right", "note"):
                del self.fields[name]
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial["kind"] = Kind.MINOR
        has_faults = any(effect.reasons for effect in effects)
        if not (has_faults and may(by, Right.OVERRIDE)):
            del self.fields["override"]
        may_alone = may(by, Right.PUBLISH_ALONE)
        if not (may_alone and reasons_alone(snippet, by, alone="")):
            del self.fields["alone"]


def publish_page(model_admin: SnippetAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks what kind of change it is, beside the pages that change and what speaks against each."""
    rows = Snippet.objects.select_related("live_version", "draft_version")
    snippet = get_object_or_404(rows, pk=pk)
    may_change = model_admin.has_change_permission(request, snippet)
    if not may_change or not may(request.user, Right.PUBLISH):
        raise PermissionDenied
    back = HttpResponseRedirect(reverse("admin:articles_snippet_change", args=[pk]))
    if snippet.draft_version is None:
        messages.info(request, gettext("There is no new text: pages say what it says already."))
        return back
    effects = effects_of(snippet)
    form = PublishSnippetForm(snippet, effects, request.POST or None, by=request.user)
    if may_act(request, form):
        typed = form.cleaned_data | {"based_on": form.cleaned_data["based_on"] or 0}
        try:
            published = publish_snippet(snippet, by=request.user, **typed)
        except SnippetRefused as refused:
            for reason in refused.own:
                form.add_error(reason.field if reason.field in form.fields else None, str(reason))
            if refused.by_article:
                form.add_error(None, gettext("Nothing was published: see the pages below."))
            effects = effects_of(snippet) if snippet.draft_version else effects
        else:
            said = _said(len(published))
            model_admin.log_change(request, snippet, said)
            messages.success(request, said)
            return back
    live = snippet.live_version
    old, new = (
        Content(title=snippet.title, body=version.text if version else "")
        for version in (live, snippet.draft_version)
    )
    drafts = Article.objects.using_snippet(snippet).filter(draft_revision__isnull=False)
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Publish a fact"),
        "subtitle": str(snippet),
        "snippet": snippet,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "html": new.rendered.html,
        "form": form,
        "effects": effects,
        "blocked": sum(bool(effect.reasons) for effect in effects),
        "drafts": drafts.with_working_text().order_by("-pk"),
        "differences": differences(old, new) if live else [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/snippet/publish.html", context, status=status)


def _said(count: int) -> str:
    if not count:
        return gettext("Published. Texts can use it from now on.")
    said = ngettext(
        "Published. %(count)s page says it now, and its history tells of it.",
        "Published. %(count)s pages say it now, and their histories tell of it.",
        count,
    )
    return said % {"count": count}
