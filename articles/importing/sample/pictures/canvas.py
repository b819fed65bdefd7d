"""The canvas on which the pictures of the sample content are drawn, and its colours.

Everything is drawn at twice its size and then made smaller, which gives smooth edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
TWICE = 2
Point = tuple[float, float]

PAPER = "#fbf7ef"
WHITE = "#ffffff"
INK = "#16302f"
SOFT_INK = "#48605e"
TEAL = "#0b6e6e"
DEEP_TEAL = "#084d4e"
MID_TEAL = "#5aa5a0"
PALE_TEAL = "#d9e9e4"
AMBER = "#f2b84b"
RULE = "#e4dccb"
NERVE = "#f3cf86"
NERVE_EDGE = "#c89a3c"
MUSCLE = "#b4553f"
MUSCLE_STRIPE = "#a44a36"
PLUM = "#6d2a63"


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(size=size * TWICE)


class Canvas:
    """A drawing whose coordinates are those of the finished picture."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.size = (width, height)
        self.image = Image.new("RGB", (width * TWICE, height * TWICE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        fill: str,
        radius: float = 0,
        edge: str | None = None,
        edge_width: float = 0,
    ) -> None:
        # Pillow counts the last pixel in, hence the one taken off.
        corners = [round(v * TWICE) for v in (left, top, right, bottom)]
        corners[2] -= 1
        corners[3] -= 1
        self.pen.rounded_rectangle(
            corners, radius * TWICE, fill=fill, outline=edge, width=edge_width * TWICE
        )

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        """A line with round ends and joints."""
        scaled = [(x * TWICE, y * TWICE) for x, y in points]
        self.pen.line(scaled, fill=fill, width=round(width * TWICE), joint="curve")
        for x, y in points:
            self.dot(x, y, width / 2, fill)

    def dot(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str,
        edge: str | None = None,
        edge_width: float = 0,
    ) -> None:
        self.pen.ellipse(
            [round(v * TWICE) for v in (x - radius, y - radius, x + radius, y + radius)],
            fill=fill,
            outline=edge,
            width=edge_width * TWICE,
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: int,
        fill: str = INK,
        bold: bool = False,
        anchor: str = "ls",
    ) -> None:
        """Write one line. The font has one weight: bold is a thin outline, set wider."""
        side, height = anchor
        width = self.width_of(words, size, bold)
        x -= {"l": 0, "m": width / 2, "r": width}[side]
        stroke = max(1, round(size * TWICE / 48)) if bold else 0
        for number, letter in enumerate(words if bold else [words]):
            before = self.width_of(words[:number], size, bold) if number else 0
            self.pen.text(
                (round((x + before) * TWICE), round(y * TWICE)),
                letter,
                font=font(size),
                fill=fill,
                anchor="l" + height,
                stroke_width=stroke,
                stroke_fill=fill,
            )

    def width_of(self, words: str, size: int, bold: bool = False) -> float:
        tracking = size * 0.028 * len(words) if bold else 0
        return font(size).getlength(words) / TWICE + tracking

    def pill(self, left: float, top: float, words: str, size: int, fill: str, ink: str) -> float:
        """A rounded label; returns its right edge."""
        right = left + self.width_of(words, size, bold=True) + size * 1.5
        height = size * 1.8
        self.box(left, top, right, top + height, fill, radius=round(height / 2))
        self.text((left + right) / 2, top + height / 2, words, size, ink, anchor="mm", bold=True)
        return right

    def save(self, name: str) -> None:
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        flat = small.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        flat.save(HERE / name, optimize=True)


def bar(
    c: Canvas,
    left: float,
    top: float,
    right: float,
    height: float,
    share: float,
    fill: str,
    trough: str = PALE_TEAL,
) -> None:
    c.box(left, top, right, top + height, trough, radius=height // 2)
    c.box(left, top, left + (right - left) * share / 100, top + height, fill, radius=height // 2)
