"""The audit trail at the desk."""

import csv
import datetime
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from articles.models import Callout, Role, TrailEntry
from articles.publishing import note_done, note_export, note_sign_in
from tests.admin.test_article import form_of
from tests.factories import make_article, make_draft, make_editor, make_member, make_term

pytestmark = pytest.mark.django_db

TRAIL = "/admin/articles/trailentry/"
EXPORT = f"{TRAIL}csv/"


def words_of(response):
    return " ".join(response.content.decode().split())


def door_of(user):
    door = Client()
    door.force_login(user)
    return door


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def listed(response):
    return [entry.kind for entry in response.context["cl"].result_list]


@pytest.fixture
def callout(desk):
    """Added by hand."""
    typed = {
        "title": "Survey",
        "text": "Take part.",
        "starts_on": "2026-05-01",
        "placement": "everywhere",
        "priority": 0,
    }
    assert desk.post("/admin/articles/callout/add/", typed).status_code == 302
    return Callout.objects.get()


def test_what_the_admin_stores_is_noted_once_with_from_and_to(desk, callout):
    address = f"/admin/articles/callout/{callout.pk}"
    sent = form_of(desk.get(f"{address}/change/")) | {"title": "Poll", "ends_on": "2026-06-01"}
    desk.post(f"{address}/change/", sent)
    desk.post(f"{address}/change/", form_of(desk.get(f"{address}/change/")))  # changes nothing
    desk.post(f"{address}/delete/", {"post": "yes"})
    entries = list(TrailEntry.objects.filter(object_type="articles.callout").order_by("pk"))
    assert [entry.kind for entry in entries] == ["added", "changed", "deleted"]
    assert entries[1].changed == [("Title", "Survey", "Poll"), ("Last day", "", "June 1, 2026")]
    assert [entry.object_name for entry in entries] == ["Survey", "Poll", "Poll"]
    # Django's own log would be a second truth.
    assert not LogEntry.objects.exists()


def test_lines_below_a_form_and_choices_are_noted_in_words(desk):
    article = make_article()
    sent = form_of(desk.get(f"/admin/articles/article/{article.pk}/change/"))
    term = make_term("ptosis")
    address = f"/admin/articles/term/{term.pk}/change/"
    desk.post(address, form_of(desk.get(address)) | {"is_medicine": "on"})
    changed = TrailEntry.objects.get(object_type="articles.term")
    assert changed.changed[0][1:] == ("No", "Yes")
    desk.post(f"/admin/articles/article/{article.pk}/change/", sent | {"policy": "privacy"})
    filed = TrailEntry.objects.get(kind="filed")
    assert filed.changed[0].after == "privacy"


def test_rights_of_accounts_and_passwords_are_noted_without_the_password(desk, editor):
    group = Group.objects.create(name="Translators")
    account = make_editor("omar", is_superuser=False)
    address = f"/admin/auth/user/{account.pk}"
    sent = form_of(desk.get(f"{address}/change/"))
    sent |= {"is_superuser": "on", "groups": [group.pk], "user_permissions": []}
    joined = account.date_joined
    sent |= {"date_joined_0": "2026-05-01", "date_joined_1": "10:00:00"}
    assert desk.post(f"{address}/change/", sent).status_code == 302
    changed = TrailEntry.objects.filter(object_type="auth.user", kind="changed").get()
    assert ("Superuser status", "No", "Yes") in changed.changed
    assert ("Groups", "", "Translators") in changed.changed
    account.refresh_from_db()
    assert account.date_joined == joined  # a fact, whatever was sent
    new = {"password1": "an0ther-Phrase", "password2": "an0ther-Phrase", "usable_password": "true"}
    desk.post(f"{address}/password/", new)
    own = {"old_password": "a good password"} | {
        f"new_password{n}": "my-0wn-new-phrase" for n in (1, 2)
    }
    desk.post("/admin/password_change/", own)
    noted = TrailEntry.objects.filter(kind="password").order_by("pk")
    assert [(entry.object_name, entry.by_name) for entry in noted] == [
        ("omar", "Ida"),
        ("ida", "Ida"),
    ]
    assert "hrase" not in repr(list(TrailEntry.objects.values()))


def test_an_editor_reads_of_content_and_a_superuser_of_everything(desk, editor):
    make_draft("causes", title="Causes of MG", by=editor)
    note_export(by=editor, what="Overdue pages", rows=7)
    note_sign_in(editor)
    note_done("changed", editor, by=editor, realm="accounts")
    ed = door_of(make_member(Role.EDITOR, "ed"))
    hidden = TrailEntry.objects.filter(kind="exported").get()
    assert listed(ed.get(TRAIL)) == ["started"]
    assert set(listed(desk.get(TRAIL))) >= {"exported", "signed_in", "changed", "started"}
    assert "Signed in" not in words_of(ed.get(TRAIL))
    assert ed.get(f"{TRAIL}{hidden.pk}/change/").status_code == 302
    assert [row[2] for row in rows_of(ed.get(EXPORT))] == ["What was done", "Article started"]
    assert door_of(make_member(Role.AUTHOR, "ann")).get(TRAIL).status_code == 403


def test_it_is_narrowed_by_person_kind_and_row_and_searched(desk, editor, callout):
    rosa = make_editor("rosa", first_name="Rosa")
    make_draft("causes", title="Causes of MG", by=rosa)
    for query, found in {
        "who=Rosa": ["started"],
        "kind=added": ["added"],
        "row=articles.callout": ["added"],
        "q=Causes": ["started"],
        "who=Nobody": [],
        "who=Rosa&kind=added": [],
    }.items():
        assert listed(desk.get(f"{TRAIL}?{query}")) == found, query
    TrailEntry.objects.create(
        kind="moved", by_name="Old", done_at=timezone.now() - datetime.timedelta(days=20)
    )
    for days, is_there in (("7", False), ("30", True), ("nonsense", True)):
        assert ("moved" in listed(desk.get(f"{TRAIL}?days={days}"))) == is_there
    page = words_of(desk.get(TRAIL))
    assert f"/admin/articles/callout/{callout.pk}/change/" in page


def test_nobody_changes_or_deletes_an_entry(desk, callout):
    entry = TrailEntry.objects.filter(kind="added").get()
    assert desk.get(f"{TRAIL}{entry.pk}/change/").status_code == 200
    for page, sent in (("change", {"by_name": "Me"}), ("delete", {"post": "yes"})):
        assert desk.post(f"{TRAIL}{entry.pk}/{page}/", sent).status_code == 403
    assert desk.get(f"{TRAIL}add/").status_code == 403


def test_the_file_has_what_the_list_shows_and_no_formula_and_notes_itself(desk, editor):
    for title in ("=HYPERLINK(1)", "+1", "-1", "@x", "Plain"):
        make_draft(title=f"{title} a", by=editor)
    rows = rows_of(desk.get(f"{EXPORT}?kind=started"))
    assert [row[5] for row in rows[1:]] == [
        "Plain a",
        "'@x a",
        "'-1 a",
        "'+1 a",
        "'=HYPERLINK(1) a",
    ]
    exported = TrailEntry.objects.get(kind="exported")
    assert (exported.object_name, exported.changed[0].after) == ("Audit trail", "5")
    assert desk.get(f"{EXPORT}?nonsense__x=1").status_code == 302


def test_many_entries_are_listed_with_few_questions(desk, django_assert_max_num_queries):
    TrailEntry.objects.bulk_create(
        TrailEntry(
            by_name=f"Editor {number % 20}",
            kind="saved" if number % 3 else "changed",
            object_type="articles.article" if number % 3 else "articles.callout",
            object_key=str(number % 500),
            object_name=f"Text {number % 500}",
        )
        for number in range(3_000)
    )
    for query in ("", "?who=Editor+7&kind=saved", "?q=Text+77", "?p=50"):
        with django_assert_max_num_queries(15):
            page = desk.get(f"{TRAIL}{query}")
        assert len(listed(page)) == (30 if query == "?q=Text+77" else 50)
