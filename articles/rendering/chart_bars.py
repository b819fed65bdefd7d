"""Bars: a chart whose rows stand below each other, each label above its bars."""

from . import chart_pen as pen
from .chart import Chart

_GAP = 0.8
_BETWEEN = 0.3
_BELOW_LABEL = 0.15


def bars(chart: Chart) -> tuple[list[str], float]:
    """Return the parts of the drawing of a chart, and its height in em."""
    several = len(chart.series) > 1
    names = [series.name for series in chart.series]
    parts, y = pen.key(names, "bars") if several else ([], 0.0)
    longest = max(pen.width_of(shown) for series in chart.series for shown in series.shown)
    room = max(40.0, 100 - 100 * (longest + 0.6) / pen.NARROWEST)
    full = _full(chart)
    for at, label in enumerate(chart.labels):
        for line in pen.wrapped(label, pen.NARROWEST - 0.3):
            parts.append(pen.text("chart__label", line, x=0, y=y + 1))
            y += pen.LINE
        y += _BELOW_LABEL
        for number, series in enumerate(chart.series, start=1):
            width = room * series.values[at] / full
            if chart.of_hundred and full == 100:
                parts.append(pen.trough(room, y))
            parts.append(pen.bar(number, width, y))
            parts.append(pen.text("chart__value", series.shown[at], x=width, y=y + 0.8, dx=0.4))
            y += pen.BAR + _BETWEEN
        y += _GAP
    return parts, y - _GAP


def _full(chart: Chart) -> float:
    """The number that a bar of full length stands for.

    A share is seen best as a part of its whole; but where all are tiny, nobody could see them.
    """
    highest = max(max(series.values) for series in chart.series)
    if chart.of_hundred and 10 <= highest <= 100:
        return 100.0
    return highest or 1.0
