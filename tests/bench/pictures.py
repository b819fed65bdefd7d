"""make bench-pictures: what a hostile or large picture costs. Fails when one costs too much.

Each file goes through `add_image` in a process of its own, with Django loaded and a database in
memory, as in a worker of the site. Prints the processor's time, the peak memory of the process,
and the sentence or the size that came of it. The limits: 10 seconds, 300 MiB.
"""

import io
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageCms

MAX_SECONDS = 10
MAX_MIB = 300
Pillow.MAX_IMAGE_PIXELS = None


def noise(width, height, mode="RGB"):
    """A picture that compresses as badly as a photograph; made of one tile, so made quickly."""
    tile = Pillow.effect_noise((512, 512), 40).convert(mode)
    picture = Pillow.new(mode, (width, height))
    for left in range(0, width, 512):
        for top in range(0, height, 512):
            picture.paste(tile, (left, top))
    return picture


def saved(picture, kind, **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def bomb(width=30_000, height=30_000):
    """A PNG of 900 million pixels in less than a megabyte."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 1) * 64), 9)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def frames(kind):
    pictures = [Pillow.new("RGB", (1200, 900), color) for color in ("teal", "navy", "maroon")]
    return saved(pictures[0], kind, save_all=True, append_images=pictures[1:])


def ink():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(noise(7000, 5700, "CMYK"), "JPEG", quality=40, icc_profile=profile)


def transparent(width, height):
    return saved(Pillow.new("RGBA", (width, height), (0, 128, 128, 90)), "PNG")


# The largest that are taken, of each kind and mode, and what is refused.
FILES = {
    "JPEG, 40 megapixels": lambda: saved(noise(8000, 5000), "JPEG", quality=50),
    "JPEG, 40 megapixels, upright": lambda: saved(
        noise(8000, 5000), "JPEG", quality=50, exif=turned()
    ),
    "JPEG, 25 megapixels, progressive, 4:4:4": lambda: saved(
        noise(6250, 4000), "JPEG", quality=30, progressive=True, subsampling=0
    ),
    "JPEG, 40 megapixels, progressive": lambda: saved(
        noise(8000, 5000), "JPEG", quality=50, progressive=True
    ),
    "JPEG, 60 megapixels": lambda: saved(noise(9500, 6320), "JPEG", quality=40),
    "JPEG, 40 megapixels, CMYK": ink,
    "JPEG, 40 megapixels, grey": lambda: saved(noise(8000, 5000, "L"), "JPEG", quality=40),
    "PNG, 40 megapixels, transparent": lambda: transparent(8000, 5000),
    "PNG, 40 megapixels, 4700 wide": lambda: saved(Pillow.new("RGB", (4700, 8500), "teal"), "PNG"),
    "PNG, 40 megapixels, palette": lambda: saved(Pillow.new("P", (4700, 8500), 3), "PNG"),
    "PNG, 40 megapixels, 16 bits": lambda: saved(Pillow.new("I;16", (8000, 5000), 9999), "PNG"),
    "PNG, 2400 × 16600, transparent": lambda: transparent(2400, 16_600),
    "GIF, 40 megapixels": lambda: saved(Pillow.new("P", (8000, 5000), 3), "GIF"),
    "WebP, 12 megapixels": lambda: saved(noise(4000, 3000), "WEBP", quality=50, method=0),
    "WebP, 40 megapixels": lambda: saved(Pillow.new("RGB", (8000, 5000), "teal"), "WEBP", method=0),
    "GIF that moves": lambda: frames("GIF"),
    "WebP that moves": lambda: frames("WEBP"),
    "PNG bomb, 900 megapixels": bomb,
    "JPEG, cut off": lambda: saved(noise(3000, 2000), "JPEG")[:200_000],
    "JPEG that is a PDF": lambda: b"%PDF-1.7\n" + bytes(5000),
    "JPEG that is a web page": lambda: b"<!DOCTYPE html><script>alert(1)</script>",
    "SVG with a script": lambda: b"<?xml version='1.0'?><svg><script>alert(1)</script></svg>",
    "HEIC": lambda: b"\0\0\0\x18ftypheic" + bytes(5000),
    "TIFF, CMYK": lambda: saved(noise(2000, 1000, "CMYK"), "TIFF"),
    "empty": lambda: b"",
    "40 MB": lambda: b"\xff\xd8\xff" + bytes(40 * 1024 * 1024),
}


def turned():
    exif = Pillow.Exif()
    exif[0x0112] = 6
    return exif


def main():
    is_fine = True
    with tempfile.TemporaryDirectory() as folder:
        for name, make in FILES.items():
            path = Path(folder) / "picture"
            path.write_bytes(in_a_process_of_its_own(make))
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.pictures", str(path)],
                capture_output=True,
                text=True,
                check=True,
            )
            seconds, mib, said = done.stdout.strip().split("\t")
            is_over = float(seconds) > MAX_SECONDS or float(mib) > MAX_MIB
            is_fine = is_fine and not is_over
            over = "TOO MUCH  " if is_over else ""
            say(f"{name:40} {seconds:>5} s {mib:>4} MiB  {over}{said}")
    sys.exit(not is_fine)


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def in_a_process_of_its_own(make):
    """What `make` returns; its memory is gone afterwards, and no child inherits it."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(make())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        data = pipe.read()
    os.wait()
    return data


def measure(path):
    """Take one file in, as a worker of the site would, and print what it cost and what came."""
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgnews.settings")
    import django
    from django.conf import settings

    django.setup()
    from django.core.management import call_command
    from django.urls import get_resolver

    from articles.publishing import BadImage, add_image

    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        call_command("migrate", verbosity=0)
        assert get_resolver().url_patterns  # all views, as in a worker
        begin = time.process_time()
        try:
            with open(path, "rb") as file:
                image = add_image(file, description="A test", licence="Own work", by=None)
            said = f"{image.width} × {image.height}, {len(image.file_names)} files"
        except BadImage as error:
            said = str(error)
        seconds = time.process_time() - begin
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{seconds:.1f}\t{mib:.0f}\t{said}")


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
