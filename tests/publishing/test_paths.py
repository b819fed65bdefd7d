"""Which addresses lead a reader to something: for links, callouts and old addresses."""

import pytest

from articles.publishing import (
    is_public_path,
    move,
    move_section,
    reasons_not_to_publish,
    reasons_not_to_show,
    todays_address,
)
from tests.factories import (
    make_article,
    make_draft,
    make_image,
    make_person,
    make_section,
    make_term,
    publish_again,
    take_back,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def causes(db):
    article = make_article("causes")
    article.bylines.create(person=make_person("Zoe Ash"))
    publish_again(article, summary="A typo less.")
    make_term("ptosis")
    return article


THERE = [
    "/",
    "/about-mg/",
    "/about-mg/causes/",
    "/about-mg/causes/history/",
    "/about-mg/causes/history/2/",
    "/about-mg/causes/history/1/text/",
    "/about-mg/causes/updates.atom",
    "/people/",
    "/people/zoe-ash/",
    "/glossary/",
    "/glossary/ptosis/",
    "/corrections/",
    "/sitemap.xml",
    "/feeds/",
    "/feeds/all.atom",
    "/feeds/about-mg.rss",
    "/feeds/people/zoe-ash.json",
    "/feeds/corrections.atom",
]
NOWHERE = [
    "/nowhere/",
    "/about-mg/none/",
    "/about-mg/none/history/",
    "/about-mg/none/updates.atom",
    "/about-mg/causes/history/3/",
    "/about-mg/causes/history/0/text/",
    f"/about-mg/causes/history/{'9' * 40}/",
    "/people/nobody/",
    "/glossary/nothing/",
    "/media/images/none.png",
    "/feeds/none.atom",
    "/feeds/people/nobody.rss",
    "/a/b/c/d/",
]


@pytest.mark.parametrize("path", THERE)
def test_a_link_may_lead_to_what_is_there(causes, path):
    assert is_public_path(path)
    assert reasons_not_to_publish(make_draft(body=f"Read [the other page]({path}).")) == []
    assert reasons_not_to_show(story_link=path) == []


@pytest.mark.parametrize("path", NOWHERE)
def test_a_link_may_not_lead_nowhere(causes, path):
    assert not is_public_path(path)
    assert len(reasons_not_to_publish(make_draft(body=f"Read [the other page]({path})."))) == 1
    assert [reason.field for reason in reasons_not_to_show(image_link=path)] == ["image_link"]


@pytest.mark.parametrize("path", ["/admin/", "/admin/articles/article/", "/styleguide/"])
def test_a_link_may_not_lead_to_where_readers_are_not_let_in(path):
    assert not is_public_path(path)


def test_a_link_may_lead_to_a_picture(db):
    assert is_public_path(f"/media/{make_image().file.name}")


def test_a_draft_and_its_author_are_not_there(db):
    draft = make_draft("secret")
    draft.bylines.create(person=make_person("Zoe Ash"))
    for path in ("/about-mg/secret/", "/about-mg/secret/history/", "/people/zoe-ash/"):
        assert not is_public_path(path), path


def test_a_page_that_goes_out_alongside_counts_as_there(db):
    draft = make_draft("secret")
    assert not is_public_path("/about-mg/secret/")
    assert is_public_path("/about-mg/secret/", going_out={draft.pk})


@pytest.mark.parametrize("outcome", ["outdated", "in_error", "merged"])
def test_a_link_may_not_lead_to_a_page_that_was_taken_back(causes, outcome):
    move(causes, slug="origins", by=None)
    assert is_public_path("/about-mg/causes/")
    take_back(causes, outcome=outcome, replacement=make_article("types"))
    for path in ("/about-mg/origins/", "/about-mg/causes/", "/about-mg/origins/history/"):
        assert not is_public_path(path), path
    [reason] = reasons_not_to_show(story_link="/about-mg/origins/")
    assert "cannot see" in reason


def test_an_address_that_answers_is_its_own(causes):
    for path in THERE[:6]:
        assert todays_address(path) == path


@pytest.mark.parametrize("path", NOWHERE)
def test_what_never_was_has_no_address_today(causes, path):
    assert todays_address(path) is None


def test_what_stands_below_a_page_moves_with_it(causes):
    move(causes, slug="origins", by=None)
    move_section(causes.section, slug="mg", by=None)
    for below in ("", "history/", "history/2/", "history/1/text/"):
        assert todays_address(f"/about-mg/causes/{below}") == f"/mg/origins/{below}"
    assert todays_address("/about-mg/causes/updates.atom/") == "/mg/origins/updates.atom"
    assert todays_address("/about-mg/causes/history/9/") is None


@pytest.mark.parametrize(("outcome", "leads_to"), [
    ("outdated", "/about-mg/origins/"),
    ("in_error", "/about-mg/origins/"),
    ("merged", "/about-mg/types/"),
])  # fmt: skip
def test_an_old_address_leads_to_the_explanation_or_to_what_took_the_page_in(
    causes, outcome, leads_to
):
    move(causes, slug="origins", by=None)
    take_back(causes, outcome=outcome, replacement=make_article("types"))
    assert todays_address("/about-mg/causes/") == leads_to
    assert todays_address("/about-mg/origins/") == leads_to


def test_a_section_that_was_renamed_has_one_too(db):
    section = make_section("news", "news")
    move_section(section, slug="stories", by=None)
    assert todays_address("/news/") == "/stories/"
