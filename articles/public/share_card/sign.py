"""The site's sign, drawn: the strokes of components/sign.html, for pictures that are no SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PIL import Image as Pillow
from PIL import ImageDraw

Point = tuple[float, float]

# In a field of 48 by 32, as cubic curves of four points.
WIDTH, HEIGHT = 48, 32
LID: Sequence[Point] = ((3, 17), (11, 1), (37, 1), (45, 17))
LASHES: Sequence[Sequence[Point]] = (
    ((9.5, 23.5), (11.1, 25.2), (12.8, 26.6), (14.6, 27.6)),
    ((20.8, 29.8), (23, 30.2), (25, 30.2), (27.2, 29.8)),
    ((33.4, 27.6), (35.2, 26.6), (36.9, 25.2), (38.5, 23.5)),
)
EYE: Point = (24, 18)
EYE_RADIUS = 6.5
# Drawn so many times larger and made smaller again: Pillow draws no smooth edges itself.
_FINER = 4
_STEPS = 120


def draw_sign(picture: Pillow.Image, at: Point, width: float, *, lid: str, lashes: str) -> None:
    """Draw the sign `width` pixels wide on `picture`, its upper left corner `at`."""
    scale = width / WIDTH
    for colour, shapes in ((lid, _lid_and_eye), (lashes, _lashes)):
        mask = Pillow.new("L", (picture.width * _FINER, picture.height * _FINER))
        pen = ImageDraw.Draw(mask)
        for (x, y), radius in shapes():
            x, y, radius = ((part * scale) for part in (x, y, radius))
            x, y = x + at[0], y + at[1]
            box = [(x - radius), (y - radius), (x + radius), (y + radius)]
            pen.ellipse([edge * _FINER for edge in box], fill=255)
        picture.paste(colour, mask=mask.resize(picture.size, Pillow.Resampling.LANCZOS))


def _lid_and_eye() -> Iterator[tuple[Point, float]]:
    yield from _stroke(LID, 2.6)
    yield EYE, EYE_RADIUS


def _lashes() -> Iterator[tuple[Point, float]]:
    for lash in LASHES:
        yield from _stroke(lash, 2.1)


def _stroke(curve: Sequence[Point], radius: float) -> Iterator[tuple[Point, float]]:
    """A round pen's way along a curve, dot by dot."""
    for step in range(_STEPS + 1):
        t = step / _STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        x, y = (
            sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True))
            for axis in (0, 1)
        )
        yield (x, y), radius
