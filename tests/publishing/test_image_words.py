"""What is said about a picture: its rights, its focus, and a description before any use."""

import datetime

import pytest

from articles.models import Image, ImageShelf, Role, on_shelf
from articles.publishing import (
    Content,
    Refused,
    add_image,
    change_image_words,
    describe_image,
    findings_in,
    take_in_image,
)
from tests.factories import (
    make_article,
    make_draft,
    make_editor,
    make_image,
    make_member,
    picture_file,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 28)


def refused(**words):
    """The fields that `add_image` has something to say about."""
    words = {"description": "A nerve", "licence": "Own work"} | words
    with pytest.raises(Refused) as caught:
        add_image(picture_file(), by=None, **words)
    return [reason.field for reason in caught.value.reasons]


def said(check, body="", **fields):
    content = Content(title="T", summary="S", body=body, **fields)
    return [found for found in findings_in(content) if found.check == check]


# -- Rights ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ({"licence": ""}, ["licence"]),
        ({"licence": "CC BY 4.0"}, ["credit"]),
        ({"licence": "own work", "licence_until": TODAY}, ["licence_until"]),
        ({"source_url": "javascript:alert(1)"}, ["source_url"]),
        ({"description": "IMG_2041.jpg"}, ["description"]),
        ({"description": "Photo of a nerve"}, ["description"]),
        ({"description": "", "licence": ""}, ["description", "licence"]),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(words, fields):
    assert refused(**words) == fields
    assert not Image.objects.exists()


def test_readers_are_told_of_a_licence_but_not_of_our_own_work():
    own = make_image(credit="Rosa Lind", licence="own work").as_picture()
    assert (own.credit, own.licence) == ("Rosa Lind", "")
    assert make_image(credit="Ann", licence="CC BY 4.0").as_picture().licence == "CC BY 4.0"


def test_licences_that_end_are_listed_sixty_days_before_the_most_urgent_first():
    ends = {
        "over": TODAY - datetime.timedelta(days=1),
        "soon": TODAY + datetime.timedelta(days=60),
        "later": TODAY + datetime.timedelta(days=61),
        "never": None,
    }
    for key in ("later", "soon", "never", "over"):
        make_image(key, credit="Ann", licence="With permission", licence_until=ends[key])
    assert [image.key for image in Image.objects.licence_ending(TODAY)] == ["over", "soon"]
    assert [image.key for image in Image.objects.licence_ended(TODAY)] == ["over"]


def test_a_licence_that_ended_warns_and_stops_no_page(time_machine):
    time_machine.move_to("2026-11-28T12:00:00Z")
    ended = TODAY - datetime.timedelta(days=1)
    words = {"credit": "Ann", "licence": "With permission", "licence_until": ended}
    lead = make_image("lead", **words)
    make_image("nerve", **words)
    found = said("picture-rights", "![A nerve](image:nerve)", lead_image=lead, lead_alt="A lead")
    assert [finding.field for finding in found] == ["lead_image", "body"]
    assert "ended on November 27, 2026" in found[0].sentence
    assert not any(finding.is_blocker for finding in found)
    Image.objects.update(licence_until=TODAY)
    assert said("picture-rights", "![A nerve](image:nerve)") == []


def test_a_picture_of_before_whose_licence_nobody_gave_warns():
    image = make_image("nerve")
    Image.objects.filter(pk=image.pk).update(licence="")
    [finding] = said("picture-rights", "![A nerve](image:nerve)")
    assert "Nobody has said why" in finding.sentence
    assert not finding.is_blocker


# -- Several at once ------------------------------------------------------------------------------


def test_what_came_in_with_others_is_used_only_once_it_is_described():
    ida = make_editor()
    image = take_in_image(picture_file(), name="nerve ending.png", by=ida)
    assert image.key == "nerve-ending"
    [finding] = said("pictures", "![A nerve](image:nerve-ending)")
    assert finding.is_blocker
    assert "not described there yet" in finding.sentence
    assert said("pictures", lead_image=image, lead_alt="A nerve")
    describe_image(image, description="A nerve", licence="Own work", by=ida)
    assert said("pictures", "![A nerve](image:nerve-ending)") == []


def test_an_author_describes_their_own_pictures_and_nobody_elses():
    ann, ben = make_member(Role.AUTHOR, "ann"), make_member(Role.AUTHOR, "ben")
    image = take_in_image(picture_file(), by=ann)
    words = {"description": "A nerve", "licence": "Own work"}
    with pytest.raises(Refused, match="Only those who uploaded"):
        describe_image(image, by=ben, **words)
    describe_image(image, by=ann, **words)
    with pytest.raises(Refused, match="described this picture meanwhile: “A nerve”"):
        describe_image(image, by=ann, **words | {"description": "Another"})
    image.refresh_from_db()
    assert image.description == "A nerve"


def test_only_those_who_may_add_pictures_do():
    with pytest.raises(Refused, match="may not add"):
        take_in_image(picture_file(), by=make_member(Role.REVIEWER))


# -- Focus ----------------------------------------------------------------------------------------


def test_a_focus_becomes_classes_in_steps_of_ten_percent():
    image = make_image()
    assert image.as_picture().focus_classes == ""
    image.focus_x, image.focus_y = 97, 4
    assert change_image_words(image, fields=["focus_x", "focus_y"], by=None) == 0
    assert image.as_picture().focus_classes == "focus-x-10 focus-y-0"
    image.focus_x = 101
    with pytest.raises(Refused) as caught:
        change_image_words(image, by=None)
    assert caught.value.reasons[0].field == "focus_x"


def test_a_list_keeps_the_part_that_matters(client):
    image = make_image()
    article = make_article(lead_image=image, lead_alt="A nerve")
    image.focus_x = 80
    change_image_words(image, by=None)
    page = client.get(f"/{article.section.slug}/").content.decode()
    assert 'class="focus-x-8 focus-y-5"' in page


# -- Shelves --------------------------------------------------------------------------------------


def test_the_library_is_narrowed_down_by_use():
    for key in ("unused", "public", "draft", "plain"):
        make_image(key)
    make_article(body="![A nerve](image:public)\n\n![](image:plain){.decorative}")
    make_draft(body="![](image:draft)")

    def keys(shelf):
        found = on_shelf(Image.objects.order_by("key"), shelf, TODAY)
        return [image.key for image in found]

    assert keys(ImageShelf.UNUSED) == ["unused"]
    assert keys(ImageShelf.USED) == ["draft", "plain", "public"]
    assert keys(ImageShelf.PUBLIC) == ["plain", "public"]
    assert keys(ImageShelf.DECORATIVE) == ["plain"]
    assert keys(ImageShelf.WITHOUT_ALT) == ["draft"]
