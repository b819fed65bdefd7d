"""Publishing from the desk, now or later: what kind of change it is, and what readers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_checks import report_of
from articles.admin.article_pages import (
    admin_context,
    answer_of,
    article_or_404,
    back_to_form,
    key_of_last_step,
)
from articles.admin.article_when import WhenForm
from articles.models import Article, Publication, Review, Right, SiteSettings, may
from articles.publishing import (
    NEEDS,
    Action,
    Readers,
    date_after,
    in_site_time,
    publish,
    readers_of,
    review_of,
    review_that_lasts,
    schedule,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

Kind = Publication.Kind


class PublishForm(WhenForm):
    """What kind of change is published, when, and what readers are told about it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    # The plan that the editor saw, 0 for none.
    planned = forms.IntegerField(widget=forms.HiddenInput, required=False)
    last_step = forms.IntegerField(widget=forms.HiddenInput, required=False)
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
    alone = forms.CharField(
        label=_("Why it cannot wait for a second pair of eyes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Publication.MAX_NOTE}),
        help_text=_(
            "Nobody but its writers has approved this text. Your reason is recorded, and the page "
            "joins the list of those that wait for somebody else to read them. Readers do not see "
            "it. E.g. “A recall that patients must know of today.”"
        ),
    )
    override = forms.CharField(
        label=_("Why it goes out in spite of the checks"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Publication.MAX_NOTE}),
        help_text=_(
            "Leave this empty and mend the text, if you can. Your reason is recorded with what the "
            "checks said, and the page joins a list of its own. Readers do not see it."
        ),
    )

    def __init__(self, article: Article, *args: Any, by: AbstractBaseUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = _kinds_for(article)
        self.fields["kind"].choices = [(kind, _kind_and_date(article, kind)) for kind in kinds]
        plan = article.schedule
        if plan:
            for name in ("kind", "note", "was_wrong", "is_right", "alone", "override"):
                self.initial[name] = getattr(plan, name)
        self.initial["based_on"] = article.draft_revision.number
        self.initial["brings_back"] = article.is_withdrawn
        self.initial["planned"] = article.schedule_id or 0
        self.initial["last_step"] = key_of_last_step(article)
        self.plan_for(plan and plan.due_at, earliest=article.embargo_until)
        if len(kinds) == 1:
            self.initial["kind"] = kinds[0]
        if not may(by, Right.OVERRIDE):
            del self.fields["override"]

    def leave_out(self, *, alone: bool, override: bool) -> None:
        """Take away the questions that the text does not raise, before anybody sees them.

        Sent with the form they do no harm: the verb records neither reason without need.
        """
        for name, is_left_out in (("alone", alone), ("override", override)):
            if is_left_out:
                self.fields.pop(name, None)


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
    """What speaks against it, when it goes out, the kind of change, its words, and the date."""
    article = article_or_404(model_admin, request, pk, right=NEEDS[Action.PUBLISH])
    if article.draft_revision is None:
        messages.info(request, gettext("There is no draft: readers already see the latest text."))
        return back_to_form(article)
    form = PublishForm(article, request.POST or None, by=request.user)

    def send_out(typed: dict[str, Any]) -> str:
        due_at = form.due_at
        for name in ("when", "due_day", "due_time"):
            typed.pop(name)
        planned = typed.pop("planned") or 0
        if due_at is None:
            publish(article, by=request.user, **typed)
            return _published(article)
        plan = schedule(article, due_at=due_at, by=request.user, planned=planned, **typed)
        return _scheduled(article, plan)

    if answer := answer_of(model_admin, request, article, form, send_out):
        return answer
    # The verb has its own look at what it sends out; the page is for whoever reads it.
    report = report_of(article)
    reasons = report.reasons
    form.leave_out(alone=readers_of(article, request.user) != Readers.NOBODY, override=not reasons)
    settings = SiteSettings.current()
    context = admin_context(model_admin, request, article, gettext("Publish")) | {
        "form": form,
        "reasons": reasons,
        "report": report,
        "may_go_out": not reasons or "override" in form.fields,
        "revision": article.draft_revision,
        "steps": article.draft_revision.steps.all(),
        "review": _review_left_behind(article),
        "today": settings.today(),
        "now": in_site_time(timezone.now(), settings.zone),
        "embargo": article.is_embargoed and in_site_time(article.embargo_until, settings.zone),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/publish.html", context, status=status)


def _published(article: Article) -> str:
    said = gettext("Published. Readers see “Last updated %(date)s”.")
    date = date_format(article.last_updated_on, "F j, Y")
    words = (said % {"date": date}, article.url, gettext("View live page"))
    return format_html('{} <a href="{}">{}</a>', *words)


def _scheduled(article: Article, plan: Any) -> str:
    said = gettext("Scheduled. It goes out by itself on %(when)s.")
    return said % {"when": in_site_time(plan.due_at, SiteSettings.current().zone)}


def _review_left_behind(article: Article) -> Review | None:
    """The review that readers see and that vouched for another text than the draft."""
    return None if review_of(article.draft_revision) else review_that_lasts(article)
