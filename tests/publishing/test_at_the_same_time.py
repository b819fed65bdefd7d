"""Several editors in the same instant: one wins, and every other text is kept."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, Image, Reference, Revision, Thread, Withdrawal
from articles.publishing import (
    Conflict,
    Refused,
    add_image,
    change_reference,
    publish,
    reply_to,
    save_draft,
    schedule,
    set_embargo,
    start_thread,
    unschedule,
)
from tests.factories import (
    change,
    make_article,
    make_content,
    make_reference,
    make_section,
    picture_file,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS = 20


def all_at_once(act):
    """Call `act(number)` in as many threads as there are editors; return what became of each."""

    def run(number):
        try:
            return act(number)
        except (Conflict, Refused) as outcome:
            return outcome
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as threads:
        return list(threads.map(run, range(EDITORS)))


def test_of_twenty_saves_one_wins_and_nineteen_are_kept():
    article = make_article()

    def save(number):
        mine = Article.objects.get(pk=article.pk)
        return save_draft(mine, make_content(summary=f"Text {number}."), by=None, based_on=1)

    outcomes = all_at_once(save)

    won = [outcome for outcome in outcomes if isinstance(outcome, Revision)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    article.refresh_from_db()
    assert len(won) == 1
    assert article.draft_revision == won[0]
    assert len(lost) == EDITORS - 1
    assert all(conflict.kept.was_set_aside for conflict in lost)
    stored = set(article.revisions.values_list("summary", flat=True))
    assert {f"Text {number}." for number in range(EDITORS)} <= stored


def test_of_twenty_publications_one_happens():
    article = make_article()
    change(article, summary="New.")
    seen = [Article.objects.get(pk=article.pk) for _ in range(EDITORS)]
    all_at_once(lambda number: publish(seen[number], kind="minor", by=None))
    assert article.publications.count() == 2


def test_of_comments_at_once_each_is_kept_and_a_second_click_says_nothing_twice():
    article = make_article()
    thread = start_thread(article, words="Why?", by=None)

    def say(number):
        words = f"By number {number // 2}."
        reply_to(Thread.objects.get(pk=thread.pk), words=words, by=None)
        start_thread(Article.objects.get(pk=article.pk), words=words, by=None)

    assert all_at_once(say) == [None] * EDITORS
    said = {f"By number {number}." for number in range(EDITORS // 2)}
    answers = list(thread.comments.exclude(words="Why?").values_list("words", flat=True))
    started = [other.comments.get().words for other in article.threads.exclude(pk=thread.pk)]
    assert sorted(answers) == sorted(started) == sorted(said)


def test_of_two_pages_that_are_merged_into_each_other_one_stays():
    pages = [make_article(), make_article()]

    def merge(number):
        mine, other = (Article.objects.get(pk=pages[n % 2].pk) for n in (number, number + 1))
        return take_back(mine, outcome="merged", replacement=other)

    outcomes = all_at_once(merge)
    assert sum(isinstance(outcome, Withdrawal) for outcome in outcomes) == 1
    assert Article.objects.public().count() == 1


def test_of_twenty_clicks_on_record_there_is_one_review():
    article = make_article()
    all_at_once(lambda number: review(Article.objects.get(pk=article.pk)))
    assert article.reviews.count() == 1


def test_twenty_pictures_with_one_description_all_come_in():
    make_section()
    all_at_once(
        lambda number: add_image(picture_file(), description="A nerve", licence="Own work", by=None)
    )
    assert Image.objects.count() == EDITORS


def test_of_twenty_editors_who_add_one_source_one_does():
    outcomes = all_at_once(
        lambda number: make_reference(f"key-{number}", doi="10.1000/1", title=f"Title {number}")
    )
    assert Reference.objects.count() == 1
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == EDITORS - 1


def test_no_text_that_is_saved_while_a_source_is_retracted_misses_it():
    source = make_reference("bad")
    articles = [make_article() for _ in range(EDITORS)]

    def act(number):
        if number == EDITORS // 2:
            source.state = Reference.State.RETRACTED
            return change_reference(source, fields=["state"], by=None)
        return change(articles[number], body="A claim.[@bad]")

    outcomes = all_at_once(act)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    citing = Revision.objects.filter(citations__reference=source)
    assert citing.count() == EDITORS - 1
    assert all("retracted source" in revision.html for revision in citing)


def test_of_twenty_embargoes_one_is_set_and_nobodys_is_overwritten_unseen():
    article = make_article()
    seen = [Article.objects.get(pk=article.pk) for _ in range(EDITORS)]
    begin = timezone.now() + datetime.timedelta(days=1)
    outcomes = all_at_once(
        lambda number: set_embargo(
            seen[number], until=begin + datetime.timedelta(hours=number), by=None
        )
    )
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == EDITORS - 1
    article.refresh_from_db()
    assert article.steps.get().due_at == article.embargo_until


def test_a_schedule_that_is_made_while_another_is_taken_off_stays():
    article = make_article()
    change(article, summary="New.")
    due_at = timezone.now() + datetime.timedelta(days=1)
    first = schedule(article, due_at=due_at, by=None)
    seen = [Article.objects.get(pk=article.pk) for _ in range(EDITORS)]

    def act(number):
        if number == EDITORS // 2:
            return schedule(seen[number], due_at=due_at + datetime.timedelta(hours=1), by=None)
        return unschedule(seen[number], planned=first.pk, by=None)

    outcomes = all_at_once(act)
    article.refresh_from_db()
    assert article.schedule == outcomes[EDITORS // 2]
    taken_off = article.steps.filter(kind="unscheduled").count()
    assert taken_off == sum(not isinstance(outcome, Exception) for outcome in outcomes) - 1
    assert taken_off <= 1
