"""Encodings: the files in which a picture is stored, under names that say what is in them."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from PIL import Image as Pillow


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


def as_webp(picture: Pillow.Image, icc: bytes | None) -> Encoded:
    """The smaller format, which today’s browsers read."""
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=80, method=4, icc_profile=icc)
    return Encoded(picture.width, file.getvalue(), "webp")


def as_fallback(picture: Pillow.Image, icc: bytes | None) -> Encoded:
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
