"""Stretches: what two sequences have in common, and where they differ."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

# A row of bits is kept for each item of the second sequence: this many bits are 12 megabytes.
_MAX_BITS = 100_000_000
# About a second and a half of a processor.
_STEPS = 1_500_000
# What remains in common between two changes is a coincidence up to this many words.
_LONGEST_CRUMB = 3
SENTENCE_ENDS = frozenset(".!?:…")


class Stretch(NamedTuple):
    """`old[old_from:old_to]` is or became `new[new_from:new_to]`."""

    is_same: bool
    old_from: int
    old_to: int
    new_from: int
    new_to: int


class Effort:
    """How much work one comparison may still do; a step takes about a microsecond.

    No text that a person wrote comes near the end of it. Where it is used up, what is left counts
    as changed as a whole, which is true and quickly said.
    """

    def __init__(self, steps: int = _STEPS) -> None:
        self._left = steps

    def allows(self, steps: int) -> bool:
        """Whether so many steps are left; if so, they are taken."""
        if steps > self._left:
            return False
        self._left -= steps
        return True


def stretches(
    old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort | None = None
) -> list[Stretch]:
    """Return the stretches of two sequences, in turn the same and changed, as few as possible.

    What is the same is a longest common subsequence, unless that would be too much work: then all
    between the common beginning and the common end is one change.
    """
    effort = effort or Effort()
    start = _length_in_common(zip(old, new, strict=False))
    end_limit = min(len(old), len(new)) - start
    end = _length_in_common(zip(reversed(old), reversed(new), strict=False), end_limit)
    old_end, new_end = len(old) - end, len(new) - end
    pairs = _in_common(old[start:old_end], new[start:new_end], effort)
    return list(
        _joined(
            [
                *((position, position) for position in range(start)),
                *((start + one, start + other) for one, other in pairs),
                *((old_end + position, new_end + position) for position in range(end)),
            ],
            len(old),
            len(new),
        )
    )


def readable_stretches(
    old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort | None = None
) -> list[Stretch]:
    """Return the stretches of two sequences of words as a person would mark them.

    A change begins with a sentence where it can, and a few words that happen to be in the midst of
    two larger changes belong to the change.
    """
    found = stretches(old, new, effort)
    return _without_crumbs(_at_sentences(found, old, new), old, new)


def _length_in_common(pairs: Iterator[tuple[object, object]], limit: int | None = None) -> int:
    length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return length if limit is None else min(length, limit)


def _in_common(
    old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort
) -> list[tuple[int, int]]:
    """The positions of a longest common subsequence.

    The table of lengths is kept as one row of bits for each item of `new`, and a whole row is
    computed with five operations on whole numbers (Hyyrö 2004, "Bit-parallel LCS-length
    computation revisited"). So it takes the same time whatever the texts hold: a word that occurs
    everywhere costs nothing extra.
    """
    vocabulary = set(old) & set(new)
    left = [position for position, item in enumerate(old) if item in vocabulary]
    right = [position for position, item in enumerate(new) if item in vocabulary]
    size = len(left) * len(right)
    if not size or size > _MAX_BITS or not effort.allows(len(left) + len(right) + size // 500):
        return []
    places: dict[Hashable, list[int]] = {}
    for bit, position in enumerate(left):
        places.setdefault(old[position], []).append(bit)
    masks = {item: _mask(bits, len(left)) for item, bits in places.items()}
    everything = row = (1 << len(left)) - 1
    rows = []
    for position in right:
        hits = row & masks[new[position]]
        row = ((row + hits) | (row - hits)) & everything
        rows.append(row)
    pairs = []
    one, other = len(left) - 1, len(right) - 1
    while one >= 0 and other >= 0:
        if old[left[one]] == new[right[other]]:
            pairs.append((left[one], right[other]))
            one, other = one - 1, other - 1
        elif rows[other] >> one & 1:
            one -= 1
        else:
            other -= 1
    return pairs[::-1]


def _mask(bits: Sequence[int], length: int) -> int:
    mask = bytearray(length // 8 + 1)
    for bit in bits:
        mask[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(mask, "little")


def _joined(
    pairs: Sequence[tuple[int, int]], old_length: int, new_length: int
) -> Iterator[Stretch]:
    """The stretches of which `pairs` are the positions that are the same."""
    old_at = new_at = old_from = new_from = 0
    for one, other in [*pairs, (old_length, new_length)]:
        if one == old_at and other == new_at and one < old_length and other < new_length:
            old_at, new_at = one + 1, other + 1
            continue
        if old_at > old_from:
            yield Stretch(True, old_from, old_at, new_from, new_at)
        if one > old_at or other > new_at:
            yield Stretch(False, old_at, one, new_at, other)
        old_from, new_from = one, other
        old_at, new_at = one + 1, other + 1


def _at_sentences(
    found: Sequence[Stretch], old: Sequence[Hashable], new: Sequence[Hashable]
) -> list[Stretch]:
    """Move what is purely inserted or deleted to the sentence that it is.

    When "B c." is inserted after "A c.", then ". B c" is as good an answer to a computer.
    """
    result = list(found)
    for index in range(1, len(result) - 1):
        before, change, after = result[index - 1 : index + 2]
        if change.old_from == change.old_to:
            items, first, last = new, change.new_from, change.new_to
        elif change.new_from == change.new_to:
            items, first, last = old, change.old_from, change.old_to
        else:
            continue
        most_left = before.old_to - before.old_from - 1
        most_right = after.old_to - after.old_from - 1
        shift = _best_shift(items, first, last, most_left, most_right)
        if shift:
            result[index - 1] = Stretch(
                True, before.old_from, before.old_to + shift, before.new_from, before.new_to + shift
            )
            result[index] = Stretch(False, *(position + shift for position in change[1:]))
            result[index + 1] = Stretch(
                True, after.old_from + shift, after.old_to, after.new_from + shift, after.new_to
            )
    return result


def _best_shift(
    items: Sequence[Hashable], first: int, last: int, most_left: int, most_right: int
) -> int:
    shifts = [0]
    for step in range(1, most_left + 1):
        if items[first - step] != items[last - step]:
            break
        shifts.append(-step)
    for step in range(most_right):
        if items[first + step] != items[last + step]:
            break
        shifts.append(step + 1)
    return max(shifts, key=lambda shift: (items[first + shift - 1] in SENTENCE_ENDS, -abs(shift)))


def _without_crumbs(
    found: Sequence[Stretch], old: Sequence[Hashable], new: Sequence[Hashable]
) -> list[Stretch]:
    """Make one change of two between which only crumbs are the same.

    A crumb is short, within a sentence, and shorter than the changes on both its sides.
    """
    kept: list[Stretch] = []
    for stretch in found:
        current = stretch
        while (
            not current.is_same
            and len(kept) > 1
            and _is_crumb(kept[-1], (kept[-2], current), old, new)
        ):
            kept.pop()
            before = kept.pop()
            current = Stretch(
                False, before.old_from, current.old_to, before.new_from, current.new_to
            )
        kept.append(current)
    return kept


def _is_crumb(
    same: Stretch,
    changes: tuple[Stretch, Stretch],
    old: Sequence[Hashable],
    new: Sequence[Hashable],
) -> bool:
    words = old[same.old_from : same.old_to]
    if len(words) > _LONGEST_CRUMB or not SENTENCE_ENDS.isdisjoint(words):
        return False
    # One word for one word, and another for another, is easily read as it is.
    if sum(map(_length, changes)) < len(words) + 2:
        return False
    size = _size(same.old_from, same.old_to, old)
    return all(
        size <= _size_of(change, old, new) and not _is_sentence(change, old, new)
        for change in changes
    )


def _length(change: Stretch) -> int:
    return max(change.old_to - change.old_from, change.new_to - change.new_from)


def _is_sentence(change: Stretch, old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    """Whether whole sentences came or went, which is a change by itself."""
    if change.old_from == change.old_to:
        return new[change.new_to - 1] in SENTENCE_ENDS
    return change.new_from == change.new_to and old[change.old_to - 1] in SENTENCE_ENDS


def _size_of(stretch: Stretch, old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    return max(
        _size(stretch.old_from, stretch.old_to, old), _size(stretch.new_from, stretch.new_to, new)
    )


def _size(start: int, end: int, items: Sequence[Hashable]) -> int:
    """About how many characters; more than a crumb can have need no exact answer."""
    if end - start > 100:
        return end - start
    return sum(len(item) if isinstance(item, str) else 1 for item in items[start:end])
