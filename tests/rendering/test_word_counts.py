"""How many words came and went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import words_changed

TEXTS = st.lists(st.sampled_from(["lid", "hangs", "low", "muscle", "."]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "counted"),
    [
        ("", "One two three.", (3, 0)),
        ("One two three.", "", (0, 3)),
        ("The lid hangs.", "The lid hangs.", (0, 0)),
        ("The lid hangs.", "The left lid hangs.", (1, 0)),
        ("Take 5 mg.", "Take 50 mg.", (1, 1)),
        ("One. Two.", "One, two!", (1, 1)),
    ],
)
def test_words_are_counted_and_punctuation_is_not(old, new, counted):
    assert words_changed(old, new) == counted


@given(TEXTS, TEXTS)
def test_what_came_and_went_accounts_for_every_word(old, new):
    added, removed = words_changed(old, new)
    lengths = [sum(word != "." for word in text.split()) for text in (old, new)]
    assert lengths[0] + added - removed == lengths[1]
