"""The picture library in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Image
from tests.factories import make_article, make_editor, make_image, picture_file

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/articles/image/upload/"
ADD = "/admin/articles/image/add/"


def upload(data=None, name="photo.png"):
    return SimpleUploadedFile(name, picture_file().read() if data is None else data, "image/png")


@pytest.mark.parametrize("address", [UPLOAD, ADD])
def test_a_described_picture_goes_into_the_library(desk, address):
    sent = {"upload": upload(), "description": "A nerve [1]", "credit": "Rosa Lind"}
    assert desk.post(address, sent).status_code in (200, 302)
    image = Image.objects.get()
    assert image.credit == "Rosa Lind"
    assert image.uploaded_by.username == "ida"


def test_an_upload_from_the_article_form_answers_with_the_markdown(desk):
    response = desk.post(UPLOAD, {"upload": upload(), "description": "A nerve [1]"})
    assert response.json() == {"image_code": "![A nerve (1)](image:a-nerve-1)", "key": "a-nerve-1"}


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
    response = desk.post(f"/admin/articles/image/{image.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
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
        {"description": "A nerve", "caption": "Where nerve meets muscle"},
    )
    assert "Where nerve meets muscle" in client.get(article.url).content.decode()


def test_the_list_shows_and_finds_pictures(desk, django_assert_max_num_queries):
    make_image(description="A nerve")
    make_image(description="A muscle")
    with django_assert_max_num_queries(10):
        page = desk.get("/admin/articles/image/?q=muscle").content.decode()
    assert "A muscle" in page
    assert "A nerve" not in page
