"""Every reason not to publish, as a sentence, at once."""

import pytest

from articles.publishing import move, publish, reasons_not_to_publish, reasons_not_to_show
from tests.factories import make_article, make_draft, make_image, make_section

pytestmark = pytest.mark.django_db


def reasons(**content):
    return reasons_not_to_publish(make_draft(**content))


def test_a_complete_text_has_no_reason_against_it():
    assert reasons() == []


def test_all_reasons_come_at_once():
    found = reasons(summary="", body="### Too deep\n\n[here](/nowhere/)")
    assert len(found) == 4
    assert {reason.field for reason in found} == {"summary", "body"}


def test_an_empty_text_is_named():
    [reason] = reasons(body="  \n")
    assert "empty" in reason
    assert reason.field == "body"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("![](image:junction)", "no description"),
        ("![A nerve](image:unknown)", "not in the image library"),
        ("![A nerve](https://elsewhere.example/a.png)", "Upload it"),
        ("![A nerve](/media/images/a.png)", "Upload it"),
    ],
)
def test_pictures_that_would_not_be_seen_or_heard_are_named(body, words):
    make_image(key="junction")
    assert any(words in reason for reason in reasons(body=body))


@pytest.mark.parametrize("body", ["![A nerve](image:junction)", "![](image:junction){.decorative}"])
def test_pictures_that_are_described_or_decorative_pass(body):
    make_image(key="junction")
    assert reasons(body=body) == []


def test_a_lead_picture_needs_its_words_too():
    image = make_image()
    [reason] = reasons(lead_image=image)
    assert reason.field == "lead_alt"
    assert reasons(lead_image=image, lead_alt="A nerve") == []
    assert reasons(lead_image=image, lead_is_decorative=True) == []


@pytest.mark.parametrize(
    ("body", "skips"),
    [
        ("## One\n\ntext\n\n### Two\n\ntext\n\n## Three\n\ntext", False),
        ("# One\n\ntext\n\n## Two\n\ntext", False),
        ("### One\n\ntext", True),
        ("## One\n\ntext\n\n#### Two\n\ntext", True),
    ],
)
def test_a_skipped_heading_level_is_named(body, skips):
    assert any("skips a level" in reason for reason in reasons(body=body)) is skips


@pytest.mark.parametrize("words", ["click here", "Here", "read more", "this link", "more…", "…"])
def test_links_that_do_not_say_where_they_lead_are_named(words):
    [reason] = reasons(body=f"Numbers are [{words}](https://example.org/).")
    assert "does not say where it leads" in reason


def test_a_picture_that_is_a_link_says_where_it_leads_by_its_description():
    make_image(key="junction")
    body = "[![The survey in one picture](image:junction)](https://example.org/)"
    assert reasons(body=body) == []


def test_links_to_our_own_pages_must_lead_somewhere():
    make_article("causes")
    make_draft("unfinished")
    assert reasons(body="[The causes](/about-mg/causes/)") == []
    assert reasons(body="[Part of the causes](/about-mg/causes/#what-happens)") == []
    assert reasons(body="[About MG](/about-mg/) and [home](/)") == []
    for path in ("/about-mg/unfinished/", "/about-mg/none/", "/none/", "/a/b/c/", "/admin/"):
        [reason] = reasons(body=f"[A page]({path})")
        assert "readers cannot see" in reason
        assert path in reason


def test_a_link_with_our_own_address_is_a_link_to_our_own_page(settings):
    settings.ORIGIN = "https://mg.example"
    [reason] = reasons(body="[A page](https://mg.example/about-mg/none/)")
    assert "/about-mg/none/" in reason
    assert reasons(body="[Another site](https://other.example/about-mg/none/)") == []


def test_a_link_to_an_old_address_that_still_leads_there_passes():
    article = make_article("old-name")
    move(article, slug="new-name", by=None)
    assert reasons(body="[The causes](/about-mg/old-name/)") == []


def test_a_page_may_link_to_itself_and_to_pages_published_with_it():
    one = make_draft("one", body="[Two](/about-mg/two/) and [this text](/about-mg/one/)")
    two = make_draft("two", body="[One](/about-mg/one/)")
    assert reasons_not_to_publish(one, alongside=[two]) == []
    publish(one, by=None, alongside=[two])


def test_links_within_the_page_must_meet_a_heading():
    assert reasons(body="## Causes\n\n[To the causes](#causes)") == []
    [reason] = reasons(body="## Causes\n\n[To the treatments](#treatments)")
    assert "no heading" in reason


def test_a_callout_may_lead_to_our_public_pages_and_to_https_only():
    make_article("survey", section=make_section("surveys", "surveys"))
    assert reasons_not_to_show(image_link="/surveys/survey/", story_link="/surveys/") == []
    assert reasons_not_to_show(image_link="https://example.org/picture") == []
    for link in ("/surveys/none/", "javascript:alert(1)", "http://example.org/", "surveys"):
        [reason] = reasons_not_to_show(image_link=link)
        assert reason.field == "image_link"
