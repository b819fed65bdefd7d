"""Restoring an earlier text: what it would change, and then a new draft that is exactly that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_compare import compared, url_of_comparison
from articles.admin.article_pages import admin_context, answer_of, article_or_404
from articles.publishing import Action, gone_since, reasons_against, restore_revision

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


class RestoreForm(forms.Form):
    """Which text was looked at, and whether what is scheduled stays so."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    keep_schedule = forms.BooleanField(
        label=_("Keep the schedule"),
        required=False,
        help_text=_("The restored text then goes out at that time, if it is approved before."),
    )


def restore_page(
    model_admin: ArticleAdmin, request: HttpRequest, pk: int, number: int
) -> HttpResponse:
    """What an earlier text would change in the one in work; then it is the draft (POST)."""
    article = article_or_404(model_admin, request, pk)
    working = article.working_revision
    revision = get_object_or_404(article.revisions.select_related("lead_image"), number=number)
    gone = gone_since(revision)
    form = RestoreForm(request.POST or None, initial={"based_on": working.number})

    def restore(typed: dict[str, Any]) -> str:
        draft = restore_revision(article, revision, by=request.user, **typed)
        for sentence in gone:
            messages.warning(request, sentence)
        return format_html(
            '{} <a href="{}">{}</a>',
            gettext("The text of revision %(old)s is the draft again, as revision %(new)s.")
            % {"old": revision.number, "new": draft.number},
            url_of_comparison(article, working.number, draft.number),
            gettext("Compare with the text of before"),
        )

    if answer := answer_of(model_admin, request, article, form, restore):
        return answer
    title = gettext("Restore revision %(number)s") % {"number": revision.number}
    fields = [one for one in compared(working, revision) if one.differs]
    context = admin_context(model_admin, request, article, title) | {
        "form": form,
        "revision": revision,
        "working": working,
        "compared": fields,
        "gone": gone,
        "against": reasons_against(Action.SAVE_DRAFT, article, by=request.user),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/restore.html", context, status=status)
