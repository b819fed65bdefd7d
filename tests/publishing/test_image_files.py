"""Files of a picture: replaced by better ones, completed, and found wherever they are used."""

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction

from articles.models import Callout, Image, Redirect, Role, is_public_image
from articles.publishing import (
    Refused,
    complete_renditions,
    places_of,
    publish,
    reasons_not_to_publish,
    remove_image,
    replace_image,
    twin_of,
)
from articles.publishing.pixels import read_picture
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_image,
    make_member,
    make_person,
    picture_file,
)

pytestmark = pytest.mark.django_db

BODY = "![A nerve](image:junction)"


@pytest.fixture
def image():
    return make_image("junction", width=900)


def replace(image, **facts):
    facts = {"reason": "Sharper.", "seen": image.file.name, "by": None} | facts
    return replace_image(image, picture_file(1000, 500, color="navy"), **facts)


# -- Replacing ------------------------------------------------------------------------------------


def test_a_better_file_reaches_every_page_and_every_edition_and_moves_no_date(image):
    article = make_article(body=BODY)
    change(article, body=f"{BODY}\n\nMore.")
    publish(article, kind="minor", by=None)
    article.refresh_from_db()
    first, day = article.revisions.get(number=1), article.last_updated_on
    former = image.file.name

    assert replace(image, by=make_editor(last_name="Moor"), name="nerve-2.png") == 2

    article.refresh_from_db()
    first.refresh_from_db()
    for text in (first, article.live_revision):
        assert image.file.name in text.html
        assert former not in text.html
        assert 'width="1000"' in text.html
    assert (image.key, image.original_name) == ("junction", "nerve-2.png")
    assert article.last_updated_on == day
    assert article.publications.count() == 2
    record = image.replacements.get()
    assert (record.file, record.replaced_by_name) == (former, "Ida Moor")


def test_links_to_the_former_file_stay_good(image):
    former = image.file.name
    article = make_draft(body=f"## Whole\n\n[The whole chart](/media/{former})\n")
    replace(image)
    assert reasons_not_to_publish(article) == []
    publish(article, alone="Nobody else.", by=None)
    assert default_storage.exists(former)
    assert is_public_image(former)
    assert is_public_image(image.file.name)


def test_whoever_was_slower_is_told_and_replaces_nothing(image):
    seen = image.file.name
    replace(image, by=make_editor(last_name="Moor"))
    with pytest.raises(Refused, match="Ida Moor replaced the file on"):
        replace(image, seen=seen)
    assert image.replacements.count() == 1


def test_a_replacement_needs_a_reason_another_file_and_the_right(image):
    with pytest.raises(Refused, match="Say why"):
        replace(image, reason=" ")
    with pytest.raises(Refused, match="may not"):
        replace(image, by=make_member(Role.AUTHOR))
    replace(image)
    with pytest.raises(Refused, match="very file"):
        replace(image)


def test_a_replacement_is_a_fact(image):
    replace(image)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute("UPDATE articles_replacement SET reason = 'rewritten'")


def test_an_unused_picture_goes_with_its_former_files(image, django_capture_on_commit_callbacks):
    former = image.file.name
    replace(image)
    with django_capture_on_commit_callbacks(execute=True):
        remove_image(image, by=None)
    assert not default_storage.exists(former)


def test_the_same_picture_a_second_time_is_known(image):
    assert twin_of(read_picture(picture_file(900, 675))) == image
    assert twin_of(read_picture(picture_file(900, 675, color="navy"))) is None


# -- Sizes ----------------------------------------------------------------------------------------


def test_sizes_that_a_picture_lacks_are_made_and_offered(image):
    article = make_article(body=BODY)
    image.renditions = {name: sizes[1:] for name, sizes in image.renditions.items()}
    image.save(update_fields=["renditions"])
    assert [(found.key, count) for found, count in complete_renditions()] == [("junction", 2)]
    image.refresh_from_db()
    assert [width for _name, width in image.renditions["webp"]] == [400, 800, 900]
    article.refresh_from_db()
    assert all(name in article.live_revision.html for name, _width in image.renditions["webp"])
    assert list(complete_renditions()) == []


# -- Places ---------------------------------------------------------------------------------------


def told(image):
    return {(str(place.row), place.where, place.is_live) for place in places_of(image)}


def test_every_place_of_a_picture_is_found(image):
    make_article(title="Live", body=BODY)
    old = make_article(title="Old", body="![](image:junction){.decorative}")
    change(old, title="Old", body="Nothing.")
    publish(old, kind="minor", by=None)
    make_draft(title="Draft", lead_image=image, lead_alt="A lead")
    make_person("Rosa Lind", photo=image)
    address = f"/media/{image.file.name}"
    Callout.objects.create(
        title="Survey", text="T", story_link=address, story_link_text="Open", starts_on="2021-01-01"
    )
    Redirect.objects.create(old_path="/chart/", path=address)
    assert told(image) == {
        ("Live", "what readers see", True),
        ("Old", "old editions only", True),
        ("Draft", "the draft", False),
        ("Rosa Lind", "portrait; no page yet", False),
        ("Survey", "shown today", True),
        ("/chart/", "leads to its file", True),
    }


def test_each_place_says_what_the_picture_says_there(image):
    make_article(
        title="Both",
        body=f"{BODY}\n\n![](image:junction){{.decorative}}",
        lead_image=image,
        lead_alt="A lead",
    )
    [place] = places_of(image)
    assert place.words == ("A lead", "A nerve", None)


@pytest.mark.parametrize("where", ["person", "draft", "edition", "link"])
def test_what_shows_a_picture_keeps_it_and_is_named(image, where):
    match where:
        case "person":
            make_person("Rosa Lind", photo=image)
        case "draft":
            make_draft(title="A page", body=BODY)
        case "edition":
            article = make_article(title="A page", body=BODY)
            change(article, title="A page", body="Nothing.")
            publish(article, kind="minor", by=None)
        case "link":
            make_draft(title="A page", body=f"[The chart](/media/{image.file.name})")
    name = "Rosa Lind" if where == "person" else "A page"
    with pytest.raises(Refused, match=f"“{name}” shows it"):
        remove_image(image, by=None)
    assert Image.objects.exists()
