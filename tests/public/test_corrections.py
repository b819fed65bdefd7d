"""The log of corrections."""

import pytest

from articles.publishing import amend_note, refile
from tests.factories import make_article, publish_again, take_back
from tests.public.reading import links, read, words
from tests.public.schema_org import faults_of, graph_in

pytestmark = pytest.mark.django_db


def correct(article, was_wrong="We said 9%.", is_right="It is 6%.", note=""):
    return publish_again(
        article, "correction", was_wrong=was_wrong, is_right=is_right, note=note,
        title=article.live_revision.title, summary=was_wrong,
    )  # fmt: skip


@pytest.fixture
def causes(db):
    return make_article("causes", title="Causes of MG")


def test_it_lists_every_correction_newest_first_with_page_and_date(client, causes, time_machine):
    time_machine.move_to("2030-03-02T12:00:00Z")
    correct(causes, note="The study was read wrongly.")
    time_machine.move_to("2030-05-06T12:00:00Z")
    correct(make_article("types", title="Types of MG"), "We said three.", "There are four.")
    html = client.get("/corrections/").content.decode()
    assert (
        "March 2, 2030 Causes of MG What was wrong: We said 9%. What is right: It is 6%. "
        "The study was read wrongly."
    ) in words(html)
    assert words(html).index("May 6, 2030 Types of MG") < words(html).index("March 2, 2030")
    assert {"/about-mg/causes/", "/about-mg/types/"} <= set(links(html))


def test_each_leads_to_what_changed(client, causes):
    correct(causes)
    (link,) = (link for link in links(client.get("/corrections/").content.decode())
               if "/history/" in link)  # fmt: skip
    assert link == "/about-mg/causes/history/2/"
    assert client.get(link).status_code == 200


def test_other_changes_are_no_corrections(client, causes):
    publish_again(causes, "significant", note="New numbers.", summary="x")
    publish_again(causes, summary="y")
    page = read(client, "/corrections/")
    assert "No page has been corrected yet." in page
    assert "New numbers." not in page


def test_it_shows_the_amended_words(client, causes):
    amend_note(correct(causes), was_wrong="We said 8%.", is_right="It is 6%.", reason="x", by=None)
    page = read(client, "/corrections/")
    assert "We said 8%." in page
    assert "We said 9%." not in page


def test_a_page_that_was_taken_back_is_not_in_it(client, causes):
    correct(causes)
    take_back(causes)
    page = read(client, "/corrections/")
    assert "Causes of MG" not in page
    assert "We said 9%." not in page


def test_it_leads_to_the_policy_on_corrections_where_there_is_one(client, causes):
    assert "How we put mistakes right" not in read(client, "/corrections/")
    refile(make_article("correcting", title="How we correct"), by=None, policy="corrections")
    html = client.get("/corrections/").content.decode()
    assert "How we put mistakes right: How we correct" in words(html)
    assert links(html).count("/about-mg/correcting/") == 2  # there and in the footer


def test_it_has_pages_of_twenty(client, causes, settings, django_assert_num_queries):
    for number in range(1, 22):
        correct(causes, f"Wrong number {number:02}.")
    with django_assert_num_queries(3):
        first = client.get("/corrections/").content.decode()
    assert "Wrong number 21" in first
    assert "Wrong number 01" not in first
    assert "21 corrections" in first
    second = client.get("/corrections/?page=2").content.decode()
    assert "Wrong number 01" in second
    assert "Wrong number 02" not in second
    assert f'href="{settings.ORIGIN}/corrections/?page=2"' in second
    for number in ("0", "3", "x", "01"):
        assert client.get(f"/corrections/?page={number}").status_code == 404


def test_machines_are_told_the_same(client, causes):
    correct(causes)
    nodes = graph_in(client.get("/corrections/").content.decode())
    assert [fault for node in nodes for fault in faults_of(node)] == []


def test_it_can_only_be_read(client):
    assert client.head("/corrections/").status_code == 200
    assert client.post("/corrections/").status_code == 405
    assert not client.get("/corrections/").cookies


def test_what_editors_type_is_text(client, causes):
    correct(causes, "<script>1</script>", "<b>x</b>", "<i>y</i>")
    html = client.get("/corrections/").content.decode()
    assert "<script>1" not in html
    assert "<b>x" not in html
