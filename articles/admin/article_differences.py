"""Differences: what became of a text of an article, field by field, for the pages of conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext, ngettext

from articles.publishing import Clash, Content, Merge, merge_contents
from articles.rendering import Choice, Effort, Fate, Piece, Run, merged

# About a quarter of a second: the database may be locked meanwhile.
STEPS = 250_000
# Of so many unchanged words in a row, those in the midst are told by their number only.
MOST_SAME = 90
KEPT_SAME = 30
CONTEXT = 12  # words before and after a clash


@dataclass(frozen=True)
class Difference:
    """One field in which two texts differ; `runs` tell what became of the older."""

    name: str
    label: str
    runs: list[Run]


@dataclass(frozen=True)
class BothSides:
    """One field in which two texts differ that were made from one.

    `theirs` and `mine` tell in runs of words what became of `base`; `said` who changed it.
    """

    name: str
    label: str
    base: str
    theirs: list[Run]
    mine: list[Run]
    said: str


@dataclass(frozen=True)
class Option:
    """One thing that can stand in the place of a clash: whose it is, and what became of the base"""

    choice: Choice
    label: str
    runs: list[Run]


def labels() -> dict[str, str]:
    """What each field of a text is called."""
    return {
        "title": gettext("Title"),
        "summary": gettext("Summary"),
        "body": gettext("Text"),
        "key_points": gettext("Key points"),
        "lead_image": gettext("Lead picture"),
        "lead_alt": gettext("What the lead picture shows"),
        "lead_is_decorative": gettext("The lead picture is decorative"),
    }


def what_each_did(merge: Merge) -> list[BothSides]:
    """Return the fields in which the two texts of `merge` differ."""
    effort = Effort(STEPS)
    found = []
    for name in merge.differing:
        pieces = _in_words(merge, name)
        changed = [(p.base, p.theirs, p.mine, p.is_clash) for p in pieces]
        theirs = _runs(((base, other, clash) for base, other, _, clash in changed), effort)
        mine = _runs(((base, other, clash) for base, _, other, clash in changed), effort)
        base = "".join(piece.base for piece in pieces)
        said = _who_changed(pieces)
        found.append(BothSides(name, labels()[name], base, theirs, mine, said))
    return found


def differences(old: Content, new: Content) -> list[Difference]:
    """Return the fields in which two texts differ, with what became of each."""
    merge = merge_contents(old, old, new)
    effort = Effort(STEPS)
    return [
        Difference(
            name,
            labels()[name],
            _runs(((p.base, p.theirs, False) for p in _in_words(merge, name)), effort),
        )
        for name in merge.differing
    ]


def options(merge: Merge, clash: Clash, *, who: str) -> list[Option]:
    """Return what can stand in the place of `clash`; `who` saved theirs."""
    piece = _in_words(merge, clash.field, [clash.piece])[0]
    effort = Effort(STEPS)
    both = gettext("Both, one after the other: first theirs, then yours")
    texts = {
        Choice.THEIRS: (who, _runs([(piece.base, piece.theirs, True)], effort)),
        Choice.MINE: (gettext("You"), _runs([(piece.base, piece.mine, True)], effort)),
        Choice.BOTH: (both, []),
    }
    order = (Choice.THEIRS, Choice.MINE, Choice.BOTH)
    return [Option(choice, *texts[choice]) for choice in order if choice in clash.choices]


def around(clash: Clash) -> tuple[str, str]:
    """Return the words before and after a clash, as far as they help to find it."""
    before, after = (
        (piece.theirs if piece.fate == Fate.THEIRS else piece.mine).split() if piece else []
        for piece in (clash.before, clash.after)
    )
    first = "… " * (len(before) > CONTEXT) + " ".join(before[-CONTEXT:])
    return first, " ".join(after[:CONTEXT]) + " …" * (len(after) > CONTEXT)


def _in_words(merge: Merge, name: str, pieces: Sequence[Piece] | None = None) -> Sequence[Piece]:
    """The pieces of one field as people read them: a picture by its name, yes and no."""
    pieces = merge.pieces[name] if pieces is None else pieces
    if name == "lead_is_decorative":
        names = {"yes": gettext("Yes"), "": gettext("No")}
    elif name == "lead_image":
        texts = (merge.base, merge.mine, merge.theirs)
        pictures = (text.lead_image for text in texts if text.lead_image)
        names = {picture.key: str(picture) for picture in pictures} | {"": gettext("None")}
    else:
        return pieces
    return [Piece(piece.fate, *(names[text] for text in piece[1:])) for piece in pieces]


def _who_changed(pieces: Sequence[Piece]) -> str:
    fates = {piece.fate for piece in pieces}
    if clashes := sum(piece.is_clash for piece in pieces):
        return ngettext(
            "Both texts change this, in %(count)s place each to something else.",
            "Both texts change this, in %(count)s places each to something else.",
            clashes,
        ) % {"count": clashes}
    if {Fate.MINE, Fate.THEIRS} <= fates:
        return gettext("Both texts change this, in different places.")
    if Fate.MINE in fates:
        more, only = (
            gettext("Your text changes more here."),
            gettext("Only your text changes this."),
        )
    else:
        more = gettext("The other text changes more here.")
        only = gettext("Only the other text changes this.")
    return more if Fate.BOTH in fates else only


def _runs(changed: Iterable[tuple[str, str, bool]], effort: Effort) -> list[Run]:
    """Runs of words from pairs of texts, before and after; True where words are still to find."""
    marked = []
    for before, after, is_coarse in changed:
        pairs = [(before, after)]
        if is_coarse:
            pieces = merged(before, before, after, (effort, effort))
            pairs = [(piece.base, piece.theirs) for piece in pieces]
        for one, other in pairs:
            if one == other:
                marked.append(("same", one))
            else:
                marked += [("deleted", one)] * bool(one) + [("inserted", other)] * bool(other)
    runs = [
        (mark, "".join(words for _, words in group))
        for mark, group in groupby(marked, key=lambda each: each[0])
    ]
    if not any(text.strip() for _, text in runs):
        runs = [("same", gettext("(nothing)"))]
    return [
        Run(mark, words, "", 0)
        for at, (mark, text) in enumerate(runs)
        for words in _shown(mark, text, is_first=not at, is_last=at == len(runs) - 1)
    ]


def _shown(mark: str, text: str, *, is_first: bool, is_last: bool) -> Iterator[str]:
    """A run as it is printed: blank lines can be seen, and what is long and the same is folded."""
    if mark != "same":
        yield text if text.strip() else text.replace("\n", "↵\n") or text
        return
    words = text.split()
    if len(words) <= MOST_SAME or (is_first and is_last):
        yield text
        return
    kept = [0 if is_first else KEPT_SAME, 0 if is_last else KEPT_SAME]
    count = len(words) - sum(kept)
    folded = ngettext(
        "[… %(count)s word that is the same …]", "[… %(count)s words that are the same …]", count
    ) % {"count": count}
    yield _first_words(text, kept[0])
    yield "\n" * (not is_first) + folded + "\n" * (not is_last)
    if not is_last:
        yield _last_words(text, kept[1])


def _first_words(text: str, count: int) -> str:
    rest = text.split(None, count)
    return text[: len(text) - len(rest[count])] if len(rest) > count else text


def _last_words(text: str, count: int) -> str:
    rest = text.rsplit(None, count)
    return text[len(rest[0]) :].lstrip() if len(rest) > count else text
