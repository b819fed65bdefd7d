"""Parts: the fields and sections of an edition, each with what became of it."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from .changes import Folded, PassageChange, Run, change_of, folded, runs_of
from .passage_pairs import Pair, moved_passages, paired_passages
from .passages import Passage, Section
from .section_pairs import in_their_order, paired_sections
from .stretches import Effort
from .wording import Word

# A text that kept less than this part of its words was written anew.
_REWRITTEN = 0.25
# Of so few words it is easier to see what became of each.
_FEWEST_REWRITTEN = 20
# Of these there is one, which is compared word by word whatever became of it.
_SINGLE = ("title", "summary", "lead picture")


@dataclass(frozen=True)
class Part:
    """One part of an edition, and what became of it.

    `kind` is title, summary, key points, lead picture, section or references. `verdict` is

    - same: nothing that is read differs; all passages are folded;
    - changed: `passages` show what differs;
    - added or removed: as a whole (a removed section stands where it stood);
    - renamed: only the heading of a section was reworded;
    - moved: a section stands elsewhere, with its own changes if there are any;
    - rewritten: too little is left: `passages` hold all the old text, then all the new.

    `heading` shows a section's heading with its changes, `id` is its anchor in the edition where
    it (still) stands. `was_after` and `is_after` are the headings that a moved section followed
    and follows; "" is the beginning of the text.
    """

    kind: str
    verdict: str
    passages: tuple[PassageChange | Folded, ...]
    heading: tuple[Run, ...] = ()
    id: str = ""
    level: int = 0
    is_renamed: bool = False
    is_moved: bool = False
    was_after: str = ""
    is_after: str = ""

    @property
    def changes(self) -> Iterator[PassageChange]:
        """Every passage in turn, whether folded or not."""
        for item in self.passages:
            if isinstance(item, Folded):
                yield from item.passages
            else:
                yield item

    @property
    def is_changed(self) -> bool:
        return self.verdict != "same"

    @property
    def heading_text(self) -> str:
        """The heading as it is now, or was if the section is no more."""
        mark = "deleted" if self.verdict == "removed" else "inserted"
        runs = [run for run in self.heading if run.mark in ("same", mark)]
        return "".join(run.before + run.words for run in runs).strip()

    @property
    def word_count(self) -> int:
        """The words of the new text in it, or of the old one if it is no more."""
        if self.verdict == "removed":
            return sum(change.same + change.deleted for change in self.changes)
        return sum(change.same + change.inserted for change in self.changes)


def is_rewritten(kept: int, inserted: int, deleted: int) -> bool:
    """Return whether so few words were kept that old and new are better read each by itself."""
    longer = kept + max(inserted, deleted)
    return bool(inserted and deleted and longer >= _FEWEST_REWRITTEN and kept < _REWRITTEN * longer)


def field_parts(
    fields: Sequence[tuple[str, Sequence[Passage], Sequence[Passage]]], effort: Effort
) -> Iterator[Part]:
    """The parts beside the sections: for each its kind, its old and its new passages."""
    for kind, old, new in fields:
        if not old and not new:
            continue
        if kind in _SINGLE and old and new:
            changes = [change_of(old, new, effort)]
        else:
            (changes,) = _changes([paired_passages(old, new, effort)], [""], effort)
        yield Part(kind, _verdict(old, new, changes), folded(changes))


def section_parts(old: Sequence[Section], new: Sequence[Section], effort: Effort) -> Iterator[Part]:
    """The sections of both editions in the reading order of the new one."""
    became = paired_sections(old, new, effort)
    in_place = in_their_order(became, [section.word_count for section in old])
    places = _places(became, in_place, len(old), len(new))
    nothing: tuple[Passage, ...] = ()
    pairs = [
        paired_passages(
            nothing if one is None else old[one].passages,
            nothing if other is None else new[other].passages,
            effort,
        )
        for one, other in places
    ]
    headings = [
        new[other].text if other is not None else old[one or 0].text for one, other in places
    ]
    for (one, other), changes in zip(places, _changes(pairs, headings, effort), strict=True):
        left = None if one is None else old[one]
        right = None if other is None else new[other]
        section = right or left
        if section is None or (section.heading is None and not changes):
            continue
        is_moved = one is not None and other is not None and one not in in_place
        part = Part(
            kind="section",
            verdict="same",
            passages=(),
            heading=runs_of(_heading(left), _heading(right), effort),
            id=section.id,
            level=section.level,
            is_renamed=bool(left and right and _keys(left) != _keys(right)),
            is_moved=is_moved,
            was_after=old[one - 1].text if is_moved and one else "",
            is_after=new[other - 1].text if is_moved and other else "",
        )
        yield _judged(part, left, right, changes)


def _verdict(
    old: Sequence[Passage], new: Sequence[Passage], changes: Sequence[PassageChange]
) -> str:
    if all(change.verdict == "same" for change in changes):
        return "same"
    if not old:
        return "added"
    return "changed" if new else "removed"


def _places(
    became: Mapping[int, int], in_place: AbstractSet[int], old_length: int, new_length: int
) -> list[tuple[int | None, int | None]]:
    """The sections of both editions in the order of the new one, each by its two positions.

    What was removed stands after what it followed.
    """
    removed: dict[int, list[int]] = {}
    last = 0
    for one in range(old_length):
        if one in in_place:
            last = became[one]
        elif one not in became:
            removed.setdefault(last, []).append(one)
    was = {other: one for one, other in became.items()}
    places: list[tuple[int | None, int | None]] = []
    for other in range(new_length):
        places.append((was.get(other), other))
        places += [(one, None) for one in removed.get(other, ())]
    return places


def _changes(
    sections: Sequence[Sequence[Pair]], headings: Sequence[str], effort: Effort
) -> list[list[PassageChange]]:
    """What became of the passages of all sections, and which of them changed their section."""
    spots = [(at, spot) for at, pairs in enumerate(sections) for spot in range(len(pairs))]
    gone = [(at, spot) for at, spot in spots if not sections[at][spot].new]
    come = [(at, spot) for at, spot in spots if not sections[at][spot].old]
    moves = moved_passages(
        [(at, sections[at][spot].old[0]) for at, spot in gone],
        [(at, sections[at][spot].new[0]) for at, spot in come],
        effort,
    )
    moved = {gone[one] for one, _ in moves} | {come[other] for _, other in moves}
    changes = {
        (at, spot): change_of(*sections[at][spot], effort)
        for at, spot in spots
        if (at, spot) not in moved
    }
    for one, other in moves:
        (from_at, from_spot), (to_at, to_spot) = gone[one], come[other]
        old, new = sections[from_at][from_spot].old, sections[to_at][to_spot].new
        runs = change_of(old, new, effort).runs
        changes[gone[one]] = PassageChange(old[0].kind, "moved away", (), headings[to_at])
        changes[come[other]] = PassageChange(new[0].kind, "moved", runs, headings[from_at])
    return [[changes[at, spot] for spot in range(len(pairs))] for at, pairs in enumerate(sections)]


def _judged(
    part: Part,
    old: Section | None,
    new: Section | None,
    changes: Sequence[PassageChange],
) -> Part:
    """The part with its verdict and its passages."""
    if old is None or new is None:
        verdict = "added" if old is None else "removed"
    elif _is_rewritten(changes):
        verdict = "rewritten"
        changes = sorted(_taken_apart(changes), key=lambda change: change.verdict != "removed")
    elif part.is_moved:
        verdict = "moved"
    elif any(change.verdict != "same" for change in changes):
        verdict = _verdict(old.passages, new.passages, changes) if not part.level else "changed"
    else:
        verdict = "renamed" if part.is_renamed else "same"
    return replace(part, verdict=verdict, passages=folded(changes))


def _is_rewritten(changes: Sequence[PassageChange]) -> bool:
    # What went to another section, or came from one, says nothing about the rest.
    here = [change for change in changes if change.verdict not in ("moved", "moved away")]
    return is_rewritten(
        kept=sum(change.same for change in here),
        inserted=sum(change.inserted for change in here),
        deleted=sum(change.deleted for change in here),
    )


def _taken_apart(changes: Sequence[PassageChange]) -> Iterator[PassageChange]:
    """Each old passage as a whole, and each new one."""
    for change in changes:
        if change.verdict in ("changed", "same"):
            yield change.without("inserted", verdict="removed")
            yield change.without("deleted", verdict="added")
        else:
            yield change


def _heading(section: Section | None) -> tuple[Word, ...]:
    return section.heading.words if section and section.heading else ()


def _keys(section: Section) -> tuple[Hashable, ...]:
    return section.heading.keys if section.heading else ()
