"""Several articles at once: published or handed in, each only as it was seen, all or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_bulk_rows import Row, RowForm, rows_to_publish, rows_to_submit
from articles.admin.article_pages import key_of_last_step, number_or_none
from articles.admin.typed_before import asks_to_look_again, say_look_again
from articles.models import Article, Publication, Right, Step, may
from articles.publishing import (
    BatchRefused,
    Chosen,
    Reason,
    publish_together,
    submit_together,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# Django's own name for how the list was narrowed before.
FROM = "_changelist_filters"
# As many as stand on one page of the list.
MAX_CHOSEN = 50


class PublishBatchForm(forms.Form):
    """The one reason for all texts that nobody else has read."""

    alone = forms.CharField(
        label=_("Why they cannot wait for a second pair of eyes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Publication.MAX_NOTE}),
        help_text=_(
            "For the texts that you have written yourself and nobody else has approved. Your "
            "reason is recorded with each, and the pages join the list of those that wait for "
            "somebody else to read them. Readers do not see it."
        ),
    )


class SubmitBatchForm(forms.Form):
    """A word to whoever will read the texts."""

    note = forms.CharField(
        label=_("A word to your colleagues"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-counter": Step.MAX_REASON}),
        help_text=_("It stands with each of the texts, e.g. “Please check the doses.”"),
    )


@admin.action(description=_("Publish the selected drafts…"), permissions=["publish"])
def publish_selected(
    model_admin: ArticleAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    """Lead from the list to the page that asks; nothing has happened yet."""
    return lead_to("publish_selected", request, queryset)


@admin.action(description=_("Hand the selected drafts in…"), permissions=["submit"])
def submit_selected(
    model_admin: ArticleAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    """Lead from the list to the page that asks; nothing has happened yet."""
    return lead_to("submit_selected", request, queryset)


@dataclass(frozen=True)
class Batch:
    """What can be done to several articles: who may, what is asked, and what it is called.

    `field` names the field of `form` that is asked once for all.
    """

    right: str
    title: str
    explained: str
    button: str
    form: type[forms.Form]
    field: str
    rows: Callable[[list[Article], AbstractBaseUser], list[Row]]
    verb: Callable[..., list[Any]]
    done: str
    done_before: str


def publish_selected_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """The selected drafts: which can go out, what each tick means, what speaks against the rest."""
    return _batch_page(model_admin, request, PUBLISH)


def submit_selected_page(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """The selected drafts: which can be handed in, and what the checks say of each."""
    return _batch_page(model_admin, request, SUBMIT)


def _batch_page(model_admin: ArticleAdmin, request: HttpRequest, batch: Batch) -> HttpResponse:
    if not (model_admin.has_view_permission(request) and may(request.user, batch.right)):
        raise PermissionDenied
    articles = selected(request)
    if not articles:
        messages.warning(request, gettext("No articles were selected. Nothing has changed."))
        return HttpResponseRedirect(list_of(request))
    is_sent = request.method == "POST"
    form = batch.form(request.POST if is_sent else None)
    status, failed, taken = 200, {}, None
    if is_sent:
        chosen = _chosen(request, articles)
        try:
            if asks_to_look_again(request):
                say_look_again(form)
            elif not chosen:
                form.add_error(None, gettext("Tick at least one article, or go back to the list."))
            elif form.is_valid():
                facts = batch.verb(chosen, by=request.user, **form.cleaned_data)
                done = [fact.article for fact in facts]
                return _say_what_was_done(request, batch, articles, done)
            status = 422
        except BatchRefused as refused:
            failed = _beside_fields(form, refused)
            status = 409 if refused.is_conflict else 422
        taken = {one.article.pk: one.based_on for one in chosen if one.article.pk not in failed}
        # As they stand now: only what is shown here can be taken next.
        articles = selected(request)
    rows = batch.rows(articles, request.user)
    for row in rows:
        row.failed = failed.get(row.article.pk, [])
        if not row.against:
            number = row.article.draft_revision.number
            is_taken = row.is_taken if taken is None else taken.get(row.article.pk) == number
            initial = {
                "based_on": number,
                "last_step": key_of_last_step(row.article),
                "take": is_taken,
            }
            row.form = RowForm(prefix=str(row.article.pk), initial=initial)
            row.form.describe(f"about-{row.article.pk}")
    asks = batch.field != "alone" or any(row.needs_alone for row in rows)
    context = model_admin.admin_site.each_context(request) | {
        "title": batch.title,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "batch": batch,
        "list": list_of(request),
        "form": form,
        "field": form[batch.field] if asks else None,
        "rows": [row for row in rows if not row.against],
        "left_out": [row for row in rows if row.against],
        "failed": [row for row in rows if row.failed],
        "may_publish": may(request.user, Right.PUBLISH),
    }
    return render(request, "admin/articles/article/selected.html", context, status=status)


def lead_to(page: str, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """Lead to the page that asks about the articles of `queryset`, and knows the way back."""
    keys = list(queryset.values_list("pk", flat=True)[: MAX_CHOSEN + 1])
    if len(keys) > MAX_CHOSEN:
        said = gettext("Select at most %(number)s articles at once. Nothing has changed.")
        messages.warning(request, said % {"number": MAX_CHOSEN})
        return None
    address = reverse(f"admin:articles_article_{page}")
    query = [("article", key) for key in keys]
    if request.GET:
        query.append((FROM, request.GET.urlencode()))
    return HttpResponseRedirect(f"{address}?{urlencode(query)}")


def selected(request: HttpRequest) -> list[Article]:
    """The articles that the address names, in its order; those that are gone are left out."""
    keys = [number_or_none(key) for key in request.GET.getlist("article")[:MAX_CHOSEN]]
    found = (
        Article.objects.with_standing()
        .select_related("owner")
        .in_bulk([key for key in keys if key])
    )
    return [found.pop(key) for key in keys if key in found]


def _chosen(request: HttpRequest, articles: list[Article]) -> list[Chosen]:
    """The articles that were ticked, each with the number of the text that was seen."""
    chosen = []
    for article in articles:
        form = RowForm(request.POST, prefix=str(article.pk))
        form.is_valid()
        if form.cleaned_data.get("take"):
            seen = form.cleaned_data
            chosen.append(
                Chosen(article, seen.get("based_on") or 0, last_step=seen.get("last_step"))
            )
    return chosen


def _beside_fields(form: forms.Form, refused: BatchRefused) -> dict[int, list[Reason]]:
    """Put what is about a field of the form beside it, once; return the rest by article."""
    failed = {}
    for key, reasons in refused.by_article.items():
        for reason in reasons:
            if reason.field not in form.fields:
                failed.setdefault(key, []).append(reason)
            elif str(reason) not in form.errors.get(reason.field, []):
                form.add_error(reason.field, str(reason))
    return failed


def _say_what_was_done(
    request: HttpRequest,
    batch: Batch,
    articles: list[Article],
    done: list[Article],
) -> HttpResponse:
    """Back to the list, which names what was done and what was not."""
    if done:
        messages.success(request, _sentence(batch.done, done))
    else:
        messages.info(request, batch.done_before)
    keys = {article.pk for article in done}
    rest = [article for article in articles if article.pk not in keys]
    if done and rest:
        messages.warning(request, _sentence(gettext("Left as they were:"), rest))
    return HttpResponseRedirect(list_of(request))


def _sentence(said: str, articles: list[Article]) -> str:
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        (
            (reverse("admin:articles_article_change", args=[article.pk]), str(article))
            for article in articles
        ),
    )
    return format_html("{} {}", said, links)


def list_of(request: HttpRequest) -> str:
    """The address of the list, narrowed as it was when the articles were selected on it."""
    address, query = reverse("admin:articles_article_changelist"), request.GET.get(FROM)
    return f"{address}?{query}" if query else address


PUBLISH = Batch(
    right=Right.PUBLISH,
    title=_("Publish the selected drafts"),
    explained=_(
        "What you tick goes out at the same moment: all of it, or nothing. Each is published as "
        "it stands here; if somebody changes one meanwhile, you are asked again. Only first "
        "publications and minor changes can go out together. What readers must be told of has a "
        "page of its own, and so has what goes out in spite of the checks."
    ),
    button=_("Publish what is ticked"),
    form=PublishBatchForm,
    field="alone",
    rows=rows_to_publish,
    verb=publish_together,
    done=_("Published:"),
    done_before=_("Readers see these texts already."),
)
SUBMIT = Batch(
    right=Right.SUBMIT,
    title=_("Hand the selected drafts in"),
    explained=_(
        "What you tick goes to an editor or a medical reviewer: all of it, or nothing. Each is "
        "handed in as it stands here; if somebody changes one meanwhile, you are asked again."
    ),
    button=_("Hand in what is ticked"),
    form=SubmitBatchForm,
    field="note",
    rows=rows_to_submit,
    verb=submit_together,
    done=_("Handed in:"),
    done_before=_("These texts are handed in already."),
)
