"""Rest points: "Part 2 of 4" between the parts of a long text, for eyes that must rest."""

import re
from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.translation import gettext

# Four minutes of reading at a calm pace; a shorter text is read in one go.
_LONG = 800
# A part is worth a rest: at least a minute.
_SHORTEST_PART = 200
_FEWEST_HEADINGS = 3

# One whole tag, its quoted values included: in those the sanitizer leaves "<" as it is.
_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>')
# What can hold a heading that is not one of the page's own.
_CONTAINERS = {"blockquote", "ul", "ol", "dl", "div", "figure", "table"}


def with_rests(html: str) -> str:
    """Return the `html` of a body with a mark before each of its parts; a short one as it is.

    A part begins with a main heading, once the part before it is long enough. The marks are put in
    when a page is drawn: they are no words of the text, and no feed, search or comparison has them.
    """
    starts = list(_starts_of_parts(html))
    if len(starts) < 2:
        return html
    pieces = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(html)], strict=True), 1):
        words = gettext("Part %(number)d of %(total)d") % {"number": number, "total": len(starts)}
        pieces += [format_html('<p class="rest">{}</p>\n', words), html[start:end]]
    return "".join(pieces)


def _starts_of_parts(html: str) -> Iterator[int]:
    """Yield where each part of a long text begins: the first at once, the others at a heading."""
    headings = list(_main_headings(html))
    words = sum(words_before for _, words_before in headings)
    words += _count(html[headings[-1][0] :]) if headings else 0
    if len(headings) < _FEWEST_HEADINGS or words < _LONG:
        return
    yield 0
    words_in_part = 0
    words_left = words
    for position, words_before in headings:
        words_in_part += words_before
        words_left -= words_before
        if words_in_part >= _SHORTEST_PART <= words_left:
            yield position
            words_in_part = 0


def _main_headings(html: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each main heading, and how many words lie between it and the last."""
    depth = last = 0
    for tag in _TAG.finditer(html):
        if tag["name"] in _CONTAINERS:
            depth += -1 if tag["end"] else 1
        elif tag["name"] == "h2" and not tag["end"] and depth == 0:
            yield tag.start(), _count(html[last : tag.start()])
            last = tag.start()


def _count(html: str) -> int:
    return len(_TAG.sub(" ", html).split())
