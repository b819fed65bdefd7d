"""Links to our own pages by their slugs: they survive moves, and never lead nowhere."""

import re

import pytest

from articles import search
from articles.models import Article, PageLink, Redirect
from articles.publishing import (
    Refused,
    content_of,
    move,
    move_section,
    pages_leading_to,
    preview_of,
    publish,
    publish_together,
    reasons_not_to_publish,
    save_draft,
    start_article,
)
from articles.publishing.batches import Chosen
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_section,
    publish_again,
    take_back,
)

pytestmark = pytest.mark.django_db

BODY = "Read [[causes]] or [[causes|why me]]."
LINKED = (
    '<p>Read <a href="/about-mg/causes/">Causes of MG</a> or '
    '<a href="/about-mg/causes/">why me</a>.</p>\n'
)


@pytest.fixture
def causes():
    return make_article("causes", title="Causes of MG")


@pytest.fixture
def page(causes):
    """A public page that links to the causes."""
    return make_article("symptoms", title="Symptoms", body=BODY)


def html_of(article):
    article.refresh_from_db()
    return article.live_revision.html


def reasons(article):
    return [str(reason) for reason in reasons_not_to_publish(article)]


def test_a_text_links_to_a_page_of_ours_by_its_slug(page, causes):
    assert html_of(page) == LINKED
    assert page.live_revision.text == "Read Causes of MG or why me."
    assert list(Article.objects.linking_to_page(causes)) == [page]
    assert pages_leading_to(causes) == [page]


def test_when_the_page_moves_every_text_prints_its_new_address(page, causes):
    change(page, title="Symptoms", body=f"{BODY} More.")
    move(causes, slug="origins", section=make_section("living"), by=None)
    assert 'href="/living/origins/"' in html_of(page)
    assert "/about-mg/causes/" not in page.live_revision.html
    assert 'href="/living/origins/"' in page.draft_revision.html
    assert reasons(page) == []


def test_when_its_section_moves_too(page, causes):
    move_section(causes.section, slug="about-myasthenia", by=None)
    assert 'href="/about-myasthenia/causes/"' in html_of(page)


def test_an_old_slug_still_leads_to_the_page(causes):
    move(causes, slug="origins", by=None)
    page = make_article("symptoms", body="Read [[causes]].")
    assert '<a href="/about-mg/origins/">Causes of MG</a>' in html_of(page)


def test_pages_that_swap_their_slugs_keep_the_links_that_were_made_to_them(page, causes):
    other = make_article("other", title="Other")
    move(causes, slug="for-a-moment", by=None)
    move(other, slug="causes", by=None)
    move(causes, slug="other", by=None)
    assert 'href="/about-mg/other/">why me' in html_of(page)
    publish_again(page, title="Symptoms", body=f"{BODY} More words.")
    assert 'href="/about-mg/other/">why me' in html_of(page)
    # Somebody who links to the slug only now means the page that has it.
    new = make_article("new", title="New", body="Read [[causes]].")
    assert '<a href="/about-mg/causes/">Other</a>' in html_of(new)


def test_a_new_title_shows_where_no_words_were_given(page, causes):
    publish_again(causes, title="What causes MG")
    assert ">What causes MG</a>" in html_of(page)
    assert ">why me</a>" in page.live_revision.html
    assert page.publications.count() == 1
    assert page.live_revision.text == "Read What causes MG or why me."


def test_a_draft_with_a_new_title_shows_nowhere_before_it_is_published(page, causes):
    change(causes, title="What causes MG")
    assert html_of(page) == LINKED


def test_a_page_that_is_taken_back_leaves_the_words_and_comes_back_as_a_link(page, causes):
    change(page, title="Symptoms", body=f"{BODY} More.")
    take_back(causes)
    assert html_of(page) == "<p>Read Causes of MG or why me.</p>\n"
    marked = page.draft_revision.html
    assert 'why me <span class="unpublished-link">(not published: causes)</span>' in marked
    assert reasons(page) == [
        "[[causes]] leads to “Causes of MG”, which was withdrawn. Link to another page, or take "
        "the link out."
    ]
    publish(causes, kind="significant", note="It is back.", by=None)
    assert html_of(page) == LINKED


def test_of_a_page_published_in_error_not_even_the_title_is_left(page, causes):
    take_back(causes, outcome="in_error")
    assert html_of(page) == "<p>Read causes or why me.</p>\n"


def test_whoever_links_to_a_merged_page_is_told_of_the_one_that_took_it_in(page, causes):
    change(page, title="Symptoms", body=f"{BODY} More.")
    take_back(causes, outcome="merged", replacement=make_article("types", title="Types"))
    page.refresh_from_db()
    assert "write [[types]], or take the link out." in reasons(page)[0]


def test_a_page_that_nobody_can_see_yet_stops_the_text_and_is_marked_in_the_preview():
    make_draft("surgery", title="A secret title")
    page = make_draft(body="See [[surgery]] and [[no-such-page|that]].")
    html = page.draft_revision.html
    assert '<p>See surgery <span class="unpublished-link">(not published: surgery)</span>' in html
    assert "A secret title" not in html
    previewed = preview_of(page, content_of(page.draft_revision)).html
    assert re.sub(r' data-line="\d+"', "", previewed) == html
    assert reasons(page) == [
        "[[surgery]] leads to “A secret title”, which is not published. Publish that page first, "
        "or take the link out.",
        "[[no-such-page]] leads nowhere: no page of ours has the address “no-such-page”. Mend it, "
        "or take the link out.",
    ]
    with pytest.raises(Refused):
        publish(page, by=None)


def test_what_goes_out_in_spite_of_the_checks_shows_readers_no_mark():
    page = make_draft(body="See [[surgery]].")
    publish(page, override="It must.", by=make_editor())
    assert html_of(page) == "<p>See surgery.</p>\n"
    surgery = make_draft("surgery", title="Surgery")
    assert html_of(page) == "<p>See surgery.</p>\n"
    publish(surgery, by=None)
    assert html_of(page) == '<p>See <a href="/about-mg/surgery/">Surgery</a>.</p>\n'
    move(surgery, slug="thymectomy", by=None)
    assert 'href="/about-mg/thymectomy/"' in html_of(page)


def test_pages_that_go_out_together_may_link_to_each_other():
    one = make_draft("one", title="One", body="See [[two]].")
    two = make_draft("two", title="Two", body="See [[one]] and [[two|this page]].")
    chosen = [Chosen(article, 1) for article in (one, two)]
    publish_together(chosen, alone=ALONE, by=make_editor())
    assert '<a href="/about-mg/two/">Two</a>' in html_of(one)
    assert '<a href="/about-mg/one/">One</a> and <a href="/about-mg/two/">' in html_of(two)


@pytest.mark.parametrize(
    ("field", "body", "words"),
    [
        ("body", "See [[Causes of MG]].", "would stand on the page as it is"),
        ("body", "[see [[causes]]](https://example.org/)", "not inside another link"),
        ("summary", "Plain.", "only the text can have links"),
    ],
)
def test_what_is_no_link_is_said(causes, field, body, words):
    summary = "See [[causes]]." if field == "summary" else "All is well here."
    page = make_draft(body=body, summary=summary)
    [reason] = reasons_not_to_publish(page)
    assert words in reason
    assert reason.field == field


def test_brackets_in_code_are_no_fault(causes):
    assert reasons(make_draft(body="Type `[[causes of]]`.\n\n    [[a b]]\n")) == []


def test_a_restored_text_and_an_old_edition_have_their_links(page, causes):
    publish_again(page, title="Symptoms", body="No link.")
    assert list(Article.objects.linking_to_page(causes)) == []
    first = page.revisions.get(number=1)
    move(causes, slug="origins", by=None)
    first.refresh_from_db()
    assert 'href="/about-mg/origins/"' in first.html  # readers can look the edition up
    save_draft(page, content_of(first), by=None, based_on=2)
    assert 'href="/about-mg/origins/"' in page.draft_revision.html
    assert list(Article.objects.linking_to_page(causes)) == [page]


def test_links_typed_as_addresses_go_on_as_before(causes):
    page = make_article("symptoms", body="Read [why](/about-mg/causes/).")
    assert PageLink.objects.count() == 0
    move(causes, slug="origins", by=None)
    assert 'href="/about-mg/causes/"' in html_of(page)
    assert Redirect.objects.get(old_path="/about-mg/causes/").article == causes
    assert pages_leading_to(causes) == [page]


def test_a_draft_that_goes_leaves_what_linked_to_it():
    surgery = make_draft("surgery")
    page = make_draft(body="See [[surgery]].")
    Article.objects.get(pk=surgery.pk).delete()
    assert PageLink.objects.get().article is None
    again = start_article(make_content("Surgery"), section=page.section, slug="surgery", by=None)
    assert PageLink.objects.get().article == again


def test_the_search_finds_a_page_by_the_title_that_stands_in_it(page, causes):
    publish_again(causes, title="Thymoma origins")
    titles = {str(found.entry.article) for found in search.find("thymoma").results}
    assert titles == {"Symptoms", "Thymoma origins"}
