"""The forms of the three answers to "Can this text stand?": yes, not so, and "ask another"."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Person, Review, Revision, Right, may
from articles.publishing import due_after, sooner_than_usual

Scope = Review.Scope


class AnswerForm(forms.Form):
    """What each answer has: the number of the text that the reviewer has before them."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        article: Article,
        revision: Revision,
        by: AbstractBaseUser,
        today: datetime.date,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"based_on": revision.number}


class ReviewForm(AnswerForm):
    """Who vouches for a text. No day is in any field: the review is of today.

    When the next one is due follows from the article's interval; a reviewer may want to see the
    page again sooner, never later.
    """

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
    checked = forms.MultipleChoiceField(
        label=_("Checked one by one (kept with the review)"),
        required=False,
        choices=Review.Checked,
        widget=forms.CheckboxSelectMultiple,
    )
    months = forms.TypedChoiceField(
        label=_("Next review due"), required=False, coerce=int, empty_value=None
    )
    is_so = forms.BooleanField(
        label=_(
            "The reviewer has read this exact text, checked its statements and its sources, "
            "declared any conflict of interest, and agrees to be named."
        ),
        error_messages={"required": _("Record the review once all of this is so.")},
    )

    def __init__(
        self,
        article: Article,
        revision: Revision,
        by: AbstractBaseUser,
        today: datetime.date,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(article, revision, by, today, *args, **kwargs)
        people = Person.objects.exclude(credentials="").exclude(bylines__article=article)
        if not may(by, Right.REVIEW_FOR_OTHERS):
            people = people.filter(account=by)
        self.fields["reviewer"].queryset = people
        self.fields["sections"].choices = [
            (heading["id"], heading["text"]) for heading in revision.headings
        ]
        self.fields["months"].choices = _days_due(article, today)
        self.fields["months"].help_text = _when_the_next_is_due(article, today)
        if own := people.filter(account=by).first():
            self.initial |= {"reviewer": own.pk}

    @property
    def is_in_own_name(self) -> bool:
        """Whether the only one who can be named is whoever has signed in."""
        return "reviewer" in self.initial and len(self.fields["reviewer"].queryset) == 1


class ChangeForm(AnswerForm):
    """What needs to change, for the editors."""

    words = forms.CharField(
        label=_("What needs to change?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "A sentence or two for the editors, e.g. “The starting dose is 30 mg, see the "
            "guideline of 2025.” Readers never see it."
        ),
        error_messages={"required": _("Say what needs to change.")},
    )


class DeclineForm(AnswerForm):
    """Why somebody steps aside; nobody has to say."""

    words = forms.CharField(
        label=_("Why, if you want to say"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "e.g. “I advise the maker of this medicine.” Only those who record reviews for others "
            "can read it; your colleagues see that you stepped aside, not why."
        ),
    )


class OfferForm(AnswerForm):
    """One button: the reviewer can review this page after all."""


def _days_due(article: Article, today: datetime.date) -> list[tuple[str, str]]:
    """The day that is usual for the page, and those sooner than that."""
    usual = article.review_months
    first = _day_and_interval(article, today, usual) if usual else gettext("Not again")
    sooner = [
        (str(months), _day_and_interval(article, today, months))
        for months in reversed(sooner_than_usual(article))
    ]
    return [("", first), *sooner]


def _day_and_interval(article: Article, today: datetime.date, months: int) -> str:
    day = date_format(due_after(article, today, months=months), "F j, Y")
    return f"{day} ({_in_months(months)})"


def _in_months(months: int) -> str:
    return ngettext("%(months)s month", "%(months)s months", months) % {"months": months}


def _when_the_next_is_due(article: Article, today: datetime.date) -> str:
    """The day on which the review after one of today is due, and where that comes from."""
    months, due = article.review_months, due_after(article, today)
    if not months or not due:
        return gettext(
            "Pages in “%(section)s” are not reviewed again, unless the article has an interval."
        ) % {"section": article.section}
    if article.review_interval:
        sentence = gettext(
            "The usual day is %(day)s: %(interval)s from today. This page has an interval of its "
            "own."
        )
    else:
        sentence = gettext(
            "The usual day is %(day)s: %(interval)s from today, as usual for pages in "
            "“%(section)s”. The article's form can give the page an interval of its own."
        )
    facts = {"interval": _in_months(months), "section": article.section}
    return sentence % (facts | {"day": date_format(due, "F j, Y")})
