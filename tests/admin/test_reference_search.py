"""The search of the register that the picker of the article form asks."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.factories import make_editor, make_reference

pytestmark = pytest.mark.django_db

SEARCH = "/admin/articles/reference/search/"


def viewer(*permissions):
    """A browser of somebody on the staff with these permissions only."""
    user = make_editor(f"viewer-{len(permissions)}", is_superuser=False)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def test_the_search_answers_with_what_the_picker_shows(desk):
    make_reference(
        "gilhus-2019", authors="Gilhus NE", title="<b>MG</b>", journal="Nat", state="retracted"
    )
    assert desk.get(SEARCH, {"q": "gilhus mg"}).json() == {
        "said": "1 source found.",
        "found": [
            {
                "key": "gilhus-2019",
                "name": "Gilhus 2019",
                "title": "<b>MG</b>",
                "about": "Review · Nat",
                "state": "Retracted",
            }
        ],
    }


def test_the_search_is_bounded_and_says_so(desk, django_assert_max_num_queries):
    for _ in range(12):
        make_reference()
    # What is due, the session, the user, the site, the sources.
    with django_assert_max_num_queries(5):
        answer = desk.get(SEARCH, {"q": "gilhus"}).json()
    assert len(answer["found"]) == 10
    assert "More than 10" in answer["said"]


@pytest.mark.parametrize(
    "query", ["", " ", "%", "\\", '"', "'", "é" * 3000, "\U0001f600 a", "1" * 40]
)
def test_any_garbage_gets_an_answer(desk, query):
    assert desk.get(SEARCH, {"q": query}).json() == {"said": "No source found.", "found": []}


def test_strangers_get_no_answer_and_no_redirect(client):
    assert client.get(SEARCH).status_code == 403
    assert viewer().get(SEARCH).status_code == 403


@pytest.mark.parametrize("permission", ["change_article", "add_article", "view_reference"])
def test_who_writes_articles_or_sees_sources_may_search(permission):
    assert viewer(permission).get(SEARCH).status_code == 200


def test_the_search_only_answers_questions(desk):
    assert desk.post(SEARCH).status_code == 405
