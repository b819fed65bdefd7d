"""Merging: two texts that were made from one, put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from .stretches import SENTENCE_ENDS, Effort, Stretch, readable_stretches, stretches

# A line with its end; a word with the blanks before it; what is neither, with the same.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\s*(?:\w+(?:[.,'’\-–/]\w+)*|[^\w\s]|\Z)")
# What two people change within a sentence belongs together unless so many words lie between.
_WORDS_APART = 3
# A passage in which more than so many places clash was rewritten by both: it is chosen as a whole.
_MOST_CLASHES = 2
# Lines that stand under each other without becoming one paragraph: of a list, a quote, a table.
_STACKS = re.compile(r"\s*(?:[-*+>|]|\d+[.)])")
# About half a second for each of the two comparisons of one text.
_STEPS = 500_000


class Fate(StrEnum):
    """What became of one piece of the base in the two texts."""

    SAME = "same"
    MINE = "mine"  # only mine changed it
    THEIRS = "theirs"  # only theirs changed it
    BOTH = "both"  # both changed it, and to the same
    CLASH = "clash"  # both changed it, and each to something else


class Choice(StrEnum):
    """Which text stands in the place of a clash."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"  # theirs, and mine after it


class Piece(NamedTuple):
    """One piece of three texts. The pieces of a text, joined, are that text."""

    fate: Fate
    base: str
    mine: str
    theirs: str

    @property
    def is_clash(self) -> bool:
        return self.fate == Fate.CLASH

    @property
    def mine_has_theirs(self) -> bool:
        """Whether nothing that `theirs` did here is missing in `mine`."""
        if self.fate == Fate.THEIRS:
            return False
        if not self.is_clash:
            return True
        # Whoever goes on writing after "A" has "A B" where the earlier text has "A".
        words, earlier = (" ".join(_words(text)).split() for text in (self.mine, self.theirs))
        return bool(earlier) and f" {' '.join(earlier)} " in f" {' '.join(words)} "


def fate_of(base: object, mine: object, theirs: object) -> Fate:
    """Return what became of something that is either kept or replaced, such as a picture."""
    if mine == theirs:
        return Fate.SAME if mine == base else Fate.BOTH
    if mine == base:
        return Fate.THEIRS
    return Fate.MINE if theirs == base else Fate.CLASH


def merged(
    base: str, mine: str, theirs: str, efforts: tuple[Effort, Effort] | None = None
) -> tuple[Piece, ...]:
    """Return three texts as pieces, by lines first and within lines by words.

    `mine` and `theirs` were both made from `base`. What only one of them changed is taken from
    that one; where both changed the same words, or words close to each other in one sentence, they
    clash. `efforts` bounds the comparing of mine and of theirs; where it is used up, what is left
    clashes as a whole, which is true and quickly said.
    """
    efforts = efforts or (Effort(_STEPS), Effort(_STEPS))
    pieces: list[Piece] = []
    texts = [_LINE.findall(text) for text in (base, mine, theirs)]
    for piece in _pieces(texts, efforts, stretches, _never):
        if piece.fate in (Fate.SAME, Fate.BOTH) or not piece.base:
            pieces.append(piece)
        else:
            pieces += _by_words(piece, efforts)
    return tuple(_without_gaps(pieces))


def resolved(pieces: Iterable[Piece], choices: Mapping[int, Choice]) -> str:
    """Return the merged text. `choices` has one for each clash, by its number among the clashes.

    Raises KeyError when one is missing.
    """
    text, number = "", 0
    for piece in pieces:
        if not piece.is_clash:
            text += piece.theirs if piece.fate == Fate.THEIRS else piece.mine
            continue
        match choices[number]:
            case Choice.MINE:
                text += piece.mine
            case Choice.THEIRS:
                text += piece.theirs
            case Choice.BOTH:
                text += _one_after_the_other(piece.theirs, piece.mine)
        number += 1
    return text


def _without_gaps(pieces: Sequence[Piece]) -> list[Piece]:
    """Make one clash of those between which no word is the same, such as paragraphs in a row."""
    result: list[Piece] = []
    for piece in pieces:
        if result and piece.fate == result[-1].fate == Fate.SAME:
            piece = _joined([result.pop(), piece])
        elif piece.is_clash and len(result) > 1 and result[-2].is_clash:
            gap = result[-1]
            if gap.fate == Fate.SAME and not any(map(str.isalnum, gap.base)):
                piece = _joined([result[-2], gap, piece])
                del result[-2:]
        result.append(piece)
    return result


def _joined(pieces: Sequence[Piece]) -> Piece:
    texts = ["".join(parts) for parts in zip(*(piece[1:] for piece in pieces), strict=True)]
    return Piece(fate_of(*texts), *texts)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word]


def _by_words(piece: Piece, efforts: tuple[Effort, Effort]) -> list[Piece]:
    """The piece in smaller ones, or as it is where too much of it clashes to be told apart."""
    texts = [_words(text) for text in (piece.base, piece.mine, piece.theirs)]
    smaller = list(_pieces(texts, efforts, readable_stretches, _is_one_thought))
    if sum(one.is_clash for one in smaller) > _MOST_CLASHES:
        return [piece]
    return smaller


Compare = Callable[[Sequence[str], Sequence[str], Effort], list[Stretch]]


def _pieces(
    texts: Sequence[list[str]],
    efforts: tuple[Effort, Effort],
    compare: Compare,
    belong_together: Callable[[Sequence[str]], bool],
) -> Iterator[Piece]:
    """The three texts in pieces (Khanna, Kunal and Pierce 2007, "A formal investigation of diff3").

    `belong_together` says of the items between two changes whether they make one of the two.
    """
    base, mine, theirs = texts
    edits = [
        [stretch for stretch in compare(base, other, effort) if not stretch.is_same]
        for other, effort in zip((mine, theirs), efforts, strict=True)
    ]
    told = [0, 0, 0]  # how far each text has been told

    def up_to(ends: list[int]) -> Iterator[Piece]:
        words = ["".join(text[a:b]) for text, a, b in zip(texts, told, ends, strict=True)]
        told[:] = ends
        if any(words):
            yield Piece(fate_of(*words), *words)

    for group in _groups(edits, lambda a, b: belong_together(base[a:b])):
        yield from up_to([position + group.start - told[0] for position in told])
        ends = [group.end]
        for position, last in zip(told[1:], group.last, strict=True):
            # Where a text changed nothing it has what the base has.
            at, end = (last.new_to, last.old_to) if last else (position, group.start)
            ends.append(at + group.end - end)
        yield from up_to(ends)
    yield from up_to([len(text) for text in texts])


class _Group(NamedTuple):
    """Changes that touch: a piece of the base, and the last change of each text in it, if any."""

    start: int
    end: int
    last: tuple[Stretch | None, Stretch | None]

    def joined(self, other: _Group) -> _Group:
        last = [later or earlier for earlier, later in zip(self.last, other.last, strict=True)]
        return _Group(self.start, max(self.end, other.end), tuple(last))


def _groups(
    edits: Sequence[Sequence[Stretch]], belong_together: Callable[[int, int], bool]
) -> list[_Group]:
    single = [_Group(one.old_from, one.old_to, (one, None)) for one in edits[0]]
    single += [_Group(one.old_from, one.old_to, (None, one)) for one in edits[1]]
    touching: list[_Group] = []
    for group in sorted(single, key=lambda group: group[:2]):
        if touching and group.start <= touching[-1].end:
            group = touching.pop().joined(group)
        touching.append(group)
    groups: list[_Group] = []
    for group in touching:
        # What only one of the two changed, in however many places, is no matter for the other.
        together = groups[-1].joined(group) if groups else group
        if groups and all(together.last) and belong_together(groups[-1].end, group.start):
            groups.pop()
            group = together
        groups.append(group)
    return groups


def _never(between: Sequence[str]) -> bool:
    return False


def _is_one_thought(between: Sequence[str]) -> bool:
    """Whether so few words of one sentence lie between two changes that they touch its meaning."""
    if any(word in SENTENCE_ENDS or "\n" in word for word in between):
        return False
    return sum(any(map(str.isalnum, word)) for word in between) < _WORDS_APART


def _one_after_the_other(one: str, other: str) -> str:
    if not one.strip() or not other.strip():
        return one + other
    if "\n" not in one + other:
        return f"{one.rstrip()} {other.lstrip()}"
    last, first = one.rstrip().rpartition("\n")[2], other.lstrip("\n").partition("\n")[0]
    gap = "\n" if _STACKS.match(last) and _STACKS.match(first) else "\n\n"
    return one.rstrip("\n") + gap + other.lstrip("\n")
