"""Pairing: which passage, and which section, of an old text became which of the new one."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from typing import NamedTuple

from .passages import Passage, Section
from .stretches import Effort, stretches

# How much two texts must have in common, from 0 to 1, to be one text that was changed. Two texts
# about the same disease share a quarter of their words without having anything to do with each
# other.
_ALIKE = 0.4
_ALIKE_ALONE = 0.2
_SPLIT = 0.6
_KEPT = 0.5
_UNDER_SAME_HEADING = 0.25
_HEADING_REWORDED = 0.5
# Rows and items that begin with the same word are about the same thing.
_SAME_START = 0.15
# Fewer words may return by chance.
_FEWEST_TO_FOLLOW = 8
_HEADING_LENGTH = 80


class Pair(NamedTuple):
    """Passages of the old text and what they became; usually one each.

    One side is empty where a passage went or came, and has two where one was split or two joined.
    """

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]


def likeness(one: AbstractSet[Hashable], other: AbstractSet[Hashable]) -> float:
    """Return how much two vocabularies have in common, from 0 to 1."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0


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
    old: Sequence[Passage], new: Sequence[Passage], effort: Effort
) -> list[tuple[int, int]]:
    """Return which of the passages that went are those that came elsewhere, by their positions."""
    lost = [at for at, passage in enumerate(old) if passage.word_count >= _FEWEST_TO_FOLLOW]
    found = []
    by_keys = _queues((old[at].keys, at) for at in lost)
    candidates = []
    for at, passage in enumerate(new):
        if passage.word_count >= _FEWEST_TO_FOLLOW:
            if queue := by_keys.get(passage.keys):
                found.append((queue.popleft(), at))
            else:
                candidates.append(at)
    taken = {one for one, _ in found}
    lost = [at for at in lost if at not in taken]
    found += _most_alike(
        lost,
        candidates,
        [passage.vocabulary for passage in old],
        [passage.vocabulary for passage in new],
        effort,
    )
    return found


def paired_sections(
    old: Sequence[Section], new: Sequence[Section], effort: Effort
) -> dict[int, int]:
    """Return which section of the old text became which of the new one, by their positions.

    The surest sign comes first: heading and text, the text alone, the heading over a similar text,
    a similar text, the heading alone, and at last the same neighbours.
    """
    pairs = {0: 0}

    def pair_by(key: Callable[[Section], Hashable], least_alike: float = 0.0) -> None:
        queues = _queues((key(old[at]), at) for at in range(1, len(old)) if at not in pairs)
        queues.pop(None, None)
        taken = set(pairs.values())
        for at in range(1, len(new)):
            queue = queues.get(key(new[at])) if at not in taken else None
            if queue and _may_be(old[queue[0]], new[at], least_alike):
                pairs[queue.popleft()] = at

    pair_by(lambda section: (section.path, section.text, section.body))
    pair_by(lambda section: (section.text, section.body))
    pair_by(lambda section: section.body if section.word_count >= _FEWEST_TO_FOLLOW else None)
    pair_by(lambda section: (section.path, section.text), _UNDER_SAME_HEADING)
    pair_by(lambda section: section.text, _UNDER_SAME_HEADING)
    taken = set(pairs.values())
    pairs |= _most_alike(
        [at for at in range(len(old)) if at not in pairs],
        [at for at in range(len(new)) if at not in taken],
        [section.vocabulary for section in old],
        [section.vocabulary for section in new],
        effort,
    )
    pair_by(lambda section: (section.path, section.text))
    pair_by(lambda section: section.text)
    _pair_by_neighbours(old, new, pairs)
    return pairs


def in_their_order(pairs: dict[int, int], weights: Sequence[int]) -> set[int]:
    """Return the sections (by old position) that kept their order; all others were moved.

    `weights` are the words of the old sections: as much text as possible stays where it is.
    """
    # A Fenwick tree of the best (weight, last old position) among the sections that stand no
    # further down in the new text.
    size = max(pairs.values(), default=0) + 2
    tree: list[tuple[int, int]] = [(0, -1)] * size
    before: dict[int, int] = {}
    for one in sorted(pairs):
        place, best = pairs[one], (0, -1)
        while place > 0:
            best = max(best, tree[place])
            place &= place - 1
        before[one] = best[1]
        total = (best[0] + weights[one] + 1, one)
        place = pairs[one] + 1
        while place < size:
            tree[place] = max(tree[place], total)
            place += place & -place
    last = size - 1
    best = (0, -1)
    while last > 0:
        best = max(best, tree[last])
        last &= last - 1
    kept = set()
    at = best[1]
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


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
    alike = _likeness_of(one, other)
    return alike * (len(one.vocabulary) + len(other.vocabulary)) if alike >= _ALIKE else 0.0


def _gain_of_split(whole: Passage, first: Passage, second: Passage) -> float:
    """What is gained by seeing `first` and `second` as the two halves of `whole`."""
    if not whole.kind == first.kind == second.kind == "paragraph":
        return 0.0
    size = len(whole.vocabulary)
    if size < _FEWEST_TO_FOLLOW or min(len(first.vocabulary), len(second.vocabulary)) < 2:
        return 0.0
    halves = first.vocabulary | second.vocabulary
    alike = likeness(whole.vocabulary, halves)
    # Just below what one pair would gain: a split must explain more than a paragraph that came.
    return 0.95 * alike * (size + len(halves)) if alike >= _SPLIT else 0.0


def _likeness_of(one: Passage, other: Passage) -> float:
    alike = likeness(one.vocabulary, other.vocabulary)
    return alike + _SAME_START if one.keys[:1] == other.keys[:1] else alike


def _most_alike(
    old: Sequence[int],
    new: Sequence[int],
    old_vocabularies: Sequence[AbstractSet[Hashable]],
    new_vocabularies: Sequence[AbstractSet[Hashable]],
    effort: Effort,
) -> list[tuple[int, int]]:
    """The pairs that kept most of their words, wherever they stand; the most alike come first."""
    words = sum(len(old_vocabularies[one]) for one in old)
    if not effort.allows(len(old) * len(new) + words * len(new) // 50):
        return []
    rated = sorted(
        (-alike, one, other)
        for one in old
        for other in new
        if (alike := likeness(old_vocabularies[one], new_vocabularies[other])) >= _KEPT
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for _, one, other in rated:
        if one not in taken_old and other not in taken_new:
            taken_old.add(one)
            taken_new.add(other)
            found.append((one, other))
    return found


def _pair_by_neighbours(
    old: Sequence[Section], new: Sequence[Section], pairs: dict[int, int]
) -> None:
    """Pair single sections between the same neighbours if anything says that they are one."""
    taken = set(pairs.values())
    for at in range(1, len(old)):
        place = pairs.get(at - 1, -1) + 1
        if at in pairs or not 0 < place < len(new) or place in taken:
            continue
        ends = (at + 1 == len(old), place + 1 == len(new))
        if ends != (True, True) and (any(ends) or pairs.get(at + 1) != place + 1):
            continue
        one, other = old[at], new[place]
        if (
            likeness(one.vocabulary, other.vocabulary) >= _ALIKE_ALONE
            or (not one.passages and not other.passages and one.level == other.level)
            or _is_reworded(one.text, other.text)
        ):
            pairs[at] = place
            taken.add(place)


def _is_reworded(one: str, other: str) -> bool:
    one, other = one[:_HEADING_LENGTH].lower(), other[:_HEADING_LENGTH].lower()
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _HEADING_REWORDED


def _may_be(one: Section, other: Section, least_alike: float) -> bool:
    # Sections of a few words or none are one section if their headings say so.
    is_short = min(one.word_count, other.word_count) < _FEWEST_TO_FOLLOW
    return (
        least_alike == 0.0 or is_short or likeness(one.vocabulary, other.vocabulary) >= least_alike
    )


def _queues(items: Iterable[tuple[Hashable, int]]) -> dict[Hashable, deque[int]]:
    queues: dict[Hashable, deque[int]] = defaultdict(deque)
    for key, at in items:
        queues[key].append(at)
    return dict(queues)


def _steps(old: Sequence[Passage], new: Sequence[Passage]) -> int:
    words = sum(len(passage.vocabulary) for passage in old)
    return 4 * len(old) * len(new) + words * len(new) // 20
