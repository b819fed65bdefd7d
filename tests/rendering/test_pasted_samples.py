"""What Word, Google Docs and others put on the clipboard, as they do; the words are ours.

Each `clipboard/NAME.html` has its `NAME.md` beside it: what an editor gets.
"""

import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

from articles.rendering import render
from articles.rendering.pasted import markdown_from_html

CLIPBOARD = Path(__file__).parent / "clipboard"
SAMPLES = sorted(CLIPBOARD.glob("*.html"))
# What no person sees in a browser, or what is told instead of shown. Written down here a second
# time, and in another way than the converter's, so that both must be wrong to hide a lost word.
UNSEEN_TAGS = {
    *("script", "style", "title", "head", "noscript", "iframe", "svg", "del", "nav", "button"),
}
UNSEEN_ATTRIBUTES = re.compile(
    r"display: ?none|mso-hide|mso-list:Ignore|TrackChangeDelete|sr-only|mw-editsection|noprint"
    r"|mso-element:comment-list|MsoCommentReference|social-share-bar|mw-cite-backlink|class=[\"']reference[\"']"
    r"|mso-footnote-id|mso-endnote-id|sdfootnote(anc|sym)|(cmnt|ftnt)(_ref)?1"
)
VOID = {"br", "img", "hr", "meta", "link", "col", "input", "source"}
CARRIES_COMMENT = re.compile(r"<div style=.border:1px solid black;margin:5px.*?</div>", re.DOTALL)


class Seen(HTMLParser):
    """The words that a browser shows."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.unseen = [], []

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            self.words.append(" " if tag == "br" else dict(attrs).get("data-emoji", ""))
            return
        if self.unseen or tag in UNSEEN_TAGS or UNSEEN_ATTRIBUTES.search(self.get_starttag_text()):
            self.unseen.append(tag)
        elif tag in {
            "p",
            "div",
            "td",
            "th",
            "li",
            "h1",
            "h2",
            "h3",
            "tr",
            "dt",
            "dd",
            "figcaption",
        }:
            self.words.append(" ")

    def handle_endtag(self, tag):
        if self.unseen:
            if tag in self.unseen:
                while self.unseen.pop() != tag:
                    pass
        elif tag in {
            "p",
            "div",
            "td",
            "th",
            "li",
            "h1",
            "h2",
            "h3",
            "tr",
            "dt",
            "dd",
            "figcaption",
        }:
            self.words.append(" ")

    def handle_data(self, data):
        if not self.unseen:
            self.words.append(data)


def seen_in(html):
    seen = Seen()
    seen.feed(CARRIES_COMMENT.sub("", html))
    seen.close()
    return "".join(seen.words)


def words_of(text):
    """Words as one counts them; ² is a 2, and soft hyphens are no letters."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u00ad", "")
    return sorted(plain.split())


def named(path):
    return path.stem


@pytest.mark.parametrize("path", SAMPLES, ids=named)
def test_a_sample_becomes_the_markdown_beside_it(path):
    pasted = markdown_from_html(path.read_text(), origin="https://mg.example")
    assert pasted.markdown + "\n" == path.with_suffix(".md").read_text()


@pytest.mark.parametrize("path", SAMPLES, ids=named)
def test_no_word_of_a_sample_is_lost_and_none_is_added(path):
    html = path.read_text()
    pasted = markdown_from_html(html)
    assert words_of(render(pasted.markdown).text) == words_of(seen_in(html))


@pytest.mark.parametrize("path", SAMPLES, ids=named)
def test_nothing_of_the_program_is_left(path):
    pasted = markdown_from_html(path.read_text())
    for page in (pasted.markdown, render(pasted.markdown).html):
        assert not re.search(r"style=|mso-|Mso|\son\w+=|javascript:|utm_|fbclid|mc_cid", page, re.I)
    assert "<" not in re.sub(r"\\<|`[^`]*`|< \.001", "", pasted.markdown)
