"""The rows of a batch: what each tick means, and what speaks against the rest."""

from __future__ import annotations

from dataclasses import dataclass, field

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.formats import date_format
from django.utils.translation import gettext

from articles.models import Article
from articles.publishing import (
    Action,
    Readers,
    Reason,
    readers_of,
    reasons_against,
    reasons_not_to_publish,
    reasons_not_to_publish_together,
)


class RowForm(forms.Form):
    """Whether one article of the batch is taken, and in which text it was seen."""

    # A form that does not say what it showed can only be in conflict.
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    last_step = forms.IntegerField(widget=forms.HiddenInput, required=False)
    take = forms.BooleanField(required=False)

    def describe(self, where: str) -> None:
        """Tell screen readers that what the tick means stands in the element `where`."""
        self.fields["take"].widget.attrs["aria-describedby"] = where


@dataclass
class Row:
    """One selected article: what its tick means, or what speaks against it.

    `against` keeps it from being taken here; `faults` only want to be known. `failed` is why the
    batch that was sent broke on it.
    """

    article: Article
    label: str = ""
    explained: list[str] = field(default_factory=list)
    against: list[Reason] = field(default_factory=list)
    faults: list[Reason] = field(default_factory=list)
    failed: list[Reason] = field(default_factory=list)
    is_taken: bool = False
    needs_alone: bool = False
    form: RowForm | None = None


def rows_to_publish(articles: list[Article], by: AbstractBaseUser) -> list[Row]:
    """A row for each; what would link to a page that stays behind cannot go out either."""
    going, against = list(articles), {}
    while True:
        for article in going:
            reasons = reasons_not_to_publish_together(article, by=by, alongside=going)
            against[article.pk] = [reason for reason in reasons if reason.field != "alone"]
        staying = [article for article in going if against[article.pk]]
        if not staying:
            break
        going = [article for article in going if not against[article.pk]]
    return [
        Row(article, against=against[article.pk])
        if against[article.pk]
        else _row_to_publish(article, by)
        for article in articles
    ]


def _row_to_publish(article: Article, by: AbstractBaseUser) -> Row:
    row = Row(article)
    is_minor = article.first_published_on is not None
    if is_minor:
        label = gettext("Publish it as a minor change. “Last updated” will stay %(date)s.")
        row.label = label % {"date": date_format(article.last_updated_on, "F j, Y")}
        row.explained.append(
            gettext("Minor: spelling, layout, a mended link. Readers are told nothing.")
        )
    else:
        row.label = gettext("Publish it for the first time")
    readers = readers_of(article, by)
    is_read = readers in (Readers.NOT_NEEDED, Readers.APPROVED)
    if not is_read:
        row.needs_alone = readers == Readers.NOBODY
        row.explained.append(
            gettext("You have written in it and nobody has approved it: give your reason below.")
            if row.needs_alone
            else gettext(
                "Nobody has approved it yet. With your tick you say that you have read exactly "
                "this text; that is recorded as its approval."
            )
        )
    row.is_taken = is_read and not is_minor
    return row


def rows_to_submit(articles: list[Article], by: AbstractBaseUser) -> list[Row]:
    """A row for each; what the checks say keeps nobody from asking for help."""
    rows = []
    for article in articles:
        if reasons := reasons_against(Action.SUBMIT, article, by=by):
            rows.append(Row(article, against=reasons))
            continue
        faults = reasons_not_to_publish(article, alongside=articles)
        rows.append(Row(article, label=gettext("Hand it in"), faults=faults, is_taken=True))
    return rows
