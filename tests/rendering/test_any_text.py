"""Any text at all: what must hold however the keys were hit."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import (
    SourceTooLong,
    citation_keys,
    link_terms,
    linked_slugs,
    render,
    without_unseen,
)

from .barrier import dangers
from .page import GLOSSARY, LIBRARY, PAGES, REGISTER, SNIPPETS, Page, rendered

MARKS = [
    *("# ", "## ", "- ", "1. ", "> ", "    ", "\t", "***", "---", "===", "```", "~~~", "`"),
    *("*", "**", "_", "[", "]", "(", ")", "![", "](", "](/a)", "](image:eye)", "](image:gone)"),
    *("{.decorative}", "{", "}", "|", "|-|", "a|b\n-|-\n", "\n: ", "~ ", "::: urgent\n", ":::\n"),
    *("::: note <b>\n", "<", ">", "</p>", "<script>", "javascript:", "http://", "&#x202E;", "&lt;"),
    *("&", "\\", '"', "'", "!", "\n", "\n\n", "\r\n", " ", "  \n", "\x00", "\ud800", "a", "word "),
    *("[a]: /b\n", "[a]: image:eye 'c'\n", "<a@b.org>", "<https://b.org>", "frame-", "\u00a0"),
    *("[@gilhus-2019]", "[@old; @gone]", " [@WRONG].", "[@", "; @", "[@a]: /b\n", "ptosis", "MG"),
    *("myasthenia", " gravis", "drooping eyelids"),
    *("[[causes]]", "[[gone|", "|why]]", "[[Causes|a *b* c]]", "]]", "[["),
    *("{{fact}}", "\n\n{{list}}\n\n", "{{gone}}", "{{", "}}"),
    *(
        "```chart bars T\na | 1\nb | 2\n```\n",
        "```chart lines\n",
        "| 61%\n",
        "unit: ",
        "\nTable: c\n",
    ),
]
MARKDOWN = st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=60).map("".join)
WORDS = st.lists(
    st.text(st.characters(categories=["Ll", "Lu"]), min_size=1), min_size=1, max_size=60
)


@given(MARKDOWN | st.text(st.characters()))
def test_any_text_gives_a_sound_and_harmless_page(source: str) -> None:
    try:
        made = rendered(source)
    except SourceTooLong:
        return
    page = Page(made.html)
    assert dangers(made.html) == []
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert all(ids)
    assert [name for name in ids if not name.startswith("frame-")] == [h.id for h in made.headings]
    marks = page.all("a", "citation__link")
    assert sorted(name for name in ids if name.startswith("frame-")) == sorted(
        f"frame-citation-{source.number}-{use}"
        for source in made.citations
        if source.known
        for use in range(1, source.uses + 1)
    )
    assert len(page.all("a", "term")) == len(made.terms) == len(set(made.terms))
    assert [e.attributes["href"] for e in page.all("a") if not e.classes] == [
        link.href for link in made.links
    ]
    assert {use.slug for use in made.page_links} <= {"causes", *linked_slugs(source)}
    assert [source.number for source in made.citations] == list(range(1, len(made.citations) + 1))
    used = [SNIPPETS[one.key] for one in made.snippets if one.key in SNIPPETS]
    whole = "\n".join([source, *used])
    assert {one.key for one in made.citations} <= citation_keys(whole)
    assert all(f"#frame-reference-{e.text}" == e.attributes["href"] for e in marks)
    assert len(page.all("img")) == sum(use.known for use in made.pictures)
    assert page.all("h1") == []


@given(MARKDOWN)
def test_any_text_comes_out_the_same_twice(source: str) -> None:
    assert rendered(source) == rendered(source)


@given(MARKDOWN)
def test_what_the_register_knows_changes_neither_numbers_nor_words(source: str) -> None:
    known = rendered(source)
    unknown = render(source, pictures=LIBRARY, entries=GLOSSARY, pages=PAGES, snippets=SNIPPETS)
    assert known.text == unknown.text
    assert known.headings == unknown.headings
    assert known.terms == unknown.terms
    assert [(use.key, use.number, use.uses) for use in known.citations] == [
        (use.key, use.number, use.uses) for use in unknown.citations
    ]


@given(MARKDOWN)
def test_the_glossary_adds_links_and_changes_nothing_else(source: str) -> None:
    with_terms = rendered(source)
    without = render(source, pictures=LIBRARY, works=REGISTER, pages=PAGES, snippets=SNIPPETS)
    assert Page(with_terms.html).text == Page(without.html).text
    assert with_terms.text == without.text
    assert with_terms.links == without.links
    assert [e.attributes for e in Page(with_terms.html).elements if "term" not in e.classes] == [
        e.attributes for e in Page(without.html).elements
    ]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])) | MARKDOWN)
def test_any_line_is_itself_with_its_terms_linked(text: str) -> None:
    html = link_terms(text, GLOSSARY)
    assert dangers(html) == []
    assert Page(html).text == without_unseen(text)


@given(WORDS, st.randoms(use_true_random=False))
def test_every_word_comes_out_once_and_in_order(words: list[str], chance: Random) -> None:
    gaps = [" ", "\n", "\n\n", "\n\n- ", "\n\n> ", "\n\n## ", "  \n"]
    source = words[0] + "".join(f"{chance.choice(gaps)}{word}" for word in words[1:])
    made = rendered(source)
    assert made.text.split() == words
    assert Page(made.html).text.split() == words
    assert made.word_count == len(words)


@given(WORDS, st.randoms(use_true_random=False))
def test_marks_leave_no_trace_among_the_words(words: list[str], chance: Random) -> None:
    marks = ["", "[@old]", " [@old]", " [@old; @gone]", "[@gone]", " [@gone] [@old]", "\n[@old]"]
    ends = ["", ".", ",", ")", "?"]
    pieces = [(word, chance.choice(marks), chance.choice(ends)) for word in words]
    made = rendered(" ".join("".join(piece) for piece in pieces))
    assert made.text == " ".join(word + end for word, _, end in pieces)
