"""Files that are no picture, or too much of one: a sentence each, judged before any pixel is."""

import io

import pytest
from PIL import Image as Pillow
from PIL import ImageCms

from articles.publishing import BadImage, read_picture
from articles.publishing.pixels import MAX_STORED_PIXELS
from tests.factories import picture_file


def refused(data):
    with pytest.raises(BadImage) as caught:
        read_picture(io.BytesIO(data))
    return str(caught.value)


def claiming(data, width, height):
    """A JPEG whose header promises another size than it holds."""
    start = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
    assert start > 0
    size = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return data[: start + 5] + size + data[start + 9 :]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\0\0\0\x18ftypheic" + bytes(99), "HEIC file, as phones make them. Export it as a JPEG"),
        (b"\0\0\0\x18ftypavif" + bytes(99), "AVIF file. Save it as a JPEG"),
        (picture_file(kind="TIFF", mode="CMYK").read(), "TIFF file, as printers use them"),
        (b"%PDF-1.7 ...", "a PDF file. Export the page"),
        (b"<?xml version='1.0'?><!-- x --><svg><script>1</script></svg>", "an SVG drawing"),
        (b"  <!DOCTYPE html><script>1</script>", "a web page. Save the picture itself"),
        (b"PK\x03\x04" + bytes(99), "a document or an archive"),
        (picture_file(kind="BMP").read(), "a BMP file"),
        (b"GIF89a", "not a picture that can be used. Upload a JPEG, PNG, WebP or GIF"),
        (picture_file(900, 900, "JPEG").read()[:1200], "damaged or cut off"),
        (b"\xff\xd8\xff" + bytes(40 * 1024 * 1024), "40.0 MB; pictures may have up to 15 MB"),
    ],
    ids=lambda part: "" if isinstance(part, bytes) else part[:20],
)
def test_each_file_that_cannot_be_used_gets_a_sentence_that_says_what_to_do(data, words):
    assert words in refused(data)


@pytest.mark.parametrize(
    ("options", "size", "words"),
    [
        ({}, (9500, 6320), "9500 × 6320 pixels; up to 40 million"),
        ({"progressive": True}, (6250, 4001), "progressive JPEG may have up to 25 million"),
    ],
)
def test_too_many_pixels_are_refused_from_the_header(options, size, words):
    small = picture_file(64, 64, "JPEG", **options).read()
    assert words in refused(claiming(small, *size))


def test_a_webp_of_too_many_pixels_is_refused_from_the_header():
    # An extended header alone: its canvas is what counts.
    header = b"VP8X" + (10).to_bytes(4, "little") + bytes(4)
    header += (4999).to_bytes(3, "little") + (3999).to_bytes(3, "little")
    inner = picture_file(16, 16, "WEBP").read()[12:]
    data = b"WEBP" + header + inner
    said = refused(b"RIFF" + len(data).to_bytes(4, "little") + data)
    assert "pixels" in said or "not a picture" in said or "damaged" in said


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_picture_is_kept_and_the_editor_is_told(kind):
    file = io.BytesIO()
    first, second = (Pillow.new("RGB", (64, 48), color) for color in ("teal", "maroon"))
    first.save(file, kind, save_all=True, append_images=[second])
    made = read_picture(file)
    assert "its first picture was kept" in made.notes[0]
    red, green, _blue = Pillow.open(io.BytesIO(made.full.data)).convert("RGB").getpixel((9, 9))
    assert green > red
    assert not getattr(Pillow.open(io.BytesIO(made.webp[0].data)), "is_animated", False)


def test_inks_become_light_and_the_editor_is_told_when_they_are_unknown():
    cyan = picture_file(kind="JPEG", mode="CMYK", color=(255, 0, 0, 0), quality=95)
    made = read_picture(cyan)
    red, green, blue = Pillow.open(io.BytesIO(made.full.data)).convert("RGB").getpixel((9, 9))
    assert red < 90
    assert min(green, blue) > 90
    assert "colours for printing" in made.notes[0]


def test_a_profile_that_is_far_too_long_is_left_out():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = read_picture(picture_file(icc_profile=profile + bytes(600 * 1024)))
    assert len(made.full.data) < 10_000


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "I;16", "CMYK"])
def test_what_is_much_larger_than_any_screen_comes_out_as_it_looks(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = Pillow.new("RGB", (4804, 200), "black")
    picture.paste("white", (0, 0, 2402, 200))
    grey = mode == "I;16"
    if grey:
        picture = picture.convert("L").convert("I").point(lambda value: value * 257)
    file = io.BytesIO()
    picture.convert(mode).save(file, kind)
    made = read_picture(file)
    assert made.width == 2400
    stored = Pillow.open(io.BytesIO(made.full.data)).convert("L")
    assert stored.getpixel((300, 30)) > 240
    assert stored.getpixel((2100, 30)) < 15


def test_a_turned_picture_of_a_phone_stands_upright_in_every_size():
    exif = Pillow.Exif()
    exif[0x0112] = 8
    picture = Pillow.new("RGB", (3000, 1000), "white")
    picture.paste("black", (0, 0, 1500, 1000))
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    made = read_picture(file)
    assert (made.width, made.height) == (1000, 3000)
    for size in (*made.fallback, *made.webp):
        upright = Pillow.open(io.BytesIO(size.data)).convert("L")
        width, height = upright.size
        assert height == round(width * 3)
        assert upright.getpixel((width // 2, height // 4)) > 200
        assert upright.getpixel((width // 2, height * 3 // 4)) < 50


def test_no_stored_picture_is_so_large_that_a_worker_could_not_make_it():
    made = read_picture(picture_file(2400, 12_000))
    assert made.width * made.height <= MAX_STORED_PIXELS * 1.01
