"""Differences: two texts of an article side by side, for the conflict page."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from articles.publishing import Content

# The product of lengths, in lines or words, up to which two passages are compared: the time grows
# with it, and the database is locked meanwhile. Beyond it they are shown as changed as a whole.
MAX_COMPARED = 400_000


def differences(theirs: Content, mine: Content) -> list[dict[str, Any]]:
    """Return the fields in which two texts differ.

    Each is {"label": …, "theirs": runs, "mine": runs}, where a run is (True, words) when the words
    stand in this text only, else (False, words).
    """
    labels = {
        "title": gettext("Title"),
        "summary": gettext("Summary"),
        "body": gettext("Text"),
        "key_points": gettext("Key points"),
        "lead_image": gettext("Lead picture"),
        "lead_alt": gettext("What the lead picture shows"),
        "lead_is_decorative": gettext("The lead picture is decorative"),
    }
    found = []
    for name, label in labels.items():
        values = [getattr(theirs, name), getattr(mine, name)]
        if values[0] == values[1]:
            continue
        left, right = (
            "\n".join(value) if isinstance(value, tuple) else str(value if value else "–")
            for value in values
        )
        found.append({"label": label, **_side_by_side(left, right)})
    return found


def _side_by_side(left: str, right: str) -> dict[str, list[tuple[bool, str]]]:
    """Both texts as runs of words: (True, words) where they stand in this one only."""
    sides: dict[str, list[tuple[bool, str]]] = {"theirs": [], "mine": []}
    for is_changed, one, other in _runs(left, right, "\n"):
        # Lines first, then the words of the lines that differ.
        for is_only_here, theirs, mine in (
            _runs(one, other, " ") if is_changed else [(False, one, other)]
        ):
            sides["theirs"] += [(is_only_here, theirs)] if theirs else []
            sides["mine"] += [(is_only_here, mine)] if mine else []
        for side in sides.values():
            side.append((False, "\n"))
    return sides


def _runs(one: str, other: str, glue: str) -> Iterator[tuple[bool, str, str]]:
    """Each stretch of two texts split at `glue`: (whether it differs, the one's, the other's)."""
    left, right = one.split(glue), other.split(glue)
    if len(left) * len(right) > MAX_COMPARED:
        yield True, one, other
        return
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, left_from, left_to, right_from, right_to in matcher.get_opcodes():
        yield (
            tag != "equal",
            glue.join(left[left_from:left_to]),
            glue.join(right[right_from:right_to]),
        )
