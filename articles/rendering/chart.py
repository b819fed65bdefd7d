"""A chart: numbers that an author typed, understood, and not yet drawn."""

from dataclasses import dataclass

KINDS = ("bars", "lines")
# What a person can take in, and what has a pattern of its own without colour.
MAX_SERIES = 6
MAX_ROWS = 40


@dataclass(frozen=True)
class Series:
    """One column of numbers: its name, the numbers, and how each is written on the page.

    `column` is its place in the table.
    """

    column: int
    name: str
    values: tuple[float, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """What an author typed, understood.

    `kind` is one of KINDS. `heads` and `rows` are the table as readers see it, units included; the
    first cell of a row is its label, and `heads` is empty when the author named no column.
    `series` are the columns that are drawn; `of_hundred` says that they are percentages. `note`,
    `answers` (how many there were) and `source` stand below and may be empty.
    """

    kind: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    series: tuple[Series, ...]
    of_hundred: bool
    note: str = ""
    answers: str = ""
    source: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self.rows)

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """Every word that the author typed for readers, in cells."""
        notes = ((words,) for words in (self.note, self.answers, self.source))
        return tuple(line for line in ((self.title,), self.heads, *self.rows, *notes) if any(line))
