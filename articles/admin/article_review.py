"""Recording a review: who checked which text, as a whole or in part, and when the next is due."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_pages import (
    admin_context,
    article_or_404,
    back_to_form,
    conflict_page,
    number_or_none,
    say_beside_fields,
)
from articles.admin.typed_before import may_act
from articles.models import Article, Person, Review, Revision, Right, SiteSettings
from articles.publishing import Conflict, Refused, due_after, record_review

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

Scope = Review.Scope


class ReviewForm(forms.Form):
    """Who vouches for a text. No day is in any field: the review is of today.

    When the next one is due follows from the article's interval, which its form can change.
    """

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reviewer = forms.ModelChoiceField(
        label=_("Reviewer"),
        queryset=Person.objects.none(),
        help_text=_(
            "Only people with credentials are listed, and no author of this page: nobody reviews "
            "their own text."
        ),
    )
    scope = forms.ChoiceField(
        label=_("What was reviewed?"),
        choices=[
            (Scope.WHOLE, _("The whole text. This is the review that readers see.")),
            (Scope.SECTIONS, _("Some sections. For the record: no date moves.")),
        ],
        initial=Scope.WHOLE,
        widget=forms.RadioSelect,
    )
    sections = forms.MultipleChoiceField(
        label=_("Sections that were reviewed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("This text has no such section. Look at it again.")},
    )
    is_so = forms.BooleanField(
        label=_(
            "The reviewer has read this exact text, checked its statements and its sources, "
            "declared any conflict of interest, and agrees to be named."
        ),
        error_messages={"required": _("Record the review once all of this is so.")},
    )

    def __init__(self, article: Article, revision: Revision, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_credentials = Person.objects.exclude(credentials="")
        self.fields["reviewer"].queryset = with_credentials.exclude(bylines__article=article)
        self.fields["sections"].choices = [
            (heading["id"], heading["text"]) for heading in revision.headings
        ]
        self.initial |= {"based_on": revision.number}


def _when_the_next_is_due(article: Article, today: datetime.date) -> str:
    """The day on which the review after one of today is due, and where that comes from."""
    months, due = article.review_months, due_after(article, today)
    if not months or not due:
        return gettext(
            "Pages in “%(section)s” are not reviewed again, unless the article has an interval."
        ) % {"section": article.section}
    interval = ngettext("%(months)s month", "%(months)s months", months) % {"months": months}
    if article.review_interval:
        sentence = gettext(
            "The next review is due %(day)s: %(interval)s from today. This page has an interval "
            "of its own."
        )
    else:
        sentence = gettext(
            "The next review is due %(day)s: %(interval)s from today, as usual for pages in "
            "“%(section)s”. The article's form can give the page an interval of its own."
        )
    day = date_format(due, "F j, Y")
    return sentence % {"day": day, "interval": interval, "section": article.section}


def review_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The text to read, and beside it who vouches for it."""
    article = article_or_404(model_admin, request, pk, right=Right.REVIEW)
    texts = [text for text in (article.live_revision, article.draft_revision) if text]
    today = SiteSettings.current().today()
    is_sent = request.method == "POST"
    asked = request.POST.get("based_on", "") if is_sent else request.GET.get("text", "")
    number = number_or_none(asked)
    chosen = next((text for text in texts if text.number == number), None)
    revision = chosen or texts[0]
    form = ReviewForm(article, revision, request.POST or None)
    is_complete = may_act(request, form)
    # Where the text is gone, what is typed about its sections cannot be judged: the verb says so.
    if is_complete or (is_sent and chosen is None):
        try:
            review = _record(article, form, number or 0, request.user)
        except Refused as refused:
            say_beside_fields(form, refused)
        except Conflict as conflict:
            return conflict_page(model_admin, request, article, conflict, form=form)
        else:
            messages.success(request, _what_readers_see(article, review))
            return back_to_form(article)
    context = admin_context(model_admin, request, article, gettext("Record a review")) | {
        "form": form,
        "revision": revision,
        "texts": texts,
        "reviews": revision.reviews.order_by("-reviewed_on", "-pk"),
        "today": today,
        "next_due": _when_the_next_is_due(article, today),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/article/review.html", context, status=status)


def _record(article: Article, form: ReviewForm, number: int, by: Any) -> Review:
    typed = form.cleaned_data
    return record_review(
        article,
        reviewer=typed.get("reviewer"),
        scope=typed.get("scope", ""),
        sections=typed.get("sections", ()),
        by=by,
        based_on=number,
    )


def _what_readers_see(article: Article, review: Review) -> str:
    """What the review does to the page, in the words that stand on it."""
    if review.scope == Scope.SECTIONS:
        return gettext("Review recorded. It is about some sections, so no date has moved.")
    said = gettext("“Reviewed %(date)s by %(name)s.”") % {
        "date": date_format(review.reviewed_on, "F j, Y"),
        "name": review.reviewer_name,
    }
    if review.next_due:
        due = gettext("Next review due %(month)s.")
        said = f"{said[:-1]} {due % {'month': date_format(review.next_due, 'F Y')}}”"
    if review.revision_id == article.live_revision_id:
        return gettext("Review recorded. Readers see %(said)s") % {"said": said}
    return gettext(
        "Review recorded. Once exactly this text is published, readers will see %(said)s"
    ) % {"said": said}
