"""Words, queries and typing errors, as both databases get them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import key_of
from articles.search.query import MAX_TYPED, MAX_WORDS, read
from articles.search.typos import distance, edits_allowed, keys_for, keys_of, nearest
from articles.search.words import folded, stem, stems_of, words_of

words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=16)


def parts_of(typed):
    return [" ".join(part.words) for part in read(typed).parts]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("antibody", "antibodies"),
        ("cause", "causes"),
        ("treatment", "treatments"),
        ("Guillain-Barré", "guillain barre"),
        ("Müller’s", "muller"),
        ("ŁÓDŹ", "lodz"),
        ("my\u00adasthenia", "myasthenia"),
        ("don't", "don’t"),
    ],
)
def test_what_looks_alike_to_a_reader_is_the_same_word(one, other):
    assert stems_of(one) == stems_of(other)


def test_words_that_mean_something_else_stay_apart():
    assert stem("thymus") != stem("thymoma")
    assert stem("musk") != stem("muscle")
    assert words_of("AChR, MuSK & LRP4") == ["achr", "musk", "lrp4"]


@given(st.text(max_size=200))
def test_any_text_becomes_words_without_a_blank_in_them(text):
    for word in stems_of(text):
        assert word
        assert not any(character.isspace() for character in word)
        assert len(word) <= 60
    assert folded(folded(text)) == folded(text)


def test_small_words_are_left_out_while_others_remain():
    assert parts_of("can i get pregnant with mg?") == ["pregnant", "mg"]
    assert parts_of("what is it") == ["what", "is", "it"]
    assert key_of("What is the cause of MG") == key_of("causes mg")


def test_words_in_quotation_marks_stay_together():
    assert parts_of('the "double vision" test') == ["double vision", "test"]
    assert parts_of("“when I see double”") == ["when i see double"]
    assert parts_of('"alone" "') == ["alone"]
    assert parts_of('an open "double vision') == ["open", "double", "vision"]


@given(st.text(max_size=600))
def test_any_query_can_be_read(text):
    query = read(text)
    assert len(query.typed) <= MAX_TYPED
    assert sum(len(part.words) for part in query.parts) <= MAX_WORDS
    assert all(part.words for part in query.parts)


def test_a_word_put_right_is_put_right_where_it_stands():
    better = read("Myastenia (gravis)").with_words({"myastenia": "myasthenia"})
    assert better.typed == "myasthenia (gravis)"
    assert [part.words for part in better.parts] == [("myasthenia",), ("gravis",)]


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("mg", "mg", 0),
        ("crisis", "crysis", 1),
        ("form", "from", 1),
        ("thymus", "thyms", 1),
        ("mayastenia", "myasthenia", 2),
        ("eye", "ear", 2),
    ],
)
def test_edits_are_counted(one, other, edits):
    assert distance(one, other, 2) == edits
    assert distance(other, one, 2) == edits


def test_short_words_and_numbers_are_taken_as_they_are():
    assert [edits_allowed(word) for word in ("mg", "eye", "lids", "crisis", "thymoma")] == [
        0,
        0,
        1,
        1,
        1,
    ]
    assert edits_allowed("myasthenia") == 2
    assert edits_allowed("lrp4") == edits_allowed("2026") == 0


@given(words, st.data())
def test_every_word_within_the_allowed_edits_is_looked_up(word, data):
    typed = word
    for _ in range(edits_allowed(word)):
        typed = data.draw(edited(typed))
    if edits_allowed(typed) < distance(word, typed, 2):
        return  # an edit made the word shorter, and of a shorter word less is allowed
    assert set(keys_for(typed)) & set(keys_of(word))
    assert word in [other for _edits, other in nearest(typed, [word])]


def edited(word):
    """Strategies for `word` with one edit: a letter less, more, another, or two swapped."""
    letter = st.sampled_from("aeimnty")
    at = st.integers(0, len(word) - 1)
    return st.one_of(
        at.map(lambda i: word[:i] + word[i + 1 :]),
        st.tuples(at, letter).map(lambda p: word[: p[0]] + p[1] + word[p[0] :]),
        st.tuples(at, letter).map(lambda p: word[: p[0]] + p[1] + word[p[0] + 1 :]),
        st.integers(0, max(0, len(word) - 2)).map(
            lambda i: word[:i] + word[i : i + 2][::-1] + word[i + 2 :]
        ),
    )
