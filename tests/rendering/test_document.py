"""The whole way of a text, and what is known of it afterwards."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from articles.rendering import render

from .documents import EVERYTHING
from .page import page, rendered


def test_a_short_text_takes_a_minute_to_read() -> None:
    assert render("").minutes == 1
    assert render("word " * 200).minutes == 1
    assert render("word " * 201).minutes == 2


def test_every_block_of_a_text_comes_out_as_its_tag() -> None:
    drawn = page(EVERYTHING)
    expected = {
        *("h2", "h3", "p", "em", "strong", "ul", "ol", "li", "blockquote", "pre", "code", "hr"),
        *("br", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "div", "a"),
        *("figure", "picture", "source", "img", "figcaption", "span", "sup", "caption"),
        *("svg", "rect", "line", "polyline", "path", "text"),
    }
    assert set(drawn.tags) == expected
    assert drawn.faults == []


AS_TYPED = ["10%–15%", "“don’t”", "…", "(c)", '"quoted"', "a -- b", "½ α 😀"]


@pytest.mark.parametrize("typed", AS_TYPED)
def test_the_authors_characters_come_out_as_typed(typed: str) -> None:
    assert page(f"before {typed} after").text.strip() == f"before {typed} after"


def test_a_bare_address_is_not_made_a_link() -> None:
    assert page("see www.example.org and https://example.org").all("a") == []


def test_braces_that_an_author_types_stay_in_the_text() -> None:
    typed = "# A {#x}\n\nword{.foo} [a](/b){.decorative} `c`{.d} {.decorative}"
    assert render(typed).text == "A {#x}\nword{.foo} a{.decorative} c{.d} {.decorative}"


def test_no_author_can_bring_a_class_into_the_page() -> None:
    assert page("```notice--urgent\ncode\n```\n\n# A {.b}").one("code").classes == []


def test_html_of_the_author_is_shown_and_not_obeyed() -> None:
    drawn = page("<b>bold</b>\n\n<div>\nblock\n</div>\n\n<!-- note -->")
    assert set(drawn.tags) == {"p"}
    assert "<b>bold</b>" in drawn.text
    assert "<!-- note -->" in drawn.text


def test_lists_deeper_than_the_limit_lose_no_word() -> None:
    nested = "".join(f"{'  ' * depth}- level{depth}\n" for depth in range(30))
    text = render(f"{nested}\nafterwards").text
    assert [word for word in text.split() if word != "-"] == [
        *(f"level{depth}" for depth in range(30)),
        "afterwards",
    ]


def test_quotes_deeper_than_the_limit_lose_no_word() -> None:
    assert render(f"{'> ' * 60}deep\n\nafterwards").text.split("\n")[-1] == "afterwards"


def test_rendering_twice_gives_the_same() -> None:
    assert rendered(EVERYTHING) == rendered(EVERYTHING)


def test_threads_do_not_disturb_each_other() -> None:
    sources = [f"# Page {number}\n\n{EVERYTHING}" for number in range(64)]
    alone = [rendered(source) for source in sources]
    with ThreadPoolExecutor(max_workers=8) as threads:
        together = list(threads.map(rendered, sources))
    assert together == alone
