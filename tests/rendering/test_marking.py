"""The text as readers see it, with what changed marked in it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import Work, marked_sections, render

HIDDEN = re.compile(r'<span class="visually-hidden">.*?</span>')


def marked(old, new, **options):
    """The page of `new` with what became of `old`, without the labels for the ears."""
    return HIDDEN.sub("", "".join(one.html for one in sections(old, new, **options))).strip()


def sections(old, new, **options):
    before = None if old is None else render(old).html
    return marked_sections(render(new).html, before=before, **options)


def plain(html):
    """The page that is left without what was deleted and without the marks."""
    html = re.sub(r"\n<p> <del(?:(?!</del>).)*</del> </p>", "", html, flags=re.DOTALL)
    html = re.sub(r"(<br>| )<del.*?</del> ", "", html, flags=re.DOTALL)
    return re.sub(r"</?ins[^>]*>", "", html)


def test_words_are_marked_where_they_stand():
    assert marked("The signal is weak.", "The **signal** is very weak.") == (
        '<p>The <strong>signal</strong> is <ins class="runs__inserted">very</ins> weak.</p>'
    )
    assert marked("Take 5 mg a day.", "Take 50 mg a day.") == (
        '<p>Take <del class="runs__deleted">5 mg</del>  '
        '<ins class="runs__inserted">50 mg</ins> a day.</p>'
    )


def test_ears_are_told_what_was_inserted_and_deleted():
    (section,) = sections("Old words here.", "New words here.")
    heard = re.sub(r"<[^>]+>", "", section.html)
    assert "deleted: Old (end of deletion)" in heard
    assert "inserted: New (end of insertion)" in heard


def test_a_text_that_did_not_change_and_one_without_an_older_one_are_left_as_they_are():
    source = "Word & word <b>.\n\n## Signs\n\n- one\n- two\n\n```\na  b\n```\n"
    html = render(source).html
    for old in (source, None):
        found = sections(old, source)
        assert "".join(one.html for one in found) == html.replace('id="signs"', 'id="text-signs"')
        assert not any(one.is_changed for one in found)


def test_sections_begin_at_the_headings_of_the_text_and_know_what_changed_in_them():
    old = "Intro.\n\n## Signs\n\nDrooping lids.\n\n## Tests\n\nA blood test.\n"
    new = "Intro.\n\n## Signs\n\nDrooping lids.\n\n## Tests\n\nTwo blood tests.\n\n> ## Not one\n"
    found = sections(old, new)
    assert [(one.heading, one.id, one.level) for one in found] == [
        ("", "", 0),
        ("Signs", "text-signs", 2),
        ("Tests", "text-tests", 2),
    ]
    assert [one.is_changed for one in found] == [False, False, True]
    assert found[1].word_count == 3


def test_a_paragraph_that_went_stands_by_itself_and_never_in_a_heading():
    html = marked("## Signs\n\nGone it is.\n\nStays.", "## Signs\n\nStays.")
    assert '</h2>\n<p> <del class="runs__deleted">Gone it is.</del> </p>' in html


def test_what_stayed_is_never_taken_apart_and_blanks_stay():
    old = "It holds. The end.\n\nYour *antibodies* [count](/x/) here. The end.\n\nLast."
    html = marked(old, "It holds. The end.\n\nLast.")
    gone = '<p> <del class="runs__deleted">Your antibodies count here. The end.</del> </p>'
    assert html == f"<p>It holds. The end.</p>\n{gone}\n<p>Last.</p>"


def test_a_source_under_another_number_is_the_same_and_another_source_is_not():
    works = {
        key: Work(key=key, type="review", authors="A", title=key, year=2020)
        for key in ("one", "two")
    }
    old = render("First [@one]. Last.", works=works).html
    new = render("New [@two]. First [@one]. Last.", works=works).html
    (section,) = marked_sections(
        new, before=old, sources={1: "two", 2: "one"}, sources_before={1: "one"}
    )
    html = HIDDEN.sub("", section.html)
    assert html.count("<ins") == 1
    assert "<del" not in html
    (section,) = marked_sections(old, before=old, sources={1: "two"}, sources_before={1: "one"})
    assert '<del class="runs__deleted">[1]</del>' in HIDDEN.sub("", section.html)


def test_ids_are_not_those_of_the_page_around():
    html = marked(None, "## Content\n\n[down](#content)\n")
    assert '<h2 id="text-content">' in html
    assert 'href="#text-content"' in html


def test_markup_that_was_typed_as_words_stays_words():
    html = marked("a", '`<script>` <ins> [x](/a " id=&quot;b") & <img onerror=x>')
    assert "<script" not in html
    assert "<img" not in html


BLOCKS = (
    "One two.",
    "Three **four five** six.",
    "- item\n- other",
    "## Head",
    "> quote",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[a link](/x/) and `code`.",
    "*em **both** em*",
    "two. One",
    "![p](y.png)",
    "```chart lines Readers\nYear | Women\n2019 | 12\n2020 | 13\n```",
)
SOURCES = st.lists(st.sampled_from(BLOCKS), max_size=9).map("\n\n".join)


@given(SOURCES, SOURCES)
def test_whatever_the_texts_are_the_newer_one_is_left_whole_and_well_formed(old, new):
    html = marked(old, new)
    expected = "".join(one.html for one in sections(None, new)).strip()
    assert re.sub(r"\s+", " ", plain(html)) == re.sub(r"\s+", " ", expected)
    assert not re.search(r"<svg(?:(?!</svg>).)*<(?:ins|del)", html, flags=re.DOTALL)
    opened = []
    for end, tag in re.findall(r"<(/?)([a-z][a-z0-9]*)", html):
        if tag in ("br", "hr", "img", "source", "line", "rect", "path", "polyline"):
            continue
        if end:
            assert opened.pop() == tag
        else:
            opened.append(tag)
    assert not opened
