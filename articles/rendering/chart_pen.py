"""The pen of the charts: SVG that grows with the letters and fits any width.

Widths are percentages, heights are `em`: nothing is scaled, so that the words in a drawing are as
large as those around it, on a phone as on a desk. What depends on the length of words is reckoned
for a drawing that is NARROWEST wide; the style sheet never lets it have fewer `em`.
Series differ by pattern, dash and marker; colours are the style sheet's alone.
"""

from collections.abc import Iterator, Sequence
from html import escape
from unicodedata import combining, east_asian_width

NARROWEST = 14.5
LINE = 1.3
BAR = 0.9

_LONGEST_SAMPLE = 2.4
# One for each series: disc, square, triangle, cross, ring, bar.
_MARKERS = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-3.6-3.6h7.2v7.2h-7.2z",
    "M0-4.8 4.6 3.6h-9.2z",
    "M-4-4 4 4M-4 4 4-4",
    "M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z",
    "M0-5v10",
)


def text(css_class: str, words: str, *, x: float, y: float, dx: float = 0, anchor: str = "") -> str:
    """Return one line of text; `x` is in percent, `y` and `dx` in em."""
    aside = f' dx="{em(dx)}"' if dx else ""
    side = f' text-anchor="{anchor}"' if anchor else ""
    return (
        f'<text class="{css_class}" x="{percent(x)}" y="{em(y)}"{aside}{side}>'
        f"{escape(words)}</text>\n"
    )


def rule(css_class: str, left: float, right: float, y: float) -> str:
    """Return a level line."""
    return (
        f'<line class="{css_class}" x1="{percent(left)}" x2="{percent(right)}" '
        f'y1="{em(y)}" y2="{em(y)}"></line>\n'
    )


def trough(width: float, y: float) -> str:
    """Return the ground that a bar fills a part of."""
    return _box("chart__trough", percent(width), y)


def bar(number: int, width: float, y: float) -> str:
    """Return a bar of the series `number`: an outline, and its pattern as a dashed line in it."""
    return _bar(number, percent(width), y)


def marker(number: int, x: float, y: float) -> str:
    """Return the marker of a series, with its middle at a point of the drawing."""
    return _marker(number, percent(x), y)


def key(names: Sequence[str], kind: str) -> tuple[list[str], float]:
    """Return what each pattern or marker stands for, and how high that is."""
    parts: list[str] = []
    y = 0.0
    for number, name in enumerate(names, start=1):
        if kind == "bars":
            parts.append(_bar(number, "1.8em", y + 0.2))
        else:
            middle = em(y + 0.65)
            parts.append(
                f'<line class="chart__line chart__line--{number}" x1="0" x2="1.8em" '
                f'y1="{middle}" y2="{middle}"></line>\n'
            )
            parts.append(_marker(number, "0.9em", y + 0.65))
        for line in wrapped(name, NARROWEST - _LONGEST_SAMPLE - 0.2):
            parts.append(text("chart__name", line, x=0, y=y + 1, dx=_LONGEST_SAMPLE))
            y += LINE
    return parts, y + 0.6


def width_of(words: str) -> float:
    """Return about how many em a line of text is wide; rather too many than too few."""
    return sum(map(_width, words))


def wrapped(words: str, width: float) -> Iterator[str]:
    """Cut a text into lines of at most `width` em, between words where that is possible."""
    line = ""
    for word in words.split():
        joined = f"{line} {word}" if line else word
        if width_of(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        line = word
        while width_of(line) > width:
            head = _beginning(line, width)
            yield head
            line = line[len(head) :]
    if line:
        yield line


def shortened(words: str, width: float) -> str:
    """Return a text, or as much of its beginning as fits into `width` em, with a sign for it."""
    if width_of(words) <= width:
        return words
    return f"{_beginning(words, width - _width('…')).rstrip()}…"


def em(length: float) -> str:
    """Return a length in em, as an attribute says it."""
    return f"{short(length)}em"


def percent(length: float) -> str:
    """Return a length as a share of the width, as an attribute says it."""
    return f"{short(length)}%"


def short(number: float) -> str:
    """Return a number with no more digits than a screen can show."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _bar(number: int, width: str, y: float) -> str:
    middle = em(y + BAR / 2)
    return _box("chart__bar", width, y) + (
        f'<line class="chart__fill chart__fill--{number}" x1="0" x2="{width}" '
        f'y1="{middle}" y2="{middle}"></line>\n'
    )


def _box(css_class: str, width: str, y: float) -> str:
    return (
        f'<rect class="{css_class}" x="0" y="{em(y)}" width="{width}" height="{em(BAR)}"></rect>\n'
    )


def _marker(number: int, x: str, y: float) -> str:
    # A shape cannot stand at a percentage, but an SVG can: its corner is the middle of the shape.
    return (
        f'<svg class="chart__plot" x="{x}" y="{em(y)}" width="0.8em" height="0.8em" '
        f'viewBox="0 0 10 10"><path class="chart__marker chart__marker--{number}" '
        f'd="{_MARKERS[number - 1]}"></path></svg>\n'
    )


def _beginning(words: str, width: float) -> str:
    """As much of a text as fits, and at least one character."""
    used, fits = 0.0, 0
    for character in words:
        used += _width(character)
        if used > width and fits:
            break
        fits += 1
    return words[:fits]


def _width(character: str) -> float:
    if combining(character):
        return 0.0
    if east_asian_width(character) in "WF":
        return 1.05
    if character in " .,:;'’|!iIjl·()[]":
        return 0.3
    if character in "mwMW%@—…":
        return 0.92
    if character.isupper():
        return 0.7
    return 0.56 if character.isascii() else 0.7
