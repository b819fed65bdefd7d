"""Wording: what counts as one word when two texts are compared."""

import pytest

from articles.rendering.wording import count, read, wording


def shown(text: str) -> list[str]:
    return [word.text.strip() for word in wording(text)]


@pytest.mark.parametrize(
    "number",
    [
        *("5 mg", "5 mg/kg", "60-mg", "30–40 %", "30 – 40 %", "10.5%", "1,000", "<10 %", "≥5"),
        *("2019–2021", "1/2", "2026-11-25", "37.5 °C", "12:30", "B12", "2nd"),
    ],
)
def test_a_number_with_its_sign_range_and_unit_is_one_word(number: str) -> None:
    assert shown(f"about {number}, or so") == ["about", number, ",", "or", "so"]


@pytest.mark.parametrize("word", ["anti-MuSK", "Lambert–Eaton", "don’t", "example.org"])
def test_what_is_joined_is_one_word(word: str) -> None:
    assert shown(f"the {word}.")[1:-1] == [word]


def test_punctuation_is_a_word_of_its_own_that_nobody_counts() -> None:
    assert shown("weak, (very) weak...") == ["weak", ",", "(", "very", ")", "weak", "..."]
    assert count(wording("weak, (very) weak...")) == 3


def test_the_words_joined_are_the_text_with_single_blanks() -> None:
    assert read(wording("  About\u00a030 %\nof\tpeople ( and  more ).")) == (
        "About 30 % of people ( and more )."
    )


def test_a_blank_around_a_word_makes_no_difference_but_one_in_a_number_does() -> None:
    def keys(text: str) -> list[object]:
        return [word.key for word in wording(text)]

    assert keys("a\u00a0b") == keys("a  b")
    assert keys("5mg") != keys("5 mg")
