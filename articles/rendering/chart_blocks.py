"""Chart blocks: how an author types the numbers of a chart.

    ```chart bars What makes reading hard
    source: Reader survey, 2026
    n: 412

    Answer         | Share
    -------------- | -----
    Double vision  | 61%
    Small print    | 38%
    ```

Behind `chart` stand its kind and its title; then come lines with a key, and rows as in any table.
The rule below the names of the columns may be left out, and with it the names of a single column.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.text import get_text_list
from django.utils.translation import gettext

from .chart import KINDS, MAX_ROWS, MAX_SERIES, Chart, Series
from .tables import cells_of

MAX_COLUMNS = 10
MAX_LABEL = 100
MAX_TITLE = 150
MAX_UNIT = 12
# A text of nothing but mistakes is not told all of them at once.
_MOST_FAULTS = 5

_KEYS = ("title", "kind", "unit", "draw", "source", "n", "note")
_KEY = re.compile(rf"({'|'.join(_KEYS)})[ \t]*:(.*)", re.IGNORECASE)
_RULE = re.compile(r":?-+:?")
_NUMBER = re.compile(
    r"(?P<sign>[-−+]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?P<rest>\.[0-9]{1,6})?"
    r"(?P<percent>\s?%)?"
)
_LIKE_A_NUMBER = re.compile(r"[-−+]?\s?[0-9]")


def number_in(cell: str) -> float | None:
    """Return the number that a cell holds ("61", "1,234.5", "61 %"), or None."""
    match = _NUMBER.fullmatch(cell)
    if not match:
        return None
    value = float(match["whole"].replace(",", "") + (match["rest"] or ""))
    return -value if match["sign"] in ("-", "−") and value else value


@dataclass
class ChartBlock:
    """A block while it is being understood; what cannot be is among the `faults`."""

    keys: dict[str, str] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    has_rule: bool = False
    faults: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, info: str, content: str) -> "ChartBlock":
        """Sort the lines of a block into keys and rows; `info` is what stands behind its name."""
        typed = cls()
        first, *rest = info.split(maxsplit=1) or [""]
        if first.lower() in KINDS:
            typed.keys = {"kind": first, "title": "".join(rest).strip()}
        else:
            typed.keys = {"title": info.strip()}
        # One row more than there may be is enough to know that there are too many.
        for number, line in enumerate(content.splitlines(), start=1):
            if line.strip() and len(typed.faults) < _MOST_FAULTS:
                typed._line(number, line.strip())
            if len(typed.rows) > MAX_ROWS + 1:
                break
        return typed

    @property
    def title(self) -> str:
        return self.keys.get("title", "")

    @property
    def kind(self) -> str:
        return self.keys.get("kind", "bars").lower()

    @property
    def unit(self) -> str:
        return self.keys.get("unit", "")

    def chart(self) -> Chart | None:
        """Return the chart, or None when there are faults."""
        for fault in self._faults():
            if len(self.faults) < _MOST_FAULTS:
                self.faults.append(fault)
        if self.faults:
            return None
        heads, rows, drawn = self._heads(), self._body(), self._drawn()
        shown = [
            [self._shown(cell) if at in drawn else cell for at, cell in enumerate(row)]
            for row in rows
        ]
        series = tuple(
            Series(
                column=at,
                name=heads[at],
                values=tuple(number_in(row[at]) or 0.0 for row in rows),
                shown=tuple(row[at] for row in shown),
            )
            for at in drawn
        )
        return Chart(
            kind=self.kind,
            title=self.title,
            heads=tuple(heads) if self._has_heads else (),
            rows=tuple(map(tuple, shown)),
            series=series,
            of_hundred=self.unit == "%" or "%" in rows[0][drawn[0]],
            note=self.keys.get("note", ""),
            answers=self.keys.get("n", ""),
            source=self.keys.get("source", ""),
        )

    def _line(self, number: int, line: str) -> None:
        key = _KEY.match(line)
        if key and ("|" not in line or not self.rows):
            self.keys[key[1].lower()] = key[2].strip()
        elif "|" not in line:
            self.faults.append(
                gettext(
                    "“%(line)s” (line %(number)s) is neither a row such as “Double vision | 61” "
                    "nor one of these with a colon behind it: %(keys)s."
                )
                % {"line": line[:MAX_LABEL], "number": number, "keys": ", ".join(_KEYS)}
            )
        else:
            cells = cells_of(line)
            if len(self.rows) == 1 and cells and all(map(_RULE.fullmatch, cells)):
                self.has_rule = True
            else:
                self.rows.append(cells)

    @property
    def _has_heads(self) -> bool:
        """Whether the first row names the columns: a rule follows, or nothing in it is a number.

        "6l" is not one either, but was meant to be.
        """
        first = self.rows[0] if self.rows else []
        return self.has_rule or (len(first) > 1 and not any(map(_LIKE_A_NUMBER.match, first[1:])))

    def _body(self) -> list[list[str]]:
        return self.rows[1:] if self._has_heads else self.rows

    def _heads(self) -> list[str]:
        if self._has_heads:
            return self.rows[0]
        return ["", ""]

    def _drawn(self) -> list[int]:
        """The columns that are drawn: those named by `draw:`, or else all but the first."""
        names = [name.casefold() for name in self._names()]
        return [
            at
            for at, head in enumerate(self._heads())
            if at and (not names or head.casefold() in names)
        ]

    def _names(self) -> list[str]:
        return [name.strip() for name in self.keys.get("draw", "").split(",") if name.strip()]

    def _shown(self, cell: str) -> str:
        if not self.unit or "%" in cell:
            return cell
        return cell + self.unit if self.unit == "%" else f"{cell}\N{NO-BREAK SPACE}{self.unit}"

    def _faults(self) -> Iterator[str]:
        if not self.title:
            yield gettext("it has no title. Write it behind “chart”.")
        elif len(self.title) > MAX_TITLE:
            yield gettext("its title is longer than %(limit)s characters.") % {"limit": MAX_TITLE}
        if self.kind not in KINDS:
            yield gettext("“%(kind)s” is no kind of chart. Use one of these: %(kinds)s.") % {
                "kind": self.kind[:MAX_LABEL],
                "kinds": ", ".join(KINDS),
            }
        if len(self.unit) > MAX_UNIT:
            yield gettext("its unit is longer than %(limit)s characters.") % {"limit": MAX_UNIT}
        if not self._body():
            if not self.faults:
                yield gettext("it has no numbers. Write rows such as “Double vision | 61”.")
            return
        shape = list(self._faults_of_shape())
        yield from shape or self._faults_of_numbers()

    def _faults_of_shape(self) -> Iterator[str]:
        rows, heads = self._body(), self._heads()
        if len(rows) > MAX_ROWS:
            yield gettext("it has more than %(limit)s rows.") % {"limit": MAX_ROWS}
        if len(heads) > MAX_COLUMNS:
            yield gettext("it has more than %(limit)s columns.") % {"limit": MAX_COLUMNS}
        if not self._has_heads and len(rows[0]) > 2:
            yield gettext("its columns have no names. Write them in a first row.")
            return
        for row in rows:
            if len(row) != len(heads):
                yield gettext(
                    "the row “%(row)s” has %(count)s cells, and there are %(columns)s columns."
                ) % {"row": _start(row), "count": len(row), "columns": len(heads)}
        for cell in (cell for row in (heads, *rows) for cell in row):
            if len(cell) > MAX_LABEL:
                yield gettext("“%(cell)s…” is longer than %(limit)s characters.") % {
                    "cell": cell[:40],
                    "limit": MAX_LABEL,
                }
        if unlabelled := sum(not row[0] for row in rows if row):
            yield gettext("%(count)s rows have no words in their first cell.") % {
                "count": unlabelled
            }
        known = {head.casefold() for head in heads[1:]}
        for name in self._names():
            if name.casefold() not in known:
                yield gettext("no column has the name “%(name)s”, which it should draw.") % {
                    "name": name[:MAX_LABEL]
                }
        drawn = self._drawn()
        if len(drawn) > MAX_SERIES:
            yield gettext(
                "it would draw %(count)s columns, and more than %(limit)s cannot be told apart. "
                "Name those to draw: “draw: %(name)s”."
            ) % {"count": len(drawn), "limit": MAX_SERIES, "name": heads[1][:MAX_LABEL]}
        if len(drawn) > 1 and any(not heads[at] for at in drawn):
            yield gettext("a column has no name.")
        if self.kind == "lines" and len(rows) < 2:
            yield gettext("a line needs at least two rows.")

    def _faults_of_numbers(self) -> Iterator[str]:
        rows, drawn = self._body(), self._drawn()
        if not drawn:
            yield gettext("it has no numbers. Write rows such as “Double vision | 61”.")
        is_sound = True
        for row in rows:
            for cell in (row[at] for at in drawn):
                value = number_in(cell)
                if value is None:
                    is_sound = False
                    yield gettext(
                        "“%(cell)s” in the row “%(row)s” is not a number. Write it as 61, 61%%, "
                        "1,234 or 3.5."
                    ) % {"cell": cell, "row": row[0]}
                elif value < 0 and self.kind == "bars":
                    yield gettext(
                        "bars cannot show “%(cell)s”, which is below zero. Draw lines."
                    ) % {"cell": cell}
        percents = {"%" in row[at] for row in rows for at in drawn}
        if is_sound and percents == {True} and self.unit not in ("", "%"):
            yield gettext("its unit is “%(unit)s”, but its numbers are percentages.") % {
                "unit": self.unit
            }
        elif is_sound and len(percents) > 1 and self.unit != "%":
            names = get_text_list([f"“{self._heads()[at]}”" for at in drawn], gettext("and"))
            yield gettext(
                "percentages and other numbers (%(names)s) do not fit on one scale. Name what to "
                "draw: “draw: %(name)s”."
            ) % {"names": names, "name": self._heads()[drawn[-1]]}


def _start(row: Sequence[str]) -> str:
    return " | ".join(row)[:60]
