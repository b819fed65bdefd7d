"""The page on which a list of retractions is held against the register."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Reference
from tests.admin.test_article import message
from tests.factories import make_article, make_reference

pytestmark = pytest.mark.django_db

URL = "/admin/articles/reference/retractions/"


def file_of(text):
    return SimpleUploadedFile("list.csv", text.encode(), "text/csv")


def test_a_list_is_shown_before_anything_is_marked_and_marked_when_confirmed(desk):
    one, two = make_reference("one", doi="10.1000/one"), make_reference("two", pmid="123")
    article = make_article(body="It is so [@one].")
    text = (
        "OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate\n10.1000/one,,5/2/2026 0:00\n,123,\n"
    )
    shown = desk.post(URL, {"file": file_of(text)}).content.decode()
    assert "2 sources would be marked" in shown
    assert "1 public page cites it." in shown
    assert 'value="Retracted on May 2, 2026."' in shown
    assert not Reference.objects.exclude(state="current").exists()
    sent = {"confirm": "1", f"take-{one.pk}": "on"}
    sent |= {f"note-{one.pk}": "Retracted in May.", f"note-{two.pk}": ""}
    response = desk.post(URL, sent, follow=True)
    assert "1 source is marked as retracted. 1 public page says so" in message(response)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, one.state_note, two.state) == ("retracted", "Retracted in May.", "current")
    assert "desk=unsound" in message(response)
    article.live_revision.refresh_from_db()
    assert "Retracted in May." in str(article.live_revision.works)
    again = desk.post(URL, {"file": file_of(text)}).content.decode()
    assert "1 source of the register is on the list and marked already." in again


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This file is empty"),
        ("a,b\n1,2\n", "No column of this file is called"),
        (None, "Choose a CSV file."),
    ],
)
def test_what_is_no_list_is_said_beside_the_field(desk, text, said):
    response = desk.post(URL, {} if text is None else {"file": file_of(text)})
    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_list_without_a_source_of_the_register_says_so(desk, settings):
    settings.FILE_UPLOAD_HANDLERS = [  # as a large file comes
        "django.core.files.uploadhandler.TemporaryFileUploadHandler"
    ]
    response = desk.post(URL, {"file": file_of("doi\n10.1000/other\n")})
    assert "No other source of the register is on this list." in response.content.decode()


def test_the_register_leads_to_it(desk):
    assert URL in desk.get("/admin/articles/reference/").content.decode()
