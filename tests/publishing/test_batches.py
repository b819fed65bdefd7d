"""Several texts at once: all of them, or none, and each only as it was seen."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Article, Publication, Role, Step
from articles.publishing import (
    BatchRefused,
    Chosen,
    approve,
    publish,
    publish_together,
    reasons_not_to_publish,
    reasons_not_to_publish_together,
    schedule,
    set_embargo,
    submit,
    submit_together,
)
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_section,
    take_back,
)
from tests.publishing.test_at_the_same_time import all_at_once

pytestmark = pytest.mark.django_db

TOMORROW = timezone.now() + datetime.timedelta(days=1)


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


def chosen(*articles):
    return [Chosen(article, article.working_revision.number) for article in articles]


def refusal(act):
    with pytest.raises(BatchRefused) as refused:
        act()
    return refused.value


def publications():
    return list(Publication.objects.values_list("article__slug", "kind"))


def test_drafts_that_link_to_each_other_go_out_together(ed):
    one = make_draft("one", body="See [the other page](/about-mg/two/).")
    two = make_draft("two", body="See [the first page](/about-mg/one/).")
    assert "readers cannot see" in " ".join(reasons_not_to_publish(one))
    assert len(publish_together(chosen(one, two), by=ed)) == 2
    assert {page.slug for page in Article.objects.public()} == {"one", "two"}
    # Whoever publishes what others wrote has read it.
    assert one.steps.get().kind == Step.Kind.APPROVED


def test_if_one_cannot_go_out_nothing_does(ed):
    one = make_draft("one", body="See [the other page](/about-mg/two/).")
    two = make_draft("two", summary="")
    refused = refusal(lambda: publish_together(chosen(one, two), by=ed))
    assert set(refused.by_article) == {two.pk}
    assert refused.by_article[two.pk] == reasons_not_to_publish(two)
    assert publications() == []
    assert not Step.objects.exists()


def test_what_somebody_changed_meanwhile_is_not_published_unseen(ed):
    one, two = make_draft("one"), make_draft("two")
    seen = chosen(one, two)
    change(Article.objects.get(pk=two.pk), summary="Changed behind the back.")
    refused = refusal(lambda: publish_together(seen, by=ed))
    assert refused.is_conflict
    assert "after you had opened it" in refused.by_article[two.pk][0]
    assert publications() == []


def test_what_is_out_as_it_was_seen_is_left_as_it_is(ed):
    one, two = make_draft("one"), make_draft("two")
    seen = chosen(one, two)
    publish(Article.objects.get(pk=one.pk), by=None)
    assert [each.article.slug for each in publish_together(seen, by=ed)] == ["two"]
    assert publish_together(seen, by=ed) == []
    assert Publication.objects.count() == 2


def test_a_page_that_is_out_gets_a_minor_change_and_keeps_its_date(ed, time_machine):
    time_machine.move_to("2021-07-27T12:00:00Z")
    article = make_article()
    time_machine.move_to("2026-11-22T12:00:00Z")
    change(article, summary="Other.")
    [publication] = publish_together(chosen(article), by=ed)
    assert publication.kind == Publication.Kind.MINOR
    assert article.last_updated_on == datetime.date(2021, 7, 27)


def test_what_speaks_against_one_alone_speaks_against_it_here(ed):
    ann = make_member(Role.AUTHOR, "ann")
    withdrawn, planned, secret, public = (
        make_article(),
        make_draft(),
        make_draft(),
        make_article(),
    )
    take_back(withdrawn)
    schedule(planned, due_at=TOMORROW, by=None)
    set_embargo(secret, until=TOMORROW, by=None)
    for article, sentence in (
        (withdrawn, "tell readers why it is back"),
        (planned, "mgnews has planned this text for"),
        (secret, "under embargo until"),
        (public, "There is no draft"),
    ):
        beforehand = reasons_not_to_publish_together(article, by=ed)
        assert sentence in " ".join(beforehand)
        if article is not public:
            refused = refusal(lambda article=article: publish_together(chosen(article), by=ed))
            assert refused.by_article[article.pk] == beforehand or refused.is_conflict
    refused = refusal(lambda: publish_together(chosen(make_draft()), by=ann))
    assert "Can publish and schedule" in str(refused)


def test_a_page_withdrawn_meanwhile_is_not_brought_back(ed):
    article = make_article()
    change(article, summary="New.")
    seen = chosen(article)
    take_back(Article.objects.get(pk=article.pk))
    assert refusal(lambda: publish_together(seen, by=ed)).is_conflict


def test_one_reason_serves_those_that_nobody_else_read_and_no_other(ed):
    own, of_others, about = (
        make_draft("own", by=ed),
        make_draft("of-others"),
        make_draft("about", by=ed, section=make_section("about", kind="about")),
    )
    batch = chosen(own, of_others, about)
    refused = refusal(lambda: publish_together(batch, by=ed))
    assert set(refused.by_article) == {own.pk}
    assert refused.by_article[own.pk][0].field == "alone"
    publish_together(batch, alone="A recall.", by=ed)
    assert [page.slug for page in Article.objects.awaiting_second_pair()] == ["own"]


def test_the_checks_are_not_overridden_in_a_batch():
    boss = make_editor("boss")
    article = make_draft(summary="")
    assert "Write a summary" in str(refusal(lambda: publish_together(chosen(article), by=boss)))


def test_an_article_that_is_gone_by_then_is_named(ed):
    one, gone = make_draft("one"), make_draft("gone")
    batch = chosen(one, gone)
    Article.objects.get(pk=gone.pk).delete()
    assert "was deleted" in str(refusal(lambda: publish_together(batch, by=ed)))


def test_drafts_are_handed_in_together_even_those_with_something_to_mend():
    ann = make_member(Role.AUTHOR, "ann")
    one, two = make_draft("one", by=ann), make_draft("two", summary="", by=ann)
    steps = submit_together(chosen(one, two), note="Doses?", by=ann)
    assert [step.reason for step in steps] == ["Doses?", "Doses?"]
    assert {one.state, two.state} == {Article.State.IN_REVIEW}
    assert submit_together(chosen(one, two), by=ann) == []


def test_if_one_cannot_be_handed_in_none_is(ed):
    ann = make_member(Role.AUTHOR, "ann")
    one, approved = make_draft("one", by=ann), make_draft("two", by=ann)
    submit(approved, by=ann)
    approve(approved, by=ed)
    refused = refusal(lambda: submit_together(chosen(one, approved), by=ann))
    assert "handed in already" in refused.by_article[approved.pk][0]
    one.refresh_from_db()
    assert one.state == Article.State.DRAFT


@pytest.mark.django_db(transaction=True)
def test_of_twenty_batches_at_once_each_text_goes_out_once():
    pages = [make_draft("one"), make_draft("two"), make_draft("three")]

    def send_out(number):
        # In another order each time: nobody may wait for somebody who waits for them.
        mine = [
            Article.objects.get(pk=page.pk) for page in pages[number % 3 :] + pages[: number % 3]
        ]
        return publish_together(chosen(*mine), by=None)

    outcomes = all_at_once(send_out)
    assert sum(len(outcome) for outcome in outcomes) == 3
    assert sorted(publications()) == [("one", "first"), ("three", "first"), ("two", "first")]


@pytest.mark.django_db(transaction=True)
def test_of_two_batches_with_other_texts_of_one_page_one_wins():
    page, own = make_draft("page"), [make_draft(f"own-{number}") for number in range(20)]
    seen = [chosen(Article.objects.get(pk=page.pk), own[number]) for number in range(20)]
    change(page, summary="Changed behind the back of all but the last.")
    seen[-1] = chosen(Article.objects.get(pk=page.pk), own[-1])

    outcomes = all_at_once(lambda number: publish_together(seen[number], by=None))
    assert [type(outcome) for outcome in outcomes] == [BatchRefused] * 19 + [list]
    assert sorted(publications()) == [("own-19", "first"), ("page", "first")]
