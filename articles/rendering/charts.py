"""Charts: where the charts of a text stand, and the figure around each drawing."""

from collections.abc import Iterator, Sequence
from html import escape

from django.utils.text import get_text_list
from django.utils.translation import gettext
from markdown_it.token import Token

from .chart import Chart, Series
from .chart_bars import bars
from .chart_blocks import ChartBlock, number_in
from .chart_lines import lines
from .chart_pen import em

_NAME = "chart"
# More rows than this that share a number are counted, not named.
_MOST_NAMED = 3


def place_charts(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Turn each block called `chart` into a chart; return what is wrong with the others.

    A block that cannot be drawn becomes a `broken_chart`, which shows its faults and what was
    typed. The faults are sentences that name the chart.
    """
    found: list[str] = []
    for token in tokens:
        if token.type != "fence" or token.info.lower().split()[:1] != [_NAME]:
            continue
        block = ChartBlock.read(token.info.strip()[len(_NAME) :], token.content)
        chart = block.chart()
        if chart:
            token.type = "chart"
            token.meta["chart"] = chart
        else:
            token.type = "broken_chart"
            token.meta["faults"] = block.faults
            found += (_named(fault, block.title) for fault in block.faults)
    return tuple(found)


def figure(token: Token) -> str:
    """Return the HTML of a chart: its title, the drawing, the same as a table, its notes."""
    return draw(token.meta["chart"])


def draw(chart: Chart) -> str:
    """Return the HTML of `chart`, whatever its numbers came from; every word in it is escaped."""
    notes = "".join(f'<p class="chart__note">{escape(note)}</p>\n' for note in _notes(chart))
    return (
        f'<figure class="chart">\n<figcaption class="chart__title">{escape(chart.title)}'
        f"</figcaption>\n{_drawing(chart)}{_table(chart)}{notes}</figure>\n"
    )


def broken(token: Token) -> str:
    """Return what stands in place of a chart that cannot be drawn: why, and what was typed."""
    label = gettext("This chart cannot be drawn:")
    faults = "".join(f"<li>{escape(fault)}</li>\n" for fault in token.meta["faults"])
    return (
        f'<div class="broken-chart">\n<p class="broken-chart__label">{escape(label)}</p>\n'
        f"<ul>\n{faults}</ul>\n<pre><code>{escape(token.content)}</code></pre>\n</div>\n"
    )


def in_words(chart: Chart) -> str:
    """Return what a chart shows, for people who cannot see it: its kind, title and extremes."""
    if chart.kind == "bars":
        opening = gettext("Bar chart: %(title)s.")
    else:
        opening = gettext("Line chart: %(title)s.")
    sentences = [opening % {"title": chart.title.rstrip(".")}]
    for series in chart.series:
        if len(chart.series) > 1:
            sentences.append(f"{series.name}:")
        sentences += _findings(chart, series)
    sentences.append(gettext("All numbers are in the table below."))
    return " ".join(sentences)


def _named(fault: str, title: str) -> str:
    if not title:
        return gettext("A chart cannot be drawn: %(fault)s") % {"fault": fault}
    return gettext("The chart “%(title)s” cannot be drawn: %(fault)s") % {
        "title": title,
        "fault": fault,
    }


def _notes(chart: Chart) -> Iterator[str]:
    if chart.note:
        yield chart.note
    if chart.answers:
        yield gettext("Answers: %(count)s.") % {"count": chart.answers.rstrip(".")}
    if chart.source:
        yield gettext("Source: %(source)s.") % {"source": chart.source.rstrip(".")}


def _drawing(chart: Chart) -> str:
    parts, height = (bars if chart.kind == "bars" else lines)(chart)
    return (
        f'<div class="chart__drawing">\n<svg class="chart__svg" role="img" '
        f'aria-label="{escape(in_words(chart))}" width="100%" height="{em(height)}">\n'
        f"{''.join(parts)}</svg>\n</div>\n"
    )


def _findings(chart: Chart, series: Series) -> list[str]:
    found = []
    if chart.kind == "lines":
        found.append(
            gettext("From %(start)s (%(first)s) to %(end)s (%(last)s).")
            % {
                "start": series.shown[0],
                "first": chart.labels[0],
                "end": series.shown[-1],
                "last": chart.labels[-1],
            }
        )
    high, low = max(series.values), min(series.values)
    if high == low:
        return [*found, gettext("All are %(value)s.") % {"value": series.shown[0]}]
    return [
        *found,
        gettext("Highest: %(value)s, %(labels)s.") % _where(chart, series, high),
        gettext("Lowest: %(value)s, %(labels)s.") % _where(chart, series, low),
    ]


def _where(chart: Chart, series: Series, value: float) -> dict[str, str]:
    places = [at for at, other in enumerate(series.values) if other == value]
    labels = [chart.labels[at] for at in places[:_MOST_NAMED]]
    if more := len(places) - len(labels):
        labels.append(gettext("%(count)s more") % {"count": more})
    return {
        "value": series.shown[places[0]],
        "labels": get_text_list(labels, gettext("and")),
    }


def _table(chart: Chart) -> str:
    label = gettext("In numbers: %(title)s") % {"title": chart.title}
    heads = chart.heads or (gettext("What"), gettext("How many"))
    drawn = {series.column for series in chart.series}
    sides = [
        ' class="align-right"'
        if at and (at in drawn or all(number_in(row[at]) is not None for row in chart.rows))
        else ""
        for at in range(len(heads))
    ]
    names = "".join(
        f'<th{side} scope="col">{escape(head)}</th>\n'
        for side, head in zip(sides, heads, strict=True)
    )
    rows = "".join(f"<tr>\n{_row(row, sides)}</tr>\n" for row in chart.rows)
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{escape(label)}">\n'
        f"<table>\n<caption>{escape(gettext('In numbers'))}</caption>\n"
        f"<thead>\n<tr>\n{names}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _row(row: Sequence[str], sides: Sequence[str]) -> str:
    label, *cells = row
    return f'<th scope="row">{escape(label)}</th>\n' + "".join(
        f"<td{side}>{escape(cell)}</td>\n" for side, cell in zip(sides[1:], cells, strict=True)
    )
