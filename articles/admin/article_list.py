"""The list of articles: what each row says, and what the list can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ReviewState, Right, may
from articles.publishing import Desk, Worklist, owner_name, worklists_of


def worklist_of(request: HttpRequest) -> Worklist | None:
    """Return the worklist that was asked for, if the sender may see one of this name."""
    asked = request.GET.get(OnWorklist.parameter_name)
    offered = worklists_of(Article, request.user)
    return next((each for each in offered if each.key == asked), None)


def context_of_list(request: HttpRequest) -> dict[str, Any]:
    """What the list prints above its rows: which worklist it is, and who may give pages away."""
    each = worklist_of(request)
    context = {
        "worklist": each,
        "may_file": may(request.user, Right.FILE),
    }
    return context | {"title": each.title} if each else context


class OnWorklist(admin.SimpleListFilter):
    """What stands on one of the desk's worklists."""

    title = _("worklist")
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(each.key, each.title) for each in worklists_of(Article, request.user)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if each := worklist_of(request):
            return queryset.filter(pk__in=each.on(Desk.of(request.user)).order_by().values("pk"))
        return queryset


class KeysFirst(Paginator):
    """Finds out which rows stand on a page before it reads them.

    To put 20,000 rows in order takes long when each brings its texts along.
    """

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        end = start + self.per_page
        if end + self.orphans >= self.count:
            end = self.count
        keys = list(self.object_list.values_list("pk", flat=True)[start:end])
        return self._get_page(self.object_list.filter(pk__in=keys), number, self)


class Withdrawn(admin.SimpleListFilter):
    """Pages that were taken back and have not been published again."""

    title = _("withdrawn")
    parameter_name = "withdrawn"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.withdrawn() if self.value() == "yes" else queryset


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


@admin.display(description=_("who answers for it"), ordering="owner__first_name")
def answers(article: Article) -> str:
    return owner_name(article.owner) or "–"


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
