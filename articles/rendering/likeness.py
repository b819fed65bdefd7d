"""Likeness: how much two texts have in common, judged by their words in any order."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from .stretches import Effort

# What was moved elsewhere must have kept half of its words to be known again.
_KEPT = 0.5


def likeness(one: AbstractSet[Hashable], other: AbstractSet[Hashable]) -> float:
    """Return how much two vocabularies have in common, from 0 to 1."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0


def most_alike(
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


def positions_by_key(items: Iterable[tuple[Hashable, int]]) -> dict[Hashable, deque[int]]:
    queues: dict[Hashable, deque[int]] = defaultdict(deque)
    for key, at in items:
        queues[key].append(at)
    return dict(queues)
