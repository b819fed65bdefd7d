"""Citations: the marks that lead from a claim to its source, and what is not a mark."""

import pytest

from articles.rendering import CitationUse, Heading, Link, Work, citation_keys, render

from .page import REGISTER, Page, page, rendered

WORKS = {key: Work(key) for key in ("a", "b", "c")}


def drawn(source: str) -> Page:
    return Page(render(source, works=WORKS).html)


def numbers(source: str) -> list[str]:
    return [link.text for link in drawn(source).all("a", "citation__link")]


def test_a_mark_is_a_link_to_its_reference_and_has_an_address_of_its_own() -> None:
    link = drawn("a claim [@a].").one("a", "citation__link")
    assert link.attributes == {
        "class": "citation__link",
        "id": "frame-citation-1-1",
        "href": "#frame-reference-1",
        "aria-label": "Reference 1",
    }
    assert link.parents == ("p", "sup")
    assert drawn("a claim [@a].").one("sup").classes == ["citation"]


def test_sources_are_numbered_by_first_use_and_their_uses_counted() -> None:
    source = "one [@b] two [@a]\n\n- three [@b]\n\n|four [@c]|\n|-|\n|five [@a; @b]|"
    assert numbers(source) == ["1", "2", "1", "3", "2", "1"]
    assert [e.attributes["id"] for e in drawn(source).all("a")] == [
        "frame-citation-1-1",
        "frame-citation-2-1",
        "frame-citation-1-2",
        "frame-citation-3-1",
        "frame-citation-2-2",
        "frame-citation-1-3",
    ]
    assert render(source, works=WORKS).citations == (
        CitationUse("b", 1, 3, True, "current"),
        CitationUse("a", 2, 2, True, "current"),
        CitationUse("c", 3, 1, True, "current"),
    )


def test_a_source_that_becomes_known_renumbers_nothing() -> None:
    source = "one [@later] two [@a]"
    assert numbers(source) == ["2"]
    both = render(source, works=WORKS | {"later": Work("later")})
    assert [link.text for link in Page(both.html).all("a")] == ["1", "2"]


def test_several_sources_of_one_claim_share_a_mark() -> None:
    mark = drawn("a claim [@a;@b ; @c].").one("sup")
    assert mark.text == "1,\N{THIN SPACE}2,\N{THIN SPACE}3"
    assert numbers("a claim [@a;\n@b].") == ["1", "2"]


@pytest.mark.parametrize("marks", ["[@a][@b]", "[@a] [@b]", "[@a]\n[@b]", "[@a; @b][@a]"])
def test_marks_side_by_side_do_not_read_as_one_number(marks: str) -> None:
    assert drawn(f"a claim {marks}").one("sup").text == "1,\N{THIN SPACE}2"


@pytest.mark.parametrize("claim", ["**a claim [@a]** [@b]", "*[@a]*[@b]", "a [@a]*[@b]*"])
def test_numbers_that_only_markup_parts_do_not_read_as_one_either(claim: str) -> None:
    assert drawn(claim).one("p").text.endswith("1,\N{THIN SPACE}2")


def test_the_same_source_twice_in_a_mark_is_one() -> None:
    (use,) = render("a claim [@a; @a; @A]", works=WORKS).citations
    assert use.uses == 1


def test_keys_are_told_apart_without_their_capitals() -> None:
    assert numbers("one [@A], two [@a]") == ["1", "1"]


@pytest.mark.parametrize("gap", ["", " ", "   ", "\n"])
def test_a_number_stands_right_behind_its_word(gap: str) -> None:
    assert drawn(f"a *claim*{gap}[@a]. Next").one("p").text == "a claim1. Next"
    assert drawn(f"a claim{gap}[@a]. Next").one("p").text == "a claim1. Next"


def test_an_unknown_source_is_named_where_it_stands() -> None:
    html = drawn("a claim [@Gone] here")
    assert html.one("p").text == "a claim [Source “gone” is not in the register] here"
    assert html.one("span", "missing-citation").text.startswith("[Source")
    assert html.all("sup") == html.all("a") == []
    assert render("a claim [@gone]").citations == (CitationUse("gone", 1, 1, False, ""),)


def test_an_unknown_source_hides_no_known_one() -> None:
    html = drawn("a claim [@a; @gone; @b]")
    assert [e.text for e in html.all("sup")] == ["1", "3"]
    assert html.one("span", "missing-citation").parents == ("p",)


@pytest.mark.parametrize(
    ("key", "state", "words"),
    [("old", "superseded", "superseded source"), ("wrong", "retracted", "retracted source")],
)
def test_every_mark_of_a_source_that_does_not_hold_says_so(
    key: str, state: str, words: str
) -> None:
    html = page(f"one [@{key}] two [@gilhus-2019; @{key}]")
    notes = html.all("span", f"citation__state--{state}")
    assert [note.text for note in notes] == [words, words]
    assert all("citation__state" in note.classes for note in notes)
    assert html.all("sup")[1].text == f"2,\N{THIN SPACE}1 {words}"
    assert rendered(f"[@{key}]").citations[0].state == state


def test_a_source_that_holds_has_no_note() -> None:
    assert page("[@gilhus-2019]").all("span") == []


@pytest.mark.parametrize(
    "typed",
    [
        *("[@]", "[@a;]", "[@a b]", "[@a, @b]", "[a]", "@a", "[@a", "[@a; b]", "[@ä]", "[@a_b]"),
        *("[@a;;@b]", "[;@a]", "[@a.b]", "\\[@a]", "[\\@a]", "[&#64;a]", "[@\u017f]"),
    ],
)
def test_what_is_no_mark_stays_text(typed: str) -> None:
    shown = typed.replace("\\", "").replace("&#64;", "@")
    made = render(f"before {typed} after", works=WORKS)
    assert made.text == f"before {shown} after"
    assert made.citations == ()
    assert Page(made.html).tags == ["p"]


@pytest.mark.parametrize("source", ["`[@a]`", "    [@a]", "```\n[@a]\n```"])
def test_code_is_not_cited(source: str) -> None:
    assert render(source, works=WORKS).citations == ()
    assert render(source, works=WORKS).text == "[@a]"


def test_what_is_a_link_stays_one() -> None:
    made = render("see [@a](https://example.org/) and [@b][c]\n\n[c]: /d", works=WORKS)
    assert made.links == (Link("https://example.org/", "@a"), Link("/d", "@b"))
    assert made.citations == ()


@pytest.mark.parametrize("after", ["(see there)", "(javascript:x)", "[note]", ":"])
def test_a_mark_before_brackets_is_a_mark_unless_they_make_a_link(after: str) -> None:
    made = render(f"a claim [@a]{after}", works=WORKS)
    assert [use.key for use in made.citations] == ["a"]
    assert made.links == ()
    assert Page(made.html).text.strip() == f"a claim1{after}"


def test_a_mark_in_the_words_of_a_link_stays_text_and_the_link_a_link() -> None:
    made = render("[a *page* [@a]](/b) [![c](image:x) [@a]](/d)", works=WORKS)
    assert made.links == (Link("/b", "a page [@a]"), Link("/d", "[@a]"))
    assert made.citations == ()
    assert "[@a]" in made.text


def test_a_mark_in_the_description_of_a_picture_stays_as_typed() -> None:
    made = rendered("![an eye [@old]](image:eye)\n\n![chart [@old]](https://example.org/c.png)")
    assert [use.alt for use in made.pictures] == ["an eye [@old]", "chart [@old]"]
    assert made.citations == ()
    assert "chart [@old]" in made.text


@pytest.mark.parametrize("source", ['![a](image:eye "of [@old]")', "::: note of [@old]\nx\n:::"])
def test_a_mark_where_none_can_be_is_found_in_the_text(source: str) -> None:
    assert "[@" in rendered(source).text
    assert rendered(source).citations == ()


def test_a_mark_in_a_heading_is_drawn_and_is_not_part_of_its_words() -> None:
    source = "## Causes [@a]\n\n## Signs[@gone]\n\n## [@b]"
    made = render(source, works=WORKS)
    assert made.headings == (
        Heading(2, "Causes", "causes"),
        Heading(2, "Signs", "signs"),
        Heading(2, "", "section"),
    )
    assert [e.parents for e in Page(made.html).all("sup")] == [("h2",), ("h2",)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("one [@a] two", "one two"),
        ("one[@a] two", "one two"),
        ("one [@a], two", "one, two"),
        ("one [@a] .", "one."),
        ("one. [@a] Two", "one. Two"),
        ("one.[@a] Two", "one. Two"),
        ("(one [@a]) two", "(one) two"),
        ("([@a] one)", "(one)"),
        ("[@a] one", "one"),
        ("one [@a]", "one"),
        ("one[@a]two", "one two"),
        ("one [@a](two)", "one (two)"),
        ("one [@a] (two)", "one (two)"),
        ("one [@a] – two", "one – two"),
        ("one [@a] [@b]; two", "one; two"),
        ("one[@a]\n[@b]\ntwo", "one two"),
        ("*one* [@a]  \ntwo", "one two"),
        ("**[@a]** one", "one"),
        ("[@a]", ""),
    ],
)
def test_the_plain_text_reads_as_if_there_were_no_marks(source: str, text: str) -> None:
    for works in (WORKS, {}):
        made = render(source, works=works)
        assert made.text == text
        assert made.word_count == len(text.split())


def test_the_keys_of_a_text_are_known_beforehand() -> None:
    source = "[@A-1; @b] [ @c ]\n> [@d;\n> @e] `[@f]` [@g\x00h]"
    assert {use.key for use in render(source).citations} == {"a-1", "b", "c", "d", "e", "gh"}
    assert citation_keys(source) >= {"a-1", "b", "c", "d", "e", "gh"}
    assert citation_keys("no source") == set()


def test_a_claim_in_a_quote_or_a_notice_is_cited_too() -> None:
    source = "> a [@gilhus-2019]\n\n::: urgent\nb [@old]\n:::"
    assert len(page(source).all("sup")) == 2
    assert {use.key for use in rendered(source).citations} <= REGISTER.keys()
