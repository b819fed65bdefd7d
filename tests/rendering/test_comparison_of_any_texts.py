"""The comparison of any two texts: no word is lost, none is invented, and it comes to an end."""

import re
import time
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import (
    MAX_SOURCE,
    Comparison,
    Document,
    SourceTooLong,
    anchors_kept,
    compare,
)
from articles.rendering.passages import sections_of
from articles.rendering.wording import count, wording

from .test_any_text import MARKDOWN

SIZE = 60_000
SECONDS = 10.0
WORDS = [
    *("the", "of", "a", "and", "in", "weak", "tired", "eyes", "lids", "rest", "drug", "heat"),
    *("cold", "night", "often", "5 mg"),
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(
    lambda words: " ".join(words) + "."
)
BLOCKS = st.one_of(
    st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join),
    st.lists(SENTENCES, min_size=1, max_size=4).map(
        lambda items: "\n".join(f"- {item}" for item in items)
    ),
    st.sampled_from(["## Signs", "## Causes", "### Drugs", "## Signs of it", "Lids are weak."]),
)
TEXTS = st.lists(BLOCKS, max_size=14)


@st.composite
def editions(draw) -> tuple[str, str]:
    """A text, and what became of it: some blocks changed, moved, added and removed."""
    old = draw(TEXTS)
    new = list(old)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(new)))
        match draw(st.sampled_from(["add", "remove", "move", "edit"])):
            case "add":
                new.insert(at, draw(BLOCKS))
            case "remove":
                del new[at : at + 1]
            case "move" if new:
                new.insert(at, new.pop(draw(st.integers(0, len(new) - 1))))
            case "edit" if at < len(new):
                words = new[at].split(" ")
                words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
                new[at] = " ".join(words)
    return "\n\n".join(old), "\n\n".join(new)


def words_of(comparison: Comparison, mark: str) -> list[str]:
    """The words of the one edition or the other, as the comparison shows them."""
    texts = []
    for part in comparison.parts:
        for runs in [part.heading, *(change.runs for change in part.changes)]:
            texts.append("".join(r.before + r.words for r in runs if r.mark in ("same", mark)))
    return re.findall(r"\w+", " ".join(texts).replace("(new paragraph)", ""))


def words_in(source: str) -> list[str]:
    passages = []
    for section in sections_of(source):
        passages += [section.text, *(passage.text for passage in section.passages)]
    return re.findall(r"\w+", " ".join(passages))


def compared(old: str, new: str) -> Comparison:
    return compare(Document("", body=old), Document("", body=new))


@given(editions())
def test_what_is_the_same_and_what_was_inserted_is_the_new_text(texts) -> None:
    old, new = texts
    assert words_of(compared(old, new), "inserted") == words_in(new)


@given(editions())
def test_what_is_the_same_and_what_was_deleted_are_the_words_of_the_old_text(texts) -> None:
    old, new = texts
    assert Counter(words_of(compared(old, new), "deleted")) == Counter(words_in(old))


@given(editions())
def test_the_totals_are_the_words_that_are_shown(texts) -> None:
    old, new = texts
    comparison = compared(old, new)
    counts = [
        sum(section.word_count + bool(section.heading) * count_of(section.text) for section in side)
        for side in (sections_of(old), sections_of(new))
    ]
    assert comparison.kept + comparison.deleted == counts[0]
    assert comparison.kept + comparison.inserted == counts[1]


def count_of(heading: str) -> int:
    # As the comparison counts: "5 mg" is one word.
    return count(wording(heading))


@given(MARKDOWN)
def test_any_text_is_the_same_as_itself(source: str) -> None:
    comparison = compared(source, source)
    assert not comparison.is_changed
    assert (comparison.inserted, comparison.deleted) == (0, 0)


@given(MARKDOWN, MARKDOWN)
def test_any_two_texts_can_be_compared_and_come_out_the_same_twice(old: str, new: str) -> None:
    assert compared(old, new) == compared(old, new)


def random_text(letters: str, words: int, between: str) -> str:
    chance = Random(words)
    rows = range(SIZE // (2 * words + len(between)))
    return between.join(" ".join(chance.choice(letters) for _ in range(words)) for _ in rows)


def numbered(pattern: str) -> str:
    return "".join(pattern.format(number) for number in range(9_000))


# What was slow, or would be without the bounds.
HOSTILE = {
    "no word in common": (numbered("a{} "), numbered("b{} ")),
    "one word": ("a " * (SIZE // 2), "a " * (SIZE // 2 - 9000)),
    "two words": (random_text("ab", 29_000, ""), random_text("ab", 28_000, "")),
    "long paragraphs of two words": (
        random_text("ab", 9_000, "\n\n"),
        random_text("ab", 9_100, "\n\n"),
    ),
    "short paragraphs of few words": (
        random_text("abcde", 4, "\n\n"),
        random_text("abcdf", 5, "\n\n"),
    ),
    "equal headings": ("# a\n" * 10_000, "# b\n# a\n" * 5_000),
    "reworded headings": (numbered("# h{}\n"), numbered("# h{} x\n")),
    "small sections": (random_text("abcdef", 9, "\n# h\n"), random_text("abcdef", 8, "\n# h\n")),
    "rows": (f"|a|\n|-|\n{numbered('|r {} mg|')}", f"|a|\n|-|\n{numbered('|s {} mg|')}"),
    "numbers": ("1:" * 99_999 + "a", "1:" * 99_998 + "b"),
    "ranges": ("1 - " * 49_999 + "a", "1 – " * 49_998 + "b"),
    "punctuation": ("!?" * 99_999, "?!" * 99_999),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_two_hostile_texts_are_compared_within_bounds(name: str) -> None:
    old, new = (source[:SIZE] for source in HOSTILE[name])
    started = time.process_time()
    compared(old, new)
    anchors_kept(old, new, {})
    assert time.process_time() - started < SECONDS


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(SourceTooLong):
        compared("", "a" * (MAX_SOURCE + 1))
