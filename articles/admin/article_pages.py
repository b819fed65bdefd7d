"""The pages beside the article form: preview, draft, publish, discard, conflict, history."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles.admin.article_differences import differences
from articles.models import (
    Article,
    Person,
    Publication,
    Revision,
    Section,
    SiteSettings,
    standing_of,
)
from articles.publishing import (
    Conflict,
    Refused,
    content_of,
    date_after,
    discard_draft,
    preview_of,
    publish,
    reasons_not_to_publish,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

Kind = Publication.Kind
# More author lines than any page has; the preview looks at no more.
MAX_AUTHORS = 20
# Keys and numbers of rows have fewer digits than what a database integer can hold.
MAX_DIGITS = 19


def number_or_none(text: str) -> int | None:
    """Return the row's key or revision's number that `text` writes, or None when it is none."""
    return int(text) if text.isdecimal() and len(text) < MAX_DIGITS else None


def article_or_404(
    model_admin: ArticleAdmin, request: HttpRequest, pk: int | None, *, to_change: bool = True
) -> Article:
    """Return the article with its texts.

    Raises PermissionDenied for those who may not see it, or not change it.
    """
    article = get_object_or_404(
        Article.objects.select_related(
            "section", "draft_revision__lead_image", "live_revision__lead_image"
        ),
        pk=pk,
    )
    may = model_admin.has_change_permission if to_change else model_admin.has_view_permission
    if not may(request, article):
        raise PermissionDenied
    return article


def page_of_article(request: HttpRequest, article: Article, revision: Revision) -> HttpResponse:
    """Print `revision` through the readers' own template."""
    today = SiteSettings.current().today()
    if article.first_published_on is None:
        article.first_published_on = article.last_updated_on = today
    response = render(
        request,
        "pages/article.html",
        {
            "article": article,
            "revision": revision,
            "standing": standing_of(article, revision, today),
            "notice_draft": True,
            "noindex": True,
        },
    )
    response["Cache-Control"] = "no-store"
    return response


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def preview(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """What the page will show: the unsaved text of the form, through the readers' template.

    A text that cannot be stored answers 422 with its reasons. Strangers get a 403 and never a
    redirect: it would end on the login page, and a script would paint that into the preview.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not model_admin.admin_site.has_permission(request) or not (
        model_admin.has_add_permission(request) or model_admin.has_change_permission(request)
    ):
        return HttpResponseForbidden(gettext("Sign in again to go on."))
    pk = number_or_none(request.POST.get("article", ""))
    known = Article.objects.select_related("section").filter(pk=pk).first()
    article = known or Article(section=Section(title="…", slug="section"), slug="draft")
    form = model_admin.get_form(request)(request.POST)
    form.is_valid()
    # Whatever is not filed properly yet must not keep the text from being seen.
    article.section = form.cleaned_data.get("section") or article.section
    article.byline = _posted_authors(request)
    content = replace(form.typed, title=form.typed.title or gettext("(no title yet)"))
    try:
        revision = preview_of(article, content)
    except Refused as refused:
        return HttpResponse("\n".join(refused.reasons), status=422, content_type="text/plain")
    return page_of_article(request, article, revision)


def _posted_authors(request: HttpRequest) -> list[Person]:
    """The people chosen in the form's author lines, in order, without those marked for removal."""
    lines = [
        (
            number_or_none(request.POST.get(f"bylines-{number}-position", "")) or 0,
            number_or_none(request.POST.get(f"bylines-{number}-person", "")),
        )
        for number in range(MAX_AUTHORS)
        if f"bylines-{number}-DELETE" not in request.POST
    ]
    chosen = [pk for _position, pk in sorted(lines, key=itemgetter(0)) if pk]
    people = Person.objects.in_bulk(chosen)
    return [people[pk] for pk in chosen if pk in people]


def draft_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as readers would see it."""
    article = article_or_404(model_admin, request, pk, to_change=False)
    return page_of_article(request, article, article.working_revision)


class PublishForm(forms.Form):
    """What kind of change is published, and what readers are told about it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What kind of change is this?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What changed, in a sentence for readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": Publication.MAX_NOTE}),
        help_text=_("Needed for significant changes and corrections."),
    )

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [Kind.FIRST] if article.first_published_on is None else list(Kind)[1:]
        self.fields["kind"].choices = [(kind, _kind_and_date(article, kind)) for kind in kinds]
        self.initial.setdefault("based_on", article.draft_revision.number)
        if len(kinds) == 1:
            self.initial["kind"] = kinds[0]


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
        Kind.CORRECTION: gettext("Correction: the page said something wrong."),
    }
    return f"{explained[kind]} {effect}"


def publish_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Every reason not to publish, the kind of change, and what happens to the date."""
    article = article_or_404(model_admin, request, pk)
    if article.draft_revision is None:
        messages.info(request, gettext("There is no draft: readers already see the latest text."))
        return _back_to_form(article)
    form = PublishForm(article, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publish(article, by=request.user, **form.cleaned_data)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        except Conflict as conflict:
            return conflict_page(model_admin, request, article, conflict)
        else:
            model_admin.log_change(request, article, gettext("Published."))
            messages.success(
                request,
                format_html(
                    '{} <a href="{}">{}</a>',
                    gettext("Published. Readers see “Last updated %(date)s”.")
                    % {"date": date_format(article.last_updated_on, "F j, Y")},
                    article.url,
                    gettext("View live page"),
                ),
            )
            return _back_to_form(article)
    context = _admin_context(model_admin, request, article, gettext("Publish")) | {
        "form": form,
        "reasons": reasons_not_to_publish(article),
        "revision": article.draft_revision,
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/publish.html", context, status=status)


def discard_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before a draft is taken off a live page."""
    article = article_or_404(model_admin, request, pk)
    if request.method == "POST":
        seen = number_or_none(request.POST.get("based_on", ""))
        try:
            # A form that does not say what it showed can only be in conflict.
            discard_draft(article, by=request.user, based_on=seen or 0)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, str(reason))
        except Conflict as conflict:
            return conflict_page(model_admin, request, article, conflict)
        else:
            model_admin.log_change(request, article, gettext("Discarded the draft."))
            messages.success(
                request, gettext("Draft discarded. Its text is still in the article's history.")
            )
        return _back_to_form(article)
    context = _admin_context(model_admin, request, article, gettext("Discard the draft"))
    return render(request, "admin/articles/article/discard.html", context)


def conflict_page(
    model_admin: ArticleAdmin, request: HttpRequest, article: Article, conflict: Conflict
) -> HttpResponse:
    """409: who saved meanwhile, both texts side by side, and the ways on."""
    mine = conflict.kept
    context = _admin_context(model_admin, request, article, gettext("Saved by somebody else"))
    context |= {
        "conflict": conflict,
        "differences": differences(content_of(conflict.theirs), content_of(mine)) if mine else [],
    }
    return render(request, "admin/articles/article/conflict.html", context, status=409)


def history_page(model_admin: ArticleAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Every text that was saved, and every time one was published."""
    article = article_or_404(model_admin, request, number_or_none(object_id), to_change=False)
    context = _admin_context(model_admin, request, article, gettext("History")) | {
        "revisions": article.revisions.defer("body", "html", "text"),
        "publications": article.publications.select_related("revision"),
    }
    return render(request, "admin/articles/article/object_history.html", context)


def _back_to_form(article: Article) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def _admin_context(
    model_admin: ArticleAdmin, request: HttpRequest, article: Article, title: str
) -> dict[str, Any]:
    return model_admin.admin_site.each_context(request) | {
        "title": title,
        "subtitle": str(article),
        "article": article,
        "original": article,
        "opts": model_admin.opts,
        "media": model_admin.media,
    }
