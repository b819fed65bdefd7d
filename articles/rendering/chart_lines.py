"""Lines: a chart whose rows stand beside each other, most often one for each year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from string import ascii_uppercase

from . import chart_pen as pen
from .chart import Chart, Series

_HEIGHT = 10.0
# Room above the plot for the number at its highest point, and below it for the labels.
_ABOVE = 1.8
_BELOW = 2.0
# A name as short as this stands at the end of its line, and is not needed above the drawing.
_SHORT_NAME = 4.0


@dataclass(frozen=True)
class _Plot:
    """Where the lines are: its sides in percent, its top in em, and the numbers it spans."""

    left: float
    right: float
    top: float
    low: float
    high: float
    last: int

    @property
    def room(self) -> float:
        """Its width in em, in the narrowest drawing."""
        return pen.NARROWEST * (self.right - self.left) / 100

    @property
    def bottom(self) -> float:
        return self.top + _HEIGHT

    def across(self, at: int) -> float:
        return self.left + (self.right - self.left) * at / self.last

    def down(self, value: float) -> float:
        return self.top + _HEIGHT * (self.high - value) / (self.high - self.low)


def lines(chart: Chart) -> tuple[list[str], float]:
    """Return the parts of the drawing of a chart, and its height in em."""
    several = len(chart.series) > 1
    names = [series.name for series in chart.series]
    is_direct = several and all(pen.width_of(name) <= _SHORT_NAME for name in names)
    ends = [one.shown[-1] for one in chart.series]
    parts: list[str] = []
    y = 0.0
    if is_direct:
        ends = [f"{end} {name}" for end, name in zip(ends, names, strict=True)]
    elif several:
        # Where lines end close together, their numbers cannot stand where they end.
        ends = [f"{letter}: {end}" for letter, end in zip(ascii_uppercase, ends, strict=False)]
        lettered = zip(ascii_uppercase, names, strict=False)
        parts, y = pen.key([f"{letter}: {name}" for letter, name in lettered], "lines")
    ticks = _ticks(chart)
    left = 100 * (max(map(pen.width_of, ticks.values())) + 0.8) / pen.NARROWEST
    right = 100 - 100 * (max(map(pen.width_of, ends)) + 0.9) / pen.NARROWEST
    plot = _Plot(
        left=left,
        right=max(left + 30, right),
        top=y + _ABOVE,
        low=min(ticks),
        high=max(ticks),
        last=len(chart.rows) - 1,
    )
    for value, words in ticks.items():
        y = plot.down(value)
        css_class = "chart__grid" if value else "chart__axis"
        parts.append(pen.rule(css_class, plot.left, plot.right, y))
        parts.append(pen.text("chart__tick", words, x=left, y=y + 0.35, dx=-0.6, anchor="end"))
    for number, series in enumerate(chart.series, start=1):
        parts.append(_line(number, series, plot))
        parts += (
            pen.marker(number, plot.across(at), plot.down(value))
            for at, value in enumerate(series.values)
        )
    if not several:
        parts += _values(chart.series[0], plot)
    heights = _apart([plot.down(one.values[-1]) for one in chart.series], plot)
    for end, y in zip(ends, heights, strict=True):
        parts.append(pen.text("chart__value", end, x=plot.right, y=y + 0.35, dx=0.8))
    parts += _places(chart.labels, plot)
    return parts, plot.bottom + _BELOW


def _line(number: int, series: Series, plot: _Plot) -> str:
    """The line of a series. Its points cannot be percentages: it is a drawing that stretches."""
    points = " ".join(
        f"{pen.short(100 * at / plot.last)},"
        f"{pen.short(100 * (plot.high - value) / (plot.high - plot.low))}"
        for at, value in enumerate(series.values)
    )
    return (
        f'<svg class="chart__plot" x="{pen.percent(plot.left)}" y="{pen.em(plot.top)}" '
        f'width="{pen.percent(plot.right - plot.left)}" height="{pen.em(_HEIGHT)}" '
        f'viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<polyline class="chart__line chart__line--{number}" points="{points}"></polyline></svg>\n'
    )


def _values(series: Series, plot: _Plot) -> Iterator[str]:
    """The numbers above the points: of all when there is room, or else of the highest.

    The last one stands at the end of the line.
    """
    step = plot.room / plot.last
    if all(pen.width_of(shown) + 0.4 <= step for shown in series.shown):
        points = list(range(plot.last))
    else:
        points = [series.values.index(max(series.values))]
    for at in points:
        if at < plot.last:
            x, y = plot.across(at), plot.down(series.values[at]) - 0.7
            anchor = "middle" if at else "start"
            yield pen.text("chart__value", series.shown[at], x=x, y=y, anchor=anchor)


def _places(labels: Sequence[str], plot: _Plot) -> Iterator[str]:
    """The labels below: of the first and the last, and of as many between as have room."""
    y = plot.bottom + 1.6
    first, last = (pen.shortened(labels[at], plot.room * 0.47) for at in (0, -1))
    yield pen.text("chart__place", first, x=plot.left, y=y)
    free, end = pen.width_of(first) + 0.5, plot.room - pen.width_of(last) - 0.5
    for at in range(1, plot.last):
        middle, half = plot.room * at / plot.last, pen.width_of(labels[at]) / 2
        if free <= middle - half and middle + half <= end:
            yield pen.text("chart__place", labels[at], x=plot.across(at), y=y, anchor="middle")
            free = middle + half + 0.5
    yield pen.text("chart__place", last, x=plot.right, y=y, anchor="end")


def _apart(heights: Sequence[float], plot: _Plot) -> list[float]:
    """The heights of words, moved as little as needed to stand one line apart."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    moved = list(heights)
    free = plot.top - 0.5
    for at in order:
        moved[at] = max(moved[at], free)
        free = moved[at] + pen.LINE
    free = plot.bottom
    for at in reversed(order):
        moved[at] = min(moved[at], free)
        free = moved[at] - pen.LINE
    return moved


def _ticks(chart: Chart) -> dict[float, str]:
    """A few round numbers beside the lines, from zero or below, with their words.

    They begin at zero, so that a small change does not look like a large one.
    """
    values = [value for series in chart.series for value in series.values]
    low, high = min(0.0, *values), max(0.0, *values)
    step = _round_step((high - low) / 4 or 1.0)
    digits = max(0, -floor(log10(step)))
    sign = "%" if chart.of_hundred else ""
    first = floor(low / step)
    last = max(ceil(high / step), first + 1)
    return {at * step: f"{at * step:,.{digits}f}{sign}" for at in range(first, last + 1)}


def _round_step(least: float) -> float:
    """The next of 1, 2, 5, 10 and so on that is not below `least`."""
    ten = 10.0 ** floor(log10(least))
    return next(step * ten for step in (1, 2, 5, 10, 20) if step * ten >= least)
