"""Any HTML at all: no word is lost, nothing raises, and it takes no longer than its length says."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.rendering import render
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
    from html import unescape

    # What we never write is a picture, a mark or a comment, so tags are all that is not seen.
    return characters(unescape(re.sub(r"<[^>]*>", "", html)))


@settings(max_examples=100, deadline=None)
@given(pages)
def test_the_page_shows_every_character_that_was_pasted(html):
    markdown = markdown_from_html(html).markdown
    assert characters(render(markdown).text) == seen_in(html), markdown
