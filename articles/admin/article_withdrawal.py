"""Withdrawing a page: what readers find from then on, and who else leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
from articles.admin.typed_before import may_act
from articles.models import Article, Withdrawal
from articles.publishing import (
    NEEDS,
    Action,
    Conflict,
    Refused,
    callouts_leading_to,
    pages_leading_to,
    pages_replaced_by,
    possible_actions,
    withdraw,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

Outcome = Withdrawal.Outcome
EXPLAINED = {
    Outcome.OUTDATED: _(
        "Outdated. Readers find the old text under a notice that gives the reason and, if there is "
        "one, the page to read instead. Search engines are asked to forget it."
    ),
    Outcome.IN_ERROR: _(
        "Published in error. Readers find the reason and no text: the page is gone."
    ),
    Outcome.MERGED: _("Merged. Readers are led to the page that takes its place, without a stop."),
}


class WithdrawForm(forms.Form):
    """What readers find from now on, why, and what they should read instead."""

    # A form that does not say what it showed can only be in conflict.
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label=_("What do readers find from now on?"),
        choices=EXPLAINED.items(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what readers find from now on.")},
    )
    reason = forms.CharField(
        label=_("Reason, for readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": Withdrawal.MAX_REASON}),
        help_text=_("One or two sentences: why the page is taken back."),
    )
    replacement = forms.ModelChoiceField(
        label=_("Page to read instead"),
        queryset=Article.objects.public(),
        required=False,
        widget=AutocompleteSelect(Withdrawal._meta.get_field("replacement"), admin.site),
        help_text=_("Needed where pages are merged. Only pages that readers can see."),
        error_messages={"invalid_choice": _("Readers cannot see that page. Choose a public one.")},
    )


def withdraw_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks what readers find from now on, and shows which pages and callouts lead to this one."""
    article = article_or_404(model_admin, request, pk, right=NEEDS[Action.WITHDRAW])
    if Action.WITHDRAW not in possible_actions(article, by=request.user):
        said = gettext("Readers cannot see this page, so there is nothing to take back.")
        messages.info(request, gettext("Withdrawn already.") if article.is_withdrawn else said)
        return back_to_form(article)
    # "Take it down now" leads here with the outcome chosen: a reason and one click are left.
    initial = {
        "based_on": article.live_revision.number,
        "outcome": request.GET.get("outcome", ""),
    }
    form = WithdrawForm(request.POST or None, initial=initial)
    if may_act(request, form):
        typed = form.cleaned_data | {"based_on": form.cleaned_data["based_on"] or 0}
        try:
            withdraw(article, by=request.user, **typed)
        except Refused as refused:
            say_beside_fields(form, refused)
        except Conflict as conflict:
            return conflict_page(model_admin, request, article, conflict, form=form)
        else:
            said = gettext("Withdrawn. It is in no list, search or feed any more.")
            words = (said, article.url, gettext("See what readers find"))
            messages.success(request, format_html('{} <a href="{}">{}</a>', *words))
            return back_to_form(article)
    context = admin_context(model_admin, request, article, gettext("Withdraw")) | {
        "form": form,
        "media": form.media,
        "pages": pages_leading_to(article),
        "replaced": pages_replaced_by(article),
        "callouts": callouts_leading_to(article),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/withdraw.html", context, status=status)
