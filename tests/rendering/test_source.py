"""The source: what is taken away before parsing, and how much is too much."""

import pytest

from articles.rendering import MAX_HTML, MAX_SOURCE, SourceTooLong, render

from .page import LIBRARY, page


def test_what_nobody_can_see_is_taken_out() -> None:
    unseen = [*range(9), 11, 12, *range(14, 32), *range(127, 160)]
    unseen += [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    assert render(f"do{''.join(map(chr, unseen))}se").text == "dose"


@pytest.mark.parametrize("reference", ["&#x202E;", "&#X202e;", "&#8238;", "&#x0000;", "&#1;"])
def test_a_numbered_entity_does_not_bring_the_unseen_back(reference: str) -> None:
    drawn = page(f'a{reference}b [c](/d "e{reference}")')
    assert drawn.text.startswith("a\N{REPLACEMENT CHARACTER}b")
    assert "\u202e" not in drawn.html


def test_other_entities_mean_what_they_say() -> None:
    assert render("&#945; &#x3b2; &amp; &copy; &#9999999;").text.startswith(
        "\N{GREEK SMALL LETTER ALPHA} β & ©"
    )


def test_every_kind_of_line_ending_is_one() -> None:
    assert render("a\r\n\r\nb\r\rc\n\nd").text == "a\nb\nc\nd"


def test_tabs_are_kept() -> None:
    assert render("    a\tb").text == "a\tb"


def test_half_a_character_does_not_crash() -> None:
    assert render("a\ud800b\udfff").text == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"


def test_the_longest_source_is_rendered() -> None:
    assert render("a" * MAX_SOURCE).text == "a" * MAX_SOURCE


def test_a_longer_source_is_refused_with_a_sentence_for_the_editor() -> None:
    with pytest.raises(SourceTooLong) as refused:
        render("a" * (MAX_SOURCE + 1))
    assert str(refused.value) == (
        "This text is 200,001 characters long, and a page holds at most 200,000. "
        "Please shorten it or split it into several pages."
    )


@pytest.mark.parametrize(
    "source",
    [
        f"[a]: /{'x' * 50_000}\n\n" + "[a]" * 5_000,
        f'[a]: /b "{"x" * 50_000}"\n\n' + "[a]" * 5_000,
        f"[a]: /{'x' * 50_000}\n\n" + "![][a]" * 5_000,
        "![](image:eye)\n\n" * 10_000,
        "> > > > > > a\n\n" * 13_000,
    ],
)
def test_a_text_that_explodes_is_refused_before_it_is_drawn_whole(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.rendering.document.sanitized", lambda html: pytest.fail("drawn"))
    with pytest.raises(SourceTooLong, match=f"holds at most {MAX_HTML:,}"):
        render(source, pictures=LIBRARY)
