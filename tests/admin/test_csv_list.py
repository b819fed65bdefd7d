"""Every list of the desk as a file, and the lists beside the articles by section and owner."""

import datetime

import pytest
from django.urls import reverse

from articles.models import Article, Feedback, Role, Snippet, TrailEntry
from articles.publishing import WORKLISTS, start_thread
from articles.rendering import Quotation
from articles.search import count_unanswered
from tests.admin.test_article_csv import rows_of
from tests.admin.test_desk import door_of
from tests.factories import (
    make_article,
    make_draft,
    make_image,
    make_member,
    make_section,
    make_snippet,
    rewrite_snippet,
)
from tests.public.reading import links, words

pytestmark = pytest.mark.django_db

MODELS = ("emptysearch", "feedback", "image", "snippet", "thread")


def address(model, page):
    return reverse(f"admin:articles_{model}_{page}")


@pytest.fixture
def two_pages(time_machine):
    """A page of Ed's in one section and one of Una's in another, with what belongs to each."""
    time_machine.move_to("2026-03-01T12:00:00Z")
    for name, section in (("ed", "living"), ("una", "treatment")):
        owner = make_member(Role.EDITOR, name)
        make_image(
            name,
            f"A drawing by {name}",
            licence="With permission",
            credit=name,
            licence_until=datetime.date(2026, 4, 1),
        )
        make_snippet(f"fact-{name}", f"A fact of {name}")
        page = make_article(
            f"page-{name}",
            title=f"Page of {name}",
            section=make_section(section),
            body=f"![Drawn](image:{name})\n\nIt says: {{{{fact-{name}}}}}",
            by=owner,
        )
        start_thread(page, words=f"Asked about {name}.", passage=Quotation("It says"), by=owner)
        Feedback.objects.receive(
            f"Written about {name}.",
            article=page,
            path=page.url,
            page=str(page),
            email="ann@example.org",
        )
    make_draft(title="A page that nothing belongs to")
    count_unanswered("helicopter", today=datetime.date(2026, 3, 1))


SAID = {
    "feedback": ("Message", "Written about {}."),
    "image": ("Description", "A drawing by {}"),
    "snippet": ("What it is about", "A fact of {}"),
    "thread": ("Last words", "Asked about {}."),
}


@pytest.mark.parametrize("model", SAID)
@pytest.mark.parametrize("by", ["section", "owner"])
def test_what_belongs_to_pages_is_narrowed_by_their_section_and_owner(two_pages, model, by):
    column, said = SAID[model]
    page = Article.objects.get(slug="page-una")
    query = f"?{by}={getattr(page, by).pk}"
    door = door_of(page.owner)
    html = door.get(address(model, "changelist") + query).content.decode()
    shown = words(html)
    assert said.format("una") in shown
    assert said.format("ed") not in shown
    [as_csv] = [link for link in links(html) if "/csv/" in link]
    assert [row[column] for row in rows_of(door.get(as_csv))] == [said.format("una")]
    nobody = address(model, "csv") + "?owner=nobody"
    assert rows_of(door.get(nobody)) == []
    mine = address(model, "csv") + "?owner=mine"
    assert [row[column] for row in rows_of(door.get(mine))] == [said.format("una")]


def test_each_file_says_what_a_meeting_needs(two_pages):
    door = door_of(Article.objects.get(slug="page-ed").owner)
    file = {model: rows_of(door.get(address(model, "csv"))) for model in MODELS}
    assert [row["Query"] for row in file["emptysearch"]] == ["helicopter"]
    thread = next(row for row in file["thread"] if row["Page"] == "Page of ed")
    assert (thread["Section"], thread["On the words"], thread["State"]) == (
        "Living",
        "It says",
        "Open",
    )
    assert (thread["Who answers for the page"], thread["Last words by"]) == ("Ed", "Ed")
    message = next(row for row in file["feedback"] if row["Page"] == "Page of ed")
    assert message["Address"].endswith("/living/page-ed/")
    assert (message["State"], message["Wants an answer"]) == ("New", "Yes")
    assert "ann@example.org" not in str(file["feedback"])
    picture = next(row for row in file["image"] if row["Key"] == "ed")
    assert (picture["Licence ends on"], picture["On public pages"]) == ("2026-04-01", "Yes")
    fact = next(row for row in file["snippet"] if row["Key"] == "fact-ed")
    assert (fact["Pages that have it"], fact["Text in work"]) == ("1", "No")


def test_a_fact_in_work_goes_out_with_the_text_in_work(two_pages):
    rewrite_snippet(Snippet.objects.get(key="fact-ed"), "Five now.")
    door = door_of(Article.objects.get(slug="page-ed").owner)
    [row] = rows_of(door.get(address("snippet", "csv") + "?work=yes"))
    assert (row["Text"], row["As of"], row["Text in work"]) == ("Five now.", "2026-03-01", "Yes")


def test_every_list_that_the_desk_leads_to_offers_its_file(two_pages):
    door = door_of(Article.objects.get(slug="page-ed").owner)
    for worklist in WORKLISTS:
        html = door.get(worklist.url).content.decode()
        [as_csv] = [link for link in links(html) if "/csv/" in link]
        assert door.get(as_csv)["Content-Type"].startswith("text/csv"), worklist.key


def test_that_somebody_took_a_list_along_stands_in_the_trail(two_pages):
    ed = Article.objects.get(slug="page-ed").owner
    assert door_of(ed).get(address("feedback", "csv")).status_code == 200
    entry = TrailEntry.objects.get(kind="exported")
    assert (entry.by_name, entry.object_name) == ("Ed", "messages of readers")
    assert entry.changed[0].after == "2"


@pytest.mark.parametrize("model", MODELS)
def test_who_may_not_see_a_list_gets_no_file_and_nothing_is_sent_to_it(model, client, desk):
    assert client.get(address(model, "csv")).status_code == 302
    assert desk.post(address(model, "csv")).status_code == 405
    assert desk.get(address(model, "csv") + "?nonsense=1").headers["Location"] == "../"
