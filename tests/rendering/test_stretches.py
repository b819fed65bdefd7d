"""Stretches: what two sequences have in common, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import Effort, readable_stretches, stretches

WORDS = st.lists(st.sampled_from(["a", "b", "c", "longer", "."]), max_size=40)


def marked(old: str, new: str) -> str:
    """Both texts as one: [-deleted-], {+inserted+}."""
    one, other = old.split(), new.split()
    pieces = []
    for stretch in readable_stretches(one, other):
        gone = " ".join(one[stretch.old_from : stretch.old_to])
        come = " ".join(other[stretch.new_from : stretch.new_to])
        if stretch.is_same:
            pieces.append(gone)
            continue
        pieces += [f"[-{gone}-]"] * bool(gone) + [f"{{+{come}+}}"] * bool(come)
    return " ".join(pieces)


def longest(old: list[str], new: list[str]) -> int:
    """The length of a longest common subsequence, as the textbook has it."""
    row = [0] * (len(new) + 1)
    for one in old:
        last = row
        row = [0]
        for at, other in enumerate(new):
            row.append(last[at] + 1 if one == other else max(row[at], last[at + 1]))
    return row[-1]


@given(WORDS, WORDS)
def test_stretches_are_both_sequences_in_turn_with_as_much_in_common_as_can_be(old, new) -> None:
    found = stretches(old, new)
    at = (0, 0)
    for before, stretch in zip([None, *found], found, strict=False):
        assert (stretch.old_from, stretch.new_from) == at
        assert before is None or before.is_same != stretch.is_same
        same = old[stretch.old_from : stretch.old_to] == new[stretch.new_from : stretch.new_to]
        assert same or not stretch.is_same
        at = (stretch.old_to, stretch.new_to)
    assert at == (len(old), len(new))
    assert sum(s.old_to - s.old_from for s in found if s.is_same) == longest(old, new)


@given(WORDS, WORDS)
def test_readable_stretches_lose_no_word_either(old, new) -> None:
    found = readable_stretches(old, new)
    at = (0, 0)
    for before, stretch in zip([None, *found], found, strict=False):
        assert (stretch.old_from, stretch.new_from) == at
        assert before is None or before.is_same != stretch.is_same
        same = old[stretch.old_from : stretch.old_to] == new[stretch.new_from : stretch.new_to]
        assert same or not stretch.is_same
        at = (stretch.old_to, stretch.new_to)
    assert at == (len(old), len(new))


def test_one_word_is_one_change() -> None:
    assert marked("it is very weak", "it is often weak") == "it is [-very-] {+often+} weak"


def test_a_sentence_is_inserted_as_a_sentence() -> None:
    assert marked("A one . C three .", "A one . B two . C three .") == (
        "A one . {+B two .+} C three ."
    )
    assert marked("A one . B one . C .", "A one . C .") == "A one . [-B one .-] C ."


def test_a_little_word_between_two_changes_is_part_of_the_change() -> None:
    assert marked("very tired of waiting today", "weary of queueing today") == (
        "[-very tired of waiting-] {+weary of queueing+} today"
    )


def test_one_word_for_another_twice_stays_two_changes() -> None:
    assert marked("take 5 for 10 days", "take 6 for 20 days") == (
        "take [-5-] {+6+} for [-10-] {+20+} days"
    )


def test_a_long_word_between_two_small_changes_stays() -> None:
    assert marked("a myasthenia b", "c myasthenia d") == "[-a-] {+c+} myasthenia [-b-] {+d+}"


def test_changes_do_not_reach_over_the_end_of_a_sentence() -> None:
    assert marked("weak . tired", "strong . awake") == ("[-weak-] {+strong+} . [-tired-] {+awake+}")


def test_what_would_be_too_much_work_is_one_change_between_what_is_the_same_at_both_ends() -> None:
    found = stretches("<abc>", "<cba>", Effort(steps=0))
    assert [(s.is_same, s.old_from, s.old_to) for s in found] == [
        (True, 0, 1),
        (False, 1, 4),
        (True, 4, 5),
    ]
