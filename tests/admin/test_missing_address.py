"""Missing addresses in the admin."""

import pytest

from articles.models import MissingAddress
from tests.factories import make_article

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/missingaddress/"


@pytest.fixture
def missing(db):
    days = {"first_on": "2026-05-01", "last_on": "2026-05-02"}
    MissingAddress.objects.create(path="/seldom/", **days)
    return MissingAddress.objects.create(path="/old page/", times=7, **days)


def test_the_most_wanted_stands_first(desk, missing):
    html = desk.get(LIST).content.decode()
    assert html.index("/old page/") < html.index("/seldom/")


def test_a_redirect_is_made_from_the_list_and_settles_it(desk, client, missing):
    form = "/admin/articles/redirect/add/?old_path=%2Fold+page%2F"
    assert form in desk.get(LIST).content.decode()
    shown = desk.get(form).context["adminform"].form
    assert shown["old_path"].value() == "/old page/"
    article = make_article("causes")
    assert desk.post(form, {"old_path": "/old page/", "article": article.pk}).status_code == 302
    assert client.get("/old%20page/")["Location"] == "/about-mg/causes/"
    assert not MissingAddress.objects.filter(pk=missing.pk).exists()


def test_rows_can_be_deleted_but_neither_made_nor_changed(desk, missing):
    assert desk.get(f"{LIST}add/").status_code == 403
    assert desk.post(f"{LIST}{missing.pk}/change/", {"path": "/x/"}).status_code == 403
    assert f"{missing.pk}/delete/" in desk.get(f"{LIST}{missing.pk}/change/").content.decode()
    desk.post(f"{LIST}{missing.pk}/delete/", {"post": "yes"})
    assert [row.path for row in MissingAddress.objects.all()] == ["/seldom/"]


def test_it_refuses_strangers(client, missing):
    assert client.get(LIST).status_code == 302
