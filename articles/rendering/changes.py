"""Changes: what became of one passage, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext

from .passages import Passage
from .stretches import Effort, readable_stretches
from .wording import Word, count

# An unchanged passage beside a changed one is shown, so that a reader knows where it stands.
_CONTEXT = 1
# Folding a single short passage would hide more than it saves.
_FEWEST_FOLDED = 2


class Run(NamedTuple):
    """Words with one mark: same, inserted or deleted.

    `before` is the blank in front of them, or nothing: with it the runs joined are the text, but
    for a blank where something went.
    """

    mark: str
    words: str
    before: str
    word_count: int


@dataclass(frozen=True)
class PassageChange:
    """What became of one passage.

    `verdict` is same, changed, added, removed, moved (it stood elsewhere, and `elsewhere` is the
    heading there, "" the beginning of the text) or moved away (it stands elsewhere now, with its
    words; here are none). `kind` is that of the passage (see `Passage`).
    """

    kind: str
    verdict: str
    runs: tuple[Run, ...]
    elsewhere: str = ""

    @property
    def same(self) -> int:
        return self._count("same")

    @property
    def inserted(self) -> int:
        return self._count("inserted")

    @property
    def deleted(self) -> int:
        return self._count("deleted")

    def without(self, mark: str, *, verdict: str) -> PassageChange:
        """Return this change as the one text that is left without the runs of one mark."""
        words = "".join(run.before + run.words for run in self.runs if run.mark != mark).strip()
        counted = sum(run.word_count for run in self.runs if run.mark != mark)
        left = "deleted" if mark == "inserted" else "inserted"
        return PassageChange(self.kind, verdict, (Run(left, words, "", counted),))

    def _count(self, mark: str) -> int:
        return sum(run.word_count for run in self.runs if run.mark == mark)


@dataclass(frozen=True)
class Folded:
    """Unchanged passages in a row that need not be shown."""

    passages: tuple[PassageChange, ...]

    @property
    def word_count(self) -> int:
        return sum(passage.same for passage in self.passages)


def change_of(old: Sequence[Passage], new: Sequence[Passage], effort: Effort) -> PassageChange:
    """Return what became of `old`, of which `new` was made; one of them may be empty."""
    kind = (new or old)[0].kind
    runs = runs_of(_run_on(old), _run_on(new), effort)
    if not old:
        verdict = "added"
    elif not new:
        verdict = "removed"
    else:
        verdict = "same" if all(run.mark == "same" for run in runs) else "changed"
    return PassageChange(kind, verdict, runs)


def runs_of(old: Sequence[Word], new: Sequence[Word], effort: Effort) -> tuple[Run, ...]:
    """Return two texts as one, in runs of what both have, what was deleted and what inserted."""
    marked = _marked(old, new, effort)
    runs = []
    for mark, words in groupby(marked, key=lambda item: item[0]):
        run = [word for _, word in words]
        text = "".join(word.text for word in run)
        # At the very beginning no blank parts what was deleted from what replaced it.
        is_replaced_start = len(runs) == 1 and (runs[0].mark, mark) == ("deleted", "inserted")
        before = " " if is_replaced_start or (runs and text.startswith(" ")) else ""
        runs.append(Run(mark, text.lstrip(), before, count(run)))
    return tuple(runs)


def folded(changes: Sequence[PassageChange]) -> tuple[PassageChange | Folded, ...]:
    """Return the passages of a section, where what is far from any change is folded."""
    near = set()
    for at, change in enumerate(changes):
        if change.verdict != "same":
            near.update(range(at - _CONTEXT, at + _CONTEXT + 1))
    result: list[PassageChange | Folded] = []
    for is_near, group in groupby(range(len(changes)), key=near.__contains__):
        passages = [changes[at] for at in group]
        if is_near or (near and len(passages) < _FEWEST_FOLDED):
            result += passages
        else:
            result.append(Folded(tuple(passages)))
    return tuple(result)


def _marked(old: Sequence[Word], new: Sequence[Word], effort: Effort) -> Iterator[tuple[str, Word]]:
    keys = [[word.key for word in words] for words in (old, new)]
    is_after_same = False
    for stretch in readable_stretches(*keys, effort):
        left = old[stretch.old_from : stretch.old_to]
        right = new[stretch.new_from : stretch.new_to]
        if stretch.is_same:
            # The blanks are those of the new text, but where a word went from in front of another
            # one without a blank ("The lids" to "Lids"), the two are still apart.
            if left[0].text.startswith(" ") and not left[0].is_note:
                right = [left[0], *right[1:]]
            yield from (("same", word) for word in right if not word.is_note)
            is_after_same = True
            continue
        for mark, words in (("deleted", left), ("inserted", right)):
            # Where a link leads matters when its words stayed; a new link's own words say enough.
            shows_notes = is_after_same
            for word in words:
                if not word.is_note:
                    shows_notes = False
                if not word.is_note or shows_notes:
                    yield mark, word
        is_after_same = False


def _run_on(passages: Sequence[Passage]) -> tuple[Word, ...]:
    """The words of one passage, or of the two that another was split into."""
    words: list[Word] = []
    for passage in passages:
        if words:
            shown = gettext("(new paragraph)")
            words.append(Word(("paragraph",), f" {shown}", is_note=True))
            first, *rest = passage.words
            words += [first._replace(text=f" {first.text.lstrip()}"), *rest]
        else:
            words += passage.words
    return tuple(words)
