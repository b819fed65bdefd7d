"""Facts kept once at the desk: writing one, seeing what it changes, publishing it."""

import pytest
from django.test import Client

from articles.models import Article, Role, Snippet
from tests.admin.filling import fields_of
from tests.admin.test_article import message
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_member,
    make_reference,
    make_snippet,
    rewrite_snippet,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/snippet/"
BODY = "Known today: {{approved}}\n"


@pytest.fixture
def fact():
    return make_snippet("approved", "Approved treatments in the US", "Four medicines.")


def door_of(role, name):
    door = Client()
    door.force_login(make_member(role, name))
    return door


def address(snippet, page="change"):
    return f"{LIST}{snippet.pk}/{page}/"


def send(door, where, **typed):
    return door.post(where, fields_of(door.get(where)) | typed)


def test_a_fact_is_written_published_and_used(desk):
    make_reference("fda-2025")
    typed = {"title": "Approved treatments", "key": "approved", "text": "Four.[@fda-2025]"}
    answer = desk.post(f"{LIST}add/", typed | {"as_of": "2026-07-01", "_publish": ""})
    snippet = Snippet.objects.get()
    assert answer["Location"] == address(snippet, "publish")
    assert "No public page has it yet" in desk.get(answer["Location"]).content.decode()
    answer = send(desk, answer["Location"], alone="Nobody else is here.")
    assert message(desk.get(answer["Location"])) == "Published. Texts can use it from now on."
    assert make_article("page", body=BODY).live_revision.text == "Known today: Four."
    shown = desk.get(LIST).content.decode()
    assert "{{approved}}" in shown
    assert "Published" in shown


def test_before_it_is_published_every_page_is_listed_with_the_difference(desk, fact):
    page = make_article("page", title="Treatments", body=BODY)
    make_draft("draft", title="A draft", body=BODY)
    answer = send(desk, address(fact), text="**Five** medicines.")
    assert "Readers see it when somebody has published it" in message(desk.get(answer["Location"]))
    shown = desk.get(address(fact, "publish")).content.decode()
    assert "1 page will say it at once" in shown
    assert "<strong>Five</strong> medicines." in shown
    for words in ("Treatments", "A draft", "Four", "Five"):
        assert words in shown
    answer = send(desk, address(fact, "publish"), kind="significant", note="")
    assert "Tell readers in a sentence" in answer.content.decode()
    typed = {"kind": "significant", "note": "A fifth was approved.", "alone": "Nobody is here."}
    answer = send(desk, address(fact, "publish"), **typed)
    assert "1 page says it now" in message(desk.get(answer["Location"]))
    history = desk.get(f"{page.url}history/").content.decode()
    assert "The fact “Approved treatments in the US” was updated: A fifth was approved." in history


def test_a_page_that_cannot_go_along_is_named(desk, fact):
    make_article("page", title="Treatments", body=BODY)
    rewrite_snippet(fact, "Five. See [[nowhere]].")
    answer = send(desk, address(fact, "publish"), kind="minor")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing was published: see the pages below." in shown
    assert "[[nowhere]] leads nowhere" in shown


def test_what_is_no_fact_is_said_beside_the_field_and_stays(desk, fact):
    answer = send(desk, address(fact), text="## A heading\n\nFive.")
    shown = answer.content.decode()
    assert "A fact has no heading" in shown
    assert "## A heading" in shown
    answer = desk.post(f"{LIST}add/", {"title": "X", "key": "Bad Key", "text": "x", "as_of": "?"})
    assert answer.status_code == 200
    assert Snippet.objects.count() == 1


def test_who_was_slower_is_told_and_overwrites_nothing(desk, fact):
    form = fields_of(desk.get(address(fact)))
    rewrite_snippet(fact, "Somebody else’s text.")
    answer = desk.post(address(fact), form | {"text": "Mine."})
    assert "It says now: “Somebody else’s text.”" in answer.content.decode()
    fact.refresh_from_db()
    assert fact.draft_version.text == "Somebody else’s text."
    desk.post(address(fact), fields_of(answer))
    fact.refresh_from_db()
    assert fact.draft_version.text == "Mine."
    stale = fields_of(desk.get(address(fact, "publish")))
    rewrite_snippet(fact, "Newer.")
    answer = desk.post(address(fact, "publish"), stale | {"kind": "minor", "alone": "Now."})
    assert "wrote another text meanwhile" in answer.content.decode()


def test_an_author_uses_a_fact_and_does_not_change_it(fact):
    ann = door_of(Role.AUTHOR, "ann")
    shown = ann.get(address(fact))
    assert "Four medicines." in shown.content.decode()
    assert ann.post(address(fact), {"text": "Mine."}).status_code == 403
    assert ann.get(address(fact, "publish")).status_code == 403


def test_a_fact_in_use_is_retired_and_not_deleted(desk, fact):
    make_article("page", body=BODY)
    assert desk.get(address(fact, "delete")).status_code == 403
    send(desk, address(fact), is_retired="on")
    fact.refresh_from_db()
    assert fact.is_retired
    unused = make_snippet("unused", "Unused", "x")
    send(desk, address(unused, "delete"), post="yes")
    assert list(Snippet.objects.all()) == [fact]


def test_where_it_is_used_names_pages_and_drafts(desk, fact):
    page = make_article("page", title="Treatments", body=BODY)
    change(page, title="Treatments", body="Gone.")
    make_draft(title="A draft", body=BODY)
    shown = desk.get(address(fact)).content.decode()
    assert shown.count("(not public)") == 1
    assert shown.count("(public)") == 1
    assert Article.objects.using_snippet(fact).count() == 2


def test_the_list_stays_within_its_queries(desk, django_assert_max_num_queries):
    for number in range(8):
        make_snippet(f"fact-{number}", f"Fact {number}", "x")
    with django_assert_max_num_queries(9):
        desk.get(LIST)
