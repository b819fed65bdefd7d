"""Approvals: handed in, approved by somebody else, or sent back with a reason."""

import pytest

from articles.models import Article, Role
from articles.publishing import (
    Conflict,
    Refused,
    approve,
    confirm,
    content_of,
    last_step_of,
    move,
    possible_actions,
    publish,
    save_draft,
    send_back,
    submit,
)
from articles.publishing.second_pair import approval_of
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_section,
    publish_again,
    take_back,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_member(Role.AUTHOR, "ann")


@pytest.fixture
def colleague():
    return make_member(Role.EDITOR, "ed")


@pytest.fixture
def handed_in(author):
    article = make_draft(by=author)
    submit(article, note="Please look at the doses.", by=author)
    return article


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return str(refused.value)


def test_a_text_goes_from_draft_to_page(handed_in, author, colleague):
    assert handed_in.state == Article.State.IN_REVIEW
    approve(handed_in, by=colleague)
    assert handed_in.state == Article.State.APPROVED
    publish(handed_in, by=colleague)
    assert handed_in.state == Article.State.PUBLISHED
    kinds = handed_in.steps.order_by("pk").values_list("kind", "taken_by_name", "reason")
    assert list(kinds) == [
        ("submitted", "Ann", "Please look at the doses."),
        ("approved", "Ed", ""),
    ]
    assert handed_in.publications.get().alone == ""


def test_what_was_sent_back_meanwhile_is_not_published_from_an_older_page(handed_in, colleague):
    approve(handed_in, by=colleague)
    seen = last_step_of(handed_in.draft_revision).pk
    vera = make_member(Role.REVIEWER, "vera")
    send_back(handed_in, reason="The dose is ten times too high.", by=vera)
    with pytest.raises(Conflict, match="ten times too high"):
        publish(handed_in, by=colleague, last_step=seen)
    assert not handed_in.is_public


def test_a_page_that_came_back_after_an_error_needs_another_approval(handed_in, author, colleague):
    approve(handed_in, by=colleague)
    publish(handed_in, by=colleague)
    take_back(handed_in, outcome="in_error")
    assert approval_of(handed_in.draft_revision) is None
    submit(handed_in, by=author)
    approve(handed_in, by=colleague)


def test_a_public_page_about_the_site_does_not_become_one_about_the_disease(colleague):
    article = make_article(section=make_section("about", kind="about"), by=colleague)
    said = refusal(lambda: move(article, section=make_section(), by=colleague))
    assert "Withdraw it, move it, and hand it in" in said


def test_sending_back_makes_it_a_draft_again_and_says_why(handed_in, colleague):
    assert "Say what should be changed" in refusal(
        lambda: send_back(handed_in, reason=" ", by=colleague)
    )
    send_back(handed_in, reason="The dose lacks a source.", by=colleague)
    assert handed_in.state == Article.State.DRAFT
    assert handed_in.steps.first().reason == "The dose lacks a source."


def test_an_approval_covers_one_exact_text(handed_in, author, colleague):
    approve(handed_in, by=colleague)
    change(handed_in, by=colleague, summary="Another summary.")
    assert handed_in.state == Article.State.DRAFT
    # Back to the very same words: somebody must look at them again all the same.
    first = content_of(handed_in.revisions.get(number=1))
    save_draft(handed_in, first, by=colleague, based_on=2)
    assert handed_in.state == Article.State.DRAFT


def test_saving_the_same_text_again_takes_no_approval_away(handed_in, colleague):
    approve(handed_in, by=colleague)
    save_draft(handed_in, content_of(handed_in.draft_revision), by=colleague, based_on=1)
    assert handed_in.state == Article.State.APPROVED


def test_nobody_approves_their_own_words_about_the_disease(colleague):
    article = make_draft(by=colleague)
    submit(article, by=colleague)
    assert "nobody approves their own words" in refusal(lambda: approve(article, by=colleague))


def test_who_mended_a_comma_has_written_in_it_too(handed_in, author, colleague):
    change(handed_in, by=colleague, summary="A comma, mended.")
    submit(handed_in, by=author)
    assert "Ask a colleague" in refusal(lambda: approve(handed_in, by=colleague))
    approve(handed_in, by=make_member(Role.REVIEWER, "vera"))
    assert handed_in.state == Article.State.APPROVED


def test_who_wrote_an_earlier_edition_may_approve_the_next(author, colleague):
    article = make_article(by=colleague)
    change(article, by=author, summary="Newer.")
    submit(article, by=author)
    # Nobody else has read the words of the first edition yet.
    assert "Ask a colleague" in refusal(lambda: approve(article, by=colleague))
    confirm(article, by=make_member(Role.REVIEWER, "vera"))
    approve(article, by=colleague)
    assert article.state == Article.State.APPROVED


def test_who_lost_a_race_has_written_too(handed_in, author, colleague):
    with pytest.raises(Conflict):
        save_draft(
            handed_in, content_of(make_draft(body="Mine.").draft_revision), by=colleague, based_on=9
        )
    change(handed_in, by=author, summary="With some of theirs.")
    submit(handed_in, by=author)
    assert "Ask a colleague" in refusal(lambda: approve(handed_in, by=colleague))


def test_the_sites_own_pages_need_no_second_pair(colleague):
    article = make_draft(section=make_section("about", kind="about"), by=colleague)
    submit(article, by=colleague)
    approve(article, by=colleague)
    publish(article, by=colleague)
    assert article.publications.get().alone == ""


def test_an_own_approval_is_worth_nothing_among_the_pages_about_the_disease(colleague):
    article = make_draft(section=make_section("about", kind="about"), by=colleague)
    submit(article, by=colleague)
    approve(article, by=colleague)
    move(article, section=make_section(), by=colleague)
    assert "Nobody else has approved" in refusal(lambda: publish(article, by=colleague))


def test_whoever_publishes_what_others_wrote_is_the_second_pair(author, colleague):
    article = make_draft(by=author)
    publish(article, by=colleague)
    step = article.live_revision.steps.get()
    assert (step.kind, step.taken_by) == ("approved", colleague)
    assert not Article.objects.awaiting_second_pair().exists()


def test_without_a_second_pair_a_reason_is_asked_and_the_page_waits_for_one(colleague):
    article = make_draft(by=colleague)
    said = refusal(lambda: publish(article, by=colleague))
    assert "say here why it cannot wait" in said
    publish(article, by=colleague, alone="The warning could not wait.")
    assert article.publications.get().alone == "The warning could not wait."
    assert list(Article.objects.awaiting_second_pair()) == [article]
    assert "You have written in this text" in refusal(lambda: confirm(article, by=colleague))
    vera = make_member(Role.REVIEWER, "vera")
    confirm(article, by=vera)
    assert not Article.objects.awaiting_second_pair().exists()
    assert "does not wait" in refusal(lambda: confirm(article, by=vera))


def test_a_reason_that_was_not_needed_puts_the_page_on_no_list(author, colleague):
    article = make_draft(by=author)
    publish(article, by=colleague, alone="Just in case.")
    assert article.publications.get().alone == ""


def test_another_edition_without_a_second_pair_waits_again(colleague):
    article = make_article(by=colleague)
    confirm(article, by=make_member(Role.REVIEWER, "vera"))
    publish_again(article, by=colleague, summary="Newer.")
    assert list(Article.objects.awaiting_second_pair()) == [article]


def test_an_approved_text_is_not_confirmed_away_by_an_older_look(author, colleague):
    article = make_article(by=colleague)
    seen = Article.objects.get(pk=article.pk)
    publish_again(article, by=colleague, summary="Newer.")
    with pytest.raises(Conflict):
        confirm(seen, by=make_member(Role.REVIEWER, "vera"))


def test_an_author_hands_in_and_does_no_more(author):
    article = make_draft(by=author)
    assert possible_actions(article, by=author) == ["save_draft", "submit"]
    assert "does not have the right" in refusal(lambda: publish(article, by=author))
    submit(article, by=author)
    assert "does not have the right" in refusal(lambda: approve(article, by=author))


def test_an_author_does_not_undo_what_was_approved(handed_in, author, colleague):
    approve(handed_in, by=colleague)
    said = refusal(lambda: change(handed_in, by=author, summary="Sneaked in."))
    assert "Ask an editor to send it back" in said


def test_a_reviewer_reads_approves_and_sends_back_and_writes_nothing(handed_in):
    vera = make_member(Role.REVIEWER, "vera")
    assert possible_actions(handed_in, by=vera) == ["approve", "send_back"]
    assert "does not have the right" in refusal(lambda: change(handed_in, by=vera, summary="Mine."))


def test_only_the_text_that_was_read_is_approved(handed_in, author, colleague):
    seen = Article.objects.get(pk=handed_in.pk)
    change(handed_in, by=author, summary="Changed behind the back.")
    submit(handed_in, by=author)
    for act in (approve, send_back):
        with pytest.raises(Conflict, match="Ann saved this article"):
            act(seen, by=colleague, **({"reason": "No."} if act is send_back else {}))
    assert handed_in.state == Article.State.IN_REVIEW


def test_what_was_handed_in_twice_is_refused_with_a_sentence(handed_in, author):
    assert "handed in already" in refusal(lambda: submit(handed_in, by=author))


def test_a_superuser_alone_needs_a_reason_too():
    boss = make_editor("boss")
    article = make_draft(by=boss)
    assert "Nobody else has approved" in refusal(lambda: publish(article, by=boss))
    publish(article, by=boss, alone=ALONE)


def test_what_the_checks_block_goes_out_only_with_the_right_and_a_reason(colleague):
    article = make_draft(summary="")
    said = refusal(lambda: publish(article, by=colleague, override="It is a test."))
    assert "Write a summary" in said
    assert "cannot publish in spite of the checks" in said
    boss = make_editor("boss")
    assert "Write a summary" in refusal(lambda: publish(article, by=boss))
    publish(article, by=boss, override="The summary follows in an hour.")
    edition = article.publications.get()
    assert edition.override == "The summary follows in an hour."
    assert any("Write a summary" in sentence for sentence in edition.overridden)
    assert list(Article.objects.published_in_spite()) == [article]


def test_even_the_software_does_not_override_the_checks():
    article = make_draft(summary="")
    assert "Write a summary" in refusal(lambda: publish(article, by=None, override="Why not."))
