"""Pixels: from a file that somebody uploaded to pictures that are safe to publish.

Nothing of the upload is kept but its pixels and its colour profile: every stored file is encoded
anew under a name of ours, so no place, serial number, script or second format travels with it.
"""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageCms

from articles.publishing.encodings import Encoded, as_fallback, as_webp
from articles.publishing.foreign_files import HEAD, sentence_about

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
# What decoders need for each pixel differs: WebP's holds the picture four times over, and that of
# a progressive JPEG all of its coefficients. `make bench-pictures` measures that a worker stays
# below 300 MiB.
MAX_WEBP_PIXELS = 12_000_000
MAX_PROGRESSIVE_PIXELS = 25_000_000
# The largest file we keep; more would be wasted on any screen, and WebP ends at 16,383 pixels.
MAX_WIDTH = 2400
MAX_HEIGHT = 12_000
MAX_STORED_PIXELS = 8_000_000
MAX_PROFILE = 512 * 1024
RENDITION_WIDTHS = (400, 800, 1600)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

_ORIENTATION = 0x0112
_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
_LIES_ON_ITS_SIDE = (5, 6, 7, 8)
# The modes in which a large picture is made smaller as it is; others are brought to light first.
_REDUCED_AS_THEY_ARE = ("L", "RGB", "CMYK")
# How many rows of the smaller picture are made at a time.
_STRIP = 64

# One picture at a time in each process: several at once would need the memory several times.
_one_at_a_time = threading.Lock()


class BadImage(ValueError):
    """A file cannot become a picture of the library. The message is a sentence for the editor."""


@dataclass(frozen=True)
class Pixels:
    """One picture, ready to store: the full size, and smaller ones by format, smallest first.

    `notes` are sentences for the editor about what was not taken as it came.
    """

    width: int
    height: int
    full: Encoded
    fallback: tuple[Encoded, ...]
    webp: tuple[Encoded, ...]
    notes: tuple[str, ...] = ()


def read_picture(upload: BinaryIO) -> Pixels:
    """Decode `upload`, an open binary file, and encode it anew in all sizes.

    Size and format are judged from the header, before any pixel is decoded. Raises BadImage with
    a sentence that says what is wrong and what to do.
    """
    with _one_at_a_time:
        picture, turn = _decoded(upload)
        notes = tuple(_notes_about(picture))
        target = _size_to_keep(picture.width, picture.height, turn)
        picture = _reduced(picture, target)
        # Phones store the turn beside the pixels, and we keep nothing but the pixels.
        if turn in _TURNS:
            picture = picture.transpose(_TURNS[turn])
            target = target[::-1] if turn in _LIES_ON_ITS_SIDE else target
        picture, icc = _for_screens(picture)
        if picture.size != target:
            picture = picture.resize(target, Pillow.Resampling.LANCZOS)
        full = as_fallback(picture, icc)
        widths = [width for width in RENDITION_WIDTHS if width < picture.width]
        fallback, webp = [], []
        for width in widths:
            smaller = _scaled(picture, width)
            fallback.append(as_fallback(smaller, icc))
            webp.append(as_webp(smaller, icc))
        return Pixels(
            width=picture.width,
            height=picture.height,
            full=full,
            fallback=(*fallback, full),
            webp=(*webp, as_webp(picture, icc)),
            notes=notes,
        )


def missing_sizes(stored: BinaryIO, there: Collection[int]) -> list[tuple[str, Encoded]]:
    """Encode the sizes of a picture of ours, its full file `stored`, that are not among `there`.

    Each comes with its format, "fallback" or "webp".
    """
    with _one_at_a_time:
        picture = Pillow.open(stored, formats=FORMATS)
        widths = [width for width in RENDITION_WIDTHS if width < picture.width]
        missing = [width for width in widths if width not in there]
        if not missing:
            return []
        picture, icc = _for_screens(picture)
        made = []
        for width in missing:
            smaller = _scaled(picture, width)
            made += [("fallback", as_fallback(smaller, icc)), ("webp", as_webp(smaller, icc))]
        return made


def _decoded(upload: BinaryIO) -> tuple[Pillow.Image, int]:
    """The picture as it lies in the file, and how it is to be turned (EXIF's number)."""
    upload.seek(0, io.SEEK_END)
    size = upload.tell()
    upload.seek(0)
    if size == 0:
        raise BadImage(_("The file is empty. Choose the picture again."))
    if size > MAX_BYTES:
        raise BadImage(
            _(
                "The file has %(size)s MB; pictures may have up to %(limit)s MB. Save it smaller, "
                "for example as a JPEG of 2400 pixels width."
            )
            % {"size": round(size / 1024 / 1024, 1), "limit": MAX_BYTES // 1024 // 1024}
        )
    head = upload.read(HEAD)
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            # Pillow warns at a limit of its own; ours is the one that counts, two lines below.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(upload, formats=FORMATS)
    except Pillow.DecompressionBombError:
        raise BadImage(_too_many_pixels()) from None
    except Exception as error:  # decoders of foreign bytes raise whatever they like
        raise BadImage(sentence_about(head)) from error
    _refuse_too_many_pixels(picture)
    try:
        turn = picture.getexif().get(_ORIENTATION, 1)
        # A JPEG can be decoded at a half, a quarter or an eighth of its size.
        picture.draft(None, _size_to_keep(picture.width, picture.height, turn))
        picture.load()
    except Exception as error:
        raise BadImage(
            _("The picture is damaged or cut off. Save it again and upload the new file.")
        ) from error
    return picture, turn


def _refuse_too_many_pixels(picture: Pillow.Image) -> None:
    pixels = picture.width * picture.height
    if pixels > MAX_PIXELS:
        raise BadImage(_too_many_pixels(picture.width, picture.height))
    if picture.format == "WEBP" and pixels > MAX_WEBP_PIXELS:
        sentence = _(
            "A WebP picture may have up to %(limit)s million pixels; this one has %(width)s × "
            "%(height)s. Save it at 2400 pixels width or less, or as a JPEG."
        )
    elif picture.info.get("progressive") and pixels > MAX_PROGRESSIVE_PIXELS:
        sentence = _(
            "A progressive JPEG may have up to %(limit)s million pixels; this one has %(width)s × "
            "%(height)s. Save it at 2400 pixels width or less, or without “progressive”."
        )
    else:
        return
    limit = MAX_WEBP_PIXELS if picture.format == "WEBP" else MAX_PROGRESSIVE_PIXELS
    facts = {"width": picture.width, "height": picture.height, "limit": limit // 1_000_000}
    raise BadImage(sentence % facts)


def _too_many_pixels(width: int = 0, height: int = 0) -> str:
    if not width:
        return _("The picture has far too many pixels. Save it at 2400 pixels width or less.")
    return _(
        "The picture has %(width)s × %(height)s pixels; up to %(limit)s million are allowed. "
        "Save it at 2400 pixels width or less."
    ) % {"width": width, "height": height, "limit": MAX_PIXELS // 1_000_000}


def _notes_about(picture: Pillow.Image) -> list[str]:
    """What an editor has to know of a picture that is not taken quite as it came."""
    notes = []
    if picture.format in ("GIF", "WEBP", "PNG") and getattr(picture, "is_animated", False):
        notes.append(_("The file moves. Nothing moves on this site: its first picture was kept."))
    if picture.mode == "CMYK" and not picture.info.get("icc_profile"):
        notes.append(
            _(
                "The file has colours for printing (CMYK) and does not say which inks. They were "
                "turned into screen colours as well as can be: compare them with the original."
            )
        )
    return notes


def _size_to_keep(width: int, height: int, turn: int) -> tuple[int, int]:
    """How large the picture is kept, before it is turned."""
    upright = (height, width) if turn in _LIES_ON_ITS_SIDE else (width, height)
    scale = min(
        1,
        MAX_WIDTH / upright[0],
        MAX_HEIGHT / upright[1],
        (MAX_STORED_PIXELS / (width * height)) ** 0.5,
    )
    return max(1, round(width * scale)), max(1, round(height * scale))


def _reduced(picture: Pillow.Image, target: tuple[int, int]) -> Pillow.Image:
    """A picture that is much larger than `target`, made smaller by a whole number.

    In strips, so that it never stands in memory a second time at its full size.
    """
    by = min(side // kept for side, kept in zip(picture.size, target, strict=True))
    if by < 2:
        return picture
    as_it_is = picture.mode in _REDUCED_AS_THEY_ARE
    width, height = (-(-side // by) for side in picture.size)
    smaller = None
    for top in range(0, height, _STRIP):
        bottom = min(picture.height, (top + _STRIP) * by)
        strip = picture.crop((0, top * by, picture.width, bottom))
        if not as_it_is:
            strip, _icc = _for_screens(strip)
        strip = strip.reduce(by)
        if smaller is None:
            smaller = Pillow.new(strip.mode, (width, height))
            smaller.info = picture.info if as_it_is else _profile_of(picture)
        smaller.paste(strip, (0, top))
    return smaller


def _profile_of(picture: Pillow.Image) -> dict[str, bytes]:
    icc = picture.info.get("icc_profile")
    return {"icc_profile": icc} if icc else {}


def _for_screens(picture: Pillow.Image) -> tuple[Pillow.Image, bytes | None]:
    """Return the picture in RGB or RGBA, with the colour profile that belongs to it now."""
    icc = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        # Sixteen bits a pixel, as scans often have; converted as it is, it would come out white.
        picture, icc = picture.convert("I").point(lambda value: value / 256).convert("L"), None
    if picture.mode == "CMYK" and icc:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            screen = ImageCms.createProfile("sRGB")
            picture = ImageCms.profileToProfile(picture, source, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            picture = picture.convert("RGB")
    # A profile of ink or of grey says nothing about the RGB pixels that are stored, and one of
    # half a megabyte is no profile.
    is_of_light = picture.mode in ("RGB", "RGBA", "P") and icc and icc[16:20] == b"RGB "
    if not is_of_light or len(icc) > MAX_PROFILE:
        icc = None
    mode = "RGBA" if _has_transparency(picture) else "RGB"
    return (picture if picture.mode == mode else picture.convert(mode)), icc


def _has_transparency(picture: Pillow.Image) -> bool:
    return picture.has_transparency_data


def _scaled(picture: Pillow.Image, width: int) -> Pillow.Image:
    height = min(MAX_HEIGHT, max(1, round(picture.height * width / picture.width)))
    return picture.resize((width, height), Pillow.Resampling.LANCZOS)
