"""Page links: `[[causes]]`, by the slug of one of our own pages."""

import pytest

from articles.rendering import (
    Document,
    Heading,
    Link,
    LinkedPage,
    PageLinkUse,
    compare,
    linked_slugs,
    render,
)
from articles.rendering.page_links import without_bars

from .page import REGISTER, Page

CAUSES = LinkedPage("causes", "Causes of MG", "/about-mg/causes/")
SURGERY = LinkedPage("surgery", "Surgery")
PAGES = {page.slug: page for page in (CAUSES, SURGERY)}


def made(source, **options):
    return render(source, pages=PAGES, works=REGISTER, **options)


def drawn(source, **options):
    return Page(made(source, **options).html)


def test_a_slug_becomes_a_link_with_the_title_of_its_page():
    html = drawn("Read [[causes]] first.")
    link = html.one("a")
    assert link.attributes == {"href": "/about-mg/causes/"}
    assert html.text.strip() == "Read Causes of MG first."
    assert made("Read [[causes]] first.").text == "Read Causes of MG first."


def test_words_of_its_own_take_the_place_of_the_title():
    rendered = made("Read [[Causes | what *causes* MG]].")
    assert rendered.links == (Link("/about-mg/causes/", "what causes MG"),)
    assert "<em>causes</em>" in rendered.html
    assert rendered.page_links == (PageLinkUse("causes", "what causes MG", False, True),)


@pytest.mark.parametrize(
    ("source", "parent"),
    [
        ("**See [[causes|why]].**", "strong"),
        ("- first\n- see [[causes|why]]", "li"),
        ("> see [[causes|why]]", "blockquote"),
        ("::: note\nsee [[causes|why]]\n:::", "div"),
        ("word\n: see [[causes|why]]", "dd"),
        ("see [[causes|wh\ny]]", "p"),
    ],
)
def test_it_works_wherever_a_line_of_text_stands(source, parent):
    assert parent in drawn(source).one("a").parents


@pytest.mark.parametrize("bar", ["|", r"\|"])
def test_its_bar_ends_no_cell_of_a_table(bar):
    source = f"| Page | About |\n|---|---|\n| [[causes{bar}why]] | `[[causes|a]]` |\n"
    html = drawn(source)
    assert [cell.text for cell in html.all("td")] == ["why", "[[causes|a]]"]
    assert html.one("a").parents[-1] == "td"
    assert drawn("| [[causes|why]] |\n|---|\n| a | b |").one("th").text == "why"


def test_it_is_no_link_in_code():
    html = drawn("`[[causes]]`\n\n```\n[[causes]]\n```\n\n    [[causes]]\n")
    assert html.all("a") == []
    assert html.text.count("[[causes]]") == 3


@pytest.mark.parametrize(
    "source",
    [r"\[[causes]]", "[[causes]", "[[Causes of MG]]", "[[causes|]b]]", "[[" + "a" * 81 + "]]"],
)
def test_what_is_no_mark_stays_as_it_was_typed(source):
    html = drawn(source)
    assert html.all("a") == []
    assert html.text.strip() == source.replace("\\", "")


def test_a_link_holds_no_other():
    html = drawn("[see [[causes]] here](/news/) and [[1]](/one/)")
    assert [link.attributes["href"] for link in html.all("a")] == ["/news/", "/one/"]
    assert "see [[causes]] here" in html.text


def test_a_page_that_readers_cannot_see_is_marked_for_editors_and_plain_for_readers():
    source = "See [[surgery]], [[no-such-page]] and [[surgery|an operation]]."
    marked = drawn(source)
    assert marked.all("a") == []
    assert [mark.text for mark in marked.all("span", "unpublished-link")] == [
        "(not published: surgery)",
        "(not published: no-such-page)",
        "(not published: surgery)",
    ]
    plain = "See Surgery, no such page and an operation."
    read = drawn(source, for_readers=True)
    assert read.text.strip() == plain
    assert read.tags == ["p"]
    assert made(source).text == plain
    assert [use.leads for use in made(source).page_links] == [False] * 3


def test_the_anchor_of_a_heading_does_not_follow_another_pages_title():
    source = "## More on [[causes]]\n\n## [[causes|Why me]]\n"
    assert made(source).headings == (
        Heading(2, "More on Causes of MG", "more-on-causes"),
        Heading(2, "Why me", "why-me"),
    )
    assert [h.id for h in render(source).headings] == ["more-on-causes", "why-me"]
    assert drawn(source).all("a")[0].parents == ("h2",)


def test_a_citation_behind_it_stays_a_citation():
    html = drawn("See [[causes]].[@gilhus-2019] And [[causes]] [@gilhus-2019].")
    assert [link.attributes["href"] for link in html.all("a")] == [
        "/about-mg/causes/",
        "#frame-reference-1",
    ] * 2


def test_the_slugs_of_a_text_are_known_beforehand():
    assert linked_slugs("[[a]] [[B|b]] `[[c]]` [[a]] [[no slug]] [d]") == ["a", "b", "c"]
    assert len(linked_slugs("".join(f"[[a{n}]]" for n in range(900)))) == 400


def test_editions_are_compared_by_the_words_that_readers_get():
    old = Document("T", body="Read [[causes]] first.", pages=PAGES)
    assert not compare(old, old).is_changed
    new = Document("T", body="Read [[surgery]] first.", pages=PAGES)
    changed = compare(old, new)
    assert changed.is_changed
    words = "".join(
        run.before + run.words for part in changed.parts for one in part.changes for run in one.runs
    )
    assert "Causes of MG" in words
    assert "Surgery" in words
    typed = Document("T", body="Read [Causes of MG](/about-mg/causes/) first.")
    assert not compare(old, typed).is_changed


def test_a_long_text_is_looked_through_once_however_many_lines_ask() -> None:
    class Counted(str):
        looks = 0

        def __contains__(self, part: str) -> bool:
            Counted.looks += 1
            return super().__contains__(part)

    text, env = Counted("a line of words\n" * 50), {}
    assert all(without_bars(text, env) == text for _ in text.splitlines())
    assert Counted.looks == 1
