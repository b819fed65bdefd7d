"""Publishing: what readers see, and dates that cannot lie."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from articles.models import Article, SiteSettings
from articles.publishing import (
    POSSIBLE_FROM,
    Action,
    Conflict,
    Refused,
    Source,
    date_after,
    possible_actions,
    publish,
    save_draft,
    save_site_settings,
    submit,
)
from tests.factories import (
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    take_back,
)

pytestmark = pytest.mark.django_db

MARCH = datetime.datetime(2021, 3, 2, 12, tzinfo=datetime.UTC)
JULY = datetime.datetime(2021, 7, 27, 12, tzinfo=datetime.UTC)
CORRECTED = {"was_wrong": "The dose was 5 mg.", "is_right": "The dose is 50 mg."}


@pytest.fixture
def article():
    with time_machine.travel(MARCH, tick=False):
        return make_article()


def test_the_first_publication_sets_both_dates(article):
    assert article.state == "published"
    assert article.first_published_on == article.last_updated_on == datetime.date(2021, 3, 2)
    publication = article.publications.get()
    assert publication.kind == "first"
    assert publication.revision == article.live_revision


@pytest.mark.parametrize(
    ("kind", "words", "shown"),
    [
        ("minor", {}, datetime.date(2021, 3, 2)),
        ("significant", {"note": "New numbers."}, datetime.date(2021, 7, 27)),
        ("correction", CORRECTED, datetime.date(2021, 7, 27)),
    ],
)
def test_only_significant_changes_and_corrections_move_last_updated(article, kind, words, shown):
    with time_machine.travel(JULY, tick=False):
        change(article, summary="A better summary.")
        assert date_after(article, kind) == shown
        publish(article, kind=kind, **words, by=None)
    assert article.last_updated_on == shown
    assert article.first_published_on == datetime.date(2021, 3, 2)
    assert article.live_revision.summary == "A better summary."
    assert article.publications.get(kind=kind).dated_on == datetime.date(2021, 7, 27)


def test_the_date_is_the_sites_own_and_not_that_of_greenwich():
    save_site_settings(SiteSettings(time_zone="America/Los_Angeles"), by=None)
    late = datetime.datetime(2021, 7, 26, 20, tzinfo=ZoneInfo("America/Los_Angeles"))
    with time_machine.travel(late, tick=False):
        article = make_article()
    assert article.last_updated_on == datetime.date(2021, 7, 26)


@pytest.mark.parametrize("note", ["", "   ", "\u200b", "…", "\x00"])
def test_readers_must_be_told_what_changed(article, note):
    change(article, summary="Other.")
    with pytest.raises(Refused, match="Tell readers") as caught:
        publish(article, kind="significant", note=note, by=None)
    assert caught.value.reasons[0].field == "note"
    assert article.publications.count() == 1


@pytest.mark.parametrize("missing", ["was_wrong", "is_right"])
@pytest.mark.parametrize("nothing", ["", "   ", "\u200b"])
def test_a_correction_says_what_was_wrong_and_what_is_right(article, missing, nothing):
    change(article, summary="Other.")
    words = CORRECTED | {missing: nothing}
    with pytest.raises(Refused) as caught:
        publish(article, kind="correction", note="A note is not enough.", **words, by=None)
    assert [reason.field for reason in caught.value.reasons] == [missing]


def test_a_correction_may_add_a_note_and_needs_none(article):
    change(article, summary="Other.")
    correction = publish(article, kind="correction", **CORRECTED, by=None)
    assert correction.words == ("", *CORRECTED.values())
    change(article, summary="Another.")
    again = publish(article, kind="correction", note="Thanks to a reader.", **CORRECTED, by=None)
    assert again.words.note == "Thanks to a reader."


@pytest.mark.parametrize("kind", ["minor", "significant"])
def test_only_a_correction_says_what_was_wrong(article, kind):
    change(article, summary="Other.")
    with pytest.raises(Refused, match="Only a correction") as caught:
        publish(article, kind=kind, note="New.", was_wrong="The dose.", by=None)
    assert caught.value.reasons[0].field == "was_wrong"


def test_a_note_reads_as_it_was_meant(article):
    change(article, summary="Other.")
    publish(article, kind="significant", note="Take \u202e05\x00 mg  less.", by=None)
    assert article.publications.get(kind="significant").note == "Take 05 mg less."


def test_words_that_are_too_long_are_refused_each_beside_its_field(article):
    change(article, summary="Other.")
    too_long = "x" * 281
    with pytest.raises(Refused, match="280") as caught:
        publish(
            article,
            kind="correction",
            note=too_long,
            was_wrong=too_long,
            is_right=too_long,
            by=None,
        )
    assert {reason.field for reason in caught.value.reasons} == {"note", "was_wrong", "is_right"}


@pytest.mark.parametrize("kind", ["first", "nonsense"])
def test_a_published_page_cannot_be_published_for_the_first_time_again(article, kind):
    change(article, summary="Other.")
    with pytest.raises(Refused):
        publish(article, kind=kind, by=None)


def test_a_new_page_can_only_be_published_for_the_first_time():
    with pytest.raises(Refused, match="first time"):
        publish(make_draft(), kind="minor", by=None)


def test_publishing_without_a_draft_is_refused(article):
    with pytest.raises(Refused, match="no draft"):
        publish(article, kind="minor", by=None)


def test_publishing_a_text_that_was_changed_meanwhile_is_a_conflict(article):
    change(article, summary="What I looked at.")
    stale = Article.objects.get(pk=article.pk)
    change(article, summary="What somebody saved since.")
    with pytest.raises(Conflict):
        publish(stale, kind="minor", by=None)
    article.refresh_from_db()
    assert article.live_revision.number == 1


def test_a_refused_publication_leaves_everything_as_it_was(article):
    change(article, summary="")
    with pytest.raises(Refused, match="summary"):
        publish(article, kind="minor", by=None)
    article.refresh_from_db()
    assert article.state == "draft"
    assert article.live_revision.number == 1
    assert article.publications.count() == 1


def test_an_import_carries_the_sources_date_and_says_so():
    article = make_article(source=Source("old site", datetime.date(2019, 5, 4)))
    assert article.first_published_on == article.last_updated_on == datetime.date(2019, 5, 4)
    assert article.publications.get().carried_from == "old site"


def test_a_text_changed_after_its_import_gets_a_date_of_our_own():
    draft = make_draft(source=Source("old site", datetime.date(2019, 5, 4)))
    change(draft, summary="Changed here.")
    with time_machine.travel(JULY, tick=False):
        publish(draft, by=None)
    assert draft.last_updated_on == datetime.date(2021, 7, 27)
    assert draft.publications.get().carried_from == ""


def test_an_older_source_never_sets_a_date_back(article):
    source = Source("old site", datetime.date(2019, 5, 4))
    save_draft(article, make_content(summary="Older."), by=None, based_on=1, source=source)
    publish(article, kind="significant", note="Imported.", by=None)
    assert article.last_updated_on == datetime.date(2021, 3, 2)


def test_who_published_is_recorded():
    editor = make_editor(first_name="Rosa", last_name="Lind")
    assert make_article(by=editor).publications.get().published_by_name == "Rosa Lind"


def test_every_action_has_its_row_in_the_table():
    assert set(POSSIBLE_FROM) == set(Action)


def test_the_buttons_follow_the_table(article):
    def buttons(article):
        return possible_actions(article, by=None)

    on_the_way = [Action.SAVE_DRAFT, Action.SUBMIT, Action.PUBLISH, Action.SCHEDULE]
    assert buttons(article) == [Action.SAVE_DRAFT, Action.WITHDRAW]
    assert buttons(make_draft()) == on_the_way
    change(article, summary="Other.")
    assert buttons(article) == [*on_the_way, Action.DISCARD_DRAFT, Action.WITHDRAW]
    submit(article, by=None)
    assert buttons(article) == [
        Action.SAVE_DRAFT,
        Action.APPROVE,
        Action.SEND_BACK,
        Action.PUBLISH,
        Action.SCHEDULE,
        Action.DISCARD_DRAFT,
        Action.WITHDRAW,
    ]
    take_back(article)
    assert Action.PUBLISH in buttons(article)
    assert not {Action.DISCARD_DRAFT, Action.WITHDRAW} & set(buttons(article))


def test_a_minor_edit_has_its_own_day_in_the_history_and_moves_no_date():
    article = make_article(source=Source("old site", datetime.date(2019, 5, 4)))
    save_draft(
        article,
        make_content(summary="Newer."),
        by=None,
        based_on=1,
        source=Source("old site", datetime.date(2022, 1, 1)),
    )
    publish(article, kind="minor", by=None)
    assert article.last_updated_on == datetime.date(2019, 5, 4)
    minor = article.publications.get(kind="minor")
    assert (minor.dated_on, minor.carried_from) == (datetime.date(2022, 1, 1), "old site")


def test_zero_is_a_revision_that_nobody_saw():
    with pytest.raises(Conflict):
        publish(make_draft(), by=None, based_on=0)
