"""Reviewing a page: the text, what became of it since the last review, and three answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.admin.article_comments import threads_of
from articles.admin.article_opinions import opinions_of
from articles.admin.article_pages import (
    admin_context,
    article_or_404,
    back_to_form,
    conflict_page,
    number_or_none,
    say_beside_fields,
)
from articles.admin.article_review_forms import (
    AnswerForm,
    ChangeForm,
    DeclineForm,
    OfferForm,
    ReviewForm,
)
from articles.admin.article_since import Since
from articles.admin.typed_before import may_act
from articles.models import Article, Person, Review, Right, SiteSettings, may
from articles.publishing import (
    Conflict,
    Refused,
    ask_for_change,
    decline_review,
    due_after,
    has_declined,
    offer_review,
    reasons_not_to_review,
    record_review,
)

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


@dataclass(frozen=True)
class Answer:
    """One answer that a reviewer can give: its form, and what it does with what was typed.

    `act` calls a verb and returns what is told afterwards.
    """

    form: type[AnswerForm]
    act: Callable[[Article, dict[str, Any], Any], str]


def review_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The text to read with what changed in it since the last review, and the three answers."""
    article = article_or_404(model_admin, request, pk, right=Right.REVIEW)
    texts = [text for text in (article.live_revision, article.draft_revision) if text]
    today = SiteSettings.current().today()
    is_sent = request.method == "POST"
    asked = request.POST.get("based_on", "") if is_sent else request.GET.get("text", "")
    number = number_or_none(asked)
    chosen = next((text for text in texts if text.number == number), None)
    revision = chosen or texts[0]
    answered = request.POST.get("answer", "") if is_sent else ""
    answered = answered if answered in ANSWERS else "reviewed"
    forms = {
        name: answer.form(
            article,
            revision,
            request.user,
            today,
            request.POST if is_sent and name == answered else None,
            auto_id=f"id_{name}_%s",
        )
        for name, answer in ANSWERS.items()
    }
    form = forms[answered]
    is_complete = may_act(request, form)
    # Where the text is gone, what is typed about its sections cannot be judged: the verb says so.
    if is_complete or (is_sent and chosen is None):
        answer = ANSWERS[answered]
        try:
            typed = form.cleaned_data | {"based_on": number or 0}
            said = answer.act(article, typed, request.user)
        except Refused as refused:
            say_beside_fields(form, refused)
        except Conflict as conflict:
            return conflict_page(model_admin, request, article, conflict, form=form)
        else:
            messages.success(request, format_html("{} {}", said, _what_is_next(request, article)))
            return back_to_form(article)
    context = admin_context(model_admin, request, article, gettext("Review")) | {
        "form": forms["reviewed"],
        "change_form": forms["change"],
        "decline_form": forms["decline"],
        "offer_form": forms["offer"],
        "answered": answered if is_sent else "",
        "revision": revision,
        "texts": texts,
        "since": Since(article, revision, today),
        "threads": threads_of(request, article, revision=revision),
        "opinions": opinions_of(article, request.user),
        "has_declined": has_declined(article, request.user),
        "why_not": _why_not(article, forms["reviewed"], request),
        "reviews": revision.reviews.order_by("-reviewed_on", "-pk"),
        "today": today,
    }
    status = 422 if is_sent else 200
    return render(request, "admin/articles/article/review.html", context, status=status)


def _why_not(article: Article, form: ReviewForm, request: HttpRequest) -> list[str]:
    """Why there is nobody whom this user could name as the reviewer; nothing when there is."""
    if form.fields["reviewer"].queryset:
        return []
    person = Person.objects.of_account(request.user)
    if may(request.user, Right.REVIEW_FOR_OTHERS):
        return [
            gettext(
                "Nobody can review this page yet: a reviewer needs credentials and is no author of "
                "it."
            )
        ]
    if person is None:
        return [
            gettext(
                "Your account belongs to nobody whom readers know, so they could not be told who "
                "reviewed the page. Ask an editor to choose your account on your page under "
                "“People”. The other two answers are open to you."
            )
        ]
    revision = article.live_revision or article.draft_revision
    return reasons_not_to_review(article, person, revision=revision, by=request.user)


def _reviewed(article: Article, typed: dict[str, Any], by: Any) -> str:
    today = SiteSettings.current().today()
    months = typed.get("months")
    review = record_review(
        article,
        reviewer=typed.get("reviewer"),
        scope=typed.get("scope", ""),
        sections=typed.get("sections", ()),
        checked=typed.get("checked", ()),
        next_due=due_after(article, today, months=months) if months else None,
        by=by,
        based_on=typed["based_on"],
    )
    return _what_readers_see(article, review)


def _change(article: Article, typed: dict[str, Any], by: Any) -> str:
    ask_for_change(article, words=typed.get("words", ""), by=by, based_on=typed["based_on"])
    return gettext("Noted. It stands on the article’s form and on the desk until it is answered.")


def _decline(article: Article, typed: dict[str, Any], by: Any) -> str:
    decline_review(article, words=typed.get("words", ""), by=by, based_on=typed["based_on"])
    return gettext("Noted. You are not asked to review this page again; others are.")


def _offer(article: Article, typed: dict[str, Any], by: Any) -> str:
    offer_review(article, by=by, based_on=typed["based_on"])
    return gettext("Noted. You are among those who can review this page again.")


ANSWERS = MappingProxyType(
    {
        "reviewed": Answer(ReviewForm, _reviewed),
        "change": Answer(ChangeForm, _change),
        "decline": Answer(DeclineForm, _decline),
        "offer": Answer(OfferForm, _offer),
    }
)


def _what_is_next(request: HttpRequest, article: Article) -> SafeString | str:
    """A link to the next page that this user is asked to review, or nothing."""
    today = SiteSettings.current().today()
    asked = Article.objects.to_review(by=request.user, on=today).exclude(pk=article.pk)
    following = asked.with_working_text().first()
    if following is None:
        return ""
    return format_html(
        '<a href="{}">{}</a>',
        reverse("admin:articles_article_review", args=[following.pk]),
        gettext("Next to review: %(title)s") % {"title": following},
    )


def _what_readers_see(article: Article, review: Review) -> str:
    """What the review does to the page, in the words that stand on it."""
    if review.scope == Review.Scope.SECTIONS:
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
