"""Pairs of sections: which section of an old text became which of the new one."""

from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher

from .likeness import likeness, most_alike, positions_by_key
from .passage_pairs import FEWEST_TO_FOLLOW
from .passages import Section
from .stretches import Effort

# How much two sections must have in common, from 0 to 1, under the same heading and between the
# same neighbours, and two headings to be one that was reworded.
_UNDER_SAME_HEADING = 0.25
_BETWEEN_SAME_NEIGHBOURS = 0.2
_HEADING_REWORDED = 0.65
# A longer heading is compared by its beginning.
_HEADING_LENGTH = 80
_HEADING_STEPS = 500


def paired_sections(
    old: Sequence[Section], new: Sequence[Section], effort: Effort
) -> dict[int, int]:
    """Return which section of the old text became which of the new one, by their positions.

    The surest sign comes first: heading and text, the text alone, the heading over a similar text,
    a similar text, the heading alone, and at last the same neighbours.
    """
    pairs = {0: 0}

    def pair_by(key: Callable[[Section], Hashable], least_alike: float = 0.0) -> None:
        queues = positions_by_key(
            (key(old[at]), at) for at in range(1, len(old)) if at not in pairs
        )
        queues.pop(None, None)
        taken = set(pairs.values())
        for at in range(1, len(new)):
            queue = queues.get(key(new[at])) if at not in taken else None
            if queue and _may_be(old[queue[0]], new[at], least_alike):
                pairs[queue.popleft()] = at

    pair_by(lambda section: (section.path, section.text, section.body))
    pair_by(lambda section: (section.text, section.body))
    pair_by(lambda section: section.body if section.word_count >= FEWEST_TO_FOLLOW else None)
    pair_by(lambda section: (section.path, section.text), _UNDER_SAME_HEADING)
    pair_by(lambda section: section.text, _UNDER_SAME_HEADING)
    taken = set(pairs.values())
    pairs |= most_alike(
        [at for at in range(len(old)) if at not in pairs],
        [at for at in range(len(new)) if at not in taken],
        [section.vocabulary for section in old],
        [section.vocabulary for section in new],
        effort,
    )
    pair_by(lambda section: (section.path, section.text))
    pair_by(lambda section: section.text)
    _pair_by_neighbours(old, new, pairs, effort)
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


def _pair_by_neighbours(
    old: Sequence[Section], new: Sequence[Section], pairs: dict[int, int], effort: Effort
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
            likeness(one.vocabulary, other.vocabulary) >= _BETWEEN_SAME_NEIGHBOURS
            or (not one.passages and not other.passages and one.level == other.level)
            or (effort.allows(_HEADING_STEPS) and _is_reworded(one.text, other.text))
        ):
            pairs[at] = place
            taken.add(place)


def _is_reworded(one: str, other: str) -> bool:
    one, other = one[:_HEADING_LENGTH].lower(), other[:_HEADING_LENGTH].lower()
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _HEADING_REWORDED


def _may_be(one: Section, other: Section, least_alike: float) -> bool:
    # Sections of a few words or none are one section if their headings say so.
    is_short = min(one.word_count, other.word_count) < FEWEST_TO_FOLLOW
    return (
        least_alike == 0.0 or is_short or likeness(one.vocabulary, other.vocabulary) >= least_alike
    )
