"""Any text at all: what must hold however the keys were hit."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.rendering import SourceTooLong, render

from .barrier import dangers
from .page import LIBRARY, Page

MARKS = [
    *("# ", "## ", "- ", "1. ", "> ", "    ", "\t", "***", "---", "===", "```", "~~~", "`"),
    *("*", "**", "_", "[", "]", "(", ")", "![", "](", "](/a)", "](image:eye)", "](image:gone)"),
    *("{.decorative}", "{", "}", "|", "|-|", "a|b\n-|-\n", "\n: ", "~ ", "::: urgent\n", ":::\n"),
    *("::: note <b>\n", "<", ">", "</p>", "<script>", "javascript:", "http://", "&#x202E;", "&lt;"),
    *("&", "\\", '"', "'", "!", "\n", "\n\n", "\r\n", " ", "  \n", "\x00", "\ud800", "a", "word "),
    *("[a]: /b\n", "[a]: image:eye 'c'\n", "<a@b.org>", "<https://b.org>", "frame-", "\u00a0"),
]
MARKDOWN = st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=60).map("".join)
WORDS = st.lists(
    st.text(st.characters(categories=["Ll", "Lu"]), min_size=1), min_size=1, max_size=60
)


@settings(max_examples=400, deadline=None)
@given(MARKDOWN | st.text(st.characters()))
def test_any_text_gives_a_sound_and_harmless_page(source: str) -> None:
    try:
        rendered = render(source, pictures=LIBRARY)
    except SourceTooLong:
        return
    page = Page(rendered.html)
    assert dangers(rendered.html) == []
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert ids == [heading.id for heading in rendered.headings]
    assert len(ids) == len(set(ids))
    assert all(ids)
    assert not any(name.startswith("frame-") for name in ids)
    assert [e.attributes["href"] for e in page.all("a")] == [link.href for link in rendered.links]
    assert len(page.all("img")) == sum(use.known for use in rendered.pictures)
    assert page.all("h1") == []


@settings(max_examples=100, deadline=None)
@given(MARKDOWN)
def test_any_text_comes_out_the_same_twice(source: str) -> None:
    assert render(source, pictures=LIBRARY) == render(source, pictures=LIBRARY)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.randoms(use_true_random=False))
def test_every_word_comes_out_once_and_in_order(words: list[str], chance: Random) -> None:
    gaps = [" ", "\n", "\n\n", "\n\n- ", "\n\n> ", "\n\n## ", "  \n"]
    source = words[0] + "".join(f"{chance.choice(gaps)}{word}" for word in words[1:])
    rendered = render(source)
    assert rendered.text.split() == words
    assert Page(rendered.html).text.split() == words
    assert rendered.word_count == len(words)
