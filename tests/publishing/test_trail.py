"""What the verbs note in the audit trail."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.models import TrailEntry
from articles.models.revision import Immutable
from articles.publishing import (
    amend_note,
    approve,
    discard_draft,
    move,
    note_export,
    note_failed_sign_in,
    note_sign_in,
    publish,
    refile,
    schedule,
    send_back,
    set_embargo,
    share_preview,
    submit,
    unschedule,
)
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_section,
    publish_again,
    review,
    take_back,
)

pytestmark = pytest.mark.django_db


def test_every_verb_leaves_one_entry_with_who_did_it():
    boss, later = make_editor("boss", first_name="Rosa"), timezone.now() + timedelta(days=1)
    article = make_draft("causes", by=boss)
    change(article, summary="Second.", by=boss)
    submit(article, by=boss)
    send_back(article, reason="Shorter.", by=boss)
    submit(article, by=boss)
    approve(article, by=make_editor("omar", first_name="Omar"))
    schedule(article, due_at=later, by=boss)
    unschedule(article, by=boss)
    set_embargo(article, until=later, by=boss)
    set_embargo(article, until=None, by=boss)
    share_preview(article, by=boss)
    publish(article, alone="Nobody was there.", by=boss)
    review(article, by=boss)
    change(article, summary="Third.", by=boss)
    discard_draft(article, by=boss)
    move(article, slug="reasons", by=boss)
    refile(article, position=4, by=boss)
    take_back(article, by=boss)
    told = [(entry.kind, entry.by_name) for entry in TrailEntry.objects.about(article)]
    assert [kind for kind, name in reversed(told)] == [
        "started",
        "saved",
        "submitted",
        "sent_back",
        "submitted",
        "approved",
        "scheduled",
        "unscheduled",
        "embargoed",
        "released",
        "shared",
        "published",
        "reviewed",
        "saved",
        "discarded",
        "moved",
        "filed",
        "withdrawn",
    ]
    assert {name for kind, name in told if kind != "approved"} == {"Rosa"}
    assert dict(told)["approved"] == "Omar"


def test_an_entry_says_from_what_to_what_and_why():
    article = make_article("causes")
    move(article, slug="reasons", section=make_section("news", "news"), by=None)
    moved = TrailEntry.objects.get(kind="moved")
    assert moved.changed == [("Address", "/about-mg/causes/", "/news/reasons/")]
    edition = publish_again(article, "significant", note="New nubmers.", summary="Second.")
    amend_note(edition, note="New numbers.", reason="A typo.", by=None)
    amended = TrailEntry.objects.get(kind="amended")
    assert amended.reason == "A typo."
    assert amended.changed[0][1:] == ("New nubmers.", "New numbers.")


def test_what_was_refused_is_not_noted():
    article = make_article("causes")
    before = TrailEntry.objects.count()
    assert move(article, slug="causes", by=None) is None
    refile(article, position=article.position, by=None)
    assert TrailEntry.objects.count() == before


def test_an_entry_is_never_changed_and_a_deleted_account_is_still_named():
    boss = make_editor("boss", first_name="Rosa")
    entry = note_export(by=boss, what="Overdue pages", rows=7)
    with pytest.raises(Immutable):
        entry.save()
    with pytest.raises(Immutable):
        TrailEntry.objects.all().delete()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute("UPDATE articles_trailentry SET by_name = 'Somebody else'")
    boss.delete()
    entry.refresh_from_db()
    assert (entry.by, entry.by_name) == (None, "Rosa")


def test_a_failed_sign_in_keeps_no_word_that_is_not_the_name_of_an_account(client):
    make_editor("ida")
    for name in ("ida", "ida", "hunter2", "somebody@example.org"):
        sent = {"username": name, "password": "wrong pass-phrase"}
        client.post("/admin/login/", sent, REMOTE_ADDR="203.0.113.9")
    # Of many within a minute one is noted, and all names that are no account's are one.
    noted = list(TrailEntry.objects.order_by("pk").values())
    assert [row["object_name"] for row in noted] == ["ida", "a name that is no account’s"]
    everything = repr(noted)
    for secret in ("hunter2", "example.org", "wrong pass-phrase", "203.0.113.9"):
        assert secret not in everything


def test_signing_in_and_out_is_noted_and_forgotten_after_a_year(client, time_machine):
    ida = make_editor("ida")
    sent = {"username": "ida", "password": "a good password", "next": "/admin/"}
    assert client.post("/admin/login/", sent).status_code == 302
    client.post("/admin/logout/")
    kinds = list(TrailEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["signed_in", "signed_out"]
    note_export(by=ida, what="Overdue pages", rows=7)
    time_machine.move_to(timezone.now() + timedelta(days=366))
    note_sign_in(ida)
    kinds = list(TrailEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["exported", "signed_in"]


def test_a_script_that_authenticates_without_a_request_is_noted_as_well():
    make_editor("ida")
    assert authenticate(username="ida", password="wrong") is None
    assert TrailEntry.objects.get().kind == "sign_in_failed"
    assert note_failed_sign_in("ida") is None
