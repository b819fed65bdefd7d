"""Drawing a card: 1200 by 630 pixels, the size that every network shows in full."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from articles.public.share_card.card import HEIGHT, WIDTH, ShareCard
from articles.public.share_card.letters import FONT
from articles.public.share_card.sign import draw_sign

# The colours of tokens.css in light.
TEAL, TEAL_DEEP, PALE, WHITE = "#07575b", "#0a3d41", "#9fdcd4", "#ffffff"
MARGIN = 80
BAND = 120
# The title stands between these two, in the largest size in which it fits.
TITLE_TOP, TITLE_BOTTOM = 214, HEIGHT - BAND - 24
TITLE_SIZES = range(92, 39, -4)
LEADING = 1.18


def draw(card: ShareCard) -> bytes:
    """Return the picture of `card` as PNG."""
    picture = Pillow.new("RGB", (WIDTH, HEIGHT), TEAL)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, HEIGHT - BAND, WIDTH, HEIGHT), fill=TEAL_DEEP)
    _draw_head(picture, pen, card.label)
    _draw_title(pen, card.title)
    _draw_foot(pen, card)
    file = io.BytesIO()
    # Few colours make a small file; nothing here has more.
    picture.quantize(128, dither=Pillow.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font that comes along: nothing is loaded from elsewhere, on any machine."""
    return ImageFont.truetype(FONT, size)


def lines_of(text: str, size: int, width: int) -> list[str]:
    """Return `text` in lines that are at most `width` wide; a longer word is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and _width(lines[-1] + letter, size) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def _draw_head(picture: Pillow.Image, pen: ImageDraw.ImageDraw, label: str) -> None:
    sign = picture.crop((0, 0, 300, 200))
    draw_sign(sign, (MARGIN, 64), 132, lid=WHITE, lashes=PALE)
    picture.paste(sign)
    left = MARGIN + 172
    pen.text((left, 108), _cut(label, 44, WIDTH - MARGIN - left), PALE, font(44), "lm")


def _draw_title(pen: ImageDraw.ImageDraw, title: str) -> None:
    room = TITLE_BOTTOM - TITLE_TOP
    for size in TITLE_SIZES:
        lines = lines_of(title, size, WIDTH - 2 * MARGIN)
        if len(lines) * size * LEADING <= room:
            break
    else:
        most = int(room / (size * LEADING))
        if len(lines) > most:
            lines = [*lines[: most - 1], _cut(f"{lines[most - 1]}…", size, WIDTH - 2 * MARGIN)]
    top = TITLE_TOP + (room - len(lines) * size * LEADING) / 2
    for number, line in enumerate(lines):
        y = top + (number + 0.5) * size * LEADING
        pen.text((MARGIN, y), line, WHITE, font(size), "lm")


def _draw_foot(pen: ImageDraw.ImageDraw, card: ShareCard) -> None:
    middle = HEIGHT - BAND / 2
    pen.text((WIDTH - MARGIN, middle), card.note, PALE, font(32), "rm")
    room = WIDTH - 2 * MARGIN - _width(card.note, 32) - 40
    pen.text((MARGIN, middle), _cut(card.site_name, 44, room), WHITE, font(44), "lm")


def _width(text: str, size: int) -> float:
    return font(size).getlength(text)


def _cut(text: str, size: int, width: float) -> str:
    """Return as much of `text` as `width` holds."""
    if _width(text, size) <= width:
        return text
    while text and _width(f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"
