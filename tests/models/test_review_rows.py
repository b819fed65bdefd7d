"""Which pages somebody should look at again, and who is asked."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Article, Byline, Role
from articles.publishing import Source, ask_for_change, change_reference, decline_review, save_term
from tests.factories import (
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_reference,
    make_reviewer,
    make_section,
    make_term,
    publish_again,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db

CITING = "## A\n\nIt is so [@one].\n"


@pytest.fixture
def source():
    return make_reference("one")


def retract(source, state="retracted"):
    source.state = state
    change_reference(source, fields=["state"], by=None)


def on_list(name):
    return list(getattr(Article.objects, name)().order_by("pk"))


def test_a_source_that_holds_no_more_puts_every_page_that_cites_it_on_the_list(source):
    reviewed, never, news = (
        make_article(body=CITING),
        make_article(body=CITING),
        make_article(body=CITING, section=make_section("news", "news")),
    )
    make_draft(body=CITING)
    take_back(make_article(body=CITING))
    make_article()
    review(reviewed)
    assert on_list("citing_unsound") == []
    retract(source, "superseded")
    assert on_list("citing_unsound") == [reviewed, never, news]
    review(reviewed)
    publish_again(never)
    assert on_list("citing_unsound") == [news]
    retract(source)  # is worse, and not what was looked at
    assert on_list("citing_unsound") == [reviewed, news]
    retract(source, "current")
    assert on_list("citing_unsound") == []


def test_a_review_of_another_text_or_of_long_ago_has_not_seen_that_source(source):
    retract(source)
    later = make_article()
    review(later)
    publish_again(later, body=CITING)
    carried = make_article(body=CITING)
    long_ago = Source("old site", timezone.localdate() - datetime.timedelta(days=900))
    review(carried, source=long_ago)
    sections = make_article(body=CITING)
    review(sections, scope="sections", sections=["a"])
    assert on_list("citing_unsound") == [later, carried, sections]


def test_a_change_of_anything_else_leaves_the_moment_as_it_is(source):
    retract(source)
    since = source.unsound_since
    source.title = "Another title"
    source.state_note = "Retracted in May."
    change_reference(source, fields=["title", "state_note"], by=None)
    assert source.unsound_since == since


def test_a_term_that_says_something_else_since_the_review_puts_its_pages_on_the_list():
    term = make_term("ptosis")
    body = "## A\n\nMany have ptosis.\n"
    page, never = make_article(body=body), make_article(body=body)
    review(page)
    term.say = "TOE-sis"
    save_term(term, aliases=["drooping lid"], by=None)
    assert on_list("with_changed_terms") == []
    term.definition = "A lid that hangs."
    save_term(term, aliases=[], by=None)
    assert on_list("with_changed_terms") == [page]
    review(page)
    review(never)
    assert on_list("with_changed_terms") == []


def test_a_reviewer_is_asked_for_what_is_due_and_shaken_and_not_their_own(source):
    vera = make_editor("vera")
    person = make_reviewer(account=vera)
    own, typed = make_article(), make_article(by=vera)
    Byline.objects.create(article=own, person=person)
    make_article(section=make_section("news", "news"))
    declined, wrong = make_article(), make_article()
    decline_review(declined, by=vera)
    ask_for_change(wrong, words="No.", by=vera)
    about = make_article(section=make_section("about", "about"))
    shaken, holds, never = make_article(body=CITING), make_article(), make_article()
    for page in (shaken, holds):
        review(page, by=vera)
    retract(source)
    today = timezone.localdate()

    def asked(account, day=today):
        return list(Article.objects.to_review(by=account, on=day))

    assert asked(vera) == [shaken, never, about]
    other = make_member(Role.REVIEWER, "omar")
    assert asked(other) == [shaken, own, typed, declined, never, about]
    assert asked(make_member(Role.AUTHOR, "ann")) == []
    assert asked(vera, today + datetime.timedelta(days=500)) == [shaken, holds, never, about]
