"""Alternative texts: what a picture says to somebody who cannot see it."""

import pytest

from tests.factories import make_image
from tests.publishing.checks.twins import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("alt", "words"),
    [
        ("junction.png", "a file's name"),
        ("IMG_2041", "a file's name"),
        ("Screenshot 2026-01", "a file's name"),
        ("Image of a nerve", "says that it is a picture"),
        ("A photo of a nerve", "says that it is a picture"),
        ("where nerve and muscle meet.", "caption again"),
        ("x " * 76, "to 150 characters"),
    ],
)
def test_a_description_that_tells_nothing_stops_the_page(alt, words):
    make_image(key="junction", caption="Where nerve and muscle meet")
    [finding] = found("alt-text", f"![{alt}](image:junction)")
    assert words in finding.sentence
    assert finding.is_blocker


@pytest.mark.parametrize(
    "alt", ["A nerve ending beside a muscle", "Photographs on a wall", "Imagery in red", "x" * 150]
)
def test_a_description_that_says_what_there_is_passes(alt):
    make_image(key="junction", caption="Where nerve and muscle meet")
    assert found("alt-text", f"![{alt}](image:junction)") == []


def test_a_key_of_several_words_is_a_files_name_and_one_plain_word_may_be_right():
    make_image(key="survey-2026")
    make_image(key="thymus")
    assert len(found("alt-text", "![survey-2026](image:survey-2026)")) == 1
    assert found("alt-text", "![thymus](image:thymus)") == []


def test_a_caption_of_the_text_counts_before_that_of_the_library():
    make_image(key="junction", caption="In the library")
    assert found("alt-text", '![In the library](image:junction "In the text")') == []
    assert len(found("alt-text", '![In the text](image:junction "In the text")')) == 1


def test_a_picture_that_is_a_link_cannot_be_decorative():
    make_image(key="junction")
    linked = "[![A nerve](image:junction){.decorative}](https://example.org/)"
    [finding] = found("alt-text", linked)
    assert "cannot be decorative" in finding.sentence
    assert found("alt-text", "![](image:junction){.decorative}") == []


def test_the_lead_picture_is_looked_at_as_well():
    image = make_image(key="lead", caption="Where nerve and muscle meet")
    for alt in ("lead.jpg", "Picture of a nerve", image.caption):
        [finding] = found("alt-text", "Text", lead_image=image, lead_alt=alt)
        assert (finding.field, finding.quote) == ("lead_alt", alt)
    assert found("alt-text", "Text", lead_image=image, lead_is_decorative=True) == []
