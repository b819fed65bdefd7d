"""Delete with an undo: the bin."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Related, Revision, Role, Step, TrailEntry
from articles.publishing import (
    Conflict,
    Refused,
    approve,
    bin_article,
    delete_for_good,
    empty_bin,
    propose_slug,
    publish,
    publish_due,
    save_draft,
    schedule,
    share_preview,
    start_article,
    submit,
    take_out_of_bin,
)
from tests.factories import (
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_member,
    make_section,
    review,
    share,
    take_back,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


def kinds_of(article):
    return [entry.kind for entry in TrailEntry.objects.about(article)]


def test_a_deleted_article_is_in_no_list_and_comes_back_as_it_was(ed):
    article = make_draft("causes")
    words = article.draft_revision.body
    bin_article(article, by=ed)
    assert not Article.objects.exists()
    assert not article.section.articles.exists()
    binned = Article.everything.in_bin().get()
    assert binned.binned_by_name == "Ed"
    assert binned.leaves_bin_at - binned.binned_at == timedelta(days=30)
    take_out_of_bin(article, by=ed)
    assert Article.objects.get().draft_revision.body == words
    assert kinds_of(article)[:2] == ["taken_out", "binned"]


def test_no_verb_acts_on_what_is_in_the_bin(ed):
    article = make_draft()
    bin_article(article, by=ed)
    said = r"Ed deleted this article on .*\. Take it out of the bin"
    for act in (
        lambda: save_draft(article, make_content(summary="Late."), by=None, based_on=1),
        lambda: submit(article, by=None),
        lambda: publish(article, by=None),
        lambda: schedule(article, due_at=timezone.now() + timedelta(days=1), by=None),
        lambda: share_preview(article, by=ed),
        lambda: review(article),
        lambda: bin_article(article, by=ed),
    ):
        with pytest.raises(Refused, match=said):
            act()
    assert Revision.objects.count() == 1


def test_a_schedule_is_taken_off_and_preview_links_end_for_good(ed, client, time_machine):
    article = make_draft()
    link = share("s3cret", article)
    submit(article, by=None)
    approve(article, by=None)
    schedule(article, due_at=timezone.now() + timedelta(days=1), by=None)
    bin_article(article, by=ed)
    link.refresh_from_db()
    assert link.is_over
    assert link.get_ending_display() == "Ended when the article was deleted"
    assert article.steps.first().kind == Step.Kind.UNSCHEDULED
    take_out_of_bin(article, by=ed)
    assert article.state == Article.State.APPROVED
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert publish_due() == []
    link.refresh_from_db()
    assert link.is_over


def test_an_address_stays_taken_and_the_sentence_says_by_what(ed):
    bin_article(make_draft("causes", title="Old causes"), by=ed)
    with pytest.raises(Refused, match="“Old causes” in the bin has this address"):
        start_article(make_content(), section=make_section(), slug="causes", by=None)
    assert propose_slug("Causes") == "causes-2"


def test_pages_that_readers_know_are_withdrawn_not_deleted(ed):
    page, withdrawn = make_article(), make_article()
    take_back(withdrawn)
    for article in (page, withdrawn):
        with pytest.raises(Refused, match="Withdraw it"):
            bin_article(article, by=ed)
    vouched = make_draft()
    review(vouched)
    with pytest.raises(Refused, match="review of this text is on record"):
        bin_article(vouched, by=ed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=page.pk).update(binned_at=timezone.now(), binned_by_name="Ed")


def test_a_text_that_was_saved_meanwhile_is_not_deleted(ed):
    article = make_draft()
    change(Article.objects.get(pk=article.pk), summary="Newer.")
    with pytest.raises(Conflict):
        bin_article(article, by=ed, based_on=1)
    assert Article.objects.get() == article


def test_who_may_delete_and_who_for_good(ed):
    article = make_draft()
    author = make_member(Role.AUTHOR, "ann")
    with pytest.raises(Refused, match="does not have the right"):
        bin_article(article, by=author)
    bin_article(article, by=ed)
    with pytest.raises(Refused, match="does not have the right"):
        take_out_of_bin(article, by=author)
    with pytest.raises(Refused, match="does not have the right"):
        delete_for_good(article, by=ed)
    delete_for_good(article, by=make_editor("boss"))
    assert not Article.everything.exists()
    assert not Revision.objects.exists()
    gone = TrailEntry.objects.first()
    assert (gone.kind, gone.object_name, gone.by_name) == ("deleted", "Causes of MG", "Ida")


def test_only_what_is_in_the_bin_is_deleted_for_good():
    with pytest.raises(Refused, match="not in the bin"):
        delete_for_good(make_draft(), by=None)


def test_after_thirty_days_the_site_deletes_for_good_by_itself(ed, time_machine):
    old, page = make_draft("old"), make_draft("page")
    Related.objects.create(article=page, other=old)
    bin_article(old, by=ed)
    time_machine.move_to(timezone.now() + timedelta(days=29))
    assert empty_bin() == 0
    time_machine.move_to(timezone.now() + timedelta(days=2))
    bin_article(make_draft("another"), by=ed)
    assert {article.slug for article in Article.everything.all()} == {"page", "another"}
    assert TrailEntry.objects.filter(kind="deleted").get().by_name == "mgnews"
    with pytest.raises(Article.DoesNotExist):
        take_out_of_bin(old, by=ed)


def test_the_command_empties_the_bin_too(ed, time_machine, capsys):
    bin_article(make_draft(), by=ed)
    time_machine.move_to(timezone.now() + timedelta(days=31))
    call_command("purge")
    assert "Deleted for good: 1 articles" in capsys.readouterr().out
