"""The list of wordings to avoid, in the admin."""

import pytest

from articles.models import Wording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wordings")]

LIST = "/admin/articles/wording/"


def add(desk, **typed):
    facts = {"avoid": "zany", "instead": "odd", "why": "Plain words.", "is_whole_word": "on"}
    return desk.post(f"{LIST}add/", facts | typed)


def test_an_editor_adds_a_wording_and_it_acts_at_once(desk):
    assert add(desk).status_code == 302
    said = desk.post("/admin/articles/article/checks/", {"title": "T", "body": "A zany idea"})
    assert "Write “odd” for “zany”. Plain words." in said.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"avoid": ""}, "This field is required"),
        ({"avoid": "?!"}, "no letter and no digit"),
        ({"avoid": "sufferers"}, "The list has"),
        ({"instead": "zany thing"}, "would be found again"),
        ({"why": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_used_comes_back_with_a_sentence_beside_its_field(desk, typed, words):
    response = add(desk, **typed)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Wording.objects.filter(avoid="zany").exists()


def test_the_list_can_be_searched(desk):
    html = desk.get(f"{LIST}?q=muSk").content.decode()
    assert "MuSK" in html
    assert "sufferers" not in html
