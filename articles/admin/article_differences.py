"""Differences: two texts of an article side by side, for the conflict page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from articles.publishing import Content
from articles.rendering import Effort, readable_stretches, stretches

# About half a second of comparing; what is left after that is shown as changed as a whole.
STEPS = 500_000


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
    # The database is locked meanwhile: all comparing together has one limit.
    effort = Effort(STEPS)
    lines, other_lines = left.split("\n"), right.split("\n")
    for stretch in stretches(lines, other_lines, effort):
        one = "\n".join(lines[stretch.old_from : stretch.old_to])
        other = "\n".join(other_lines[stretch.new_from : stretch.new_to])
        # Lines first, then the words of the lines that differ.
        runs = [(True, one, other)] if stretch.is_same else _words(one, other, effort)
        for is_same, theirs, mine in runs:
            sides["theirs"] += [(not is_same, theirs)] if theirs else []
            sides["mine"] += [(not is_same, mine)] if mine else []
        for side in sides.values():
            side.append((False, "\n"))
    return sides


def _words(one: str, other: str, effort: Effort) -> Iterator[tuple[bool, str, str]]:
    """Each stretch of words: whether it is the same, how one has it, how the other has it."""
    left, right = one.split(" "), other.split(" ")
    for stretch in readable_stretches(left, right, effort):
        yield (
            stretch.is_same,
            " ".join(left[stretch.old_from : stretch.old_to]),
            " ".join(right[stretch.new_from : stretch.new_to]),
        )
