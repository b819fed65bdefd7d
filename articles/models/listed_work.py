"""Listed works: the entries of the list of references under a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from articles import rendering
from articles.models.reference import Reference

_FACTS = frozenset(field.name for field in fields(rendering.Work))


@dataclass(frozen=True)
class ListedWork:
    """One entry: the source under `number`, which `uses` marks in the text cite.

    `work` is None while the register does not know the key, which only a preview can show.
    """

    key: str
    number: int
    uses: int
    work: rendering.Work | None

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> ListedWork:
        """Return the entry that one of `Revision.works` describes."""
        work = {name: value for name, value in facts.items() if name in _FACTS}
        return cls(
            key=facts["key"],
            number=facts["number"],
            uses=facts["uses"],
            work=rendering.Work(**work) if facts["known"] else None,
        )

    @property
    def id(self) -> str:
        """What the marks in the text lead to."""
        return f"frame-reference-{self.number}"

    @property
    def text(self) -> rendering.Reference | None:
        """The source in NLM style, in the pieces that a page marks up."""
        return self.work and rendering.reference_of(self.work)

    @property
    def kind(self) -> str:
        """What kind of source it is, in words."""
        return Reference.Type(self.work.type).label if self.work else ""

    @property
    def state(self) -> str:
        """The state of a source that does not hold any more, else an empty text."""
        is_current = self.work is None or self.work.state == Reference.State.CURRENT
        return "" if is_current else self.work.state

    @property
    def state_words(self) -> str:
        """The same in a sentence for readers."""
        match self.state:
            case Reference.State.RETRACTED:
                return _("Retracted: this source no longer counts.")
            case Reference.State.SUPERSEDED:
                return _("Superseded: newer work has replaced this source.")
        return ""

    @property
    def as_mark(self) -> str:
        """What stands for a mark where texts are compared: its name, and whether it still holds."""
        match self.state:
            case Reference.State.RETRACTED:
                words = _("[retracted source: %(name)s]")
            case Reference.State.SUPERSEDED:
                words = _("[superseded source: %(name)s]")
            case _current:
                words = _("[source: %(name)s]")
        return words % {"name": self.work.name if self.work else self.key}

    @property
    def as_line(self) -> str:
        """The entry as one line of plain text, with what readers must know of its state."""
        note = self.work.state_note if self.work and self.state else ""
        pieces = (str(self.text or self.key), self.state_words, note)
        return " ".join(piece for piece in pieces if piece)

    @property
    def marks(self) -> list[str]:
        """The ids of the marks that cite it, in the order of the text."""
        places = range(1, self.uses + 1) if self.work else ()
        return [f"frame-citation-{self.number}-{place}" for place in places]
