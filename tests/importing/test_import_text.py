"""manage.py import_text: pages of plain text become articles, once."""

import datetime
import html
import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.importing import plain_text
from articles.models import Article, Callout, Publication, Revision
from tests.factories import change, make_section, take_back

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).parent / "seed_like.txt"
DATE = datetime.date(2021, 7, 27)


@pytest.fixture(autouse=True)
def section(db):
    return make_section("about-mg")


def run(*files, section="about-mg", **options):
    out = io.StringIO()
    call_command("import_text", *map(str, files or [PAGE]), section=section, stdout=out, **options)
    return out.getvalue()


def write(tmp_path, text, name="page.txt"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_page_becomes_an_article_with_its_own_date(client):
    run(publish=True)
    article = Article.objects.get()
    assert article.first_published_on == article.last_updated_on == DATE
    publication = Publication.objects.get()
    assert publication.carried_from == "import_text seed_like.txt"
    assert "July 27, 2021" in client.get(article.url).content.decode()


def test_no_word_of_the_text_is_lost_on_the_page(client):
    run(publish=True)
    page = client.get(Article.objects.get().url).content.decode()
    text = html.unescape(re.sub(r"<[^>]+>", " ", page))
    shown = re.sub(r"\s+", "", text)
    source = PAGE.read_text().partition("Last updated")[0]
    for line in source.splitlines():
        # Numbered lines become a list only if somebody says so; here every character shows.
        assert re.sub(r"\s+", "", line) in shown


def test_the_summary_is_the_first_paragraph_and_is_not_said_twice(client):
    run(publish=True)
    article = Article.objects.get()
    assert article.summary.startswith("Double vision is common")
    assert "Double vision is common" not in article.live_revision.body
    assert [h["text"] for h in article.live_revision.headings] == [
        "What tires first",
        "Getting help",
    ]


def test_the_disclaimer_stays_outside_and_the_callout_becomes_one():
    report = run(publish=True)
    assert "Never disregard" not in Revision.objects.get().body
    callout = Callout.objects.get()
    assert callout.title == "2021 Reader Survey Results"
    assert callout.text.startswith("We asked our readers")
    assert callout.article == Article.objects.get()
    assert "line 17: last updated 2021-07-27" in report
    assert "line 20: disclaimer recognised and left out" in report
    assert "line 24: “Survey infographic” names a picture" in report


def test_without_publish_it_is_a_draft_that_keeps_its_date_until_somebody_changes_it():
    run()
    article = Article.objects.get()
    assert not article.is_public
    from articles.publishing import publish

    publish(article, by=None)
    assert article.last_updated_on == DATE


def test_a_second_run_changes_nothing_and_says_so():
    run(publish=True)
    report = run(publish=True)
    assert report.startswith("unchanged: article")
    assert Article.objects.count() == Revision.objects.count() == Callout.objects.count() == 1


def test_a_dry_run_says_what_would_happen_and_does_nothing():
    report = run(publish=True, dry_run=True)
    assert "created: article “Where double vision comes from”" in report
    assert "nothing was changed" in report
    assert not Article.objects.exists()
    assert not Callout.objects.exists()


def test_a_changed_source_updates_the_article(tmp_path):
    run(publish=True)
    newer = PAGE.read_text().replace("July 27, 2021", "May 3, 2022").replace("Six", "Six (6)")
    report = run(write(tmp_path, newer), publish=True)
    article = Article.objects.get()
    assert "updated: article" in report
    assert article.last_updated_on == datetime.date(2022, 5, 3)
    assert article.first_published_on == DATE
    assert "Six (6)" in article.live_revision.text


def test_what_editors_have_changed_is_not_overwritten(tmp_path):
    run(publish=True)
    change(Article.objects.get(), summary="Ours now.")
    newer = PAGE.read_text().replace("Six", "Seven")
    report = run(write(tmp_path, newer), publish=True)
    assert "skipped: article" in report
    assert Article.objects.get().draft_revision.summary == "Ours now."


def test_a_second_run_does_not_bring_back_what_editors_have_withdrawn(tmp_path):
    file = write(tmp_path, PAGE.read_text())
    run(file, publish=True)
    take_back(Article.objects.get())
    file.write_text(PAGE.read_text().replace("Double vision", "Seeing double", 1))
    assert "editors have withdrawn it" in run(file, publish=True)
    assert not Article.objects.get().is_public


def test_a_second_run_does_not_publish_what_an_editor_is_writing():
    run(publish=True)
    change(Article.objects.get(), summary="Half a thought")
    assert "editors have changed it" in run(publish=True)
    article = Article.objects.get()
    assert article.draft_revision.summary == "Half a thought"
    assert article.publications.count() == 1


def test_a_source_that_only_changed_its_date_changes_the_date(tmp_path):
    run(publish=True)
    newer = PAGE.read_text().replace("July 27, 2021", "May 3, 2022")
    assert "updated: article" in run(write(tmp_path, newer), publish=True)
    assert Article.objects.get().last_updated_on == datetime.date(2022, 5, 3)


def test_two_files_with_one_title_are_refused(tmp_path):
    other = write(tmp_path, "Where double vision comes from\n\nAnother text. With words.")
    with pytest.raises(CommandError, match="same title"):
        run(PAGE, other)
    assert not Article.objects.exists()


def test_a_title_and_headings_may_ask(tmp_path):
    run(write(tmp_path, "What is MG?\n\nA disease.\n\nWho gets it?\n\nAnybody.\n"), publish=True)
    article = Article.objects.get()
    assert str(article) == "What is MG?"
    assert [heading["text"] for heading in article.live_revision.headings] == ["Who gets it?"]


def test_a_page_of_one_paragraph_keeps_it_as_its_text(tmp_path):
    run(write(tmp_path, "Short\n\nOnly this.\n"))
    assert Article.objects.get().draft_revision.text == "Only this."


def test_a_callout_on_two_pages_is_shown_everywhere(tmp_path):
    run()
    other = write(tmp_path, PAGE.read_text().replace("Where double", "Why double"))
    run(other)
    assert Callout.objects.get().placement == "everywhere"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("  \n\n ", "the file is empty"),
        (b"\xff\xfe\x00binary\x80", "not text"),
        (b"GIF89a\x00\x00", "not text"),
        ("This is a long first line that ends like a sentence.\n\nAnd a text.", "no title"),
        ("Title\n", "no text below"),
        (
            "Title\n\nA text.\n\nLast updated: the other day\n",
            "line 5: “the other day” is not a date",
        ),
        ("Title\n\nA text.\n\nLast updated: February 30, 2021", "not a date"),
        ("Title\n\nA text.\n\nLast updated: May 1, 2021\n\nLast updated: May 2, 2021", "a second"),
        ("Title\n\nA text.\n\nLast updated: July 27, 2999", "is not a year of the web"),
        ("Title\n\nA text.\n\nLast updated: 0001-01-01", "is not a year of the web"),
        (b"x" * 10_000_000, "10.0 MB is too much"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path, text, words):
    with pytest.raises(CommandError, match=re.escape(words)):
        run(write(tmp_path, text))


def test_one_bad_file_keeps_all_out_and_every_problem_is_said(tmp_path):
    bad = write(tmp_path, "")
    with pytest.raises(CommandError) as caught:
        run(PAGE, bad, tmp_path / "none.txt", section="nowhere")
    assert "no section “nowhere”" in str(caught.value)
    assert "about-mg" in str(caught.value)
    assert "the file is empty" in str(caught.value)
    assert "none.txt: cannot be read" in str(caught.value)
    assert not Article.objects.exists()


def test_a_page_that_may_not_go_out_keeps_all_out(tmp_path):
    """The first sentence is longer than a summary may be, and the gate wants a summary."""
    page = write(tmp_path, f"Title\n\n{'word ' * 100}.\n")
    with pytest.raises(CommandError, match="summary"):
        run(page, publish=True)
    assert not Article.objects.exists()
    run(page)
    assert Article.objects.get().state == "draft"


@pytest.mark.parametrize(
    "line",
    [
        "1. A number at the start",
        "# Not a heading",
        "- Not a list",
        "> Not a quote",
        "A [bracket](and) <b>more</b> & `code` *stars* __lines__ ~tildes~ {braces} a|b",
        "::: urgent",
        ": a colon",
        "======",
        "------",
        r"back\slash \* twice",
        "![not](a-picture)",
        "https://example.org/",
        "&amp; &#65; &copy;",
    ],
)
def test_every_character_of_plain_text_shows_as_it_is(line):
    from articles.rendering import render

    shown = html.unescape(re.sub(r"<[^>]+>", "", render(plain_text.escaped(line)).html))
    assert shown.strip() == line
