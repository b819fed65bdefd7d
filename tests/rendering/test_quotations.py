"""Words that somebody has marked are found again in a text that has changed around them."""

import time

import pytest

from articles.rendering import MAX_SOURCE, Quotation, QuotedText

TEXT = """## The **signal**

The signal between nerve and [muscle](/glossary/muscle/ "What a muscle is") grows
weak.[@gilhus-2019; @bril-2023] It is *not* lost.

::: urgent Get help
- cannot breathe
- cannot swallow

Call at once.
:::

| Dose | When |
|------|:----:|
| 0.5 mg | now |
| 5.0 mg | “later” |

The signal comes back.
"""


def found(words, text=TEXT, **around):
    quoted = QuotedText(text)
    place = quoted.place_of(Quotation(words, **around))
    return quoted.quote(place).words if place else None


@pytest.mark.parametrize(
    ("marked", "typed"),
    [
        ("It is *not* lost", "It is *not* lost"),
        ("It is not lost", "It is *not* lost"),
        ("nerve and muscle grows weak. It", None),
        ('muscle](/glossary/muscle/ "What a muscle', None),
        ("grows weak.", "grows\nweak."),
        ("cannot breathe\ncannot swallow\nCall", "cannot breathe\n- cannot swallow\n\nCall"),
        ("When\n0.5 mg\nnow", None),
        ('"later"', "“later”"),
        ("The signal\nThe signal between", "The **signal**\n\nThe signal between"),
    ],
)
def test_it_was_marked_in_the_markdown_or_on_the_page(marked, typed):
    assert found(marked)
    if typed:
        assert found(marked) == typed


@pytest.mark.parametrize(
    "marked",
    ["", "  ", "**", "—", "It was not lost", "50 mg", "05 mg", "weak. It is lost", "sign", "ignal"],
)
def test_other_words_are_not_found(marked):
    assert found(marked) is None


def test_part_of_a_word_is_found_where_it_was_marked_as_such():
    assert found("ignal", before="The s") == "ignal"
    assert found("sign", after="al") == "sign"


def test_of_several_places_it_is_the_one_with_the_same_words_around():
    quoted = QuotedText(TEXT)

    def line_of(**around):
        place = quoted.place_of(Quotation("signal", **around))
        return TEXT[TEXT.rfind("\n", 0, place.start) + 1 : TEXT.find("\n", place.end)]

    assert line_of() == "## The **signal**"
    assert line_of(before="The ", after=" comes back") == "The signal comes back."
    assert line_of(after=" between") == TEXT.splitlines()[2]


def test_a_quotation_is_found_again_by_what_was_kept_of_it():
    quoted = QuotedText(TEXT)
    kept = quoted.quote(quoted.place_of(Quotation("signal", after=" comes")))
    newer = QuotedText(f"The signal is new.\n\n{TEXT.replace('weak', 'strong')}")
    place = newer.place_of(kept)
    assert newer.text[place.start :].startswith("signal comes back")


@pytest.mark.parametrize("character", ["a", "[", "](", "[@", "- ", "|-", ":::", "{."])
def test_the_longest_text_of_any_one_kind_is_read_quickly(character):
    text = (character * MAX_SOURCE)[:MAX_SOURCE]
    start = time.process_time()
    QuotedText(text).place_of(Quotation("words that are not there"))
    assert time.process_time() - start < 5
