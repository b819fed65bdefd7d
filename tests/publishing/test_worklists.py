"""Worklists: what stands on each, and for whom."""

import datetime

import pytest
from django.utils import timezone

from articles.models import (
    Article,
    EmptySearch,
    Feedback,
    ReviewState,
    Role,
    SiteSettings,
    Snippet,
    Step,
)
from articles.publishing import (
    WORKLISTS,
    Desk,
    Source,
    approve,
    counts,
    publish,
    publish_snippet,
    send_back,
    submit,
    waiting,
    worklist,
)
from articles.publishing.second_pair import writers_of
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_reference,
    make_section,
    make_snippet,
    publish_again,
    review,
    rewrite_snippet,
    take_back,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


@pytest.fixture
def ann():
    return make_member(Role.AUTHOR, "ann")


def on(key, user):
    return set(worklist(key).on(Desk.of(user)))


def ago(days):
    """A review so many days ago, which an import has carried here."""
    day = SiteSettings.current().today() - datetime.timedelta(days=days)
    return {"source": Source("a list on paper", dated_on=day)}


def test_every_list_can_be_counted_in_one_query_and_says_what_its_rows_say(
    ed, django_assert_num_queries
):
    review(make_article("old"), **ago(400))
    submit(make_draft(), by=None)
    Feedback.objects.receive("The second link leads nowhere.")
    EmptySearch.objects.create(query="zebra", day=timezone.localdate())
    desk = Desk.of(ed)
    assert desk.lists  # asks for the rights of this account, once
    with django_assert_num_queries(1):
        found = counts(desk, WORKLISTS)
    assert found == {each.key: each.on(desk).count() for each in WORKLISTS}
    assert (found["overdue"], found["in_review"], found["feedback"]) == (1, 1, 1)
    assert found["empty_searches"] == 1


@pytest.mark.parametrize("each", WORKLISTS, ids=lambda each: each.key)
def test_every_list_has_an_address_and_says_what_it_is(each):
    assert each.url.startswith("/admin/articles/")
    assert each.url_of(1).startswith("/admin/articles/")
    assert all(str(words).strip() for words in (each.title, each.explained, each.empty))


def test_what_is_due_goes_by_the_review_and_not_by_the_edit(ed):
    page = make_article()
    assert on("never", ed) == {page}
    review(page, **ago(400))
    publish_again(page, summary="Edited today.")
    assert on("overdue", ed) == {page}
    assert on("never", ed) == on("soon", ed) == set()
    review(page, **ago(350))
    assert on("soon", ed) == {page}
    take_back(page)
    assert on("soon", ed) == set()


def test_my_own_overdue_pages_are_mine_alone(ed, ann):
    page = make_article()
    review(page, **ago(400))
    Article.objects.filter(pk=page.pk).update(owner=ed)
    assert on("my_due", ed) == {page}
    assert on("my_due", ann) == set()


def test_a_text_waits_for_those_who_have_not_written_in_it(ed, ann):
    other = make_member(Role.EDITOR, "olga")
    draft = make_draft(by=ann)
    change(draft, by=ed, summary="Ed has changed a word.")
    submit(draft, by=ann)
    assert on("to_approve", other) == {draft}
    assert on("to_approve", ed) == set()
    policy = make_draft(by=ed, section=make_section("about", kind="about"))
    submit(policy, by=ed)
    assert on("to_approve", ed) == {policy}


def test_who_has_written_is_the_same_for_the_list_and_for_the_verb(ed, ann):
    olga = make_member(Role.EDITOR, "olga")
    page = make_draft(by=ann)
    change(page, by=ed, summary="Ed has changed a word.")
    publish(page, by=ed, alone=ALONE)  # read by nobody else
    change(page, by=ed, summary="A second edition.")
    people = {ann, ed, olga}

    def by_list():
        return {user.pk for user in people if page in Article.objects.written_by_account(user)}

    assert by_list() == writers_of(page) == {ann.pk, ed.pk}
    publish(page, kind="minor", by=olga)  # who has read it
    change(page, by=ed, summary="A third edition.")
    assert by_list() == writers_of(page) == {ed.pk}


def test_a_text_that_was_sent_back_waits_for_its_writers_until_they_write(ed, ann):
    draft = make_draft(by=ann)
    submit(draft, by=ann)
    send_back(draft, reason="Say how often.", by=ed)
    assert on("sent_back", ann) == {draft}
    assert on("sent_back", ed) == set()
    change(draft, by=ann, summary="Twice a day.")
    assert on("sent_back", ann) == set()


def test_an_approved_text_waits_to_be_published(ed, ann):
    draft = make_draft(by=ann)
    submit(draft, by=ann)
    approve(draft, by=ed)
    assert on("to_publish", ed) == {draft}
    publish(draft, by=ed)
    assert on("to_publish", ed) == set()


def test_a_page_that_went_out_alone_waits_for_other_eyes(ed):
    olga = make_member(Role.REVIEWER, "olga")
    draft = make_draft(by=ed)
    publish(draft, by=ed, alone=ALONE)
    assert on("to_confirm", olga) == {draft}
    assert on("to_confirm", ed) == set()
    assert on("second_pair", ed) == {draft}


def test_a_page_without_a_source_of_the_last_five_years_is_named(ed):
    year = SiteSettings.current().today().year
    make_reference("old", year=year - 6)
    make_reference("new", year=year - 5)
    make_reference("gone", year=year, state="retracted")
    old = make_article(body="It is so [@old].")
    bare = make_article()
    gone = make_article(body="It is so [@gone].")
    make_article(body="It is so [@old; @new].")
    make_article(section=make_section("about", kind="about"))
    assert on("old_sources", ed) == {old, bare, gone}


def test_pages_without_an_owner_or_of_somebody_who_has_left_are_named(ed):
    boss = make_editor("boss")
    orphan, left = make_article(), make_article()
    Article.objects.filter(pk=left.pk).update(owner=boss)
    boss.is_active = False
    boss.save(update_fields=["is_active"])
    assert on("no_owner", ed) == {orphan}
    assert on("leavers", ed) == {left}


def test_nobody_sees_a_list_without_the_right_to_it(ed, ann):
    for_author = {each.key for each in Desk.of(ann).lists}
    assert "overdue" in for_author
    assert not for_author & {"to_approve", "to_publish", "feedback", "no_owner", "leavers"}
    assert {"to_approve", "feedback", "no_owner"} <= {each.key for each in Desk.of(ed).lists}


def test_the_states_of_the_lists_are_those_of_the_reviews():
    assert {ReviewState.OVERDUE, ReviewState.SOON, ReviewState.NEVER} <= {
        each.key for each in WORKLISTS
    }
    assert Step.Kind.SENT_BACK in {each.key for each in WORKLISTS}


def test_the_desk_names_first_what_its_list_has_first(ed):
    make_article(title="About this site", section=make_section("about", "about"))
    make_article(title="Never reviewed")
    late = make_article(title="Overdue")
    review(late, source=Source("on paper", dated_on=datetime.date(2020, 1, 1)))
    vera = make_member(Role.REVIEWER, "vera")
    desk, lists = Desk.of(vera), [worklist("to_review"), worklist("never")]
    named = waiting(desk, lists, counts(desk, lists), most=2)
    assert [row.title for row in named] == ["Overdue", "Never reviewed"]


def test_a_page_with_a_fact_that_changed_since_its_review_waits_for_a_reviewer():
    vera = make_member(Role.REVIEWER, "vera")
    fact = make_snippet("approved", text="Four medicines.")
    page = make_article(title="Treatments", body="## Which\n\n{{approved}}\n")
    review(page)
    assert page not in on("to_review", vera)
    rewrite_snippet(fact, "Five medicines.")
    publish_snippet(Snippet.objects.get(), by=None)
    assert page in on("to_review", vera)
    page.refresh_from_db()
    review(page)
    assert page not in on("to_review", vera) | on("changed_facts", vera)
