"""Pixels: from a file that somebody uploaded to pictures that are safe to publish.

Nothing of the upload is kept but its pixels and its colour profile: every stored file is encoded
anew under a name of ours, so no place, serial number, script or second format travels with it.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
# The largest file we keep; more would be wasted on any screen, and WebP ends at 16,383 pixels.
MAX_WIDTH = 2400
MAX_HEIGHT = 12_000
RENDITION_WIDTHS = (400, 800, 1600)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class BadImage(ValueError):
    """A file cannot become a picture of the library. The message is a sentence for the editor."""


@dataclass(frozen=True)
class Encoded:
    """One file to store: its width in pixels, its bytes, and the extension that fits them."""

    width: int
    data: bytes
    extension: str

    def name(self, key: str) -> str:
        """Return the path under which the file of the picture `key` is stored.

        The content is in the name, so a file never changes under its address and browsers may
        keep it for ever.
        """
        digest = hashlib.sha256(self.data).hexdigest()[:10]
        return f"images/{key}-{self.width}-{digest}.{self.extension}"


@dataclass(frozen=True)
class Pixels:
    """One picture, ready to store: the full size, and smaller ones by format, smallest first."""

    width: int
    height: int
    full: Encoded
    fallback: tuple[Encoded, ...]
    webp: tuple[Encoded, ...]


def read_picture(upload: BinaryIO) -> Pixels:
    """Decode `upload`, an open binary file, and encode it anew in all sizes.

    Size and format are judged from the header, before any pixel is decoded. Raises BadImage with
    a sentence that says what is wrong and what to do.
    """
    picture = _decoded(upload)
    # Phones store the turn beside the pixels, and we keep nothing but the pixels.
    picture = ImageOps.exif_transpose(picture)
    picture, icc = _for_screens(picture)
    if picture.width > MAX_WIDTH or picture.height > MAX_HEIGHT:
        scale = min(MAX_WIDTH / picture.width, MAX_HEIGHT / picture.height)
        picture = _scaled(picture, max(1, round(picture.width * scale)))

    full = _fallback(picture, icc)
    widths = [width for width in RENDITION_WIDTHS if width < picture.width]
    sizes = [_scaled(picture, width) for width in widths] + [picture]
    return Pixels(
        width=picture.width,
        height=picture.height,
        full=full,
        fallback=(*(_fallback(size, icc) for size in sizes[:-1]), full),
        webp=tuple(_webp(size, icc) for size in sizes),
    )


def _decoded(upload: BinaryIO) -> Pillow.Image:
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
    try:
        with warnings.catch_warnings():
            # Pillow warns at a limit of its own; ours is the one that counts, two lines below.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(upload, formats=FORMATS)
    except Pillow.DecompressionBombError:
        raise BadImage(_too_many_pixels()) from None
    except Exception as error:  # decoders of foreign bytes raise whatever they like
        raise BadImage(
            _("This is not a picture that can be used. Upload a JPEG, PNG, WebP or GIF file.")
        ) from error
    if picture.width * picture.height > MAX_PIXELS:
        raise BadImage(_too_many_pixels(picture.width, picture.height))
    try:
        picture.load()
    except Exception as error:
        raise BadImage(
            _("The picture is damaged or cut off. Save it again and upload the new file.")
        ) from error
    return picture


def _too_many_pixels(width: int = 0, height: int = 0) -> str:
    if not width:
        return _("The picture has far too many pixels. Save it at 2400 pixels width or less.")
    return _(
        "The picture has %(width)s × %(height)s pixels; up to %(limit)s million are allowed. "
        "Save it at 2400 pixels width or less."
    ) % {"width": width, "height": height, "limit": MAX_PIXELS // 1_000_000}


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
        except ImageCms.PyCMSError:
            picture = picture.convert("RGB")
    # A profile of ink or of grey says nothing about the RGB pixels that are stored.
    if picture.mode not in ("RGB", "RGBA", "P") or (icc and icc[16:20] != b"RGB "):
        icc = None
    return picture.convert("RGBA" if _has_transparency(picture) else "RGB"), icc


def _has_transparency(picture: Pillow.Image) -> bool:
    return picture.has_transparency_data


def _scaled(picture: Pillow.Image, width: int) -> Pillow.Image:
    height = min(MAX_HEIGHT, max(1, round(picture.height * width / picture.width)))
    return picture.resize((width, height), Pillow.Resampling.LANCZOS)


def _webp(picture: Pillow.Image, icc: bytes | None) -> Encoded:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=80, method=4, icc_profile=icc)
    return Encoded(picture.width, file.getvalue(), "webp")


def _fallback(picture: Pillow.Image, icc: bytes | None) -> Encoded:
    """The format that every browser reads: PNG for drawings and transparency, else JPEG."""
    file = io.BytesIO()
    if picture.mode == "RGBA" or _is_drawing(picture):
        picture.save(file, "PNG", icc_profile=icc)
        return Encoded(picture.width, file.getvalue(), "png")
    picture.save(file, "JPEG", quality=82, progressive=True, optimize=True, icc_profile=icc)
    return Encoded(picture.width, file.getvalue(), "jpg")


def _is_drawing(picture: Pillow.Image) -> bool:
    """Whether the picture has so few colours that PNG is smaller and sharper than JPEG."""
    return picture.getcolors(maxcolors=4096) is not None
