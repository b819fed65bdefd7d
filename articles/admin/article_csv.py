"""The list of articles as a CSV file: what each of its columns says."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.csv_list import Column
from articles.models import Article, ReviewState
from articles.publishing import owner_name


def _state(article: Article) -> str:
    return _("Withdrawn") if article.is_withdrawn else article.get_state_display()


def _reviewed_on(article: Article) -> datetime.date | None:
    return article.last_review.reviewed_on if article.last_review else None


def _reviewed_by(article: Article) -> str:
    return article.last_review.reviewer_name if article.last_review else ""


def _next_due(article: Article) -> datetime.date | None:
    return article.last_review.next_due if article.last_review and article.is_public else None


COLUMNS: tuple[Column, ...] = (
    (gettext_lazy("Title"), str),
    (gettext_lazy("Section"), lambda article: article.section),
    (gettext_lazy("Address"), lambda article: f"{settings.ORIGIN}{article.url}"),
    (gettext_lazy("State"), _state),
    (gettext_lazy("Who answers for it"), lambda article: owner_name(article.owner)),
    (gettext_lazy("Published"), lambda article: article.first_published_on),
    (gettext_lazy("Last updated"), lambda article: article.last_updated_on),
    (gettext_lazy("Reviewed"), _reviewed_on),
    (gettext_lazy("Reviewed by"), _reviewed_by),
    (gettext_lazy("Next review due"), _next_due),
    (gettext_lazy("Review"), lambda article: ReviewState(article.review_state).label),
    (gettext_lazy("On the site"), lambda article: _("Yes") if article.is_public else _("No")),
)
