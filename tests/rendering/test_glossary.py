"""The glossary: where a term leads to its explanation, and where it does not."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from articles.rendering import Entry, link_terms, render

from .page import LIBRARY, REGISTER, Page, page


def entry(*names: str, slug: str = "term") -> Entry:
    return Entry(slug, f"/glossary/{slug}/", names)


def linked(source: str, *entries: Entry) -> list[str]:
    made = render(source, pictures=LIBRARY, works=REGISTER, entries=entries)
    return [link.text for link in Page(made.html).all("a", "term")]


def test_the_first_use_of_a_term_leads_to_its_explanation() -> None:
    made = render("Ptosis and ptosis.\n\nA ptosis.", entries=[entry("ptosis", slug="ptosis")])
    link = Page(made.html).one("a")
    assert link.attributes == {"class": "term", "href": "/glossary/ptosis/"}
    assert link.text == "Ptosis"
    assert made.terms == ("ptosis",)
    assert made.text == "Ptosis and ptosis.\nA ptosis."


def test_links_to_the_glossary_are_not_the_authors() -> None:
    assert render("a ptosis", entries=[entry("ptosis")]).links == ()


def test_the_terms_of_a_page_come_in_its_order() -> None:
    entries = [entry("one", slug="a"), entry("two", slug="b"), entry("three", slug="c")]
    assert render("three, one, three", entries=entries).terms == ("c", "a")


def test_one_link_a_term_whichever_name_is_used() -> None:
    assert linked("a drooping eyelid is ptosis", entry("ptosis", "drooping eyelid")) == [
        "drooping eyelid"
    ]


@pytest.mark.parametrize(
    "source",
    [
        "## ptosis",
        "ptosis\n===",
        "> ptosis\n>\n> - ptosis",
        "`ptosis`",
        "    ptosis",
        "```\nptosis\n```",
        "[ptosis](/a/)",
        "[a *ptosis*](/a/)",
        "![ptosis](image:eye)",
        "![ptosis](https://example.org/a.png)",
        '![a](image:eye "ptosis")',
        "::: note ptosis\nx\n:::",
        "|ptosis|\n|-|\n|x|",
        "<https://example.org/ptosis>",
    ],
)
def test_no_term_is_linked_where_it_would_disturb(source: str) -> None:
    assert linked(source, entry("ptosis")) == []
    assert linked(f"{source}\n\nthen ptosis", entry("ptosis")) == ["ptosis"]


@pytest.mark.parametrize(
    "source", ["- ptosis", "|a|\n|-|\n|ptosis|", "::: note\nptosis\n:::", "*ptosis*", "a\n: ptosis"]
)
def test_a_term_is_linked_in_running_text(source: str) -> None:
    assert linked(source, entry("ptosis")) == ["ptosis"]


def test_the_longest_name_goes_first_and_nothing_within_it_is_linked() -> None:
    crisis, disease = entry("myasthenic crisis", slug="a"), entry("crisis", slug="b")
    assert linked("a myasthenic crisis is a crisis", disease, crisis) == [
        "myasthenic crisis",
        "crisis",
    ]
    # The second one is a myasthenic crisis too, though it is linked no more.
    assert linked("myasthenic crisis, myasthenic crisis", disease, crisis) == ["myasthenic crisis"]


@pytest.mark.parametrize(
    "text",
    [
        *("ptotic", "aptosis", "ptosisé", "ptosise\u0301", "pre-ptosis", "ptosis-like", "ptosis2"),
        *("*p*tosis", "ptosis*es*", "**pto**sis", "ptosis‑free", "d'ptosis", "ptosis’like"),
        "ptosis_a",
    ],
)
def test_only_whole_words_are_terms(text: str) -> None:
    assert linked(f"a {text} here", entry("ptosis")) == []


@pytest.mark.parametrize(
    "text",
    [
        *("(ptosis)", "“ptosis”", "'ptosis'", "«ptosis»", "…ptosis…", "ptosis.", "ptosis/lid"),
        *("ptosis–lid", "ptosis’s", "ptosis's", "ptosis’", "ptosis[@old]", "ptosis![](image:eye)"),
    ],
)
def test_signs_around_a_word_do_not_hide_it(text: str) -> None:
    assert linked(f"a {text} here", entry("ptosis")) == ["ptosis"]


@pytest.mark.parametrize("name", ["MG", "AChR", "MuSK", "anti-AChR", "B12", "IgG4"])
def test_names_with_capitals_keep_them(name: str) -> None:
    assert linked(f"the {name} here", entry(name)) == [name]
    assert linked(f"the {name.lower()} and {name.title()}x", entry(name)) == []
    assert linked(f"the {name}s", entry(name)) == []


@pytest.mark.parametrize("text", ["infusion", "Infusion", "INFUSION", "infusions", "Infusions"])
@pytest.mark.parametrize("name", ["infusion", "Infusion"])
def test_other_names_are_found_with_any_capitals_and_in_the_plural(name: str, text: str) -> None:
    assert linked(f"the {text} here", entry(name)) == [text]


def test_a_name_and_an_abbreviation_of_the_same_letters_are_told_apart() -> None:
    entries = [entry("mg", "milligram", slug="milligram"), entry("MG", slug="mg")]
    assert render("60 mg in MG", entries=entries).terms == ("milligram", "mg")
    assert render("MG, then 60 mg", entries=entries).terms == ("mg", "milligram")


@pytest.mark.parametrize(
    "text",
    ["myasthenia gravis", "myasthenia\ngravis", "myasthenia&nbsp;gravis", "Myasthenia\u202fGravis"],
)
def test_any_blank_may_stand_within_a_name(text: str) -> None:
    assert len(linked(f"a {text} b", entry("myasthenia gravis"))) == 1


@pytest.mark.parametrize(
    "text", ["myasthenia, gravis", "myasthenia[@old] gravis", "myasthenia *gravis*", "myasthenia"]
)
def test_a_name_is_not_pieced_together(text: str) -> None:
    assert linked(f"a {text} b", entry("myasthenia gravis")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lambert-Eaton syndrome", "Lambert‑Eaton syndrome"),
        ("Graves' disease", "Graves’ disease"),
        ("Cogan’s lid twitch", "Cogan's lid twitch"),
        ("drooping eyelid", "drooping eyelids"),
        ("CD20+", "CD20+"),
        ("(MG) score", "(MG) score"),
        ("β-blocker", "Β-Blockers"),
        ("Ärztin", "ärztin"),
        ("S. aureus", "S. aureus"),
    ],
)
def test_hyphens_apostrophes_and_other_signs_are_part_of_a_name(name: str, text: str) -> None:
    assert linked(f"the {text} here", entry(name)) == [text]


def test_a_sign_at_the_end_of_a_name_must_be_there() -> None:
    assert linked("the CD20 and CD20-", entry("CD20+")) == []
    assert linked("MG) score", entry("(MG) score")) == []


@pytest.mark.parametrize("names", [(), ("",), (" ",), ("…",), ("+",)])
def test_a_name_without_a_word_is_never_found(names: tuple[str, ...]) -> None:
    assert linked("a … + b", entry(*names)) == []


def test_a_mark_is_not_broken_by_a_term_in_its_key() -> None:
    drawn = Page(render("a [@old]. Old", works=REGISTER, entries=[entry("old", "reference")]).html)
    assert drawn.one("a", "citation__link").attributes["aria-label"] == "Reference 1"
    assert drawn.one("a", "term").text == "Old"
    missing = render("[@old-source] old", entries=[entry("source", "register")])
    assert missing.terms == ()


def test_the_text_stays_as_it_was_typed() -> None:
    typed = "a <b> & “MG”\n  or “myasthenia  gravis” "
    assert page(typed).text == Page(render(typed).html).text


def test_a_glossary_that_changes_is_seen_at_once() -> None:
    assert linked("a ptosis", entry("ptosis")) == ["ptosis"]
    assert linked("a ptosis", entry("diplopia")) == []


def test_threads_share_a_glossary() -> None:
    entries = [entry(f"word{number}", slug=f"t{number}") for number in range(300)]
    sources = [f"a word{number} and word{number + 1}" for number in range(200)]
    with ThreadPoolExecutor(max_workers=8) as threads:
        made = list(threads.map(lambda source: render(source, entries=entries).terms, sources))
    assert made == [(f"t{number}", f"t{number + 1}") for number in range(200)]


def test_a_line_of_plain_text_gets_its_terms_too() -> None:
    html = link_terms("Ptosis & <b>ptosis</b> [@a] *MG*", [entry("ptosis"), entry("MG", slug="mg")])
    assert html == (
        '<a class="term" href="/glossary/term/">Ptosis</a> &amp; &lt;b&gt;ptosis&lt;/b&gt; [@a] '
        '*<a class="term" href="/glossary/mg/">MG</a>*'
    )


def test_a_line_without_terms_is_only_escaped() -> None:
    assert link_terms("a < b", []) == "a &lt; b"
    assert link_terms("", [entry("a")]) == ""


def test_a_line_with_terms_may_be_printed_in_a_template_as_it_is() -> None:
    assert link_terms("a < b", []).__html__() == "a &lt; b"
