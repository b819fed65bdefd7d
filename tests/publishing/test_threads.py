"""Threads: what colleagues say to each other about an article."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.models import Article, Comment, Role, Thread
from articles.publishing import (
    Refused,
    assign_thread,
    reopen_thread,
    reply_to,
    resolve_thread,
    start_thread,
)
from articles.rendering import Quotation
from tests.factories import change, make_article, make_draft, make_editor, make_member

pytestmark = pytest.mark.django_db

BODY = "## Doses\n\nTake **60 mg** in the [morning](/about-mg/times/) [@gilhus-2019].\n"


@pytest.fixture
def article():
    return make_draft(title="Doses", body=BODY)


@pytest.fixture
def people():
    return {
        "ann": make_member(Role.AUTHOR, "ann"),
        "ed": make_member(Role.EDITOR, "ed"),
        "vera": make_member(Role.REVIEWER, "vera"),
        "paul": make_member(Role.AUTHOR, "paul"),
    }


def words_of(thread):
    return [comment.words for comment in thread.comments.all()]


def reasons(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.reasons


# -- Saying something -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ann", "ed", "vera"])
def test_whoever_may_read_texts_may_comment(article, people, who):
    thread = start_thread(article, words="  Is this right?\r\n\r\n\r\nI doubt it. ", by=people[who])
    assert words_of(thread) == ["Is this right?\n\nI doubt it."]
    assert thread.is_open
    assert thread.started_by_name == who.capitalize()
    assert thread.revision == article.draft_revision


def test_an_account_without_a_role_may_not(article):
    stranger = make_editor("stranger", is_superuser=False)
    [reason] = reasons(start_thread, article, words="Hello", by=stranger)
    assert "does not have the right" in reason
    thread = start_thread(article, words="Hello", by=None)
    for verb in (resolve_thread, reopen_thread):
        assert reasons(verb, thread, by=stranger)
    assert reasons(reply_to, thread, words="Hello", by=stranger)
    assert reasons(assign_thread, thread, to=None, by=stranger)
    assert words_of(thread) == ["Hello"]


@pytest.mark.parametrize("words", ["", "  \n ", "\u202e"])
def test_nothing_is_not_said(article, people, words):
    [reason] = reasons(start_thread, article, words=words, by=people["ann"])
    assert reason.field == "words"
    assert not Thread.objects.exists()


def test_what_is_too_long_is_refused_with_its_length(article, people):
    [reason] = reasons(start_thread, article, words="x" * 2001, by=people["ann"])
    assert "Shorten this to 2000 characters; it has 2001" in reason


def test_a_second_click_says_nothing_twice(article, people):
    first = start_thread(article, words="Why?", by=people["ann"])
    assert start_thread(article, words="Why?", by=people["ann"]) == first
    answer = reply_to(first, words="Because.", by=people["ed"])
    reply_to(first, words="I see.", by=people["vera"])
    assert reply_to(first, words="Because.", by=people["ed"]) == answer
    assert words_of(first) == ["Why?", "Because.", "I see."]


def test_the_same_words_of_somebody_else_or_later_are_said_again(article, people, time_machine):
    thread = start_thread(article, words="Why?", by=people["ann"])
    reply_to(thread, words="Why?", by=people["ed"])
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=1))
    reply_to(thread, words="Why?", by=people["ed"])
    assert words_of(thread) == ["Why?"] * 3
    assert start_thread(article, words="Why?", by=people["vera"]) != thread


# -- The passage ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    ["Take **60 mg** in", "Take 60 mg in the morning", "60  mg\nin the morning.", "Doses"],
)
def test_a_passage_is_marked_in_the_markdown_or_on_the_page(article, people, marked):
    thread = start_thread(article, words="?", passage=Quotation(marked), by=people["ann"])
    assert thread.quote in BODY
    assert thread.quotation.words == thread.quote


def test_words_that_are_not_in_the_text_are_refused_beside_their_field(article, people):
    passage = Quotation("Take 600 mg")
    [reason] = reasons(start_thread, article, words="?", passage=passage, by=people["ann"])
    assert reason.field == "quote"
    assert "not in the text that was saved last (revision 1)" in reason


def test_the_passage_is_looked_for_in_the_text_that_was_seen(article, people):
    change(article, title="Doses", body="Other words.\n")
    seen = {"passage": Quotation("60 mg"), "based_on": 1}
    thread = start_thread(article, words="?", by=people["ann"], **seen)
    assert thread.revision.number == 1
    [reason] = reasons(start_thread, article, words="?", based_on=99, by=people["ann"])
    assert "Open it again" in reason


# -- Mentions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["@vera look.", "Look, @vera.", "(@Vera)", "@vera: @vera"])
def test_whoever_is_named_is_mentioned(article, people, words):
    thread = start_thread(article, words=words, by=people["ann"])
    assert list(thread.comments.get().mentioned.all()) == [people["vera"]]


@pytest.mark.parametrize("words", ["See [@gilhus-2019; @bril-2023].", "Write to desk@example.org"])
def test_a_source_or_an_address_names_nobody(article, people, words):
    thread = start_thread(article, words=words, by=people["ann"])
    assert not thread.comments.get().mentioned.exists()


def test_a_name_that_nobody_has_is_told(article, people):
    make_editor("gone", is_active=False)
    found = reasons(start_thread, article, words="@vra and @gone, look!", by=people["ann"])
    assert ["vra" in found[0], "gone" in found[1]] == [True, True]
    assert {reason.field for reason in found} == {"words"}


# -- Settling -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "may"),
    [("ann", True), ("ed", True), ("vera", True), ("paul", False)],
    ids=["starter", "editor", "reviewer", "another author"],
)
def test_who_may_resolve(article, people, who, may):
    thread = start_thread(article, words="Why?", by=people["ann"])
    if may:
        resolve_thread(thread, by=people[who], words="Done.")
        assert not thread.is_open
        last = thread.comments.last()
        assert (last.kind, last.words, last.written_by) == ("resolved", "Done.", people[who])
    else:
        [reason] = reasons(resolve_thread, thread, by=people[who])
        assert "Answer instead" in reason
        assign_thread(thread, to=people[who], by=people["ann"])
        resolve_thread(thread, by=people[who])
        assert not thread.is_open


def test_nothing_that_was_said_meanwhile_is_resolved_unread(article, people):
    thread = start_thread(article, words="Why?", by=people["ann"])
    seen = thread.comments.last().pk
    reply_to(thread, words="Wait.", by=people["vera"])
    [reason] = reasons(resolve_thread, thread, by=people["ann"], seen=seen)
    assert reason.startswith("Vera wrote here on")
    resolve_thread(thread, by=people["ann"], seen=thread.comments.last().pk)
    assert not thread.is_open


def test_resolving_twice_is_resolving_once(article, people):
    thread = start_thread(article, words="Why?", by=people["ann"])
    seen = thread.comments.last().pk
    for _click in range(2):
        resolve_thread(thread, by=people["ann"], seen=seen)
    assert thread.comments.count() == 2


def test_an_answer_opens_a_resolved_thread_again(article, people):
    thread = start_thread(article, words="Why?", by=people["ann"])
    resolve_thread(thread, by=people["ed"])
    reply_to(thread, words="Not yet.", by=people["ann"])
    assert thread.is_open
    resolve_thread(thread, by=people["ed"])
    reopen_thread(thread, by=people["paul"], words="Look at the second line.")
    assert thread.is_open
    kinds = [comment.kind for comment in thread.comments.all()]
    assert kinds == ["said", "resolved", "reopened", "said", "resolved", "reopened"]


def test_it_is_assigned_to_a_colleague_and_to_nobody_again(article, people):
    thread = start_thread(article, words="Why?", assignee=people["vera"], by=people["ann"])
    assert thread.assignee == people["vera"]
    assign_thread(thread, to=None, by=people["vera"], words="I am away.")
    assert thread.assignee is None
    assert [comment.assignee_name for comment in thread.comments.all()] == ["", "Vera", ""]
    stranger = make_editor("stranger", is_superuser=False, first_name="Sam")
    [reason] = reasons(assign_thread, thread, to=stranger, by=people["ann"])
    assert "Sam cannot read texts" in reason


# -- What waits for whom --------------------------------------------------------------------------


def waiting(person):
    return list(Thread.objects.waiting_for(person))


def test_what_is_assigned_waits_until_it_is_resolved_or_passed_on(article, people):
    thread = start_thread(article, words="Why?", assignee=people["ed"], by=people["vera"])
    reply_to(thread, words="I shall look.", by=people["ed"])
    assert waiting(people["ed"]) == [thread]
    assign_thread(thread, to=people["paul"], by=people["ed"])
    assert waiting(people["ed"]) == []
    resolve_thread(thread, by=people["paul"])
    assert waiting(people["paul"]) == []


def test_a_mention_waits_until_it_is_answered(article, people):
    thread = start_thread(article, words="@ed, why?", by=people["vera"])
    assert waiting(people["ed"]) == [thread]
    reply_to(thread, words="Because.", by=people["ed"])
    assert waiting(people["ed"]) == []
    reply_to(thread, words="@ed, I mean the second.", by=people["vera"])
    assert waiting(people["ed"]) == [thread]
    assert list(Thread.objects.mentioning(people["ed"])) == [thread]
    assert list(Thread.objects.mentioning(people["vera"])) == []


def test_a_comment_on_a_page_waits_for_those_who_wrote_it_and_an_answer_for_who_asked(people):
    article = make_draft(title="Doses", by=people["ann"])
    thread = start_thread(article, words="Why?", by=people["vera"])
    assert waiting(people["ann"]) == [thread]
    assert waiting(people["vera"]) == waiting(people["paul"]) == []
    reply_to(thread, words="Because.", by=people["ann"])
    assert waiting(people["ann"]) == []
    assert waiting(people["vera"]) == [thread]


def test_articles_are_found_by_their_open_threads(people):
    first, second = make_article(title="One"), make_article(title="Two")
    start_thread(first, words="Why?", by=people["ann"])
    start_thread(first, words="How?", by=people["ann"])
    resolve_thread(start_thread(second, words="Why?", by=people["ann"]), by=people["ann"])
    found = Article.objects.with_open_threads()
    assert [(article.pk, article.threads_open) for article in found] == [(first.pk, 2)]


# -- Facts ----------------------------------------------------------------------------------------


def test_the_database_refuses_to_change_what_was_said(article, people):
    start_thread(article, words="Why?", by=people["ann"])
    for table, column in (("comment", "words"), ("thread", "quote"), ("thread", "started_by_name")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            connection.cursor().execute(f"UPDATE articles_{table} SET {column} = 'x'")  # noqa: S608


def test_a_deleted_account_is_still_named(article, people):
    thread = start_thread(article, words="@vera?", assignee=people["vera"], by=people["ann"])
    reply_to(thread, words="Yes.", by=people["vera"])
    people["ann"].delete()
    people["vera"].delete()
    thread.refresh_from_db()
    assert (thread.started_by_name, thread.assignee) == ("Ann", None)
    names = [comment.written_by_name for comment in thread.comments.all()]
    assert names == ["Ann", "Ann", "Vera"]


def test_an_article_that_nobody_ever_saw_takes_its_threads_along(article, people):
    start_thread(article, words="@vera?", by=people["ann"])
    article.delete()
    assert not Thread.objects.exists()
    assert not Comment.objects.exists()
