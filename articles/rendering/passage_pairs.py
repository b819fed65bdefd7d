"""Pairs of passages: which block of an old text became which of the new one."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from .likeness import likeness, most_alike, positions_by_key
from .passages import Passage
from .stretches import Effort, stretches

# How much two passages must have in common, from 0 to 1, to be one that was changed. Two texts
# about the same disease share a quarter of their words without having anything to do with each
# other.
_ALIKE = 0.4
_ALIKE_ALONE = 0.2
_SPLIT = 0.6
# Rows and items that begin with the same word are about the same thing.
_SAME_START = 0.15
# Fewer words may return elsewhere by chance.
FEWEST_TO_FOLLOW = 8


class Pair(NamedTuple):
    """Passages of the old text and what they became; usually one each.

    One side is empty where a passage went or came, and has two where one was split or two joined.
    """

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]


def paired_passages(old: Sequence[Passage], new: Sequence[Passage], effort: Effort) -> list[Pair]:
    """Return the passages of two sections in the order of the new one, paired with each other."""
    pairs: list[Pair] = []
    keys = [[passage.keys for passage in passages] for passages in (old, new)]
    for stretch in stretches(*keys, effort):
        left = old[stretch.old_from : stretch.old_to]
        right = new[stretch.new_from : stretch.new_to]
        if stretch.is_same:
            pairs += [Pair((one,), (other,)) for one, other in zip(left, right, strict=True)]
        else:
            pairs += _paired_by_likeness(left, right, effort)
    return pairs


def moved_passages(
    old: Sequence[tuple[int, Passage]], new: Sequence[tuple[int, Passage]], effort: Effort
) -> list[tuple[int, int]]:
    """Return which of the passages that went are those that came elsewhere, by their positions.

    Each comes with the number of its section: within its section a passage is known by its words
    alone, in another one only if they are enough not to return by chance.
    """
    found: list[tuple[int, int]] = []
    queues = positions_by_key(
        ((section, passage.keys), at) for at, (section, passage) in enumerate(old)
    )
    for at, (section, passage) in enumerate(new):
        if queue := queues.get((section, passage.keys)):
            found.append((queue.popleft(), at))
    lost, candidates = _left(old, {one for one, _ in found}), _left(new, {at for _, at in found})
    queues = positions_by_key((old[at][1].keys, at) for at in lost)
    for at in candidates:
        if queue := queues.get(new[at][1].keys):
            found.append((queue.popleft(), at))
    return found + most_alike(
        _left(old, {one for one, _ in found}),
        _left(new, {at for _, at in found}),
        [passage.vocabulary for _, passage in old],
        [passage.vocabulary for _, passage in new],
        effort,
    )


def _left(passages: Sequence[tuple[int, Passage]], taken: AbstractSet[int]) -> list[int]:
    """The positions of passages that can be told from others and are not taken."""
    return [
        at
        for at, (_, passage) in enumerate(passages)
        if at not in taken and passage.word_count >= FEWEST_TO_FOLLOW
    ]


def _paired_by_likeness(
    old: Sequence[Passage], new: Sequence[Passage], effort: Effort
) -> list[Pair]:
    """Pair in their order those that are alike, so that most words find themselves again."""
    gone, come = [Pair((one,), ()) for one in old], [Pair((), (other,)) for other in new]
    if not gone or not come or not effort.allows(_steps(old, new)):
        return gone + come
    if len(old) == len(new) == 1:
        is_one = _likeness_of(old[0], new[0]) >= _ALIKE_ALONE
        return [Pair((old[0],), (new[0],))] if is_one else gone + come
    width = len(new) + 1
    best = [[0.0] * width]
    ways: list[list[tuple[int, int]]] = [[(0, 1)] * width]
    for one, passage in enumerate(old):
        above, row, way = best[one], [0.0], [(1, 0)]
        for other, candidate in enumerate(new):
            # The first of equals wins: what went is shown before what came.
            score, step = row[other], (0, 1)
            if above[other + 1] > score:
                score, step = above[other + 1], (1, 0)
            gain = _gain(passage, candidate)
            if gain and above[other] + gain > score:
                score, step = above[other] + gain, (1, 1)
            if other and (gain := _gain_of_split(passage, new[other - 1], candidate)):
                gain += above[other - 1]
                if gain > score:
                    score, step = gain, (1, 2)
            if one and (gain := _gain_of_split(candidate, old[one - 1], passage)):
                gain += best[one - 1][other]
                if gain > score:
                    score, step = gain, (2, 1)
            row.append(score)
            way.append(step)
        best.append(row)
        ways.append(way)
    pairs = []
    one, other = len(old), len(new)
    while one or other:
        down, right = ways[one][other]
        pairs.append(Pair(tuple(old[one - down : one]), tuple(new[other - right : other])))
        one, other = one - down, other - right
    return pairs[::-1]


def _gain(one: Passage, other: Passage) -> float:
    """What is gained by seeing one as the other: the words that need not be shown twice."""
    if _likeness_of(one, other) < _ALIKE:
        return 0.0
    return likeness(one.vocabulary, other.vocabulary) * (
        len(one.vocabulary) + len(other.vocabulary)
    )


def _gain_of_split(whole: Passage, first: Passage, second: Passage) -> float:
    """What is gained by seeing `first` and `second` as the two halves of `whole`."""
    if not whole.kind == first.kind == second.kind == "paragraph":
        return 0.0
    size = len(whole.vocabulary)
    if size < FEWEST_TO_FOLLOW or min(len(first.vocabulary), len(second.vocabulary)) < 2:
        return 0.0
    halves = first.vocabulary | second.vocabulary
    alike = likeness(whole.vocabulary, halves)
    # A split must explain more than a word or two that happen to be in the other half.
    return alike * (size + len(halves)) - 4 if alike >= _SPLIT else 0.0


def _likeness_of(one: Passage, other: Passage) -> float:
    alike = likeness(one.vocabulary, other.vocabulary)
    return alike + _SAME_START if one.keys[:1] == other.keys[:1] else alike


def _steps(old: Sequence[Passage], new: Sequence[Passage]) -> int:
    words = sum(len(passage.vocabulary) for passage in old)
    return 4 * len(old) * len(new) + words * len(new) // 20
