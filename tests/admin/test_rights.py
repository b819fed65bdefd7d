"""Roles × addresses: every address of the admin, as everybody, with GET and a crafted POST.

The addresses come from the resolver: one that is not in the tables below fails the test.
"""

import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, reverse
from django.utils import timezone

from articles.models import (
    Callout,
    EmptySearch,
    Feedback,
    MissingAddress,
    Pick,
    Redirect,
    Role,
    SiteSettings,
    Snippet,
    SynonymSet,
    TrailEntry,
    Wording,
)
from articles.publishing import (
    bin_article,
    keep_open,
    last_step_of,
    publish,
    save_snippet,
    start_thread,
    submit,
)
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_image,
    make_member,
    make_person,
    make_reference,
    make_reviewer,
    make_section,
    make_term,
)

pytestmark = pytest.mark.django_db

# Who comes in, by the first letter: author, editor, reviewer; the superuser (s) and nobody else
# where it says so; everybody with an account ("members").
MEMBERS = "aers"

# Of each kind of rows: who may view, add, change and delete one.
ROWS = {
    "article": ("aers", "aes", "aes", "es"),
    "callout": ("aers", "es", "es", "es"),
    "emptysearch": ("es", "", "", ""),
    "feedback": ("es", "", "es", "es"),
    "group": ("s", "s", "s", "s"),
    "image": ("aers", "aes", "es", "es"),
    "missingaddress": ("es", "", "", "es"),
    "person": ("aers", "es", "es", "es"),
    "pick": ("aers", "es", "es", "es"),
    "redirect": ("aers", "es", "es", "es"),
    "reference": ("aers", "aes", "es", "es"),
    "section": ("aers", "es", "es", "s"),
    "snippet": ("aers", "es", "es", "es"),
    "sitesettings": ("s", "", "s", ""),
    "synonymset": ("aers", "es", "es", "es"),
    "term": ("aers", "es", "es", "es"),
    "thread": ("aers", "", "", ""),
    "trailentry": ("es", "", "", ""),
    "user": ("s", "s", "s", "s"),
    "wording": ("aers", "es", "es", "es"),
}
# Our own pages, and Django's that are no rows.
PAGES = {
    "index": MEMBERS,
    "password_change": MEMBERS,
    "password_change_done": MEMBERS,
    "autocomplete": MEMBERS,
    "jsi18n": MEMBERS,
    "app_list": MEMBERS,
    "articles_article_preview": "aes",
    "articles_article_calendar": "aers",
    "articles_article_publish_selected": "es",
    "articles_article_submit_selected": "aes",
    "articles_article_hand_over": "es",
    "articles_article_csv": "aers",
    # Asked by a button alone: with GET they answer 405.
    "articles_article_look_again": "aes",
    "articles_article_digest": MEMBERS,
    "articles_article_unschedule": "es",
    "articles_article_embargo": "es",
    "articles_article_checks": "aes",
    "articles_article_cheat_sheet": "aers",
    "articles_article_keep": "aes",
    "articles_article_paste": "aes",
    "articles_article_bring_in": "aes",
    "articles_article_pages": "aers",
    # Ann's own unsaved text; nobody else finds it.
    "articles_article_unsaved": "a",
    "articles_article_submit": "aes",
    "articles_article_approve": "ers",
    "articles_article_confirm": "ers",
    "articles_article_publish": "es",
    "articles_article_discard": "aes",
    "articles_article_merge": "aes",
    "articles_article_mine": "aes",
    "articles_article_draft": "aers",
    "articles_article_text": "aers",
    "articles_article_review": "ers",
    "articles_article_withdraw": "es",
    "articles_article_amend": "es",
    "articles_article_comments": "aers",
    "articles_article_share": "es",
    "articles_article_compare": "aers",
    "articles_article_restore": "aes",
    "articles_article_take_out": "es",
    "articles_article_delete_for_good": "s",
    "articles_emptysearch_csv": "es",
    "articles_feedback_csv": "es",
    "articles_image_csv": "aers",
    "articles_snippet_csv": "aers",
    "articles_thread_csv": "aers",
    "articles_trailentry_csv": "es",
    "articles_image_upload": "aes",
    "articles_image_take_in": "aes",
    "articles_image_search": "aers",
    "articles_image_several": "aes",
    "articles_image_describe": "aes",
    "articles_image_replace": "es",
    "articles_reference_search": "aers",
    "articles_reference_retractions": "es",
    "articles_snippet_publish": "es",
    "auth_user_password_change": "s",
}
# Signing in and out is for everybody; `view_on_site` only leads on, to pages that ask themselves.
OPEN = {"login", "logout", "view_on_site", None}

# What would do something on any page, for those who may: nobody else's may change a thing.
CRAFTED = {
    "post": "yes",
    "based_on": "2",
    "kind": "minor",
    "decision": "approve",
    "alone": "Because.",
    "outcome": "outdated",
    "reason": "Because.",
    "note": "Because.",
    "is_so": "on",
    "scope": "whole",
    "title": "Crafted",
    "name": "Crafted",
    "slug": "crafted",
    "body": "Crafted.",
    "state": "done",
    "due_day": str(timezone.localdate() + datetime.timedelta(days=2)),
    "due_time": "09:00",
    "last_step": "0",
    "do": "start",
    "words": "Crafted.",
}


def addresses():
    """Every named address of the admin: (name, route)."""

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield pattern.name
            else:
                yield from walk(pattern.url_patterns)

    return sorted({name for name in walk(admin.site.get_urls()) if name not in OPEN})


def build_world():
    """One row of each kind, such that everything that is possible could be done with it.

    Returns the people by their letters, the rows by their kinds, and a page with a draft.
    """
    people = {
        "a": make_member(Role.AUTHOR, "ann"),
        "e": make_member(Role.EDITOR, "ed"),
        "r": make_member(Role.REVIEWER, "vera"),
        "s": make_editor("boss"),
    }
    article = make_article(title="Causes")
    publish(change_of(article), kind="minor", by=None)
    change(article, summary="Handed in.")
    submit(article, by=None)
    make_reviewer()
    today = timezone.localdate()
    binned = make_draft(title="In the bin")
    bin_article(binned, by=None)
    rows = {
        "article": make_draft(title="Never seen"),
        "callout": Callout.objects.create(
            title="Survey", text="Take part.", starts_on=today, placement="everywhere"
        ),
        "emptysearch": EmptySearch.objects.create(query="nothing", day=today),
        "feedback": Feedback.objects.create(message="It is wrong."),
        "group": Group.objects.create(name="Translators"),
        "image": make_image("unused"),
        "missingaddress": MissingAddress.objects.create(
            path="/nowhere/", first_on=today, last_on=today
        ),
        "person": make_person("Rosa Lind"),
        "pick": Pick.objects.create(query="tired", key="tired"),
        "redirect": Redirect.objects.create(old_path="/old/", article=article),
        "reference": make_reference("unused"),
        "section": make_section("empty"),
        "snippet": unpublished_snippet(),
        "sitesettings": SiteSettings.objects.create(pk=1),
        "synonymset": SynonymSet.objects.create(listed="tired, weary"),
        "term": make_term(),
        "thread": start_thread(article, words="Why?", by=None),
        "user": make_editor("leaver", is_superuser=False),
        "wording": Wording.objects.create(avoid="zany", why="Plain words."),
        "trailentry": TrailEntry.objects.create(kind="changed", by_name="Ed"),
        "binned": binned,
        "unsaved": keep_open(None, by=people["a"], key="x", typed={"title": "Not saved yet"}),
    }
    return people, rows, article


@pytest.fixture(scope="module")
def lasting_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world for all tests of a module, with the doors of its people; taken back after them."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        people, rows, article = build_world()
        doors = {"-": Client()} | {letter: Client() for letter in people}
        for letter, person in people.items():
            doors[letter].force_login(person)
        yield doors, rows, article, media.options["MEDIA_ROOT"]
        transaction.set_rollback(True)


@pytest.fixture
def world(lasting_world, settings):
    doors, rows, article, settings.MEDIA_ROOT = lasting_world
    article.refresh_from_db()
    return doors, rows, article


def unpublished_snippet():
    snippet = Snippet(key="approved", title="Approved")
    save_snippet(snippet, text="Four.", as_of=timezone.localdate(), by=None)
    return snippet


def change_of(article):
    change(article, summary="Second edition.")
    return article


def address_of(name, rows, article):
    """An address with this name, about a row of the world."""
    known = {
        "articles_article_unsaved": {"pk": rows["unsaved"].pk},
        "articles_article_text": {"pk": article.pk, "number": 1},
        "articles_article_amend": {
            "pk": article.pk,
            "publication_pk": article.publications.first().pk,
        },
        "articles_snippet_publish": {"pk": rows["snippet"].pk},
        "auth_user_password_change": {"id": rows["user"].pk},
        "app_list": {"app_label": "articles"},
        "articles_article_calendar": {},
        "articles_image_replace": {"pk": rows["image"].pk},
        "articles_article_publish_selected": {},
        "articles_article_submit_selected": {},
        "articles_article_hand_over": {},
        "articles_article_csv": {},
        "articles_article_look_again": {},
        "articles_article_digest": {},
        "articles_article_take_out": {},
        "articles_article_restore": {"pk": article.pk, "number": 1},
        "articles_article_delete_for_good": {"pk": rows["binned"].pk},
    }
    if name in known:
        query = f"?article={rows['article'].pk}" if name.endswith("_selected") else ""
        return reverse(f"admin:{name}", kwargs=known[name]) + query
    if name in PAGES:
        query = "?app_label=articles&model_name=byline&field_name=person"
        is_about_article = name.startswith("articles_article_") and not name.endswith(
            ("preview", "keep", "checks", "cheat_sheet", "paste", "bring_in", "pages")
        )
        args = [article.pk] if is_about_article else []
        return reverse(f"admin:{name}", args=args) + (query if name == "autocomplete" else "")
    _app, model, page = name.split("_")
    args = [] if page in ("changelist", "add") else [rows[model].pk]
    return reverse(f"admin:{name}", args=args)


def who_comes_in(name, method):
    """The letters of those who may ask for this address."""
    if name in PAGES:
        return PAGES[name]
    _app, model, page = name.split("_")
    view, add, alter, delete = ROWS[model]
    return {
        "changelist": view,
        "history": view,
        "add": add,
        "change": view if method == "get" else alter,
        "delete": delete,
    }[page]


def rows_in_database():
    """Everything that is stored, apart from sessions, the admin's own log and the search index."""
    left_out = {"Session", "LogEntry", "SearchEntry", "SearchWords"}
    return {
        model.__name__: sorted(map(str, model._base_manager.values_list()))
        for model in apps.get_models()
        if model.__name__ not in left_out
    }


@pytest.mark.parametrize("name", addresses())
def test_each_address_is_for_those_whom_the_table_names(name, world):
    doors, rows, article = world
    address = address_of(name, rows, article)
    draft = rows["article"]
    crafted = CRAFTED | {
        "article": rows["binned"].pk,
        f"{draft.pk}-take": "on",
        f"{draft.pk}-based_on": "1",
    }
    before = rows_in_database()
    for method in ("get", "post"):
        for letter, door in doors.items():
            with transaction.atomic():
                answer = getattr(door, method)(address, crafted if method == "post" else None)
                is_in = letter in who_comes_in(name, method)
                is_watched = method == "post" and not is_in
                after = rows_in_database() if is_watched else before
                transaction.set_rollback(True)
            said = f"{letter} {method} {address}: {answer.status_code}"
            assert answer.status_code < 500, said
            if is_in:
                assert answer.status_code not in (401, 403, 404), said
                assert "/login/" not in answer.get("Location", ""), said
            else:
                is_sent_to_sign_in = "/login/" in answer.get("Location", "")
                assert answer.status_code in (403, 404, 405) or is_sent_to_sign_in, said
                assert after == before, said


@pytest.mark.parametrize(
    "action", ["publish", "withdraw", "approve", "submit", "embargo", "comments"]
)
def test_the_crafted_post_does_act_for_those_who_may(action, world):
    """Otherwise the test above could not fail."""
    _doors, _rows, article = world
    boss = Client()
    boss.force_login(make_editor("other-boss"))
    if action == "submit":
        change(article, summary="Draft again.")
    number = {"withdraw": 2}.get(action, article.draft_revision.number)
    # The embargo page asks for the last step of an embargo, of which there is none.
    seen = None if action == "embargo" else last_step_of(article.draft_revision)
    last = seen.pk if seen else 0
    before = rows_in_database()
    boss.post(
        reverse(f"admin:articles_article_{action}", args=[article.pk]),
        CRAFTED | {"based_on": number, "last_step": last},
    )
    assert rows_in_database() != before
