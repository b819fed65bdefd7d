"""Draw the pictures of the sample content.

Run `python draw.py` in this folder: it writes three PNG files beside itself. It needs
Pillow and nothing else. The only font is the one that Pillow carries, so the pictures
look the same on every machine.

The numbers of the survey are invented. They stand once, below, and again in the charts
of the survey's story: change both together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from canvas import (
    AMBER,
    DEEP_TEAL,
    INK,
    MID_TEAL,
    MUSCLE,
    MUSCLE_STRIPE,
    NERVE,
    NERVE_EDGE,
    PALE_TEAL,
    PAPER,
    PLUM,
    RULE,
    SOFT_INK,
    TEAL,
    WHITE,
    Canvas,
    Point,
    bar,
)

NOTICE = "Invented numbers: sample only"
HARD = [
    ("Double vision", 61),
    ("Tired eyes or drooping lids", 57),
    ("Small print", 38),
    ("Pop-ups and moving things", 33),
    ("Long or difficult words", 29),
]
TIMES = [("Morning", 19), ("Afternoon", 21), ("Evening", 46), ("Night", 14)]
FINDINGS = [
    (61, ["say double vision makes", "reading hard"]),
    (44, ["look first at how old", "a health page is"]),
    (52, ["printed a page to take", "to an appointment"]),
]


def infographic() -> None:
    c = Canvas(1600, 3000, PAPER)
    left, right = 90, 1510

    c.box(0, 0, 1600, 672, TEAL)
    c.box(0, 656, 1600, 672, AMBER)
    c.text(left, 140, "2026 reader survey", 64, PALE_TEAL)
    c.text(left - 4, 276, "How people with MG", 122, WHITE, bold=True)
    c.text(left - 4, 416, "read about health", 122, WHITE, bold=True)
    c.pill(left, 484, NOTICE, 60, AMBER, INK)

    y = 752
    for share, words in FINDINGS:
        c.box(left, y, right, y + 228, WHITE, radius=28, edge=RULE, edge_width=2)
        c.text(left + 226, y + 114, f"{share}%", 160, TEAL, bold=True, anchor="mm")
        c.box(left + 446, y + 44, left + 450, y + 184, PALE_TEAL)
        c.text(left + 500, y + 100, words[0], 66, INK)
        c.text(left + 500, y + 178, words[1], 66, INK)
        y += 260

    y = 1656
    c.text(left - 2, y, "What makes reading hard?", 84, DEEP_TEAL, bold=True)
    c.text(left, y + 76, "Readers could choose several", 56, SOFT_INK)
    y += 190
    for number, (label, share) in enumerate(HARD):
        c.text(left, y, label, 62, INK)
        c.text(right, y, f"{share}%", 68, TEAL, bold=True, anchor="rs")
        bar(c, left, y + 24, right, 32, share, TEAL if number < 2 else MID_TEAL)
        y += 138

    y = 2640
    c.text(left - 2, y - 44, "When do you read most?", 84, DEEP_TEAL, bold=True)
    tones = [MID_TEAL, MID_TEAL, TEAL, DEEP_TEAL]
    inks = [INK, INK, WHITE, WHITE]
    gap = 8
    unit = (right - left - gap * 3) / 100
    x = left
    for (label, share), tone, ink in zip(TIMES, tones, inks, strict=True):
        width = share * unit
        c.box(x, y, x + width, y + 124, tone, radius=18)
        c.text(x + width / 2, y + 62, f"{share}%", 68, ink, bold=True, anchor="mm")
        c.text(x + width / 2, y + 186, label, 56, INK, anchor="ms")
        x += width + gap
    c.box(0, 2880, 1600, 3000, PALE_TEAL)
    c.text(800, 2940, "412 answers, March 2 to April 12, 2026: all invented", 54, INK, anchor="mm")
    c.save("survey-2026-infographic.png")


def callout() -> None:
    c = Canvas(1200, 630, TEAL)
    c.box(0, 618, 1200, 630, AMBER)
    c.text(70, 120, "2026 reader survey", 50, PALE_TEAL)
    c.text(66, 244, "What our", 104, WHITE, bold=True)
    c.text(66, 360, "readers", 104, WHITE, bold=True)
    c.text(66, 476, "told us", 104, WHITE, bold=True)

    c.box(600, 62, 1134, 462, PAPER, radius=28)
    c.text(640, 186, "61%", 120, TEAL, bold=True)
    c.text(640, 246, "say double vision", 44, INK)
    c.text(640, 298, "makes reading hard", 44, INK)
    y = 328
    for number, (_, share) in enumerate(HARD[:3]):
        bar(c, 640, y, 1094, 24, share, TEAL if number < 2 else MID_TEAL)
        y += 40
    c.pill(600, 500, NOTICE, 33, AMBER, INK)
    c.save("survey-2026-callout.png")


def receptor(c: Canvas, x: float) -> None:
    """A cup on the muscle's surface; the messenger fits between its two walls."""
    for side in (-1, 1):
        c.box(x + side * 26 - 9, 570, x + side * 26 + 9, 656, TEAL, radius=9)
    c.box(x - 26, 618, x + 26, 656, TEAL, radius=4)


def antibody(c: Canvas, x: float) -> None:
    """A Y upside down; its two arms close the cup below."""
    c.line([(x, 488), (x, 536)], PLUM, 16)
    c.line([(x - 29, 568), (x, 536), (x + 29, 568)], PLUM, 16)


def messenger(c: Canvas, x: float, y: float) -> None:
    c.dot(x, y, 14, DEEP_TEAL)


def synapse(
    c: Canvas,
    left: float,
    title: str,
    blocked: Collection[int],
    drifting: Sequence[Point],
    words: str,
) -> None:
    """One panel: a nerve ending above, the muscle below, the gap between them."""
    right, middle = left + 550, left + 275
    c.box(left, 30, right, 870, WHITE, radius=28, edge=RULE, edge_width=3)
    c.text(left + 36, 112, title, 66, DEEP_TEAL, bold=True)

    # The nerve comes in from above. Drawn twice, the second time smaller: that is its edge.
    for grow, tone in ((4, NERVE_EDGE), (0, NERVE)):
        c.box(middle - 58 - grow, 136 - grow, middle + 58 + grow, 260, tone, radius=12)
        c.box(middle - 211 - grow, 200 - grow, middle + 211 + grow, 368 + grow, tone, radius=80)
    for x, y in ((-140, 292), (-66, 254), (0, 314), (76, 256), (144, 300)):
        c.dot(middle + x, y, 34, PAPER, edge=NERVE_EDGE, edge_width=3)
        for dx, dy in ((-12, -7), (12, -7), (0, 13)):
            c.dot(middle + x + dx, y + dy, 9, DEEP_TEAL)

    c.box(left, 622, right, 870, MUSCLE, radius=28)
    c.box(left, 622, right, 700, MUSCLE)
    for y in (796, 824):
        c.box(left + 40, y, right - 40, y + 10, MUSCLE_STRIPE, radius=5)
    for number in range(5):
        x = middle + 100 * (number - 2)
        receptor(c, x)
        if number in blocked:
            antibody(c, x)
        else:
            messenger(c, x, 598)
    for x, y in drifting:
        messenger(c, middle + x, y)
    c.text(middle, 732, words, 56, WHITE, bold=True, anchor="mm")


def label(
    c: Canvas, y: float, words: str, ink: str, to_left: float | None, to_right: float | None
) -> None:
    """A name between the panels, with a line to the thing named in each of them."""
    half = c.width_of(words, 54, bold=True) / 2 + 20
    c.text(800, y, words, 54, ink, bold=True, anchor="mm")
    for start, end in ((800 - half, to_left), (800 + half, to_right)):
        if end:
            c.line([(start, y), (end, y)], ink, 5)


def junction() -> None:
    c = Canvas(1600, 900, PAPER)
    many = [(-196, 446), (-112, 420), (-30, 452), (56, 418), (130, 456), (211, 424)]
    falling = [(-150, 516), (-62, 522), (42, 514), (136, 528)]
    stray = [(-100, 504), (88, 444), (-36, 446), (150, 506), (206, 440), (34, 420), (-128, 452)]
    synapse(c, 30, "Usual", (), many + falling, "Strong signal")
    synapse(c, 1020, "In MG", (0, 2, 3), [(-211, 424), *stray], "Weak signal")
    label(c, 286, "Nerve ending", INK, 520, 1080)
    label(c, 424, "Acetylcholine", DEEP_TEAL, 516, 1084)
    label(c, 516, "Antibody", PLUM, None, 1095)
    label(c, 604, "Receptor", TEAL, 541, 1059)
    label(c, 732, "Muscle", MUSCLE, 582, 1018)
    c.save("neuromuscular-junction.png")


if __name__ == "__main__":
    infographic()
    callout()
    junction()
