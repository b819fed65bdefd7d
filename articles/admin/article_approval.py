"""Handing a text in, approving it or sending it back, and being the second pair of eyes later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_checks import report_of
from articles.admin.article_comments import threads_of
from articles.admin.article_differences import differences
from articles.admin.article_pages import (
    admin_context,
    answer_of,
    article_or_404,
    back_to_form,
    key_of_last_step,
)
from articles.models import Article, Right, Step
from articles.publishing import (
    NEEDS,
    Action,
    approve,
    confirm,
    content_of,
    last_step_of,
    reasons_against,
    reasons_not_to_approve,
    reasons_not_to_publish,
    send_back,
    submit,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


class StepForm(forms.Form):
    """A word to colleagues, and the text that it is about."""

    # A form that does not say what it showed can only be in conflict.
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=_("A word to your colleagues"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Step.MAX_REASON}),
    )


class SubmitForm(StepForm):
    """For whoever will read the text."""

    note = forms.CharField(
        label=_("A word to whoever reads it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Step.MAX_REASON}),
        help_text=_("What they should look at, e.g. “Please check the doses.”"),
    )


class ApprovalForm(StepForm):
    """Approve, or say what should be changed."""

    APPROVE, SEND_BACK = "approve", "send_back"

    last_step = forms.IntegerField(widget=forms.HiddenInput, required=False)
    decision = forms.ChoiceField(
        label=_("What do you say?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it can go out.")},
    )
    reason = forms.CharField(
        label=_("What should be changed"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": Step.MAX_REASON}),
        help_text=_("Its writers read this. E.g. “The dose in “Treatment” lacks a source.”"),
    )

    def __init__(self, *args: Any, may_approve: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            self.APPROVE: _("Approve: I have read exactly this text, and it can go out."),
            self.SEND_BACK: _("Send it back: something should be changed first."),
        }
        if not may_approve:
            del choices[self.APPROVE]
            self.initial["decision"] = self.SEND_BACK
        self.fields["decision"].choices = choices.items()


def submit_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """What the checks say, and a word to whoever will read the text."""
    article = article_or_404(model_admin, request, pk, right=NEEDS[Action.SUBMIT])
    if reasons := reasons_against(Action.SUBMIT, article, by=request.user):
        return _back_with(request, article, reasons)
    form = SubmitForm(request.POST or None, initial={"based_on": article.draft_revision.number})

    def hand_in(typed: dict[str, Any]) -> str:
        submit(article, by=request.user, **typed)
        return gettext("Handed in. An editor or a medical reviewer can approve it now.")

    if answer := answer_of(model_admin, request, article, form, hand_in):
        return answer
    context = admin_context(model_admin, request, article, gettext("Hand in for review")) | {
        "form": form,
        "revision": article.draft_revision,
        "reasons": reasons_not_to_publish(article),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/submit.html", context, status=status)


def approval_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The text that was handed in, what differs from the page, and: approve it, or send it back."""
    article = article_or_404(model_admin, request, pk, right=Right.APPROVE)
    against, against_back = (
        reasons_against(action, article, by=request.user)
        for action in (Action.APPROVE, Action.SEND_BACK)
    )
    if against_back:
        return _back_with(request, article, against_back)
    if request.method == "POST" and _has_approved(article, request.user):
        # A second click, or a request that came again.
        return _back_with(request, article, against)
    reasons = against or reasons_not_to_approve(article, request.user)
    initial = {
        "based_on": article.draft_revision.number,
        "last_step": key_of_last_step(article),
    }
    form = ApprovalForm(request.POST or None, initial=initial, may_approve=not reasons)

    def decide(typed: dict[str, Any]) -> str:
        seen = {"by": request.user} | {name: typed[name] for name in ("based_on", "last_step")}
        if typed["decision"] == ApprovalForm.SEND_BACK:
            send_back(article, reason=typed["reason"], **seen)
            return gettext("Sent back. It is a draft again, and your reason stands above it.")
        had_plan = article.schedule is not None
        approve(article, note=typed["note"], **seen)
        if had_plan and not article.is_scheduled:
            return gettext("Approved. The time it was scheduled for has passed: publish it.")
        if article.is_scheduled:
            return gettext("Approved. It kept its schedule and goes out by itself.")
        return gettext("Approved. It can be published now.")

    if answer := answer_of(model_admin, request, article, form, decide):
        return answer
    title = gettext("Approve or send back")
    context = admin_context(model_admin, request, article, title) | {
        "form": form,
        "revision": article.draft_revision,
        "reasons": reasons_not_to_publish(article),
        "not_yours": reasons,
        "report": report_of(article),
        "threads": threads_of(request, article),
        "steps": article.draft_revision.steps.all(),
        "differences": _differences_from_page(article),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/approval.html", context, status=status)


def confirm_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """A text that went out without a second pair of eyes, for whoever has them now."""
    article = article_or_404(model_admin, request, pk, right=NEEDS[Action.CONFIRM])
    if reasons := reasons_against(Action.CONFIRM, article, by=request.user):
        return _back_with(request, article, reasons)
    form = StepForm(request.POST or None, initial={"based_on": article.live_revision.number})

    def look(typed: dict[str, Any]) -> str:
        confirm(article, by=request.user, **typed)
        return gettext("Recorded: somebody else has read what readers see.")

    if answer := answer_of(model_admin, request, article, form, look):
        return answer
    title = gettext("Be the second pair of eyes")
    context = admin_context(model_admin, request, article, title) | {
        "form": form,
        "revision": article.live_revision,
        "edition": article.publications.order_by("number").last(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/confirm.html", context, status=status)


def _back_with(request: HttpRequest, article: Article, reasons: list[str]) -> HttpResponse:
    """Back to the form, which says why there is nothing to do: somebody may have been faster."""
    for reason in reasons:
        messages.info(request, str(reason))
    return back_to_form(article)


def _has_approved(article: Article, user: AbstractBaseUser) -> bool:
    """Whether `user` was the last to take a step with the text, and approved it."""
    last = last_step_of(article.draft_revision)
    return last is not None and last.kind == Step.Kind.APPROVED and last.taken_by_id == user.pk


def _differences_from_page(article: Article) -> list[dict[str, Any]]:
    """What is new in the draft, where readers see an older text."""
    if article.live_revision is None:
        return []
    return differences(content_of(article.live_revision), content_of(article.draft_revision))
