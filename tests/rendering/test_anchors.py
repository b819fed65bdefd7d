"""Anchors: what happens to `#causes` when the heading above the causes is reworded."""

import pytest
from hypothesis import given

from articles.rendering import SourceTooLong, anchors_kept, render, with_anchors

from .page import Page
from .test_any_text import MARKDOWN

LONG = "Drooping lids are the first sign that most people notice in the evening."
OTHER = "The thymus gland is larger than usual in one person out of three who are young."
THIRD = "Rest and a cool room make it better for some hours, and heat makes it worse."


def kept(old: str, new: str, **former: str) -> dict[str, str]:
    return anchors_kept(old, new, former)


def test_a_reworded_heading_over_its_text_keeps_its_address() -> None:
    assert kept(f"## Signs\n\n{LONG}", f"## Symptoms\n\n{LONG} Or not.") == {"signs": "symptoms"}


def test_a_heading_that_stays_needs_no_anchor_even_elsewhere() -> None:
    assert kept(f"## A\n\n{LONG}\n\n## B\n\nx", f"## B\n\nx\n\n## A\n\n{LONG}") == {}


def test_a_reworded_heading_without_a_text_is_known_by_its_neighbours() -> None:
    old = f"## Treatment\n\n### Drugs\n\n{LONG}"
    assert kept(old, f"## What helps\n\n### Drugs\n\n{LONG}") == {"treatment": "what-helps"}


def test_a_heading_reworded_and_moved_is_followed() -> None:
    old = f"## A\n\n{LONG}\n\n## B\n\n{OTHER}\n\n## C\n\n{THIRD}"
    assert kept(old, f"## D\n\n{THIRD}\n\n## A\n\n{LONG}\n\n## B\n\n{OTHER}") == {"c": "d"}


def test_a_section_that_is_gone_leads_to_the_nearest_one_before_it() -> None:
    old = f"## A\n\n{LONG}\n\n## B\n\n{OTHER}\n\n## C\n\n{THIRD}"
    assert kept(old, f"## A\n\n{LONG}") == {"b": "a", "c": "a"}
    assert kept(old, f"## C\n\n{THIRD}") == {}


def test_former_addresses_follow_their_heading_through_every_edition() -> None:
    first = kept(f"## Signs\n\n{LONG}", f"## Symptoms\n\n{LONG}")
    assert anchors_kept(f"## Symptoms\n\n{LONG}", f"## What you see\n\n{LONG}", first) == {
        "signs": "what-you-see",
        "symptoms": "what-you-see",
    }


def test_an_address_that_is_in_use_again_belongs_to_the_new_heading() -> None:
    old = f"## Symptoms\n\n{LONG}"
    assert kept(old, f"## Symptoms\n\n{LONG}\n\n## Signs\n\n{OTHER}", signs="symptoms") == {}


def test_an_address_taken_over_by_another_text_is_the_new_headings() -> None:
    old = f"## Causes\n\n{LONG}\n\n## Signs\n\n{OTHER}"
    new = f"## Origins\n\n{LONG}\n\n## Causes\n\n{OTHER}"
    assert kept(old, new, whence="causes") == {"signs": "causes", "whence": "origins"}


@given(MARKDOWN, MARKDOWN)
def test_every_address_of_any_text_leads_to_a_heading_that_there_is(old: str, new: str) -> None:
    try:
        before, after = render(old), render(new)
    except SourceTooLong:
        return
    ids = {heading.id for heading in after.headings}
    anchors = anchors_kept(old, new, {"former": before.headings[0].id} if before.headings else {})
    assert set(anchors.values()) <= ids
    assert not set(anchors) & ids
    page = Page(with_anchors(after.html, anchors))
    assert page.faults == []
    found = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert sorted(found) == sorted([*ids, *anchors])


def test_an_anchor_stands_at_the_start_of_its_heading() -> None:
    html = render("## Über *uns*\n\ntext\n\n## B").html
    assert with_anchors(html, {"wir": "über-uns", "alt": "über-uns", "c": "b"}) == (
        '<h2 id="über-uns"><span id="wir" class="anchor"></span>'
        '<span id="alt" class="anchor"></span>Über <em>uns</em></h2>\n<p>text</p>\n'
        '<h2 id="b"><span id="c" class="anchor"></span>B</h2>\n'
    )


@pytest.mark.parametrize(
    "former", ["", "a b", 'x"><script>', "frame-header", "a", "<b>", "x" * 500, "&quot;"]
)
def test_what_cannot_be_a_former_address_gets_no_anchor(former: str) -> None:
    html = render("## A\n\ntext").html
    assert with_anchors(html, {former: "a"}) == html


def test_an_anchor_is_set_once_and_only_in_a_heading() -> None:
    html = render('## A\n\n`<h2 id="a">` and \\<h2 id="a"> ![<h2 id="a">](image:gone)').html
    once = with_anchors(html, {"b": "a", "c": "nowhere"})
    assert once.count('<span id="b"') == 1
    assert "nowhere" not in once
    assert with_anchors(once, {"b": "a"}) == once
