"""An embargo: until when the text in work may not leave the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from articles.admin.article_pages import admin_context, answer_of, article_or_404
from articles.admin.article_when import MomentForm
from articles.models import Right, SiteSettings
from articles.publishing import embargo_step_of, in_site_time, set_embargo

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# No step has this key.
NEVER_SEEN = -1


class EmbargoForm(MomentForm):
    """Until when, or that it is lifted; and which embargo was looked at."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # The key of the embargo's last step. A form that does not say what it showed is in conflict.
    last_step = forms.IntegerField(widget=forms.HiddenInput, required=False)
    lift = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a moment, unless the embargo is lifted."""
        if not self.cleaned_data.get("lift"):
            return super().clean()
        for name in ("due_day", "due_time"):
            self.errors.pop(name, None)
        return self.cleaned_data


def embargo_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Until when nothing of the text in work leaves the desk: set it, move it, lift it."""
    article = article_or_404(model_admin, request, pk, right=Right.PUBLISH)
    settings, step = SiteSettings.current(), embargo_step_of(article)
    initial = {
        "based_on": article.working_revision.number,
        "last_step": step.pk if step else 0,
    }
    form = EmbargoForm(request.POST or None, initial=initial)
    form.propose(article.embargo_until if article.is_embargoed else None)

    def act(typed: dict[str, Any]) -> str:
        until = None if typed["lift"] else form.due_at
        seen = NEVER_SEEN if typed["last_step"] is None else typed["last_step"]
        if not set_embargo(article, until=until, by=request.user, last_step=seen):
            return gettext("Nothing has changed about the embargo.")
        if until is None:
            return gettext("The embargo is lifted.")
        return gettext("Under embargo until %(when)s.") % {
            "when": in_site_time(until, settings.zone)
        }

    if answer := answer_of(model_admin, request, article, form, act):
        return answer
    context = admin_context(model_admin, request, article, gettext("Embargo")) | {
        "form": form,
        "step": step,
        "embargo": article.is_embargoed and in_site_time(article.embargo_until, settings.zone),
        "due": article.schedule and in_site_time(article.schedule.due_at, settings.zone),
        "now": in_site_time(timezone.now(), settings.zone),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/embargo.html", context, status=status)
