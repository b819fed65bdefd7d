"""What readers have told us, in the admin."""

import pytest

from articles.models import Feedback
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/feedback/"


@pytest.fixture
def feedback(db):
    return Feedback.objects.receive(
        "The second <b>number</b> is wrong.",
        path="/about-mg/causes/",
        page="Causes of MG",
        email="ann@example.org",
    )


def test_the_queue_says_how_many_are_new_and_leads_to_their_pages(desk, feedback):
    Feedback.objects.receive("Buy our pills today.", is_spam=True)
    html = desk.get(LIST).content.decode()
    assert "1 new message" in html
    assert '<a href="/about-mg/causes/">Causes of MG</a>' in html
    assert "Buy our pills" not in desk.get(f"{LIST}?state__exact=new").content.decode()
    assert "Buy our pills" in desk.get(f"{LIST}?q=pills").content.decode()


def test_an_editor_sets_its_state_and_adds_notes_and_changes_nothing_else(desk, feedback):
    url = f"{LIST}{feedback.pk}/change/"
    html = desk.get(url).content.decode()
    assert "The second &lt;b&gt;number&lt;/b&gt; is wrong." in html
    assert 'href="mailto:ann@example.org"' in html
    sent = {"state": "answered", "notes": "Put right.", "message": "Other", "email": "x@y.example"}
    assert desk.post(url, sent).status_code == 302
    feedback.refresh_from_db()
    assert (feedback.state, feedback.notes) == ("answered", "Put right.")
    assert feedback.email == "ann@example.org"
    assert "second" in feedback.message
    assert "No new messages" in desk.get(LIST).content.decode()


def test_nobody_writes_one_in_a_readers_name(desk):
    assert desk.get(f"{LIST}add/").status_code == 403


def test_it_refuses_strangers_and_staff_without_the_right(client, feedback):
    assert client.get(LIST).status_code == 302
    client.force_login(make_editor("nobody", is_superuser=False))
    assert client.get(LIST).status_code == 403
