"""Merging: two texts that were made from one, put together again."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import MAX_SOURCE, Choice, Fate, Piece, merged, resolved

WORDS = st.sampled_from(["mg", "weak", "50", "dose,", "lids.", "\n", "\n\n- ", " ", "the", "not"])
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
MIRRORED = {Fate.MINE: Fate.THEIRS, Fate.THEIRS: Fate.MINE}
BASE = (
    "The signal between nerve and muscle grows weak.\n"
    "\n"
    "Lids droop in the evening, and speech is blurred after a long call.\n"
    "\n"
    "- Rest helps.\n"
    "- Heat harms.\n"
)


def fates(pieces):
    return {piece.fate for piece in pieces} - {Fate.SAME}


def clashes(pieces):
    return [piece for piece in pieces if piece.is_clash]


def merge(mine, theirs, base=BASE):
    """The merged text of two that do not clash."""
    pieces = merged(base, mine, theirs)
    assert clashes(pieces) == []
    return resolved(pieces, {})


def changed(*pairs):
    text = BASE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


# -- What two people do to one text ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ([("weak", "weaker")], [("Heat", "Great heat")]),  # different paragraphs
        ([("Rest", "Much rest")], [("Heat", "Great heat")]),  # neighbouring lines of a list
        ([("Lids", "Both lids")], [("long call", "long talk")]),  # far apart in one sentence
        ([("- Heat harms.\n", "- Heat harms.\n\nAsk.\n")], [("The signal", "A signal")]),
        ([("Lids droop in the evening, and s", "S")], [("weak", "weaker")]),
        ([("Heat", "HEAT")], [("Heat", "HEAT"), ("weak", "tired")]),  # one change in both
    ],
)
def test_what_does_not_touch_comes_together(mine, theirs):
    together = merge(changed(*mine), changed(*theirs))
    assert together == changed(*dict.fromkeys([*mine, *theirs]))


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ([("weak", "faint")], [("weak", "strong")]),
        ([("after a long", "after a short")], [("long call", "long chat")]),  # neighbours
        ([("Rest helps", "Sleep helps")], [("- Rest helps.\n", "")]),  # one goes, one is changed
        ([("harms.\n", "harms.\nMine.\n")], [("harms.\n", "harms.\nTheirs.\n")]),
    ],
)
def test_what_touches_clashes_and_nothing_else_does(mine, theirs):
    mine, theirs = changed(*mine, ("The", "Mine")), changed(*theirs, ("Lids", "Their lids"))
    pieces = merged(BASE, mine, theirs)
    assert len(clashes(pieces)) == 1
    together = resolved(pieces, {0: Choice.MINE})
    assert "Mine signal" in together
    assert "Their lids" in together


def test_a_dose_and_its_unit_are_never_put_together_from_two_texts():
    base = "Take 50 mg twice a day.\n"
    pieces = merged(base, base.replace("50", "60"), base.replace("mg", "µg"))
    assert clashes(pieces)
    assert resolved(pieces, {0: Choice.MINE}) == "Take 60 mg twice a day.\n"
    assert resolved(pieces, {0: Choice.THEIRS}) == "Take 50 µg twice a day.\n"


def test_both_texts_of_a_clash_can_stand_one_after_the_other():
    pieces = merged(BASE, changed(("weak", "faint")), changed(("weak", "tired")))
    assert "grows tired faint." in resolved(pieces, {0: Choice.BOTH})
    paragraphs = merged("One.\n", "One.\n\nMine.\n", "One.\n\nTheirs.\n")
    assert resolved(paragraphs, {0: Choice.BOTH}) == "One.\n\nTheirs.\n\nMine.\n"
    items = merged("- One.\n", "- One.\n- Mine.\n", "- One.\n- Theirs.\n")
    assert resolved(items, {0: Choice.BOTH}) == "- One.\n- Theirs.\n- Mine.\n"


def test_a_paragraph_that_both_have_rewritten_is_one_clash():
    base = "Lids droop and eyes tire and speech is slow and arms are weak and legs are heavy.\n"
    mine = "Some lids hang and my eyes get tired, the speech goes and an arm is faint, legs hurt.\n"
    theirs = "A lid droops and eye muscles tire; speaking slows; the arms weaken and legs drag.\n"
    (clash,) = clashes(merged(base, mine, theirs))
    assert clash[1:] == tuple(text.rstrip(".\n") for text in (base, mine, theirs))


def test_paragraphs_in_a_row_that_both_have_rewritten_are_one_clash():
    base, mine, theirs = (
        "First.\n\n" + "".join(f"{who} wrote {n} {who}.\n\n" for n in range(50)) + "Last.\n"
        for who in ("somebody", "ida", "omar")
    )
    assert len(clashes(merged(base, mine, theirs))) == 1


def test_whoever_goes_on_writing_has_what_was_saved_before():
    earlier = "One.\nTwo.\n"
    assert all(p.mine_has_theirs for p in merged("One.\n", "One.\nTwo.\nThree.\n", earlier))
    assert not all(p.mine_has_theirs for p in merged("One.\n", "One.\nThree.\n", earlier))
    assert not all(p.mine_has_theirs for p in merged("One.\n", "One.\n", earlier))
    assert not all(p.mine_has_theirs for p in merged("One. Two.", "One. 2.", "One."))


# -- Whatever the texts are -----------------------------------------------------------------------


@given(TEXTS, TEXTS, TEXTS)
def test_the_pieces_are_the_three_texts_and_say_what_became_of_them(base, mine, theirs):
    pieces = merged(base, mine, theirs)
    for name, text in (("base", base), ("mine", mine), ("theirs", theirs)):
        assert "".join(getattr(piece, name) for piece in pieces) == text
    for piece in pieces:
        assert any(piece[1:])
        assert (piece.mine == piece.theirs) == (piece.fate in (Fate.SAME, Fate.BOTH))
        assert (piece.mine == piece.base) == (piece.fate in (Fate.SAME, Fate.THEIRS))
        assert (piece.theirs == piece.base) == (piece.fate in (Fate.SAME, Fate.MINE))


@given(TEXTS, TEXTS)
def test_merging_with_an_unchanged_side_gives_the_other(base, other):
    assert merge(other, base, base) == other
    assert merge(base, other, base) == other
    assert merge(other, other, base) == other
    assert fates(merged(base, other, base)) <= {Fate.MINE}


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_is_who(base, mine, theirs):
    mirrored = [
        Piece(MIRRORED.get(piece.fate, piece.fate), piece.base, piece.theirs, piece.mine)
        for piece in merged(base, theirs, mine)
    ]
    assert list(merged(base, mine, theirs)) == mirrored


@given(st.data())
def test_no_word_of_either_is_lost_that_the_other_has_not_deleted(data):
    base = [f"base{n}" for n in range(data.draw(st.integers(1, 12)))]
    texts = {}
    for name in ("mine", "theirs"):
        words = []
        for at, word in enumerate(base):
            words += [f"{name}{at}"] * data.draw(st.integers(0, 1))
            if data.draw(st.booleans()) or data.draw(st.booleans()):
                words.append(word)
        texts[name] = words
    gap = data.draw(st.sampled_from([" ", "\n", ". "]))
    pieces = merged(*(gap.join(words) for words in (base, texts["mine"], texts["theirs"])))
    both = dict.fromkeys(range(len(pieces)), Choice.BOTH)
    result = set(resolved(pieces, both).replace(".", " ").split())
    new = {word for words in texts.values() for word in words} - set(base)
    assert new <= result
    assert set(texts["mine"]) & set(texts["theirs"]) <= result


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("a\n", "b\n", "c\n"),
        ("a ", "b ", "c "),
        ("a ", "a b ", "c a "),
        ("a\n", "a\nb\n", "c\na\n"),
        ("ab", "a", "b"),
        (" ", "\n", "\t"),
        (". ", ", ", "; "),
        ("1.", "1.1", "2."),
    ],
)
def test_no_texts_hold_the_desk_for_long(base, mine, theirs):
    texts = [(text * MAX_SOURCE)[:MAX_SOURCE] for text in (base, mine, theirs)]
    began = time.process_time()
    pieces = merged(*texts)
    assert "".join(piece.mine for piece in pieces) == texts[1]
    assert time.process_time() - began < 5
