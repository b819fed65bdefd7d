"""Signed out while writing: the form comes back filled, and nothing was saved or done."""

import json

import pytest
from django.contrib import admin
from django.test import Client

from articles.admin.typed_before import ShowsFilled, _is_shown_filled
from articles.models import Amendment, Article, Review, Role, Term
from tests.admin.test_article import fill, url_of
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_reviewer,
)

pytestmark = pytest.mark.django_db

PASSWORD = "a good password"
FROM_HERE = {"headers": {"origin": "http://testserver"}}
LONG = "Typed in a session that had ended. " * 30


def sign_in(stranger, answer, **typed):
    """Fill in the sign-in page that came as an answer, as a browser would send it."""
    html = answer.context
    sent = {
        "username": "ida",
        "password": PASSWORD,
        "next": html["next"],
        "typed_before": html["typed_before"],
    }
    return stranger.post(html["app_path"], sent | typed, **FROM_HERE)


def go_on(door, answer):
    """Press the button of the page that offers what was typed."""
    assert answer.context["comes_back"]
    sent = {}
    for name, value in answer.context["fields"]:
        sent.setdefault(name, []).append(value)
    return door.post(answer.context["where"], sent | {"look_again": "1"}, **FROM_HERE)


@pytest.fixture
def stranger(editor):
    """A browser whose session has ended."""
    return Client()


def test_a_form_sent_without_a_session_comes_back_filled_after_signing_in(desk, stranger):
    article = make_article(summary="What was saved.")
    form = fill(desk, url_of(article), body=f"## A part\n\n{LONG}\n", summary="Typed.")
    answer = stranger.post(url_of(article), form, **FROM_HERE)
    assert answer.status_code == 403
    assert "Nothing you typed is lost" in answer.content.decode()

    wrong = sign_in(stranger, answer, password="not it")
    assert json.loads(wrong.wsgi_request.POST["typed_before"])
    assert LONG.strip() in wrong.content.decode()

    answer = sign_in(stranger, answer)
    back = go_on(stranger, answer)
    html = back.content.decode()
    assert back.status_code == 200
    assert "Nothing is saved yet." in html
    assert LONG.strip() in html
    assert "Typed." in html
    article.refresh_from_db()
    assert article.draft_revision is None

    saved = stranger.post(url_of(article), form, **FROM_HERE)
    assert saved.status_code == 302
    article.refresh_from_db()
    assert LONG.strip() in article.draft_revision.body


def test_a_new_article_comes_back_too(desk, stranger):
    make_article()
    form = fill(desk, "/admin/articles/article/add/", title="A new one", body=LONG)
    answer = stranger.post("/admin/articles/article/add/", form, **FROM_HERE)
    back = go_on(stranger, sign_in(stranger, answer))
    assert LONG.strip() in back.content.decode()
    assert Article.objects.count() == 1


def test_a_page_beside_the_form_comes_back_and_does_nothing(stranger):
    article = make_article()
    change(article, summary="Newer.")
    sent = {"based_on": 2, "kind": "significant", "note": "New numbers of 2026.", "alone": "Now."}
    answer = stranger.post(url_of(article, "publish"), sent, **FROM_HERE)
    back = go_on(stranger, sign_in(stranger, answer))
    assert "New numbers of 2026." in back.content.decode()
    assert article.publications.count() == 1


def test_a_page_that_cannot_be_shown_filled_hands_the_words_out(stranger):
    article = make_article()
    sent = {"based_on": 1, "outcome": "outdated", "reason": LONG}
    answer = sign_in(stranger, stranger.post(url_of(article, "discard"), sent, **FROM_HERE))
    assert not answer.context["comes_back"]
    assert LONG.strip() in answer.content.decode()


def test_a_token_that_another_sign_in_made_stale_costs_nothing(editor):
    article = make_article()
    door = Client(enforce_csrf_checks=True)
    door.force_login(editor)
    sent = {"title": "Typed", "body": LONG, "based_on": "1", "csrfmiddlewaretoken": "stale" * 8}
    answer = door.post(url_of(article), sent, **FROM_HERE)
    assert answer.context["comes_back"]
    assert LONG.strip() in answer.content.decode()
    assert article.revisions.count() == 1


def test_no_session_and_no_token_either(editor):
    article = make_article()
    door = Client(enforce_csrf_checks=True)
    answer = door.post(url_of(article), {"body": LONG}, **FROM_HERE)
    assert answer.status_code == 403
    assert LONG.strip() in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {},
        {"origin": "http://testserver", "sec-fetch-mode": "cors"},
        {"origin": "null"},
    ],
)
def test_what_another_site_or_a_script_sends_is_not_shown_as_typed(stranger, editor, headers):
    article = make_article()
    answer = stranger.post(url_of(article), {"body": "Evil words."}, headers=headers)
    assert "Evil words." not in answer.content.decode()
    door = Client(enforce_csrf_checks=True)
    door.force_login(editor)
    answer = door.post(url_of(article), {"body": "Evil words."}, headers=headers)
    assert answer.status_code == 403
    assert "Evil words." not in answer.content.decode()


def test_no_password_travels(stranger):
    answer = stranger.post(
        "/admin/auth/user/add/", {"username": "new", "password1": "secret-word"}, **FROM_HERE
    )
    assert "secret-word" not in answer.content.decode()


@pytest.mark.parametrize(
    "carried", ["", "no json", "[1]", '{"a": 1}', '[["a"]]', "null", "[[1,2]]"]
)
def test_whatever_else_is_carried_is_no_error(stranger, carried):
    make_article()
    sent = {"username": "ida", "password": PASSWORD, "typed_before": carried}
    answer = stranger.post("/admin/login/?next=/admin/articles/article/add/", sent, **FROM_HERE)
    assert answer.status_code in (200, 302)


def test_signing_in_leads_to_no_other_site(stranger):
    sent = {"username": "ida", "password": PASSWORD, "typed_before": '[["title", "x"]]'}
    answer = stranger.post("/admin/login/", sent | {"next": "https://evil.example/"}, **FROM_HERE)
    assert "evil.example" not in answer.content.decode()


def test_whoever_signs_in_without_the_right_gets_no_form(desk):
    make_member(Role.REVIEWER, "vera")
    article = make_draft()
    stranger = Client()
    answer = stranger.post(url_of(article), fill(desk, url_of(article), body=LONG), **FROM_HERE)
    answer = sign_in(stranger, answer, username="vera")
    assert go_on(stranger, answer).status_code == 403


def test_an_editor_who_has_left_does_not_come_in(desk):
    make_editor("gone", is_active=False)
    article = make_draft()
    stranger = Client()
    answer = stranger.post(url_of(article), fill(desk, url_of(article)), **FROM_HERE)
    assert sign_in(stranger, answer, username="gone").status_code == 200


def forms_beside(article):
    """What each page beside the article form would do at once, if it were asked."""
    return {
        "submit": {"based_on": 2, "note": LONG},
        "publish": {"based_on": 2, "kind": "minor", "note": LONG, "alone": "Now."},
        "review": {"based_on": 2, "reviewer": make_reviewer().pk, "scope": "whole", "is_so": 1},
        "withdraw": {"based_on": 1, "outcome": "in_error", "reason": LONG[:200]},
        f"amend/{article.publications.get().pk}": {
            "based_on": 0,
            "note": LONG[:200],
            "reason": "So.",
        },
        "change": {"title": "Other", "body": LONG, "based_on": 2},
    }


def test_no_page_that_is_shown_filled_does_anything(desk):
    article = make_article()
    change(article, summary="Newer.")
    for name, sent in forms_beside(article).items():
        answer = desk.post(url_of(article, name), sent | {"look_again": "1"}, **FROM_HERE)
        assert answer.status_code in (200, 422), name
        assert "Nothing is saved yet." in answer.content.decode(), name
        assert _is_shown_filled(url_of(article, name)), name
    article.refresh_from_db()
    assert article.publications.count() == 1
    assert article.revisions.count() == 2
    assert article.withdrawal is None
    assert article.state == Article.State.DRAFT
    assert not Review.objects.exists()
    assert not Amendment.objects.exists()


def test_every_form_of_a_row_of_ours_can_be_shown_filled(rf, editor):
    request = rf.get("/")
    request.user = editor
    for model, model_admin in admin.site._registry.items():
        may = model_admin.has_add_permission(request) or model_admin.has_change_permission(request)
        if model._meta.app_label == "articles" and may:
            assert isinstance(model_admin, ShowsFilled), model


def test_a_term_comes_back_filled_too(desk, stranger):
    make_article()
    form = fill(desk, "/admin/articles/term/add/", name="diplopia", definition=LONG)
    answer = stranger.post("/admin/articles/term/add/", form, **FROM_HERE)
    back = go_on(stranger, sign_in(stranger, answer))
    assert LONG.strip() in back.content.decode()
    assert "Nothing is saved yet." in back.content.decode()
    assert not Term.objects.exists()


def test_a_page_of_django_is_not_asked_to_show_itself_filled(stranger):
    make_article()
    sent = {"username": "new-one", "first_name": LONG}
    answer = stranger.post("/admin/auth/user/add/", sent, **FROM_HERE)
    answer = sign_in(stranger, answer)
    assert not answer.context["comes_back"]


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_sign_in_page_with_a_stale_token_carries_on(editor, is_signed_in):
    """Somebody signed in, or out, in another tab while the page with the text was open."""
    article = make_article()
    door = Client(enforce_csrf_checks=True)
    if is_signed_in:
        door.force_login(editor)
    carried = json.dumps([["body", LONG]])
    sent = {"username": "ida", "password": PASSWORD, "typed_before": carried}
    sent["next"] = url_of(article)
    answer = door.post("/admin/login/", sent, **FROM_HERE)
    if is_signed_in:
        assert answer.context["where"] == url_of(article)
        assert answer.context["comes_back"]
    else:
        assert answer.context["next"] == url_of(article)
        assert answer.context["typed_before"] == carried
    assert LONG.strip() in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    abroad = door.post("/admin/login/", sent | {"next": "//evil.example/"}, **FROM_HERE)
    assert "evil.example" not in abroad.content.decode()


def test_a_stale_token_at_the_doors_is_said_as_everywhere(editor):
    door = Client(enforce_csrf_checks=True)
    for path in ("/admin/login/", "/admin/logout/"):
        answer = door.post(path, {"username": "ida", "password": PASSWORD}, **FROM_HERE)
        assert answer.status_code == 403
        assert "We could not accept this form" in answer.content.decode()


def test_letters_of_every_language_travel_as_they_are(stranger):
    article = make_article()
    typed = "Doppelbilder, 重症筋無力症 – «ё» 🫀"
    answer = stranger.post(url_of(article), {"body": typed * 100}, **FROM_HERE)
    assert typed in answer.context["typed_before"]
    back = go_on(stranger, sign_in(stranger, answer))
    assert typed in back.content.decode()
