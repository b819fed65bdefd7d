"""Addresses change, and nothing that ever led to a page leads nowhere."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Redirect, Role
from articles.publishing import Refused, move, move_section, propose_slug, refile
from tests.factories import change, make_article, make_draft, make_member, make_section

pytestmark = pytest.mark.django_db


def target(path):
    redirect = Redirect.objects.leading_from(path)
    return redirect and redirect.target.url


def test_a_new_slug_leaves_a_redirect_from_the_old_one():
    article = make_article("causes")
    move(article, slug="origins", by=None)
    assert article.url == "/about-mg/origins/"
    assert target("/about-mg/causes/") == "/about-mg/origins/"


def test_a_new_section_leaves_a_redirect_too():
    article = make_article("causes")
    move(article, section=make_section("living"), by=None)
    assert target("/about-mg/causes/") == "/living/causes/"


def test_moving_twice_makes_no_chain():
    article = make_article("a")
    move(article, slug="b", by=None)
    move(article, slug="c", by=None)
    assert target("/about-mg/a/") == target("/about-mg/b/") == "/about-mg/c/"


def test_moving_back_leaves_no_loop():
    article = make_article("a")
    move(article, slug="b", by=None)
    move(article, slug="a", by=None)
    assert target("/about-mg/a/") is None
    assert target("/about-mg/b/") == "/about-mg/a/"


def test_two_articles_can_swap_their_addresses():
    one, two = make_article("one"), make_article("two")
    move(one, slug="between", by=None)
    move(two, slug="one", by=None)
    move(one, slug="two", by=None)
    assert (one.url, two.url) == ("/about-mg/two/", "/about-mg/one/")
    assert target("/about-mg/one/") is None
    assert target("/about-mg/two/") is None


def test_a_redirect_does_not_lead_to_a_page_that_readers_cannot_see():
    article = make_draft("causes")
    move(article, slug="origins", by=None)
    assert target("/about-mg/causes/") is None


def test_moving_nowhere_does_nothing():
    article = make_article("causes")
    assert move(article, slug="causes", by=None) is None
    assert not Redirect.objects.exists()


def test_moving_does_not_touch_dates_or_texts():
    article = make_article("causes")
    before = (article.last_updated_on, article.live_revision_id, article.publications.count())
    move(article, slug="origins", by=None)
    assert before == (
        article.last_updated_on,
        article.live_revision_id,
        article.publications.count(),
    )


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("taken", "already has this address"),
        ("admin", "kept for the site"),
        ("history", "kept for the site"),
        ("with/slash", "lower-case"),
        ("Upper", "lower-case"),
        ("two--hyphens", "lower-case"),
        ("käse", "lower-case"),
        ("line\n", "lower-case"),
        ("x" * 81, "80"),
    ],
)
def test_a_slug_that_cannot_be_used_is_refused_with_the_reason(slug, words):
    make_article("taken")
    article = make_article("causes")
    with pytest.raises(Refused, match=words):
        move(article, slug=slug, by=None)
    article.refresh_from_db()
    assert article.slug == "causes"


def test_a_section_takes_all_its_pages_along():
    section = make_section("about-mg")
    make_article("one")
    make_article("two")
    assert move_section(section, slug="mg", by=None) == 3
    assert target("/about-mg/") == "/mg/"
    assert target("/about-mg/one/") == "/mg/one/"
    assert target("/about-mg/two/") == "/mg/two/"
    move_section(section, slug="about-mg", by=None)
    assert target("/about-mg/one/") is None
    assert target("/mg/two/") == "/about-mg/two/"


def test_a_section_cannot_take_a_reserved_or_taken_slug():
    section = make_section("about-mg")
    make_section("news", "news")
    for slug in ("admin", "news", "Not A Slug"):
        with pytest.raises(ValidationError):
            move_section(section, slug=slug, by=None)


def test_slugs_are_proposed_free_and_cut_at_a_word():
    assert propose_slug("What is Myasthenia Gravis?") == "what-is-myasthenia-gravis"
    make_article("causes")
    assert propose_slug("Causes!") == "causes-2"
    assert propose_slug("Admin") == "admin-2"
    assert propose_slug("重症筋無力症") == "article"
    long = propose_slug("word " * 60)
    assert len(long) <= 80
    assert long.endswith("word")


def test_filing_writes_only_the_columns_named():
    article = make_article()
    change(article, summary="Somebody saves meanwhile.")
    stale = type(article).objects.get(pk=article.pk)
    from articles.publishing import publish

    publish(article, kind="minor", by=None)
    refile(stale, by=None, position=7)
    article.refresh_from_db()
    assert article.position == 7
    assert article.live_revision.summary == "Somebody saves meanwhile."
    with pytest.raises(TypeError):
        refile(article, by=None, last_updated_on="2001-01-01")


def test_a_title_with_underscores_or_a_reserved_word_gets_a_slug():
    assert propose_slug("IgG_4 test") == "igg-4-test"
    assert propose_slug("_") == "article"
    assert propose_slug("Media") == "media-2"


def test_who_may_not_file_a_page_is_refused_by_the_verb_too():
    ann = make_member(Role.AUTHOR, "ann")
    page, draft = make_article(), make_draft()
    for article, filing in ((page, {"position": 3}), (draft, {"policy": "privacy"})):
        with pytest.raises(Refused, match="does not have the right"):
            refile(article, by=ann, **filing)
    refile(draft, by=ann, position=3)
    assert Article.objects.get(pk=draft.pk).position == 3
