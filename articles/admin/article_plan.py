"""The plan: what goes out by itself and when, what was kept from it, and what it has done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_approval import StepForm
from articles.admin.article_pages import (
    admin_context,
    answer_of,
    article_or_404,
    back_to_form,
)
from articles.models import Article, Publication, Right, Schedule, SiteSettings, Step, may
from articles.publishing import (
    NEEDS,
    Action,
    in_site_time,
    reasons_against,
    site_clock,
    site_day,
    state_off_schedule,
    unschedule,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

State = Article.State
# For how long the calendar shows what went out by itself.
LOOKING_BACK = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Entry:
    """One thing on the calendar: an article, what happens to it at `moment`, and more about it.

    `mark` names its look, `listed` are sentences such as those of the checks.
    """

    moment: datetime.datetime
    article: Article
    title: str
    mark: str
    what: str
    clock: str
    about: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    can: frozenset[str] = frozenset()


def calendar_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """Everything that is planned, by day, in the zone of the site; a list, so that phones fit."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    settings, now = SiteSettings.current(), timezone.now()
    articles = Article.objects.with_working_text()
    planned = list(articles.planned())
    to_come = [
        *(_of_schedule(each, settings) for each in planned if each.publish_at > now),
        *(_of_embargo(each, settings) for each in articles.embargoed(now)),
    ]
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Calendar"),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "zone": settings.zone.key,
        "now": in_site_time(now, settings.zone),
        "needing": [
            *(_of_late(each, settings) for each in planned if each.publish_at <= now),
            *(_of_held_back(each, settings) for each in articles.held_back().order_by("-held_at")),
        ],
        "days": list(_by_day(to_come, settings)),
        "gone": [
            _of_publication(each, settings)
            for each in Publication.objects.by_schedule(since=now - LOOKING_BACK)
        ],
        "looking_back": LOOKING_BACK.days,
        "may_publish": may(request.user, Right.PUBLISH),
    }
    return render(request, "admin/articles/article/calendar.html", context)


class UnscheduleForm(StepForm):
    """Why a text does not go out by itself after all, and which schedule was looked at."""

    planned = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = None
    reason = forms.CharField(
        label=_("Why, for your colleagues"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Step.MAX_REASON}),
        help_text=_("You can leave this empty. E.g. “We wait for the new guideline.”"),
    )


def unschedule_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """When the text would go out, and what becomes of it when it is taken off the schedule."""
    article = article_or_404(model_admin, request, pk, right=NEEDS[Action.UNSCHEDULE])
    if reasons := reasons_against(Action.UNSCHEDULE, article, by=request.user):
        for reason in reasons:
            messages.info(request, str(reason))
        return back_to_form(article)
    plan, settings = article.schedule, SiteSettings.current()
    initial = {"based_on": article.draft_revision.number, "planned": plan.pk}
    form = UnscheduleForm(request.POST or None, initial=initial)

    def take_off(typed: dict[str, Any]) -> str:
        # A form that does not say which schedule it showed can only be in conflict.
        unschedule(article, by=request.user, **typed | {"planned": typed["planned"] or 0})
        said = gettext("Taken off the schedule. The text is now: %(state)s.")
        return said % {"state": article.get_state_display()}

    if answer := answer_of(model_admin, request, article, form, take_off):
        return answer
    title = gettext("Take it off the schedule")
    context = admin_context(model_admin, request, article, title) | {
        "form": form,
        "revision": article.draft_revision,
        "plan": plan,
        "due": in_site_time(plan.due_at, settings.zone),
        "state": state_off_schedule(article),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/unschedule.html", context, status=status)


def _by_day(entries: list[Entry], settings: SiteSettings) -> Iterator[tuple[str, list[Entry]]]:
    """The days on which something happens, each with its entries in the order of time."""

    def day(entry: Entry) -> str:
        return site_day(entry.moment, settings.zone)

    for name, group in groupby(sorted(entries, key=lambda entry: entry.moment), key=day):
        yield name, list(group)


def _of_schedule(article: Article, settings: SiteSettings) -> Entry:
    plan, about = article.schedule, []
    if article.is_scheduled:
        mark, what = "scheduled", gettext("Goes out by itself")
    else:
        mark, what = "waiting", gettext("Waits for approval")
        state = article.get_state_display()
        about.append(
            gettext(
                "It was edited since it was scheduled (now: %(state)s). It goes out at this time "
                "if it is approved before."
            )
            % {"state": state}
        )
    if article.embargo_until == plan.due_at:
        about.append(gettext("Its embargo ends at the same moment."))
    return Entry(
        moment=plan.due_at,
        article=article,
        title=str(article),
        mark=mark,
        what=what,
        clock=site_clock(plan.due_at, settings.zone),
        about=[*_decided(plan, settings), *about],
        listed=plan.overridden if plan.override else [],
        can=frozenset({Action.PUBLISH, Action.UNSCHEDULE}),
    )


def _of_embargo(article: Article, settings: SiteSettings) -> Entry:
    return Entry(
        moment=article.embargo_until,
        article=article,
        title=str(article),
        mark="embargo",
        what=gettext("Embargo ends"),
        clock=site_clock(article.embargo_until, settings.zone),
        about=[
            gettext("Its text in work may not leave the desk before.")
            if article.draft_revision_id
            else gettext(
                "There is no text in work now; the next one may not leave the desk before."
            )
        ],
        can=frozenset({"embargo"}),
    )


def _of_late(article: Article, settings: SiteSettings) -> Entry:
    """A schedule whose time has passed, though the text did not go out."""
    plan = article.schedule
    if article.is_scheduled:
        said = gettext(
            "It should have gone out, but the software could not publish it. It is tried again "
            "with every page. Tell whoever runs this site, or publish it yourself."
        )
    else:
        said = gettext(
            "It was edited since it was scheduled and nobody had approved it in time (now: "
            "%(state)s). It does not go out by itself any more: approve it and publish it, or "
            "choose another time."
        )
        said %= {"state": article.get_state_display()}
    return Entry(
        moment=plan.due_at,
        article=article,
        title=str(article),
        mark="held_back",
        what=gettext("Its time has passed"),
        clock=in_site_time(plan.due_at, settings.zone),
        about=[said, *_decided(plan, settings)],
        can=frozenset({Action.PUBLISH, Action.UNSCHEDULE}),
    )


def _of_held_back(article: Article, settings: SiteSettings) -> Entry:
    return Entry(
        moment=article.held_at,
        article=article,
        title=str(article),
        mark="held_back",
        what=Step.Kind.HELD_BACK.label,
        clock=in_site_time(article.held_at, settings.zone),
        about=[gettext("At its time, this spoke against it:")],
        listed=article.held_reason.splitlines(),
        can=frozenset({Action.PUBLISH}),
    )


def _of_publication(publication: Publication, settings: SiteSettings) -> Entry:
    who = gettext("%(kind)s, as scheduled by %(name)s.")
    about = [
        who % {"kind": publication.get_kind_display(), "name": publication.published_by_name},
        *_in_spite(publication),
    ]
    return Entry(
        moment=publication.published_at,
        article=publication.article,
        title=publication.revision.title,
        mark="published",
        what=gettext("Went out"),
        clock=in_site_time(publication.published_at, settings.zone),
        about=about,
        listed=publication.overridden if publication.override else [],
    )


def _decided(plan: Schedule, settings: SiteSettings) -> list[str]:
    """What was decided when a text was scheduled: the kind of change, by whom, in spite of what."""
    who = gettext("%(kind)s. Scheduled by %(name)s on %(when)s.")
    return [
        who
        % {
            "kind": plan.get_kind_display(),
            "name": plan.made_by_name,
            "when": in_site_time(plan.made_at, settings.zone),
        },
        *_in_spite(plan),
    ]


def _in_spite(decided: Schedule | Publication) -> list[str]:
    """Why it goes, or went, out unread by others and against the checks."""
    sentences = []
    if decided.alone:
        alone = gettext("Without a second pair of eyes, because: “%(reason)s”")
        sentences.append(alone % {"reason": decided.alone})
    if decided.override:
        override = gettext("In spite of the checks, because: “%(reason)s” They said:")
        sentences.append(override % {"reason": decided.override})
    return sentences
