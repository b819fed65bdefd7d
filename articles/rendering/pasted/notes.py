"""Notes: footnotes and endnotes become marks of sources, with their texts in a list at the end.

A footnote of a manuscript is nearly always a source. Its mark becomes `[@note-1]`, in the grammar
of citations: the page shows that this source is still to be completed, the checks stop the page
until it is, and no word of the note is lost.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .links import fragment_of
from .tree import Element

MARK = "note-mark"
# How each program names a note, and the way back from it to its mark.
_NOTE = re.compile(
    r"_(?:ftn|edn)\d+"  # Word
    r"|ftnt\d+"  # Google Docs
    r"|sd(?:foot|end)note\d+sym"  # LibreOffice
    r"|cite_note-.+"  # Wikipedia
    r"|(?:foot|end)note-\d+"  # mammoth, which reads .docx
    r"|(?:user-content-)?fn[:-]?\w+"  # Markdown
)
_BACK = re.compile(
    r"_(?:ftn|edn)ref\d+|ftnt_ref\d+|sd(?:foot|end)note\d+anc|cite_ref-.+"
    r"|(?:foot|end)note-ref-\d+|(?:user-content-)?fnref[:-]?\w+"
)
_BACKLINK_CLASSES = {"mw-cite-backlink"}
_PARTS = {"p", "li", "dd", "td", "div", "aside"}


@dataclass
class Notes:
    """The notes of a text in the order of their marks; one without a text has no body."""

    first: int
    numbers: dict[str, int] = field(default_factory=dict)
    bodies: dict[int, Element] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def key(self, number: int) -> str:
        return f"note-{number}"


def take_notes(root: Element, *, first: int = 1) -> Notes:
    """Put a mark in the place of each reference to a note, and take the notes out of the tree.

    They are numbered from `first` on, for a text that has notes already. Notes to which nothing
    leads stay where they stand.
    """
    notes = Notes(first)
    parents = {id(child): element for element in root.walk() for child in element.elements}
    references = [one for one in root.walk() if _note_of(one) and not _is_within_note(one, parents)]
    for reference in references:
        name = _note_of(reference)
        number = notes.numbers.setdefault(name, first + len(notes.numbers))
        reference.tag, reference.children = MARK, []
        reference.attrs = {"key": notes.key(number)}
        reference.__dict__.pop("style", None)
    bodies = _Bodies(root, parents, notes.numbers)
    for name, number in notes.numbers.items():
        if body := bodies.take(name):
            notes.bodies[number] = body
    return notes


def _note_of(element: Element) -> str:
    """The name of the note that a link leads to."""
    if element.tag != "a":
        return ""
    name = fragment_of(element.attrs.get("href", ""))
    return name if _NOTE.fullmatch(name) and not _BACK.fullmatch(name) else ""


def _is_back(element: Element) -> bool:
    name = fragment_of(element.attrs.get("href", ""))
    return element.tag == "a" and bool(_BACK.fullmatch(name))


def _is_within_note(element: Element, parents: dict[int, Element]) -> bool:
    """A note that mentions another stays as it is written: a mark would lead from list to list."""
    parent: Element | None = element
    while parent := parents.get(id(parent)):
        if _NOTE.fullmatch(parent.attrs.get("id", "")):
            return True
    return False


class _Bodies:
    """Finds the text of each note: the largest part that belongs to it alone."""

    def __init__(self, root: Element, parents: dict[int, Element], wanted: dict[str, int]) -> None:
        self._parents = parents
        self._places: dict[str, Element] = {}
        # How many notes and marks each element holds: what holds one note and no mark is its body.
        self._held: Counter[int] = Counter()
        for element in root.walk():
            names = {element.attrs.get("id", ""), element.attrs.get("name", "")} & wanted.keys()
            for name in names:
                self._places.setdefault(name, element)
            if names or element.tag == MARK:
                for around in self._around(element):
                    self._held[id(around)] += 1

    def take(self, name: str) -> Element | None:
        """Return the body of a note, without the way back to its mark, and take it out."""
        place = self._places.get(name)
        if place is None:
            return None
        body = next((one for one in self._around(place) if one.tag in _PARTS), None)
        while body and self._is_all_of(body):
            body = self._parents[id(body)]
        if body is None or self._held[id(body)] > 1:
            return None
        around = self._parents[id(body)]
        around.children = [child for child in around.children if child is not body]
        _drop_ways_back(body)
        return body if body.text else None

    def _around(self, element: Element) -> Iterator[Element]:
        """The element, and what it stands in, without the root."""
        one: Element | None = element
        while one is not None and id(one) in self._parents:
            yield one
            one = self._parents[id(one)]

    def _is_all_of(self, body: Element) -> bool:
        """Whether the box around a part holds nothing but the same note."""
        around = self._parents[id(body)]
        # The line that parts notes from the text stands in the box around all of them.
        is_box = around.tag in ("div", "aside") and body.tag != "li"
        is_box = is_box and not any(one.tag == "hr" for one in around.elements)
        return is_box and id(around) in self._parents and self._held[id(around)] == 1


def _drop_ways_back(element: Element) -> None:
    element.children = [
        child
        for child in element.children
        if isinstance(child, str) or not (_is_back(child) or child.classes & _BACKLINK_CLASSES)
    ]
    for child in element.elements:
        _drop_ways_back(child)
