"""What readers see of a page's sources: the marks, the list, and what became of a source."""

import re

import pytest

from articles.publishing import change_reference, publish
from tests.factories import change, make_article, make_draft, make_reference

pytestmark = pytest.mark.django_db

THREE_PARTS = "## A\n\nOne.[@one]\n\n## B\n\nTwo.\n\n## C\n\nThree.\n"


def page(client, article):
    return client.get(article.url).content.decode()


def entry(html, number):
    """The HTML of one entry of the list of references."""
    return re.search(rf'<li[^>]* id="frame-reference-{number}">(.*?)</li>', html, re.DOTALL)[1]


def words(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_a_source_stands_in_the_list_in_nlm_style_with_its_kind_and_ways_to_it(client):
    make_reference(
        "one",
        type="guideline",
        authors="Gilhus NE, Tzartos S",
        title="Myasthenia gravis",
        journal="Nat Rev Dis Primers",
        year=2019,
        volume="5",
        pages="30",
        doi="10.1038/s41572-019-0079-y",
        pmid="31048702",
    )
    html = entry(page(client, make_article(body="A claim.[@one]")), 1)
    assert words(html).startswith(
        "Gilhus NE, Tzartos S. Myasthenia gravis. Nat Rev Dis Primers. 2019;5:30. "
        "doi: 10.1038/s41572-019-0079-y. PMID: 31048702. Guideline"
    )
    assert '<cite class="reference__journal">Nat Rev Dis Primers.</cite>' in html
    for url in (
        "https://doi.org/10.1038/s41572-019-0079-y",
        "https://pubmed.ncbi.nlm.nih.gov/31048702/",
    ):
        assert re.search(rf'<a [^>]*href="{url}"[^>]*rel="noreferrer"', html)


def test_each_entry_leads_back_to_each_of_its_marks(client):
    make_reference("one")
    make_reference("two")
    html = page(client, make_article(body="A.[@two] B.[@one; @two] C.[@two]"))
    ids = re.findall(r'id="(frame-citation-[^"]+)"', html)
    assert ids == [f"frame-citation-{mark}" for mark in ("1-1", "2-1", "1-2", "1-3")]
    back = re.findall(r'href="#(frame-citation-[^"]+)"', entry(html, 1))
    assert back == ["frame-citation-1-1", "frame-citation-1-2", "frame-citation-1-3"]
    assert re.findall(r'aria-label="([^"]+)"', entry(html, 1)) == [
        f"{place}: back to text, reference 1" for place in (1, 2, 3)
    ]
    assert 'aria-label="Back to text, reference 2"' in entry(html, 2)


def test_a_page_says_how_new_its_newest_source_is(client):
    make_reference("one", year=2019)
    make_reference("two", year=2023)
    make_reference("three", year=None)
    article = make_article(body="A.[@one] B.[@two; @three]")
    assert "Newest source: 2023" in page(client, article)
    assert "Newest source" not in page(client, make_article(body="A.[@three]"))


def test_a_page_without_sources_has_no_list(client):
    assert "frame-references" not in page(client, make_article())


def test_the_references_are_the_last_entry_of_the_contents(client):
    make_reference("one")
    html = page(client, make_article(body=THREE_PARTS))
    links = re.findall(r'class="contents__link" href="#([^"]+)"', html)
    assert links == ["a", "b", "c", "frame-references"]
    short = page(client, make_article(body="One.[@one]"))
    assert 'href="#frame-references"' not in short


def test_what_stands_in_the_register_is_text_and_no_html(client):
    make_reference("one", title="<img src=x> & more", state="retracted", state_note="<b>!</b>")
    html = page(client, make_article(body="A.[@one]"))
    assert "&lt;img src=x&gt; &amp; more" in html
    assert "<img src=x>" not in html
    assert "<b>!" not in html


@pytest.mark.parametrize(
    ("state", "mark", "sentence"),
    [
        ("retracted", "retracted source", "Retracted: this source no longer counts."),
        ("superseded", "superseded source", "Superseded: newer work has replaced this source."),
    ],
)
def test_what_became_of_a_source_is_said_on_every_page_without_publishing(
    client, time_machine, state, mark, sentence
):
    time_machine.move_to("2026-01-10T12:00:00Z")
    source = make_reference("one")
    articles = [make_article(body="A.[@one] B.[@one]"), make_article(body="C.[@one]")]
    dates = [re.findall(r"<time[^>]*>", page(client, article)) for article in articles]
    time_machine.move_to("2026-05-10T12:00:00Z")
    source.state, source.state_note = state, "As the journal said in May 2026."
    change_reference(source, by=None)
    for article, before, marks in zip(articles, dates, (2, 1), strict=True):
        html = page(client, article)
        assert html.count(mark) == marks
        assert f"{sentence} As the journal said in May 2026." in words(entry(html, 1))
        assert re.findall(r"<time[^>]*>", html) == before
        assert article.publications.count() == 1


def test_an_old_edition_warns_of_a_source_too(client):
    source = make_reference("one")
    article = make_article(body="A.[@one]")
    change(article, body="Nothing any more.")
    publish(article, kind="minor", by=None)
    source.state = "retracted"
    change_reference(source, by=None)
    (edition,) = article.publications.filter(number=1)
    assert "retracted source" in edition.revision.html
    assert edition.revision.references[0].state_words.startswith("Retracted")


def test_a_preview_names_a_source_that_the_register_does_not_know(desk):
    article = make_draft(body="A.[@nobody-knows]")
    html = desk.get(f"/admin/articles/article/{article.pk}/draft/").content.decode()
    assert html.count("[Source “nobody-knows” is not in the register]") == 2
    assert "frame-citation" not in html


def test_a_page_with_many_sources_asks_the_database_no_more_often(
    client, django_assert_num_queries
):
    for number in range(20):
        make_reference(f"source-{number}")
    article = make_article(body=" ".join(f"A.[@source-{number}]" for number in range(20)))
    url = article.url
    with django_assert_num_queries(4):
        client.get(url)
