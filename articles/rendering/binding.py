"""Binding: several texts in one page, where names and numbers must not be given twice."""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext

# One whole tag, its quoted values included: in those the sanitizer leaves "<" as it is.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>')
_ID = re.compile(r'(?<=\s)(id|aria-labelledby|aria-describedby|for)="([^"]*)"')
_HREF = re.compile(r'(?<=\s)href="([^"]*)"')
_MARK = re.compile(
    r'<a class="citation__link" id="frame-citation-(\d+)-(\d+)" href="#frame-reference-\1"'
    r' aria-label="[^"]*">\1</a>'
)
_HEADING = re.compile(r"h([2-6])")
_DEEPEST = 6


def id_in(name: str, own: str) -> str:
    """Return what the id `own` of the text `name` is called in the page that binds it.

    Names are slugs, which never have two hyphens together, so no two texts meet in one id.
    """
    return f"{name}--{own}"


def bound(
    html: str,
    name: str,
    *,
    numbers: Mapping[int, int],
    uses: Mapping[int, int],
    pages: Mapping[str, str],
    levels: int = 1,
) -> str:
    """Return the `html` of a page's text fit to stand beside others in one page.

    Its ids get the text's `name` before them, and what leads to them follows. Its citations get
    their numbers from `numbers`; `uses` says for each of the new ones how often the texts before
    have cited it. Headings go down by `levels`, and tables are landmarks no more. What leads to
    one of `pages`, the names of all bound texts by their paths, leads to its place here.
    """
    marks: list[str] = []

    # Marks lead to the list that all texts share: they are settled first and kept apart.
    def kept(found: re.Match[str]) -> str:
        number = numbers[int(found[1])]
        use = uses.get(number, 0) + int(found[2])
        label = gettext("Reference %(number)d") % {"number": number}
        marks.append(
            f'<a class="citation__link" id="frame-citation-{number}-{use}" '
            f'href="#frame-reference-{number}" aria-label="{label}">{number}</a>'
        )
        return f"\x00{len(marks) - 1}\x00"

    html = _TAG.sub(_tag(name, pages, levels), _MARK.sub(kept, html.replace("\x00", "")))
    return re.sub("\x00(\\d+)\x00", lambda found: marks[int(found[1])], html)


def _tag(name: str, pages: Mapping[str, str], levels: int) -> Callable[[re.Match[str]], str]:
    def named(found: re.Match[str]) -> str:
        return f'{found[1]}="{" ".join(id_in(name, one) for one in found[2].split())}"'

    def leading(found: re.Match[str]) -> str:
        path, hash_, own = found[1].partition("#")
        target = name if not path and hash_ else pages.get(path)
        if target is None:
            return found[0]
        return f'href="#{id_in(target, own) if own else f"page-{target}"}"'

    def settled(tag: re.Match[str]) -> str:
        end, element, attributes = tag.groups()
        if heading := _HEADING.fullmatch(element):
            element = f"h{min(int(heading[1]) + levels, _DEEPEST)}"
        attributes = _HREF.sub(leading, _ID.sub(named, attributes))
        # Each text has its “Table 1”: a page full of landmarks with one name helps nobody.
        attributes = attributes.replace(' role="region"', ' role="group"')
        return f"<{end}{element}{attributes}>"

    return settled
