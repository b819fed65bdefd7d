"""Withdrawals: a page is taken back, readers are told why, and it can come again."""

import datetime

import pytest
import time_machine

from articles.models import Article, Callout, Redirect, Withdrawal
from articles.publishing import (
    Conflict,
    Refused,
    Source,
    callouts_leading_to,
    date_after,
    discard_draft,
    move,
    pages_leading_to,
    pages_replaced_by,
    publish,
    refile,
    save_draft,
)
from tests.factories import (
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db


def on(year, month, day):
    return time_machine.travel(datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC))


@pytest.fixture
def article(db):
    with on(2021, 7, 27):
        return make_article("old-treatment")


# -- Taking back --------------------------------------------------------------------------------


def test_a_withdrawn_page_is_public_no_more_and_says_why(article):
    text, editor = article.live_revision, make_editor(first_name="Rosa", last_name="Lind")
    with on(2026, 11, 22):
        withdrawal = take_back(article, reason="Not used \u202eany\x00  more.", by=editor)
    assert not Article.objects.public().exists()
    assert list(Article.objects.withdrawn()) == [article]
    assert article.withdrawal == withdrawal
    assert withdrawal.revision == article.draft_revision == text
    assert withdrawal.reason == "Not used any more."
    assert withdrawal.dated_on == datetime.date(2026, 11, 22)
    assert withdrawal.withdrawn_by_name == "Rosa Lind"
    assert article.last_updated_on == datetime.date(2021, 7, 27)


def test_a_draft_in_work_stays_the_draft(article):
    live = article.live_revision
    draft = change(article, summary="In work.")
    withdrawal = take_back(article)
    assert article.draft_revision == draft
    assert withdrawal.revision == live


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "gone"}, "outcome"),
        ({"reason": ""}, "reason"),
        ({"reason": " \u200b\x00 "}, "reason"),
        ({"reason": "…"}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"outcome": "merged"}, "replacement"),
    ],
)
def test_what_cannot_be_withdrawn_is_said_beside_its_field(article, facts, field):
    with pytest.raises(Refused) as caught:
        take_back(article, **facts)
    assert [reason.field for reason in caught.value.reasons] == [field]
    assert article.is_public
    assert not Withdrawal.objects.exists()


def test_readers_are_sent_to_public_pages_only_and_never_in_a_circle(article):
    with pytest.raises(Refused, match="cannot replace itself"):
        take_back(article, outcome="merged", replacement=article)
    with pytest.raises(Refused, match="Readers cannot see"):
        take_back(article, replacement=make_draft())
    other = make_article()
    take_back(article, outcome="merged", replacement=other)
    with pytest.raises(Refused, match="Readers cannot see"):
        take_back(other, outcome="merged", replacement=article)


def test_what_readers_cannot_see_cannot_be_taken_back(article):
    with pytest.raises(Refused, match="cannot see this page"):
        take_back(make_draft())
    take_back(article)
    with pytest.raises(Refused, match="already"):
        take_back(article)
    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize("is_told", [True, False])
def test_a_text_published_meanwhile_is_a_conflict_that_says_so(article, is_told):
    stale = Article.objects.get(pk=article.pk)
    assert stale.live_revision.number == 1
    change(article, summary="New.")
    publish(article, kind="minor", by=make_editor(first_name="Omar"))
    with pytest.raises(Conflict, match="Omar published another text"):
        take_back(stale, **({"based_on": 1} if is_told else {}))
    article.refresh_from_db()
    assert article.is_public


def test_a_draft_saved_meanwhile_is_no_conflict(article):
    change(article, summary="New.")
    take_back(article, based_on=1)
    assert article.is_withdrawn


def test_an_import_carries_the_day_but_never_before_the_last_update(article):
    other = make_article()
    with on(2026, 11, 22):
        carried = take_back(article, source=Source("old site", datetime.date(2024, 5, 1)))
        clamped = take_back(other, source=Source("old site", datetime.date(2019, 5, 1)))
    assert (carried.dated_on, carried.carried_from) == (datetime.date(2024, 5, 1), "old site")
    assert (clamped.dated_on, clamped.carried_from) == (other.last_updated_on, "")


# -- Bringing back ------------------------------------------------------------------------------


def test_the_same_text_comes_back_with_todays_date_and_a_note(article):
    review(article)
    with on(2026, 3, 1):
        take_back(article)
    with on(2026, 11, 22):
        publication = publish(article, kind="significant", note="It is used again.", by=None)
    assert article.is_public
    assert not article.is_withdrawn
    assert publication.number == 2
    assert publication.revision == article.withdrawals.get().revision
    assert article.last_updated_on == datetime.date(2026, 11, 22)
    assert article.first_published_on == datetime.date(2021, 7, 27)
    assert article.last_review is not None


@pytest.mark.parametrize("kind", ["minor", "first"])
def test_a_page_does_not_come_back_in_silence(article, kind):
    take_back(article)
    with pytest.raises(Refused) as caught:
        publish(article, kind=kind, by=None)
    assert caught.value.reasons[0].field == "kind"


def test_the_date_that_an_import_carried_does_not_come_back_with_the_page():
    source = Source("old site", datetime.date(2019, 5, 4))
    with on(2021, 7, 27):
        article = make_article(source=source)
    with on(2026, 3, 1):
        take_back(article)
    with on(2026, 11, 22):
        assert date_after(article, "significant") == datetime.date(2026, 11, 22)
        publication = publish(article, kind="significant", note="It is back.", by=None)
    assert publication.dated_on == article.last_updated_on == datetime.date(2026, 11, 22)
    assert publication.carried_from == ""


def test_a_page_does_not_come_back_before_it_was_taken_away(article):
    with on(2026, 3, 1):
        take_back(article)
    source = Source("old site", datetime.date(2024, 5, 4))
    number = article.draft_revision.number
    save_draft(article, make_content(summary="New."), by=None, based_on=number, source=source)
    assert date_after(article, "significant") == datetime.date(2026, 3, 1)


def test_a_draft_of_a_withdrawn_page_can_be_written_and_not_discarded(article):
    take_back(article)
    draft = change(article, summary="Better.")
    assert article.draft_revision == draft
    with pytest.raises(Refused, match="withdrawn"):
        discard_draft(article, by=None)
    publish(article, kind="correction", was_wrong="It is in use.", is_right="It is not.", by=None)
    assert article.live_revision == draft


def test_who_did_not_know_of_the_withdrawal_does_not_undo_it(article):
    draft = change(article, summary="In work.")
    take_back(article, by=make_editor(first_name="Omar"), reason="It was wrong.")
    facts = {"kind": "significant", "note": "New.", "by": None, "based_on": draft.number}
    with pytest.raises(Conflict, match=r"Omar withdrew this page .* “It was wrong.”"):
        publish(article, brings_back=False, **facts)
    assert publish(article, brings_back=True, **facts).number == 2


def test_withdrawn_a_second_time_both_withdrawals_are_on_record(article):
    take_back(article)
    publish(article, kind="significant", note="It is back.", by=None)
    second = take_back(article, outcome="in_error")
    assert article.withdrawal == second
    assert article.withdrawals.count() == 2


# -- What leads there ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "leads_there"),
    [
        ("/about-mg/old-treatment/", True),
        ("/about-mg/old-treatment/#what-happens", True),
        ("/about-mg/old-treatment/?from=1", True),
        ("{origin}/about-mg/old-treatment/", True),
        ("/about-mg/older-name/", True),
        ("/about-mg/old-treatment-two/", False),
        ("https://example.com/about-mg/old-treatment/", False),
    ],
)
def test_the_pages_that_link_to_it_are_found(article, settings, href, leads_there):
    make_article("old-treatment-two")
    Redirect.objects.create(old_path="/about-mg/older-name/", article=article)
    body = f"[The treatment]({href.format(origin=settings.ORIGIN)})"
    other = make_article(title="Other", body=body)
    make_draft(title="Only a draft", body=body)
    assert pages_leading_to(article) == ([other] if leads_there else [])


def test_a_page_that_has_moved_is_still_found_by_its_old_address(article):
    other = make_article(body="[The treatment](/about-mg/old-treatment/)")
    move(article, slug="treatment-of-old", by=None)
    assert pages_leading_to(article) == [other]


def test_the_callouts_that_lead_to_it_are_found(article):
    facts = {"text": "Read it.", "starts_on": datetime.date(2026, 1, 1)}
    story = {"story_link": f"{article.url}#part", "story_link_text": "Read"}
    linking = Callout.objects.create(title="Links", **story, **facts)
    standing = Callout.objects.create(title="Stands", placement="article", article=article, **facts)
    Callout.objects.create(title="Elsewhere", **facts)
    assert set(callouts_leading_to(article)) == {linking, standing}


def test_withdrawn_pages_that_lead_to_it_are_found_until_they_are_back(article):
    merged = make_article()
    take_back(merged, outcome="merged", replacement=article)
    assert pages_replaced_by(article) == [merged]
    take_back(article)
    assert merged.withdrawal.replacement == article
    publish(merged, kind="significant", note="It is back.", by=None)
    assert pages_replaced_by(article) == []


def test_a_policy_belongs_to_one_page(article):
    other = make_article(title="Corrections")
    refile(other, by=None, policy="corrections")
    with pytest.raises(Refused, match="“Corrections” is this policy already"):
        refile(article, by=None, policy="corrections")
    refile(other, by=None, policy="corrections")
    refile(other, by=None, policy=None)
    refile(article, by=None, policy="corrections")
    assert Article.objects.get(policy="corrections") == article
