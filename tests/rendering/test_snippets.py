"""Snippets: facts that are kept elsewhere and stand in the text as `{{key}}`."""

import pytest

from articles.rendering import (
    CitationUse,
    Document,
    SnippetFound,
    Work,
    compare,
    render,
    snippet_keys,
)

from .page import Page

WORKS = {key: Work(key) for key in ("a", "b")}
SNIPPETS = {
    "one": "Two *medicines* are approved [@b].",
    "many": "Approved are:\n\n- this [@b]\n- that, {{one}}\n",
}


def made(source):
    return render(source, works=WORKS, snippets=SNIPPETS)


def drawn(source):
    return Page(made(source).html)


def test_what_it_says_becomes_part_of_the_line_or_stands_by_itself():
    assert made("Here: {{one}} Yes.").text == "Here: Two medicines are approved. Yes."
    assert drawn("{{ One }}").tags == ["p", "em", "sup", "a"]
    assert drawn("Before\n\n{{many}}\n\nAfter").tags[:5] == ["p", "p", "ul", "li", "sup"]
    assert drawn("> {{many}}").all("li")[0].parents == ("blockquote", "ul")
    assert made("::: note\n{{many}}\n:::\n\nOut.").blocks[-1].notice == ""
    assert drawn("|a|\n|-|\n|{{one}}|").one("td").text.startswith("Two medicines")
    assert drawn("- {{one}}\n- x").all("li")[0].text.startswith("Two medicines")


def test_its_sources_are_numbered_with_those_of_the_page():
    rendered = made("First [@b]. {{one}} Then [@a].")
    assert rendered.citations == (
        CitationUse("b", 1, 2, True, "current"),
        CitationUse("a", 2, 1, True, "current"),
    )


def test_one_that_is_not_known_or_does_not_fit_is_said():
    rendered = made("{{gone}} and {{many}}")
    assert [span.text for span in Page(rendered.html).all("span", "missing-snippet")] == [
        "[Fact “gone” is not there]",
        "[Fact “many” cannot stand here]",
    ]
    assert rendered.snippets == (
        SnippetFound("gone", known=False),
        SnippetFound("many", known=True, fits=False),
    )


@pytest.mark.parametrize(
    "source", ["`{{one}}`", r"\{{one}}", "## {{one}}", "[{{one}}](/a)", "{{one two}}", "{one}"]
)
def test_elsewhere_it_stays_as_it_was_typed(source):
    text = source.strip("`\\# ").replace("](/a)", "").removeprefix("[")
    assert made(source).text == text
    assert made(source).snippets == ()


def test_a_snippet_holds_no_other():
    assert "that, {{one}}" in made("{{many}}").text


def test_a_text_cannot_grow_without_end():
    assert made("{{one}} " * 500).text.count("Two medicines") == 60


def test_keys_are_known_beforehand():
    assert snippet_keys("{{a}} {{B-c}} `{{d}}` {{a}} {e}") == ["a", "b-c", "d"]


def test_editions_are_compared_with_what_the_fact_said_then():
    body = "Know this.\n\n{{one}}\n"
    old = Document("T", body=body, snippets=SNIPPETS)
    new = Document("T", body=body, snippets={"one": "Three *medicines* are approved [@b]."})
    assert not compare(old, old).is_changed
    assert (compare(old, new).inserted, compare(old, new).deleted) == (1, 1)
