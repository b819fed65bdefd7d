"""Dates that readers see: no form, list or action of the admin lets anybody type one."""

import pytest
from django import forms
from django.contrib import admin
from django.db import models
from django.test import RequestFactory

from articles.admin.article_amendment import AmendForm
from articles.admin.article_bulk import PublishBatchForm, SubmitBatchForm
from articles.admin.article_bulk_rows import RowForm
from articles.admin.article_plan import UnscheduleForm
from articles.admin.article_publish import PublishForm
from articles.admin.article_review import ReviewForm
from articles.admin.article_withdrawal import WithdrawForm
from articles.models import (
    Amendment,
    Article,
    Feedback,
    MissingAddress,
    Publication,
    Review,
    Revision,
    Withdrawal,
)
from tests.admin.test_article import fill, url_of
from tests.factories import make_article, make_draft, make_reviewer, review

pytestmark = pytest.mark.django_db

FACTS = (Amendment, Publication, Review, Revision, Withdrawal)
DATES = {
    field.name
    for model in (Article, *FACTS)
    for field in model._meta.concrete_fields
    if isinstance(field, models.DateField)
}


@pytest.fixture
def request_of_editor(rf: RequestFactory, editor):
    request = rf.get("/admin/")
    request.user = editor
    return request


def fields_that_can_be_typed(model_admin, request):
    """Every name that a form, a line of a form, or the list of `model_admin` takes."""
    for row in [None, model_admin.model.objects.first()]:
        yield from model_admin.get_form(request, row, change=row is not None).base_fields
        for formset, _inline in model_admin.get_formsets_with_inlines(request, row):
            yield from formset.form.base_fields
    yield from model_admin.list_editable


def test_the_dates_in_question_are_known():
    assert {
        "first_published_on",
        "last_updated_on",
        "dated_on",
        "reviewed_on",
        "next_due",
        "source_dated_on",
    } <= DATES


@pytest.mark.parametrize("model_admin", admin.site._registry.values(), ids=str)
def test_no_form_of_the_admin_sets_a_date_that_readers_see(request_of_editor, model_admin):
    review(make_article())
    typed = set(fields_that_can_be_typed(model_admin, request_of_editor))
    assert typed & DATES == set()


@pytest.mark.parametrize(
    "form",
    [
        AmendForm,
        PublishBatchForm,
        ReviewForm,
        RowForm,
        SubmitBatchForm,
        UnscheduleForm,
        WithdrawForm,
    ],
)
def test_no_page_beside_the_article_form_asks_for_a_date(form):
    assert not set(form.base_fields) & DATES
    assert not [field for field in form.base_fields.values() if isinstance(field, forms.DateField)]


def test_the_only_day_that_can_be_chosen_is_one_to_come(desk):
    dates = {
        name
        for name, field in PublishForm.base_fields.items()
        if isinstance(field, forms.DateField)
    }
    assert dates == {"due_day"}
    article = make_draft()
    sent = {"based_on": 1, "kind": "first", "when": "later"}
    page = desk.post(
        url_of(article, "publish"), sent | {"due_day": "2001-01-01", "due_time": "09:00"}
    )
    assert "This moment has passed" in page.content.decode()
    article.refresh_from_db()
    assert article.schedule is None


@pytest.mark.parametrize("model_admin", admin.site._registry.values(), ids=str)
def test_no_action_changes_many_rows_of_ours_at_once(request_of_editor, model_admin):
    # Readers see neither of these two, so many may be deleted at once.
    is_unseen = model_admin.model in (Feedback, MissingAddress)
    if model_admin.model is Article:
        # These lead to a page that asks, or can be undone; see test_article_bulk.
        offered = set(model_admin.get_actions(request_of_editor))
        assert offered == {
            "publish_selected",
            "submit_selected",
            "hand_over_selected",
            "bin_selected",
        }
    elif model_admin.model._meta.app_label == "articles" and not is_unseen:
        assert model_admin.get_actions(request_of_editor) == {}


def test_facts_have_no_form_of_their_own_and_stand_in_none():
    assert not set(FACTS) & set(admin.site._registry)
    lines = {line.model for each in admin.site._registry.values() for line in each.inlines}
    assert not set(FACTS) & lines


def test_dates_that_a_script_sends_all_the_same_are_ignored(desk):
    article = make_article()
    recorded = review(article)
    before = {name: getattr(article, name) for name in ("first_published_on", "last_updated_on")}
    invented = dict.fromkeys(DATES, "2001-01-01") | {"last_review": "", "withdrawal": ""}
    sent = fill(desk, url_of(article), summary="Better.") | invented
    assert desk.post(url_of(article), sent).status_code == 302
    article.refresh_from_db()
    assert article.draft_revision.summary == "Better."
    assert {name: getattr(article, name) for name in before} == before
    assert article.last_review == recorded


def test_the_day_of_a_review_is_today_whatever_is_sent(desk, time_machine):
    time_machine.move_to("2026-07-03T12:00:00Z")
    article = make_article()
    sent = {
        "based_on": 1,
        "reviewer": make_reviewer().pk,
        "scope": "whole",
        "is_so": "on",
        "reviewed_on": "2001-01-01",
    }
    assert desk.post(url_of(article, "review"), sent).status_code == 302
    assert str(Review.objects.get().reviewed_on) == "2026-07-03"
