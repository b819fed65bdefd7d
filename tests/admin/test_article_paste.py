"""Pasting: what the form's script gets, and what "Bring in a text" does without one."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Article, OpenForm
from articles.publishing import Content, findings_in
from articles.rendering import render
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

PASTE = "/admin/articles/article/paste/"
BRING_IN = "/admin/articles/article/paste/bring-in/"
ADD = "/admin/articles/article/add/"
WORD = """<h1>Evenings</h1><p>Weak.<a href="#_ftn1" name="_ftnref1">[1]</a></p>
<table><tr><th>Day<th>Hours<tr><td>Monday<td>7</table><img alt="A lid" src="x.png" width=200>
<nav>Home</nav><del>gone</del>
<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Moor 2019.</p></div>"""


def send(desk, html, **fields):
    return desk.post(PASTE, {"html": SimpleUploadedFile("p.html", html.encode())} | fields)


def docx(text, **parts):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
        )
        main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{main}"><w:body>{text}</w:body></w:document>',
        )
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def bring(desk, data, name="text.docx"):
    return desk.post(BRING_IN, {"source": "", "file": SimpleUploadedFile(name, data)})


def typed_in(page):
    """The Markdown that stands in the field of the page."""
    return page.context["text"]["body"].value()


def test_the_script_gets_markdown_and_sentences(desk):
    answer = send(desk, WORD, first_note="3").json()
    assert answer["markdown"].startswith("## Evenings\n\nWeak.[@note-3]")
    assert answer["markdown"].endswith("- [@note-3] Moor 2019.")
    assert answer["said"] == (
        "Pasted as Markdown: 1 heading, 1 table. 1 picture was not pasted: upload it. "
        "1 footnote to complete."
    )
    assert "“A lid”" in answer["to_do"][0]
    assert answer["left_out"] == [
        "Left out: 1 tracked deletion.",
        "Left out as menus and buttons: “Home”.",
    ]


def test_a_pasted_footnote_is_seen_on_the_page_and_stops_it(desk):
    body = send(desk, WORD).json()["markdown"]
    assert "[Note 1: complete this citation]" in render(body).html
    found = findings_in(Content(title="Evenings", summary="Weak.", body=body))
    sentences = [finding.sentence for finding in found if finding.check == "sources"]
    assert len(sentences) == 1
    assert sentences[0].startswith("Complete this citation: “@note-1”")


def test_what_is_too_long_is_said_and_never_an_error(desk):
    answer = send(desk, "<p>" + "word " * 60_000)
    assert answer.status_code == 413
    assert "holds at most 200,000" in answer.json()["said"]
    for fields in ({}, {"html": "\0<b"}, {"html": "x", "first_note": "-7"}, {"first_note": "²"}):
        assert desk.post(PASTE, fields).status_code == 200


def test_strangers_get_a_403_and_never_a_redirect(client, desk, editor):
    assert Client().post(PASTE, {"html": "x"}).status_code == 403
    make_editor("nobody", is_superuser=False)
    client.login(username="nobody", password="a good password")
    assert client.post(PASTE, {"html": "x"}).status_code == 403
    assert client.get(BRING_IN).status_code == 403
    assert desk.get(PASTE).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(PASTE, {"html": "x"}).status_code == 403


def test_html_that_was_brought_in_starts_an_article_after_it_was_seen(desk):
    seen = desk.post(BRING_IN, {"source": WORD})
    html = seen.content.decode()
    assert seen.context["text"]["title"].value() == "Evenings"
    assert typed_in(seen).startswith("Weak.[@note-1]")
    assert "1 picture was not pasted" in html
    assert '<th scope="col">Day</th>' in html
    assert not OpenForm.objects.exists()
    sent = {"title": "Evenings", "body": typed_in(seen), "start": "yes"}
    form = desk.post(BRING_IN, sent, follow=True)
    assert form.redirect_chain[0][0].startswith(ADD)
    assert form.context["adminform"].form["body"].value().startswith("Weak.[@note-1]")
    assert b"data-starts-unsaved" in form.content
    assert not Article.objects.exists()


def test_a_text_without_tags_stays_as_it_is(desk):
    text = "# A heading\n\n* a < b, and *so* on"
    assert typed_in(desk.post(BRING_IN, {"source": text})) == text


def test_nothing_that_is_brought_in_is_run(desk):
    source = '<p onclick="x()">Words <script>alert(1)</script><a href="javascript:x()">here</a></p>'
    page = desk.post(BRING_IN, {"source": source})
    assert typed_in(page) == "Words here"
    assert "alert(1)" not in page.content.decode()
    again = desk.post(BRING_IN, {"body": source, "title": "T", "start": "yes"}, follow=True)
    assert "<script>alert" not in again.content.decode()


def test_a_word_document_comes_in_with_its_headings(desk):
    text = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Sleep</w:t></w:r></w:p>'
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Sit up</w:t></w:r>"
        "<w:r><w:t> at once.</w:t></w:r></w:p>"
    )
    styles = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    named = (
        f'<w:styles xmlns:w="{styles}"><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>'
    )
    page = bring(desk, docx(text, **{"word/styles.xml": named}), name="renamed.html")
    assert page.context["text"]["title"].value() == "Sleep"
    assert typed_in(page) == "**Sit up** at once."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 not really", "damaged"),
        (docx("<w:p>")[:-40], "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx("<w:p/>", **{"word/x.xml": "<!DOCTYPE a>"}), "damaged"),
        (docx("<w:p/>", **{"word/bomb.bin": b"0" * 61 * 1024 * 1024}), "too large once"),
        (b"%PDF-1.7", "neither a Word document"),
        (b"\xd0\xcf\x11\xe0 old Word", "neither a Word document"),
        (b"only words", "neither a Word document"),
        (b"<p>" + b" " * 15 * 1024 * 1024, "larger than 15 MB"),
        (b"<html><p> </p>", "no words"),
    ],
    ids=range(10),
)
def test_a_file_that_cannot_be_read_is_said_beside_its_field(desk, data, said):
    page = bring(desk, data)
    assert page.status_code == 200
    assert said in str(page.context["form"].errors)


def test_the_page_asks_when_it_gets_nothing_and_says_what_no_article_holds(desk):
    assert "choose a file" in str(desk.post(BRING_IN, {"source": " "}).context["form"].errors)
    long = desk.post(BRING_IN, {"title": "T", "body": "x" * 200_001, "start": "yes"})
    assert "holds at most 200,000" in str(long.context["text"].errors)


def test_the_form_and_the_list_lead_to_it(desk):
    for page in (ADD, "/admin/articles/article/"):
        assert re.search(rf'href="{BRING_IN}"', desk.get(page).content.decode())
