"""manage.py audit_content."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.publishing import move
from tests.factories import make_article, make_draft, make_section

pytestmark = pytest.mark.django_db

CLEAN = {"summary": "The eyes tire first in many people, and a short rest helps them."}


def run(**options):
    """What it prints, and the failure that it ends with, if any."""
    out = io.StringIO()
    try:
        call_command("audit_content", stdout=out, **options)
    except CommandError as error:
        return out.getvalue(), error
    return out.getvalue(), None


def page_that_came_to_be_wrong():
    """A page that was public before it stood among health information."""
    news = make_section("news", "news")
    article = make_article("crisis", section=news, title="A crisis", **CLEAN)
    move(article, section=make_section(), by=None)


def test_a_site_with_nothing_to_mend_is_said_to_be_so():
    make_article("causes", title="The causes", **CLEAN)
    out, failed = run()
    assert failed is None
    assert out == "1 texts: 0 to mend, 0 worth a look.\n"


def test_a_warning_is_listed_and_is_no_failure():
    make_article("causes", title="The causes", summary="Short.")
    out, failed = run()
    assert failed is None
    assert "/about-mg/causes/ The causes\n  warn summary-length: The summary has only" in out
    assert "0 to mend, 1 worth a look" in out


def test_what_would_stop_a_public_page_fails_with_exit_code_1():
    page_that_came_to_be_wrong()
    out, failed = run()
    assert "block urgent-box" in out
    assert failed.returncode == 1
    assert "1 public page(s) would not pass" in str(failed)


def test_drafts_are_looked_at_when_asked_and_never_fail():
    make_draft("draft", title="Draft", body="[here](/nowhere/)", **CLEAN)
    assert run()[0] == "0 texts: 0 to mend, 0 worth a look.\n"
    out, failed = run(drafts=True)
    assert failed is None
    assert "/about-mg/draft/ (draft) Draft" in out


def test_json_names_page_check_level_and_sentence():
    page_that_came_to_be_wrong()
    make_draft("draft", title="Draft", summary="Short.")
    out, failed = run(format="json", drafts=True)
    live, draft = json.loads(out)
    assert failed
    assert (live["page"], live["text"]) == ("/about-mg/crisis/", "live")
    assert (live["check"], live["level"]) == ("urgent-box", "block")
    assert live["sentence"].startswith("The title says “crisis”")
    assert (draft["text"], draft["check"], draft["field"]) == ("draft", "summary-length", "summary")


def test_json_of_a_clean_site_is_an_empty_list():
    make_article("causes", title="The causes", **CLEAN)
    assert json.loads(run(format="json")[0]) == []
