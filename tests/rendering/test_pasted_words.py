"""Any HTML at all: no word is lost, nothing raises, and it takes no longer than its length says."""

import contextlib
import re
import time
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import MAX_SOURCE, SourceTooLong, render
from articles.rendering.pasted import markdown_from_html

# Characters that mean something to Markdown or HTML, and some that mean nothing to either.
LETTERS = st.text(
    st.sampled_from(list("ab Z1.-+*_`#>|[](){}!:~\\&;=@/\"'é€–😀漢\n")), min_size=1, max_size=12
)
INLINE = st.sampled_from(
    ["b", "i", "em", "span", "code", "u", "sup", "mark", 'a href="https://x.org/y"', "font", "o:p"]
)
BLOCK = st.sampled_from(["p", "div", "h1", "h3", "blockquote", "section", "center"])


def text(words):
    return words.replace("&", "&amp;").replace("<", "&lt;")


def element(tag, inside):
    return f"<{tag}>{inside}</{tag.split()[0]}>"


def listed(tag, items):
    return element(tag, "".join(element("li", item) for item in items))


def tabled(rows):
    cells = ("".join(element("td", cell) for cell in row) for row in rows)
    return element("table", "".join(element("tr", row) for row in cells))


lines = st.recursive(
    LETTERS.map(text),
    lambda inner: st.lists(st.one_of(inner, st.builds(element, INLINE, inner)), max_size=4).map(
        "".join
    ),
    max_leaves=8,
)
pages = st.recursive(
    st.builds(element, BLOCK, lines),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.builds(element, BLOCK, inner),
        st.builds(listed, st.sampled_from(["ul", "ol", "ol start=7"]), st.lists(inner, max_size=3)),
        st.lists(st.lists(lines, min_size=2, max_size=3), min_size=1, max_size=3).map(tabled),
        st.builds(lambda term, inside: f"<dl><dt>{term}<dd>{inside}</dl>", lines, inner),
        st.builds(lambda raw: f"<pre>{raw}</pre>", lines),
    ),
    max_leaves=10,
)


def characters(words):
    """Every character but blanks: where a word ends is another test's question."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


def seen_in(html):
    # What we never write is a picture, a mark or a comment, so tags are all that is not seen.
    return characters(unescape(re.sub(r"<[^>]*>", "", html)))


def test_what_means_something_only_here_stays_the_words_it_is():
    pasted = "Write {{approved-us}}, [[causes]] and [@gilhus-2019]."
    markdown = markdown_from_html(f"<p>{pasted}</p>").markdown
    assert render(markdown).text.strip() == pasted


@given(pages)
def test_the_page_shows_every_character_that_was_pasted(html):
    markdown = markdown_from_html(html).markdown
    assert characters(render(markdown).text) == seen_in(html), markdown


@given(st.text(st.sampled_from(list("<>/=\"' abpiutdlrh1-!?[]&;\0\n")), max_size=300))
def test_what_is_no_html_at_all_converts_as_well(html):
    render(markdown_from_html(html).markdown)


PIECES = {
    "boxes": "<div>",
    "lists": "<ul><li>",
    "tables": "<table><tr><td>",
    "quotations": "<blockquote><p>",
    "definitions": "<dl><dt>a<dd>",
    "bold letters": "<b>.</b>x",
    "open comments": "<!--",
    "half tags": "<a ",
    "half quotes": '<a b="',
    "brackets": "<",
    "wide cells": "<td colspan=999999 rowspan=65534>",
    "notes": '<a href="#_ftn1">1</a><p id=_ftn1>x</p>',
    "Word's lists": "<p style='mso-list:l0 level3 lfo1'>x</p>",
    "nothing": "\0",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_hostile_html_takes_no_longer_than_its_length_says(piece):
    """Ten times the length may take ten times as long, and on a busy machine somewhat longer."""

    def seconds(length):
        start = time.process_time()
        with contextlib.suppress(SourceTooLong):
            markdown_from_html(piece * (length // len(piece)))
        return time.process_time() - start

    assert seconds(100_000) < 40 * max(seconds(10_000), 0.02)


def test_ten_thousand_boxes_inside_each_other_lose_no_word():
    html = "<div>one<p>two" * 5_000 + "</p>three</div>" * 5_000
    words = render(markdown_from_html(html).markdown).text.split()
    assert len(words) == 15_000
    assert set(words) == {"one", "two", "three"}


def test_thirty_pages_come_through_word_for_word_with_their_structure():
    page = "".join(
        f"<h2>Part {number}</h2><p>" + "The signal grows weak by evening. " * 40 + "</p>"
        f"<ul><li>first {number}<ul><li>deeper</li></ul></li></ul>"
        f"<table><tr><th>Day</th><th>Hours</th></tr><tr><td>{number}</td><td>7</td></tr></table>"
        for number in range(60)
    )
    pasted = markdown_from_html(f"<h1>Evenings</h1>{page}")
    assert characters(render(pasted.markdown).text) == seen_in(f"<h1>Evenings</h1>{page}")
    assert (pasted.headings, pasted.tables) == (61, 60)
    assert pasted.markdown.count("\n### Part") == 60


def test_more_than_a_page_holds_is_said_in_a_sentence():
    with pytest.raises(SourceTooLong, match="holds at most"):
        markdown_from_html(f"<p>{'word ' * (MAX_SOURCE // 4)}</p>")
