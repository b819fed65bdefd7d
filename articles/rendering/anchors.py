"""Anchors: addresses of headings that keep working after a heading was reworded."""

import re
from collections.abc import Mapping

from .passages import sections_of
from .section_pairs import paired_sections
from .stretches import Effort

# What an id of ours is made of. Nothing in it could end an attribute or begin a tag.
_ID = re.compile(r"[\w-]{1,200}")
# In HTML of ours only headings, and the anchors set here, have ids.
_HEADING = re.compile(r'<h[2-6] id="([^"<>]+)">')
_IDS = re.compile(r'<(?:h[2-6]|span) id="([^"<>]+)"')
_OF_THE_FRAME = "frame-"


def anchors_kept(
    old_source: str, new_source: str, old_anchors: Mapping[str, str]
) -> dict[str, str]:
    """Return where the heading ids of an edition lead in the next one, by the former id.

    `old_anchors` is what this function returned for the old edition: former ids that readers may
    still hold, each with the id that it led to there. Ids that the new edition has are left out:
    they lead to themselves. What became of a section that is gone is the nearest section before
    it; an id without one is left out, and a browser then shows the beginning of the page.

    Raises SourceTooLong as `render()` does.
    """
    old, new = sections_of(old_source), sections_of(new_source)
    became = paired_sections(old, new, Effort())
    leads_to: dict[str, str] = {}
    nearest = ""
    for at, section in enumerate(old):
        if at in became:
            nearest = new[became[at]].id
        if section.id and nearest:
            leads_to[section.id] = nearest
    former = {one: leads_to[other] for one, other in old_anchors.items() if other in leads_to}
    present = {section.id for section in new}
    return {one: other for one, other in (former | leads_to).items() if one not in present}


def with_anchors(html: str, anchors: Mapping[str, str]) -> str:
    """Return the `html` of a text with an anchor for each former id in the heading it leads to.

    `html` is what `render()` gave. An id that is there already, that could not be one of ours, or
    that leads nowhere, gets no anchor.
    """
    taken = set(_IDS.findall(html))
    former: dict[str, list[str]] = {}
    for one, other in anchors.items():
        if one not in taken and _ID.fullmatch(one) and not one.startswith(_OF_THE_FRAME):
            former.setdefault(other, []).append(one)

    def opened(heading: re.Match[str]) -> str:
        spans = (f'<span id="{one}" class="anchor"></span>' for one in former.get(heading[1], ()))
        return heading[0] + "".join(spans)

    return _HEADING.sub(opened, html) if former else html
