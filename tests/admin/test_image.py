"""The picture library in the admin."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles.models import Image
from articles.publishing import take_in_image
from tests.factories import make_article, make_editor, make_image, picture_file

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/articles/image/upload/"
ADD = "/admin/articles/image/add/"
SEARCH = "/admin/articles/image/search/"
SEVERAL = "/admin/articles/image/several/"
DESCRIBE = "/admin/articles/image/describe/"
TAKE_IN = "/admin/articles/image/take-in/"
BETTER = picture_file(128, 96, color="navy").read()
WORDS = {
    "description": "A nerve",
    "caption": "",
    "credit": "",
    "licence": "Own work",
    "licence_until": "",
    "source_url": "",
}


def upload(data=None, name="photo.png"):
    return SimpleUploadedFile(name, picture_file().read() if data is None else data, "image/png")


@pytest.mark.parametrize("address", [UPLOAD, ADD])
def test_a_described_picture_goes_into_the_library(desk, address):
    sent = {"upload": upload(), **WORDS, "description": "A nerve [1]", "credit": "Rosa Lind"}
    assert desk.post(address, sent).status_code in (200, 302)
    image = Image.objects.get()
    assert image.credit == "Rosa Lind"
    assert image.uploaded_by.username == "ida"


def test_an_upload_from_the_article_form_answers_with_the_markdown(desk):
    sent = {"upload": upload(), **WORDS, "description": "A nerve [1]"}
    said = desk.post(UPLOAD, sent).json()
    assert said["image_code"] == "![A nerve (1)](image:a-nerve-1)"
    assert said["key"] == "a-nerve-1"
    assert said["thumbnail"].startswith("/media/images/a-nerve-1-64-")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html></html>", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
        (b"\x89PNG" + b"0" * (16 * 1024 * 1024), "16.0 MB"),
        (picture_file().read()[:60], "damaged"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_the_words_stay(desk, data, words):
    sent = {"description": "A nerve", "caption": "Typed with care"}
    response = desk.post(ADD, sent | {"upload": upload(data)})
    form = response.context["adminform"].form
    assert words in " ".join(form.errors["upload"])
    assert form["caption"].value() == "Typed with care"
    response = desk.post(UPLOAD, sent | {"upload": upload(data)})
    assert response.status_code == 400
    assert words in " ".join(response.json()["upload"])
    assert not Image.objects.exists()


def test_a_picture_without_a_description_is_refused(desk):
    response = desk.post(UPLOAD, {"upload": upload(), "description": " "})
    assert response.status_code == 400
    assert "description" in response.json()
    response = desk.post(UPLOAD, {"description": "A nerve"})
    assert "upload" in response.json()


def test_strangers_get_a_403_and_never_a_redirect(client):
    assert client.post(UPLOAD, {"upload": upload(), "description": "A"}).status_code == 403
    make_editor("nobody", is_superuser=False)
    client.login(username="nobody", password="a good password")
    assert client.post(UPLOAD, {"upload": upload(), "description": "A"}).status_code == 403
    assert not Image.objects.exists()


def test_the_form_shows_where_a_picture_is_used_and_keeps_it(desk):
    image = make_image(key="junction")
    article = make_article(title="Causes of MG", body="![A nerve](image:junction)")
    page = desk.get(f"/admin/articles/image/{image.pk}/change/").content.decode()
    assert "Causes of MG" in page
    assert f"/admin/articles/article/{article.pk}/change/" in page
    assert "![A nerve ending beside a muscle](image:junction)" in page
    response = desk.post(f"/admin/articles/image/{image.pk}/delete/", {"post": "yes"}, follow=True)
    assert "“Causes of MG” shows it (what readers see)" in response.content.decode()
    assert Image.objects.exists()


def test_an_unused_picture_can_be_deleted(desk):
    image = make_image()
    page = desk.get(f"/admin/articles/image/{image.pk}/change/").content.decode()
    assert "Nowhere at present." in page
    desk.post(f"/admin/articles/image/{image.pk}/delete/", {"post": "yes"})
    assert not Image.objects.exists()


def test_changed_words_reach_the_pages(desk, client):
    image = make_image(key="junction")
    article = make_article(body="![A nerve](image:junction)")
    desk.post(
        f"/admin/articles/image/{image.pk}/change/",
        WORDS | {"caption": "Where nerve meets muscle", "focus_x": 50, "focus_y": 50},
    )
    assert "Where nerve meets muscle" in client.get(article.url).content.decode()


def test_the_list_shows_and_finds_pictures(desk, django_assert_max_num_queries):
    make_image(description="A nerve")
    make_image(description="A muscle")
    with django_assert_max_num_queries(10):
        page = desk.get("/admin/articles/image/?q=muscle").content.decode()
    assert "A muscle" in page
    assert "A nerve" not in page


def test_an_empty_library_says_what_to_do_and_one_without_a_find_leads_back(desk):
    page = desk.get("/admin/articles/image/").content.decode()
    assert "The library is empty." in page
    assert "/admin/articles/image/several/" in page
    make_image()
    page = desk.get("/admin/articles/image/?q=nothing").content.decode()
    assert "Nothing here fits what you searched for" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("use=unused", {"lone"}),
        ("use=public", {"shown"}),
        ("rights=ending", {"lone"}),
        ("rights=ended", set()),
        ("q=scan_7", {"lone"}),
        ("o=-1", {"shown", "lone"}),
    ],
)
def test_the_list_is_narrowed_down_and_ordered(desk, query, found):
    make_image("shown", description="Shown")
    soon = timezone.localdate() + datetime.timedelta(days=9)
    words = {"credit": "Ann", "licence": "With permission", "licence_until": soon}
    make_image("lone", description="Lone", name="scan_7.png", **words)
    make_article(body="![A nerve](image:shown)")
    response = desk.get(f"/admin/articles/image/?{query}")
    assert {image.key for image, _small, _badges in response.context["pictures"]} == found


def test_a_picture_is_found_for_a_text_by_any_word_of_it(desk, client):
    make_image("junction", description="A nerve ending", credit="Rosa Lind", name="scan_7.png")
    take_in_image(picture_file(), name="nerve.png", by=None)
    said = desk.get(f"{SEARCH}?q=nerve lind scan").json()
    assert [one["key"] for one in said["found"]] == ["junction"]
    assert said["said"] == "1 picture found."
    assert len(desk.get(SEARCH).json()["found"]) == 1, "what is not described cannot be chosen"
    assert desk.get(f"{SEARCH}?q=muscle").json()["said"].startswith("No picture found.")
    assert client.get(SEARCH).status_code == 403


def test_what_is_not_described_is_not_offered_as_lead_or_portrait(desk):
    image = take_in_image(picture_file(), name="nerve.png", by=None)
    query = "?app_label=articles&model_name=person&field_name=photo"
    assert desk.get(f"/admin/autocomplete/{query}").json()["results"] == []
    sent = {"name": "Rosa Lind", "slug": "rosa-lind", "photo": image.pk}
    form = desk.post("/admin/articles/person/add/", sent).context["adminform"].form
    assert "not described yet" in form.errors["photo"][0]


# -- Several at once ------------------------------------------------------------------------------


def test_several_files_come_in_each_with_its_own_sentence_and_are_described(desk):
    name = '"><img src=x>.jpg'
    files = [upload(), upload(b"<svg/>", "b.svg"), upload(name=name), upload(name="x" * 300)]
    page = desk.post(SEVERAL, {"upload": files, "licence": "Own work"}, follow=True)
    assert page.redirect_chain == [(DESCRIBE, 302)], page.context["form"].errors
    told = [str(message) for message in page.context["messages"]]
    assert told[0].startswith("b.svg: This is not a picture")
    assert any(one.startswith("3 pictures are in the library.") for one in told)
    assert "<img src=x>" not in page.content.decode()
    first, second, _third = Image.objects.undescribed()
    described = {"picture": [first.pk, second.pk], f"{first.pk}-licence": "Own work"}
    described |= {f"{first.pk}-description": "A nerve", f"{second.pk}-credit": "Rosa Lind"}
    described |= {f"{second.pk}-licence": "Own work"}
    page = desk.post(DESCRIBE, described)
    assert page.status_code == 422
    [left] = page.context["forms"]
    assert left.errors == {"description": ["Say what the picture shows."]}
    assert left["credit"].value() == "Rosa Lind"
    first.refresh_from_db()
    assert (first.description, first.licence) == ("A nerve", "Own work")


def test_one_of_several_answers_a_script_with_what_it_shows_or_with_a_sentence(desk, client):
    said = desk.post(TAKE_IN, {"upload": upload()}).json()
    assert said["said"] == "In the library."
    assert said["thumbnail"]
    said = desk.post(TAKE_IN, {"upload": upload()}).json()
    assert "has this very picture already" in said["said"]
    bad = desk.post(TAKE_IN, {"upload": upload(b"")})
    assert (bad.status_code, bad.json()["said"]) == (
        400,
        "The file is empty. Choose the picture again.",
    )
    assert "No file came" in desk.post(TAKE_IN).json()["said"]
    assert client.post(TAKE_IN, {"upload": upload()}).status_code == 403
    assert Image.objects.count() == 2


# -- A better file --------------------------------------------------------------------------------


def test_a_better_file_takes_the_place_of_the_old_one_and_is_told(desk):
    image = make_image(key="junction")
    make_article(title="Causes", body="![A nerve](image:junction)")
    url = f"/admin/articles/image/{image.pk}/replace/"
    page = desk.get(url)
    assert "Causes (article: what readers see)" in page.content.decode()
    sent = {"seen": image.file.name, "reason": "Sharper.", "upload": upload(BETTER)}
    page = desk.post(url, sent)
    assert page.status_code == 422
    assert "Tick this" in page.context["form"].errors["is_same"][0]
    sent |= {"is_same": "on", "upload": upload(BETTER)}
    page = desk.post(url, sent, follow=True)
    assert "1 text was rendered again" in page.content.decode()
    assert "Ida replaced the file on" in page.content.decode()
    page = desk.post(url, sent | {"upload": upload()})
    assert "Ida replaced the file on" in page.context["form"].non_field_errors()[0]
    assert page.context["form"]["reason"].value() == "Sharper."
