"""Headings: below the page's own title, each with an address of its own."""

import pytest

from articles.rendering import Heading, render

from .page import page


def test_a_text_that_uses_level_one_moves_down_as_a_whole() -> None:
    drawn = page("# A\n\n## B\n\nC\n===\n\n###### D")
    assert drawn.tags == ["h2", "h3", "h2", "h6"]


def test_a_text_without_level_one_keeps_its_levels() -> None:
    assert page("## A\n\n### B").tags == ["h2", "h3"]


def test_a_heading_is_reported_as_the_reader_sees_it() -> None:
    rendered = render("## The *causes* of `MG`")
    assert rendered.headings == (Heading(2, "The causes of MG", "the-causes-of-mg"),)


def test_equal_headings_get_different_ids() -> None:
    ids = [
        heading.id
        for heading in render("## Causes\n\n## Causes-2\n\n## Causes\n\n## Causes").headings
    ]
    assert ids == ["causes", "causes-2", "causes-3", "causes-4"]


def test_the_ids_of_the_page_are_those_that_are_reported() -> None:
    rendered = render("# Ursachen\n\n## Über Ärzte\n\n## ???\n\n## !!!")
    assert [heading.id for heading in rendered.headings] == [
        "ursachen",
        "über-ärzte",
        "section",
        "section-2",
    ]
    assert [
        e.attributes["id"] for e in page("# Ursachen\n\n## Über Ärzte\n\n## ???\n\n## !!!").elements
    ] == [heading.id for heading in rendered.headings]


@pytest.mark.parametrize(
    "text", ["Frame header", "frame-header", "FRAME - header", "_frame-header"]
)
def test_no_heading_takes_an_id_of_the_page_around_it(text: str) -> None:
    assert render(f"## {text}").headings[0].id == "section-frame-header"


def test_an_id_has_a_sensible_length() -> None:
    assert len(render(f"## {'word ' * 1000}").headings[0].id) <= 80


def test_contents_are_the_main_headings_when_there_are_three() -> None:
    three = render("## A\n\n### a\n\n## B\n\n## C").contents
    assert [heading.text for heading in three] == ["A", "B", "C"]
    assert render("## A\n\n### a\n\n## B").contents == ()


def test_headings_in_quotes_and_notices_count_too() -> None:
    source = "> ## A\n\n::: note\n## B\n:::"
    assert [heading.text for heading in render(source).headings] == ["A", "B"]
