"""Merging: what two editors made of one text, put together field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from articles.models import Image, Revision
from articles.publishing.content import Content, content_of
from articles.rendering import Choice, Effort, Piece, fate_of, merged, resolved

# About half a second of comparing for each of the two texts; the database is locked meanwhile.
STEPS = 500_000

# The picture and what is said about it: what one editor wrote about their picture must never come
# to stand beside the other's.
LEAD = ("lead_image", "lead_alt", "lead_is_decorative")


class Clash(NamedTuple):
    """One place in one field that both have changed, and each to something else.

    `name` tells it apart from all others of the merge; `before` and `after` are the pieces around.
    """

    name: str
    field: str
    piece: Piece
    before: Piece | None
    after: Piece | None

    @property
    def choices(self) -> list[Choice]:
        """What can stand there; of two pictures only one."""
        return list(Choice)[:2] if self.field in LEAD[::2] else list(Choice)


@dataclass(frozen=True)
class Merge:
    """Two texts and their common base, with what became of each field, in pieces."""

    base: Content
    mine: Content
    theirs: Content
    pieces: Mapping[str, tuple[Piece, ...]]
    lead_is_one: bool

    @property
    def differing(self) -> list[str]:
        """The fields in which the two texts differ, in the order of a page."""
        return [name for name in self.pieces if _differ(self.mine, self.theirs, name)]

    @property
    def clashes(self) -> list[Clash]:
        """Every place where somebody must choose, in the order of a page."""
        return [clash for name in self.pieces for clash in self._clashes_in(name)]

    @property
    def mine_has_theirs(self) -> bool:
        """Whether nothing that `theirs` did is missing in `mine`, as when one goes on writing."""
        return all(piece.mine_has_theirs for pieces in self.pieces.values() for piece in pieces)

    def content(self, choices: Mapping[str, Choice]) -> Content:
        """Return the merged text. `choices` has one for each clash, by its name.

        Raises KeyError when one is missing.
        """
        return Content(
            **{
                name: self._value(
                    name,
                    resolved(
                        pieces,
                        {
                            number: choices[self._name_of(name, number)]
                            for number in range(sum(piece.is_clash for piece in pieces))
                        },
                    ),
                )
                for name, pieces in self.pieces.items()
            }
        )

    def _clashes_in(self, name: str) -> Iterator[Clash]:
        if self.lead_is_one and name in LEAD[1:]:
            return  # decided together with the picture
        pieces = self.pieces[name]
        number = 0
        for at, piece in enumerate(pieces):
            if piece.is_clash:
                before = pieces[at - 1] if at else None
                after = pieces[at + 1] if at + 1 < len(pieces) else None
                yield Clash(self._name_of(name, number), name, piece, before, after)
                number += 1

    def _name_of(self, field: str, number: int) -> str:
        if self.lead_is_one and field in LEAD:
            field = LEAD[0]
        return f"{field}-{number}"

    def _value(self, name: str, text: str) -> object:
        match name:
            case "key_points":
                return tuple(point for line in text.split("\n") if (point := line.strip()))
            case "lead_image":
                texts = (self.base, self.mine, self.theirs)
                return next((t.lead_image for t in texts if _as_text(t, name) == text), None)
            case "lead_is_decorative":
                return bool(text)
            case "title" | "summary" | "lead_alt":
                # Both texts one after the other still stand on one line.
                return " ".join(text.split()) if "\n" in text else text
        return text


def merge_contents(base: Content, mine: Content, theirs: Content) -> Merge:
    """Return what `mine` and `theirs` each made of `base`, field by field.

    What only one of them changed is taken from that one. Words that both changed clash, and so do
    pictures, with all that is said about them.
    """
    efforts = Effort(STEPS), Effort(STEPS)
    texts = base, mine, theirs
    lead_is_one = len({text.lead_image for text in texts}) > 1
    pieces = {}
    for field in fields(Content):
        name = field.name
        values = [_as_text(text, name) for text in texts]
        if name in LEAD and (lead_is_one or name != "lead_alt"):
            whole = [_lead(text) for text in texts] if lead_is_one else values
            # A clash of the pictures takes along even what is said of both in the same words.
            pieces[name] = (Piece(fate_of(*whole), *values),)
        else:
            pieces[name] = merged(*values, efforts)
    return Merge(base, mine, theirs, pieces, lead_is_one)


def merge_revisions(mine: Revision, theirs: Revision) -> Merge:
    """Return the merge of two revisions of one article over their common base."""
    base = common_base(mine, theirs)
    return merge_contents(content_of(base), content_of(mine), content_of(theirs))


def common_base(mine: Revision, theirs: Revision) -> Revision:
    """Return the newest text that both were made from; one of them, where it is the other's base.

    Where the chain of one is broken, the oldest text of the article stands in.
    """
    rows = Revision.objects.filter(article_id=mine.article_id).only("number", "based_on_id")
    based_on = {row.pk: row.based_on_id for row in rows}
    line = set(_line(theirs.pk, based_on))
    found = next((pk for pk in _line(mine.pk, based_on) if pk in line), None)
    texts = Revision.objects.select_related("lead_image").filter(article_id=mine.article_id)
    return texts.get(pk=found) if found else texts.order_by("number").first()


def _line(pk: object, based_on: Mapping[object, object]) -> Iterable[object]:
    """A text, what it was made from, and so on."""
    while pk is not None:
        yield pk
        pk = based_on.get(pk)


def _differ(one: Content, other: Content, name: str) -> bool:
    return getattr(one, name) != getattr(other, name)


def _as_text(content: Content, name: str) -> str:
    value = getattr(content, name)
    if isinstance(value, Image):
        return value.key
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return value or ""


def _lead(content: Content) -> tuple[str, ...]:
    return tuple(_as_text(content, name) for name in LEAD)
