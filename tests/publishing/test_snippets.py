"""Facts kept once: what they say reaches every page, as an edition of each."""

import datetime

import pytest
import time_machine

from articles.models import Article, Publication, Role, Snippet, SnippetUse, history_of
from articles.publishing import (
    Refused,
    SnippetRefused,
    confirm,
    content_of,
    effects_of,
    publish,
    publish_snippet,
    reasons_not_to_publish,
    remove_snippet,
    retire_snippet,
    save_draft,
    save_snippet,
)
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_reference,
    make_snippet,
    publish_again,
    review,
    rewrite_snippet,
)

pytestmark = pytest.mark.django_db

BODY = "Known today: {{approved}}\n"
TODAY = datetime.date(2026, 11, 28)


@pytest.fixture
def fact():
    make_reference("fda-2025")
    make_reference("ema-2026")
    return make_snippet("approved", "Approved treatments in the US", "Four medicines.[@fda-2025]")


@pytest.fixture
def pages(fact):
    return [make_article(f"page-{n}", title=f"Page {n}", body=BODY) for n in range(3)]


def shown(article):
    article.refresh_from_db()
    return article.live_revision


def reasons(article):
    return [str(reason) for reason in reasons_not_to_publish(article)]


def test_a_page_says_what_the_fact_says_with_its_source(pages, fact):
    revision = shown(pages[0])
    assert revision.text == "Known today: Four medicines."
    assert [work["key"] for work in revision.works] == ["fda-2025"]
    assert revision.citations.get().reference.key == "fda-2025"
    assert revision.snippet_uses.get().version == fact.live_version


def test_a_version_in_work_changes_nothing_that_readers_see(pages, fact):
    save_snippet(fact, text="Five medicines.", as_of=TODAY, by=None, based_on=1)
    assert shown(pages[0]).text == "Known today: Four medicines."
    assert make_draft(body=BODY).draft_revision.text == "Known today: Four medicines."


def test_publishing_it_is_the_next_edition_of_every_page_that_has_it(pages, fact):
    reviewed = review(pages[0])
    with time_machine.travel("2027-03-01 12:00+00:00"):
        rewrite_snippet(fact, "Five medicines.[@ema-2026]")
        published = publish_snippet(fact, kind="significant", note="A fifth was approved.", by=None)
    assert len(published) == 3
    for page in pages:
        revision = shown(page)
        assert revision.text == "Known today: Five medicines."
        assert revision.body == BODY
        assert [work["key"] for work in revision.works] == ["ema-2026"]
        assert page.last_updated_on == datetime.date(2027, 3, 1)
        edition = page.publications.get(number=2)
        assert edition.note == (
            "The fact “Approved treatments in the US” was updated: A fifth was approved."
        )
    # The review is of the text that was reviewed, and the page is on the desk again.
    assert pages[0].last_review == reviewed
    assert reviewed.revision_id != pages[0].live_revision_id
    assert list(Article.objects.with_changed_snippets()) == [pages[0]]
    # An old edition says what it said.
    old, new = (edition.revision for edition in history_of(pages[0]).editions[::-1])
    old = pages[0].revisions.get(pk=old.pk)
    assert old.text == "Known today: Four medicines."
    assert old.as_document().snippets == {"approved": "Four medicines.[@fda-2025]"}
    assert new.number == 2


def test_a_minor_change_moves_no_date(pages, fact):
    before = shown(pages[0]).article.last_updated_on
    with time_machine.travel("2027-03-01 12:00+00:00"):
        rewrite_snippet(fact, "Four drugs.[@fda-2025]")
        publish_snippet(fact, kind="minor", by=None)
    assert shown(pages[0]).text == "Known today: Four drugs."
    assert pages[0].last_updated_on == before


def test_readers_must_be_told_of_a_significant_change(pages, fact):
    rewrite_snippet(fact, "Five medicines.")
    with pytest.raises(Refused, match="Tell readers"):
        publish_snippet(fact, kind="significant", by=None)
    assert shown(pages[0]).text == "Known today: Four medicines."


def test_a_page_that_cannot_go_along_is_named_and_nothing_is_done(pages, fact):
    rewrite_snippet(fact, "Five medicines. See [[no-such-page]].")
    assert all(effect.reasons for effect in effects_of(fact))
    with pytest.raises(SnippetRefused) as refused:
        publish_snippet(fact, kind="minor", by=None)
    assert set(refused.value.by_article) == {page.pk for page in pages}
    assert "no-such-page" in str(refused.value)
    fact.refresh_from_db()
    assert fact.live_version.number == 1
    assert Publication.objects.count() == 3


def test_its_writer_needs_a_colleague_or_a_reason(pages, fact):
    ed, eve = make_member(Role.EDITOR, "ed"), make_member(Role.EDITOR, "eve")
    rewrite_snippet(fact, "Five medicines.", by=ed)
    with pytest.raises(Refused, match="Ask a colleague"):
        publish_snippet(fact, kind="minor", by=ed)
    publish_snippet(fact, kind="minor", by=eve)
    assert list(Article.objects.awaiting_second_pair()) == []
    rewrite_snippet(fact, "Six medicines.", by=ed)
    publish_snippet(fact, kind="minor", alone="A recall.", by=ed)
    assert set(Article.objects.awaiting_second_pair()) == set(pages)
    assert shown(pages[0]).created_by is None  # nobody has written in the page
    assert shown(pages[0]).created_by_name == "Ed"
    assert set(Article.objects.unread_by(eve)) == set(pages)
    assert list(Article.objects.unread_by(ed)) == []  # nor may Ed confirm it
    with pytest.raises(Refused, match="You have published this text"):
        confirm(pages[0], by=ed)


def test_who_waits_for_a_second_pair_of_eyes_still_does(fact):
    ida = make_editor()
    page = make_article("alone", body=BODY, by=ida)
    assert list(Article.objects.awaiting_second_pair()) == [page]
    rewrite_snippet(fact, "Five medicines.")
    publish_snippet(fact, kind="minor", by=make_member(Role.EDITOR, "eve"))
    assert list(Article.objects.awaiting_second_pair()) == [page]


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER])
def test_who_may_not_publish_changes_no_fact(role, fact):
    member = make_member(role)
    with pytest.raises(Refused, match="Ask an editor"):
        save_snippet(fact, text="Mine.", as_of=TODAY, by=member, based_on=1)
    rewrite_snippet(fact, "Five medicines.")
    with pytest.raises(Refused):
        publish_snippet(fact, by=member)
    with pytest.raises(Refused):
        remove_snippet(fact, by=member)


def test_a_draft_over_a_page_stays_and_gets_the_new_version_when_it_is_saved(pages, fact):
    page = pages[0]
    draft = change(page, title="Page 0", body=f"{BODY}\nMore words.")
    rewrite_snippet(fact, "Five medicines.")
    publish_snippet(fact, kind="minor", by=None)
    page.refresh_from_db()
    assert page.draft_revision == draft
    assert page.state == Article.State.DRAFT
    assert "Four medicines" in page.draft_revision.text
    [reason] = reasons(page)
    assert "was updated after this text was saved. Save the text again" in reason
    with pytest.raises(Refused):
        publish(page, kind="minor", by=None)
    save_draft(page, content_of(draft), by=None, based_on=draft.number)
    assert "Five medicines" in page.draft_revision.text
    assert page.draft_revision.number > draft.number
    publish(page, kind="minor", by=None)
    assert "Five medicines" in shown(page).text


def test_somebody_faster_is_said(fact):
    save_snippet(fact, text="Five.", as_of=TODAY, by=None, based_on=1)
    with pytest.raises(Refused, match=r"wrote another text meanwhile: “Five\.”"):
        save_snippet(fact, text="Six.", as_of=TODAY, by=None, based_on=1)
    save_snippet(fact, text="Six.", as_of=TODAY, by=None, based_on=2)
    with pytest.raises(Refused, match=r"“Six\.”"):
        publish_snippet(fact, based_on=2, by=None)


def test_nothing_is_published_twice(pages, fact):
    rewrite_snippet(fact, "Five medicines.")
    publish_snippet(fact, kind="minor", by=None)
    with pytest.raises(Refused, match="no new text"):
        publish_snippet(fact, kind="minor", by=None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  ", "Write what is true"),
        ("## Heading\n\nText", "no heading"),
        ("![A nerve](image:nerve)", "no picture"),
        ("See {{other}}.", "another one in it"),
        ("x" * 4001, "4000"),
    ],
)
def test_what_is_no_fact_is_refused(fact, text, words):
    with pytest.raises(Refused, match=words):
        save_snippet(fact, text=text, as_of=TODAY, by=None, based_on=1)


def test_a_text_with_a_fact_that_is_not_there_or_retired_stays_on_the_desk(pages, fact):
    page = make_draft(body="{{no-such-fact}}\n\n`{{a b}}` {{a b}}")
    assert reasons(page)[0] == "There is no fact “no-such-fact”. Mend its key, or take it out."
    assert "“{{a b}}” would stand on the page as it is" in reasons(page)[1]
    retire_snippet(fact, is_retired=True, by=None)
    assert "was retired" in reasons(make_draft(body=BODY))[0]
    assert shown(pages[0]).text == "Known today: Four medicines."


def test_one_of_several_paragraphs_needs_a_line_of_its_own(fact):
    make_snippet("long", "A long one", "One.\n\nTwo.")
    assert "give it a line of its own" in reasons(make_draft(body="Here {{long}} too."))[0]
    assert reasons(make_draft(body="Here:\n\n{{long}}\n")) == []


def test_a_fact_that_any_text_has_is_not_deleted(pages, fact):
    with pytest.raises(Refused, match="Retire it instead"):
        remove_snippet(fact, by=None)
    unused = make_snippet("unused", "Unused", "Nobody has it.")
    remove_snippet(unused, by=None)
    assert list(Snippet.objects.all()) == [fact]
    assert SnippetUse.objects.count() == 3


def test_only_a_fact_that_says_another_thing_than_was_reviewed_is_news_about_a_page(fact):
    with_fact, without = make_article(body=BODY), make_article()
    review(with_fact)
    review(without)
    # It is put into a page as it is: the page's new text is what nobody has reviewed, not the fact.
    publish_again(without, body=BODY)
    assert not Article.objects.with_changed_snippets().exists()
    rewrite_snippet(fact, "Five medicines.[@ema-2026]")
    publish_snippet(fact, by=None)
    assert list(Article.objects.with_changed_snippets()) == [with_fact]
