"""The list of articles: what each row says, and what the list can be narrowed to."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ReviewState, SiteSettings


class DraftOverLive(admin.SimpleListFilter):
    """Pages that readers see while somebody is at work on them."""

    title = _("draft over a live page")
    parameter_name = "over_live"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "yes":
            return queryset.filter(draft_revision__isnull=False, live_revision__isnull=False)
        return queryset


class Withdrawn(admin.SimpleListFilter):
    """Pages that were taken back and have not been published again."""

    title = _("withdrawn")
    parameter_name = "withdrawn"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.withdrawn() if self.value() == "yes" else queryset


class WaitsFor(admin.SimpleListFilter):
    """What somebody should do next, whatever the state of the text."""

    title = _("what it waits for")
    parameter_name = "waits"
    FOUND = MappingProxyType(
        {
            "approval": lambda articles: articles.filter(state=Article.State.IN_REVIEW),
            "second_pair": lambda articles: articles.awaiting_second_pair(),
            "mending": lambda articles: articles.published_in_spite(),
            "decision": lambda articles: articles.held_back(),
            "time": lambda articles: articles.scheduled(),
            "change": lambda articles: articles.needing_change(),
            "source": lambda articles: articles.citing_unsound(),
            "term": lambda articles: articles.with_changed_terms(),
        }
    )

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("approval", _("Approval")),
            ("second_pair", _("A second pair of eyes, published without")),
            ("mending", _("Mending, published in spite of the checks")),
            ("decision", _("A decision, held back at its time")),
            ("time", _("Its time, scheduled")),
            ("change", _("A change that a reviewer asked for")),
            ("source", _("A look at a source that holds no more")),
            ("term", _("A look at a term that says something else")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        narrow = self.FOUND.get(self.value())
        return narrow(queryset) if narrow else queryset


class ReviewNeeded(admin.SimpleListFilter):
    """Pages that readers see and that somebody should review."""

    title = _("review")
    parameter_name = "review"
    ASKED = (ReviewState.OVERDUE, ReviewState.SOON, ReviewState.NEVER)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("mine", _("For me to review")),
            *((state.value, state.label) for state in self.ASKED),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "mine":
            today = SiteSettings.current().today()
            asked = Article.objects.to_review(by=request.user, on=today)
            return queryset.filter(pk__in=asked.order_by().values("pk"))
        if self.value() in self.ASKED:
            return queryset.filter(review_state=self.value())
        return queryset


@admin.display(
    description=_("title"), ordering=Coalesce("draft_revision__title", "live_revision__title")
)
def headline(article: Article) -> str:
    return str(article)


@admin.display(description=_("state"), ordering="state")
def state_now(article: Article) -> str:
    if article.is_withdrawn:
        withdrawn = gettext("Withdrawn")
        return format_html('<span class="state state--withdrawn">{}</span>', withdrawn)
    if article.is_scheduled:
        # The admin shows moments in the zone of the site.
        local = timezone.localtime(article.publish_at)
        due_at = f"{date_format(local, 'F j, Y, H:i')} {local.tzname()}"
        scheduled = article.get_state_display()
        return format_html('<span class="state state--scheduled">{}</span> {}', scheduled, due_at)
    over_live = gettext("over a live page") if article.is_draft_over_live else ""
    return format_html(
        '<span class="state state--{}">{}</span> {}',
        article.state,
        article.get_state_display(),
        over_live,
    )


@admin.display(description=_("last updated"), ordering="last_updated_on")
def last_updated(article: Article) -> str:
    return date_format(article.last_updated_on, "F j, Y") if article.is_public else "–"


@admin.display(description=_("review"), ordering="last_review__next_due")
def review(article: Article) -> str:
    """How it stands with its reviews; wants articles that were read `with_review_state`."""
    state = ReviewState(article.review_state)
    if state == ReviewState.NOT_NEEDED:
        return "–"
    if state == ReviewState.NEVER:
        return state.label
    due = article.last_review.next_due
    if due is None:
        date = date_format(article.last_review.reviewed_on, "F j, Y")
        return gettext("Reviewed %(date)s") % {"date": date}
    sentence = gettext("Due %(date)s") % {"date": date_format(due, "F j, Y")}
    if state == ReviewState.HOLDS:
        return sentence
    return format_html("<strong>{}</strong><br>{}", _short(state), sentence)


def _short(state: ReviewState) -> str:
    return gettext("Overdue") if state == ReviewState.OVERDUE else gettext("Due soon")


@admin.display(description=_("on the site"))
def on_site(article: Article) -> str:
    if not article.is_public:
        return "–"
    return format_html('<a href="{}">{}</a>', article.url, gettext("View page"))
