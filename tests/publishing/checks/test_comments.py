"""Comments of colleagues that are open are worth a look, and stop nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.publishing import (
    audit,
    publish,
    reasons_not_to_publish,
    report_on,
    resolve_thread,
    start_thread,
)
from tests.factories import ALONE, make_article, make_content, make_draft

pytestmark = pytest.mark.django_db


def said(article):
    report = report_on(make_content(), article=article)
    return [finding.sentence for finding in report.findings if finding.check == "comments"]


def test_an_open_comment_warns_until_it_is_resolved_and_stops_nothing():
    article = make_draft()
    start_thread(make_draft(), words="Elsewhere.", by=None)
    assert said(article) == []
    thread = start_thread(article, words="Why?", by=None)
    assert said(article)[0].startswith("1 comment of colleagues is open.")
    start_thread(article, words="How?", by=None)
    assert said(article)[0].startswith("2 comments of colleagues are open.")
    assert reasons_not_to_publish(article) == []
    publish(article, alone=ALONE, by=None)
    for thread in article.threads.all():
        resolve_thread(thread, by=None)
    assert said(article) == []


def test_a_new_article_has_none():
    assert said(None) == []


def test_all_pages_are_asked_about_at_once():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            found = list(audit())
        named = [finding.check for one in found for finding in one.findings]
        return len(captured), named.count("comments")

    for number in range(3):
        start_thread(make_article(f"page-{number}"), words="Why?", by=None)
    few, found = queries()
    for number in range(3, 8):
        start_thread(make_article(f"page-{number}"), words="Why?", by=None)
    assert found == 3
    assert queries() == (few, 8)
