"""Pictures: what comes in, what is kept, and what never is."""

import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from django.db.models import RestrictedError
from PIL import Image as Pillow

from articles.models import Callout, Image
from articles.publishing import (
    BadImage,
    Refused,
    add_image,
    bin_article,
    change_image_words,
    publish,
    read_picture,
    remove_image,
)
from tests.factories import change, make_article, make_draft, make_image, picture_file

pytestmark = pytest.mark.django_db


def png_that_claims(width, height):
    """A PNG whose header promises a size that its few bytes do not hold."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )


def stored(name):
    with default_storage.open(name) as file:
        return io.BytesIO(file.read())


def test_a_picture_is_stored_in_all_sizes_below_its_own():
    image = make_image(width=1000)
    assert (image.width, image.height) == (1000, 750)
    assert [width for _, width in image.renditions["webp"]] == [400, 800, 1000]
    assert [width for _, width in image.renditions["fallback"]] == [400, 800, 1000]
    for name, width in image.renditions["webp"] + image.renditions["fallback"]:
        assert Pillow.open(stored(name)).width == width


def test_a_very_wide_picture_is_scaled_down():
    image = make_image(width=3000)
    assert image.width == 2400


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("GIF", "P"),
        ("WEBP", "RGB"),
    ],
)
def test_every_usual_format_becomes_one_that_every_browser_reads(kind, mode):
    image = add_image(
        picture_file(kind=kind, mode=mode, color=1 if mode == "P" else None),
        description="A test",
        licence="Own work",
        by=None,
    )
    assert image.file.name.endswith((".jpg", ".png"))


def test_the_files_name_and_type_do_not_matter_but_its_content():
    file = picture_file(kind="PNG")
    file.name = '"><img src=x onerror=alert(1)>.html'
    image = add_image(file, description="A test", licence="Own work", by=None)
    assert image.file.name.startswith("images/a-test-64-")
    assert image.file.name.endswith(".png")


def test_place_and_camera_leave_with_the_upload_and_the_turn_is_applied():
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (52.0, 30.0, 0.0)  # GPS latitude
    image = add_image(
        picture_file(width=60, height=40, kind="JPEG", exif=exif),
        description="A test",
        licence="Own work",
        by=None,
    )
    assert (image.width, image.height) == (40, 60)
    names = [image.file.name] + [name for sizes in image.renditions.values() for name, _ in sizes]
    for name in names:
        assert b"SecretCamera" not in stored(name).getvalue()
        assert not Pillow.open(stored(name)).getexif()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script></html>", "not a picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "not a picture"),
        (picture_file(kind="TIFF").read(), "not a picture"),
        (picture_file(900, 900, "JPEG").read()[:1200], "damaged"),
        (b"\x89PNG" + b"\x00" * (20 * 1024 * 1024), "20.0 MB"),
    ],
    ids=["empty", "html", "svg", "tiff", "truncated", "20 MB"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data, words):
    with pytest.raises(BadImage, match=words):
        add_image(io.BytesIO(data), description="A test", licence="Own work", by=None)
    assert not Image.objects.exists()


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_from_the_header_alone(size):
    with pytest.raises(BadImage, match="pixels"):
        read_picture(png_that_claims(*size))


@pytest.mark.parametrize("description", ["", "   ", "x" * 251])
def test_a_picture_without_words_or_with_too_many_is_refused(description):
    with pytest.raises(Refused) as caught:
        add_image(picture_file(), description=description, licence="Own work", by=None)
    assert caught.value.reasons[0].field == "description"


@pytest.mark.parametrize("size", [(1, 20_000), (100, 16_384), (2_000, 20_000), (20_000, 1)])
def test_very_long_pictures_are_scaled_to_what_browsers_can_show(size):
    made = read_picture(picture_file(*size))
    assert made.width <= 2400
    assert made.height <= 12_000


def test_sixteen_bits_of_grey_stay_grey():
    file = io.BytesIO()
    Pillow.new("I;16", (8, 8), 128 * 256).save(file, "PNG")
    made = read_picture(file)
    assert Pillow.open(io.BytesIO(made.full.data)).convert("L").getpixel((0, 0)) == 128


def test_a_profile_of_ink_does_not_stay_with_pixels_of_light():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert read_picture(picture_file(icc_profile=profile)).full.data.find(b"iCCP") > 0
    ink = profile[:16] + b"CMYK" + profile[20:]
    made = read_picture(picture_file(kind="JPEG", mode="CMYK", icc_profile=ink))
    assert b"iCCP" not in made.full.data


def test_the_markdown_of_a_picture_always_finds_it_again():
    image = make_image(description="snake_case [x] and a \\")
    article = make_article(body=image.markdown)
    assert "missing-picture" not in article.live_revision.html


def test_equal_descriptions_get_different_keys():
    assert make_image(description="A nerve").key == "a-nerve"
    assert make_image(description="A nerve").key == "a-nerve-2"


def test_a_changed_credit_reaches_the_published_page_and_moves_no_date():
    image = make_image(key="junction", credit="Nobody")
    article = make_article(body="![A nerve](image:junction)")
    before = article.last_updated_on
    image.credit = "Rosa Lind"
    assert change_image_words(image, by=None) == 1
    article.refresh_from_db()
    assert "Rosa Lind" in article.live_revision.html
    assert "Nobody" not in article.live_revision.html
    assert article.last_updated_on == before
    assert article.publications.count() == 1


def test_an_unused_picture_goes_with_its_files(django_capture_on_commit_callbacks):
    image = make_image()
    name = image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_image(image, by=None)
    assert not Image.objects.exists()
    assert not default_storage.exists(name)


def test_a_picture_that_was_ever_shown_stays():
    image = make_image(key="junction")
    article = make_article(body="![A nerve](image:junction)")
    change(article, body="No picture.")
    publish(article, kind="minor", by=None)
    with pytest.raises(Refused, match="in use"):
        remove_image(image, by=None)
    with pytest.raises(RestrictedError):
        image.delete()


def test_a_picture_of_an_article_in_the_bin_stays_and_the_reason_names_it():
    image = make_image(key="junction")
    draft = make_draft(title="Deleted", body="![A nerve](image:junction)")
    bin_article(draft, by=None)
    with pytest.raises(Refused, match=r"“Deleted” shows it \(an article in the bin\)"):
        remove_image(image, by=None)


def test_a_picture_of_a_callout_stays():
    image = make_image()
    Callout.objects.create(
        title="Survey",
        text="Text",
        image=image,
        image_alt="Open",
        image_link="/",
        starts_on="2021-01-01",
    )
    with pytest.raises(Refused, match="in use"):
        remove_image(image, by=None)
