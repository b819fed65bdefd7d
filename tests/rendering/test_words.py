"""The plain text: every word that the author typed, for search and for the word count."""

from articles.rendering import render

from .documents import EVERYTHING
from .page import LIBRARY


def text_of(source: str) -> str:
    return render(source, pictures=LIBRARY).text


def test_each_block_has_its_line() -> None:
    source = "# A *b*\n\nc\nd\n\n- e\n- f\n\n> g\n\nt\n: u\n\n|x|y|\n|-|-|\n|1|2|"
    assert text_of(source).split("\n") == [
        "A b",
        "c d",
        "e",
        "f",
        "g",
        "t",
        "u",
        "x",
        "y",
        "1",
        "2",
    ]


def test_code_is_part_of_the_text() -> None:
    assert text_of("run `this`\n\n    a\n    b\n\n```\nc\n```") == "run this\na\nb\nc"


def test_words_joined_by_emphasis_stay_one_word() -> None:
    assert text_of("anti**bodies** and anti*bodies*") == "antibodies and antibodies"


def test_a_line_break_separates_words() -> None:
    assert text_of("one  \ntwo\\\nthree\nfour") == "one two three four"


def test_a_picture_gives_its_typed_caption_and_not_its_description() -> None:
    assert text_of('![alt](image:eye "My caption")') == "My caption"
    assert text_of("![alt](image:eye)") == ""
    assert text_of("before![alt](image:eye)after") == "before after"


def test_a_notice_gives_its_typed_title_and_not_the_sites_label() -> None:
    assert text_of("::: urgent\nhelp\n:::") == "help"
    assert text_of("::: urgent Call now\nhelp\n:::") == "Call now\nhelp"


def test_a_picture_from_elsewhere_gives_the_words_of_its_link() -> None:
    assert text_of("![the chart](https://example.org/c.png)") == "the chart"


def test_an_unknown_notice_keeps_every_word() -> None:
    assert text_of("::: warning Careful\nbody\n:::") == "::: warning Careful body :::"


def test_words_are_counted() -> None:
    assert render("# One two\n\nthree *four*").word_count == 4
    assert render("").word_count == 0
    assert render(EVERYTHING, pictures=LIBRARY).word_count > 50
