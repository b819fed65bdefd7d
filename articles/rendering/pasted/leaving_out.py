"""Leaving out: what nobody saw, or nobody meant to paste, leaves the tree and is counted.

Words that were seen are only ever left out with a count or the words themselves, so that the editor
can be told.
"""

import re
from dataclasses import dataclass, field

from .links import fragment_of
from .tree import Element

# The machinery of a page: what one presses, and where it leads elsewhere.
_CONTROLS = {"nav", "button", "select", "datalist", "input", "menuitem"}
_CONTROL_ROLES = {
    *("navigation", "button", "toolbar", "menu", "menubar", "search", "tablist", "dialog"),
    *("alertdialog", "switch", "checkbox"),
}
_CONTROL_CLASSES = {"mw-editsection", "noprint", "navbox"}
_SHARING = re.compile(r"(?:^|[-_])(?:shar(?:e|es|ing)|social)(?:$|[-_])")
_MEDIA = {"video", "audio", "object", "embed", "canvas", "svg", "applet"}
_NEVER_SEEN = {"template", "datalist", "annotation", "annotation-xml", "meta", "link", "base", "rp"}
_ONLY_HEARD = {"sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden"}
_DELETED_CLASSES = {"msodel", "trackchangedelete", "trackedchangedelete", "suggestion-deletion"}
_COMMENT = re.compile(r"_msocom_\d+|cmnt\d+|_com_\d+|_anchor_\d+")
_COMMENT_BACK = re.compile(r"_msoanchor_\d+|cmnt_ref\d+")


@dataclass
class LeftOut:
    """What was left out: how many deletions, comments and films, and the words on buttons."""

    deletions: int = 0
    media: int = 0
    controls: list[str] = field(default_factory=list)
    comments: set[str] = field(default_factory=set)
    has_boxes_of_comments: bool = False  # as Google Docs exports them, known only by a link in them


def leave_out(root: Element) -> LeftOut:
    """Take out of the tree what does not belong to its text, and return what that was."""
    found = LeftOut()
    found.has_boxes_of_comments = any(map(_leads_back_to_comment, root.walk()))
    _prune(root, found)
    return found


def _prune(element: Element, found: LeftOut) -> None:
    kept: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str) or not _goes(child, found):
            kept.append(child)
            if isinstance(child, Element):
                _prune(child, found)
    element.children = kept


def _goes(element: Element, found: LeftOut) -> bool:
    """Whether an element is left out; notes in `found` what is worth telling."""
    if _is_hidden(element):
        return True
    if element.tag == "del" or element.classes & _DELETED_CLASSES:
        found.deletions += bool(element.text)
        return True
    if comment := _comment(element, found):
        found.comments.add(comment)
        return True
    if element.style.get("mso-element") == "comment-list":
        _prune(element, found)  # only to count them
        return True
    if element.tag in _MEDIA:
        found.media += 1
        return True
    if _is_control(element):
        found.controls += [element.text] if element.text else []
        return True
    return False


def _is_hidden(element: Element) -> bool:
    style = element.style
    return (
        element.tag in _NEVER_SEEN
        or "hidden" in element.attrs
        or style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith("hidden")
        or style.get("mso-hide") == "all"
        or bool(element.classes & _ONLY_HEARD)
    )


def _comment(element: Element, found: LeftOut) -> str:
    """The number of the comment that this is, or is the mark of; empty if it is none."""
    style = element.style
    if element.tag == "a" and (name := _name_of_comment(element)):
        return _number(name)
    if style.get("mso-element") == "comment" or "msocomtxt" in element.classes:
        return _number(_first_comment(element))
    is_mark = "msocommentreference" in element.classes
    if is_mark or style.get("mso-special-character") == "comment":
        # What Word draws as its mark; it names the comment, or holds nothing at all.
        return _number(_first_comment(element)) if is_mark else ""
    if found.has_boxes_of_comments and element.tag in ("div", "p"):
        first = next((one for one in element.walk() if one.tag == "a"), None)
        if first and _leads_back_to_comment(first) and element.text.startswith(first.text):
            return _number(fragment_of(first.attrs["href"]))
    return ""


def _leads_back_to_comment(element: Element) -> bool:
    name = fragment_of(element.attrs.get("href", ""))
    return element.tag == "a" and bool(_COMMENT_BACK.fullmatch(name))


def _name_of_comment(element: Element) -> str:
    names = (fragment_of(element.attrs.get("href", "")), element.attrs.get("id", ""))
    return next((name for name in names if _COMMENT.fullmatch(name)), "")


def _first_comment(element: Element) -> str:
    return next(filter(None, map(_name_of_comment, element.walk())), "")


def _number(name: str) -> str:
    digits = re.search(r"\d+", name)
    return digits[0] if digits else "?"


def _is_control(element: Element) -> bool:
    if element.tag in _CONTROLS or element.attrs.get("role", "") in _CONTROL_ROLES:
        return True
    if element.classes & _CONTROL_CLASSES:
        return True
    is_for_sharing = any(_SHARING.search(name) for name in element.classes)
    return is_for_sharing and _is_only_links(element)


def _is_only_links(element: Element) -> bool:
    """Whether every word in it leads somewhere: a paragraph *about* sharing stays."""
    pressed = [one.text for one in element.walk() if one.tag in ("a", "button")]
    letters = ["".join("".join(words).split()) for words in (pressed, element.text)]
    return bool(pressed) and letters[0] == letters[1]
