"""Two editors on each way to write: one wins, nothing is overwritten unseen, no text is lost.

A new verb that changes an article is one line in WAYS.
"""

from datetime import timedelta
from functools import partial
from itertools import combinations, count
from typing import NamedTuple

import pytest
from django.utils import timezone

from articles.models import Article
from articles.publishing import (
    Chosen,
    Conflict,
    Refused,
    amend_note,
    approve,
    content_of,
    discard_draft,
    merge_revisions,
    publish,
    publish_together,
    restore_revision,
    save_draft,
    schedule,
    send_back,
    set_embargo,
    submit,
    submit_together,
    unschedule,
)
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_content,
    make_editor,
    make_reviewer,
    publish_again,
    review,
    take_back,
)
from tests.publishing.racing import RACES, is_late, two_at_once

pytestmark = pytest.mark.django_db(transaction=True)

texts = count(1)
RACES_OF_A_PAIR = 4
# What takes the text away under another, or puts one in its place.
DECISIVE = {"save", "publish", "discard"}


class Way(NamedTuple):
    """One way to write. `ready` brings the article to where it can be gone, `go` goes it.

    `go` gets the article as its editor saw it, the editor, and a text that nobody has written yet.
    """

    go: object
    ready: object = lambda article: None
    is_text: bool = False  # what it carries must be found among the revisions
    winners: int = 1


def a_draft(article):
    change(article, summary=f"Draft {next(texts)}.")


def a_page(article):
    """Readers see it, and there is no draft."""
    if article.is_withdrawn:
        publish_again(article, "significant", note="It is back.", summary=f"Back {next(texts)}.")
    elif article.draft_revision:
        publish_again(article, summary=f"Page {next(texts)}.")


def a_draft_over_a_page(article):
    a_page(article)
    a_draft(article)


def handed_in(article):
    a_draft(article)
    submit(article, by=None)


def approved(article):
    handed_in(article)
    approve(article, by=None)


def scheduled(article):
    approved(article)
    plan(article, None, "Planned.")


def save(article, by, text):
    return save_draft(
        article, make_content(summary=text), by=by, based_on=article.working_revision.number
    )


def merge(article, by, text):
    """As the page of conflicts does: a text that was set aside, over the one that stands."""
    try:
        mine = save_draft(article, make_content(title=text), by=by, based_on=1)
    except Conflict as conflict:
        mine = conflict.kept
    together = merge_revisions(mine, article.working_revision).content({})
    return save_draft(article, together, by=by, based_on=article.working_revision.number)


def restore(article, by, text):
    """An older text opened in the form, and changed."""
    old = content_of(article.revisions.get(number=1))
    return save(article, by, f"{old.summary} {text}")


def restore_as_it_was(article, by, text):
    """The first text, word for word, over the draft that was looked at.

    Two who want the same text both have it, and it is stored once.
    """
    first = article.revisions.get(number=1)
    return restore_revision(article, first, by=by, based_on=article.working_revision.number)


def amend(article, by, text):
    edition = article.editions[0]
    return amend_note(
        edition, note=text, reason="Clearer.", by=by, based_on=len(edition.amendments.all())
    )


def send_out(article, by, text):
    return publish(article, kind="minor", alone=ALONE, by=by)


def plan(article, by, text):
    due_at = timezone.now() + timedelta(days=next(texts) % 999 + 1)
    kind = "significant" if article.first_published_on else "first"
    note = text if article.first_published_on else ""
    return schedule(article, due_at=due_at, kind=kind, note=note, by=by)


def record(article, by, text):
    """Two who vouch for one text take nothing from each other."""
    reviewer = make_reviewer(text.rstrip("."))
    return review(article, reviewer=reviewer, by=by, based_on=article.working_revision.number)


def send_out_together(article, by, text):
    seen = [Chosen(article, article.working_revision.number)]
    # What is out already as it was seen is no error, and no publication either.
    return publish_together(seen, alone=ALONE, by=by) or Refused(["Out already."])


def hand_in_together(article, by, text):
    seen = [Chosen(article, article.working_revision.number)]
    return submit_together(seen, by=by) or Refused(["Handed in already."])


def keep_in(article, by, text):
    return set_embargo(article, until=timezone.now() + timedelta(days=next(texts) % 999 + 1), by=by)


WAYS = {
    "save": Way(save, is_text=True),
    "restore": Way(restore, is_text=True),
    "restore as it was": Way(restore_as_it_was, a_draft, winners=2),
    "merge": Way(merge, a_draft, is_text=True),
    "submit": Way(lambda article, by, _: submit(article, by=by), a_draft),
    "approve": Way(lambda article, by, _: approve(article, by=by), handed_in),
    "send back": Way(lambda article, by, text: send_back(article, reason=text, by=by), handed_in),
    "schedule": Way(plan, approved),
    "unschedule": Way(lambda article, by, _: unschedule(article, by=by), scheduled),
    "publish": Way(send_out, a_draft_over_a_page),
    "discard": Way(lambda article, by, _: discard_draft(article, by=by), a_draft_over_a_page),
    "withdraw": Way(lambda article, by, _: take_back(article, by=by), a_page),
    "review": Way(record, winners=2),
    "amend": Way(amend, a_page),
    "publish together": Way(send_out_together, a_draft_over_a_page),
    "submit together": Way(hand_in_together, a_draft),
    "embargo": Way(keep_in),
}


# Under an embargo nothing could be published in the next race.
PAIRS = [pair for pair in combinations(WAYS, 2) if DECISIVE & set(pair) and "embargo" not in pair]


@pytest.fixture
def editors():
    return make_editor("ida"), make_editor("omar", first_name="Omar")


def race(article, editors, ways, at_once):
    """Let both go at once. Return their texts and outcomes; what must hold ever is checked."""
    for way in ways:
        way.ready(article)
    seen = [Article.objects.with_standing().get(pk=article.pk) for _ in ways]
    for copy in seen:
        copy.editions = list(copy.publications.prefetch_related("amendments"))
    number = seen[0].working_revision.number
    written = [f"Text {next(texts)}." for _ in ways]
    editions = article.publications.count()
    outcomes = at_once(*map(partial, (way.go for way in ways), seen, editors, written))
    article = Article.objects.with_standing().get(pk=article.pk)
    stored = " ".join(f"{text.title} {text.summary}" for text in article.revisions.all())
    for way, text in zip(ways, written, strict=True):
        assert not way.is_text or text in stored
    # Only what its editor looked at ever goes out.
    for edition in article.publications.order_by("number")[editions:]:
        assert edition.revision.number == number
    standing = f"{article.working_revision.title} {article.working_revision.summary}"
    for way, text, outcome in zip(ways, written, outcomes, strict=True):
        if way.is_text and is_late(outcome):
            assert text not in standing
    return article, outcomes


@pytest.mark.parametrize("name", WAYS)
def test_of_two_editors_who_go_one_way_one_wins_each_time(name, editors):
    article = make_article()
    with two_at_once() as at_once:
        for _ in range(RACES):
            article, outcomes = race(article, editors, [WAYS[name]] * 2, at_once)
            assert sum(not is_late(outcome) for outcome in outcomes) == WAYS[name].winners


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_two_editors_who_go_two_ways_lose_no_text_and_overwrite_none(names, editors):
    article = make_article()
    with two_at_once() as at_once:
        for _ in range(RACES_OF_A_PAIR):
            article, outcomes = race(article, editors, [WAYS[name] for name in names], at_once)
            assert not all(map(is_late, outcomes))
