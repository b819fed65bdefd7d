"""The register of sources in the admin: pasting, saving, warning, finding."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.admin import reference_form
from articles.models import Reference
from articles.publishing import bin_article, publish
from tests.admin.test_reference_search import viewer
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_reference,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/reference/add/"
LIST = "/admin/articles/reference/"
DOI = "10.1038/s41572-019-0079-y"
NBIB = f"""
PMID- 31048702
DP  - 2019 May 2
TI  - Myasthenia gravis.
PG  - 30
LID - {DOI} [doi]
AU  - Gilhus NE
AU  - Tzartos S
PT  - Review
TA  - Nat Rev Dis Primers
VI  - 5
IP  - 1
"""


def typed(**facts):
    """What a browser sends of the empty form, with some of it typed."""
    return {"type": "review", "title": "Myasthenia gravis", "state": "current"} | facts


def fill(desk, pasted="", **sent):
    """Press “Fill in the form”; return the answer and what the fields show then."""
    response = desk.post(ADD, {"pasted": pasted, "state": "current", "_fill": "1"} | sent)
    assert response.status_code == 200
    form = response.context["adminform"].form
    return response, {field.name: field.value() for field in form}


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def errors(response, field):
    return " ".join(response.context["adminform"].form.errors.get(field, []))


def change_url(reference):
    return f"/admin/articles/reference/{reference.pk}/change/"


def form_of(desk, reference):
    """What a browser sends: the fields, and beside each what it showed when it was opened."""
    form = desk.get(change_url(reference)).context["adminform"].form
    values = {field.name: "" if field.value() is None else field.value() for field in form}
    return values | {field.html_initial_name: values[field.name] for field in form}


# -- Filling in ----------------------------------------------------------------------------------


def test_a_record_fills_in_the_form_and_saves_nothing(desk):
    response, shown = fill(desk, NBIB)
    assert {name: shown[name] for name in ("type", "title", "year", "doi", "pmid", "key")} == {
        "type": "review",
        "title": "Myasthenia gravis",
        "year": "2019",
        "doi": DOI,
        "pmid": "31048702",
        "key": "gilhus-2019",
    }
    assert "Found: kind of source, authors, title" in said(response)
    assert not response.context["adminform"].form.errors
    assert not Reference.objects.exists()
    sent = {name: value for name, value in shown.items() if value} | {"_save": "1"}
    assert desk.post(ADD, sent).status_code == 302
    assert Reference.objects.get().authors == "Gilhus NE, Tzartos S"


def test_a_record_comes_as_a_file_too(desk):
    ris = b"\xef\xbb\xbfTY  - JOUR\nTI  - M\xc3\xbcller on MG\nPY  - 2020\nER  - \n"
    response, shown = fill(desk, pasted_file=SimpleUploadedFile("a.ris", ris))
    assert (shown["title"], shown["year"]) == ("Müller on MG", "2020")
    assert "Still missing: kind of source, authors and journal or publisher." in said(response)


@pytest.mark.parametrize(
    "file", [b"\x00\x01\x81\xff" * 50, b"", b"x" * (reference_form.MAX_FILE + 1), b"\xff\xfe\x00"]
)
def test_a_file_that_is_no_record_is_said_and_what_was_typed_stays(desk, file):
    sent = {"title": "Typed by hand", "pasted_file": SimpleUploadedFile("a.ris", file)}
    response, shown = fill(desk, **sent)
    assert 'class="error"' in response.content.decode()
    assert shown["title"] == "Typed by hand"


@pytest.mark.parametrize(
    ("pasted", "field", "value"),
    [
        (f"https://doi.org/{DOI}", "doi", DOI),
        ("PMID: 31048702", "pmid", "31048702"),
        ("https://pubmed.ncbi.nlm.nih.gov/31048702/", "pmid", "31048702"),
    ],
)
def test_a_number_alone_fills_in_itself_and_says_so(desk, pasted, field, value):
    response, shown = fill(desk, pasted)
    assert shown[field] == value
    assert "and nothing else. Fill in the rest by hand." in said(response)


@pytest.mark.parametrize("pasted", ["", "Gilhus 2019", "10.1038", "<script>alert(1)</script>"])
def test_what_names_no_source_gets_a_sentence_and_nothing_typed_is_lost(desk, pasted):
    response, shown = fill(desk, pasted, title="Typed", year="20x", authors="Me")
    assert 'class="error"' in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert (shown["title"], shown["year"], shown["authors"]) == ("Typed", "20x", "Me")
    assert shown["pasted"].strip() == pasted


def test_what_was_typed_stays_when_a_record_says_otherwise(desk):
    response, shown = fill(desk, NBIB, title="My own title", key="my-key")
    assert (shown["title"], shown["key"], shown["doi"]) == ("My own title", "my-key", DOI)
    assert "Kept as it stood in the form: title." in said(response)


def test_a_retracted_record_is_filled_in_as_such(desk):
    response, shown = fill(desk, NBIB + "PT  - Retracted Publication\n")
    assert shown["state"] == "retracted"
    assert "retracted" in said(response)


def test_a_source_that_is_there_already_is_named_with_a_link_while_filling_in(desk):
    there = make_reference("gilhus-2019", doi=DOI)
    response, _shown = fill(desk, DOI)
    assert f'href="{change_url(there)}"' in response.content.decode()
    assert "already" in said(response)


def test_who_may_only_look_cannot_fill_in(desk):
    assert viewer().post(ADD, {"pasted": DOI, "_fill": "1"}).status_code == 403


# -- Adding ---------------------------------------------------------------------------------------


def test_a_key_is_made_where_none_was_typed_and_is_free(desk):
    make_reference("gilhus-2019")
    sent = typed(authors="Gilhus NE", year="2019", doi=f"https://doi.org/{DOI.upper()}", pmid="1")
    assert desk.post(ADD, sent).status_code == 302
    added = Reference.objects.get(pmid="1")
    assert (added.key, added.doi, added.added_by_name) == ("gilhus-2019-b", DOI, "Ida")


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"title": ""}, "title", "required"),
        ({"title": "…"}, "title", "title of the work"),
        ({"title": "x" * 501}, "title", "500"),
        ({"authors": "x" * 1001}, "authors", "1000"),
        ({"type": ""}, "type", "required"),
        ({"type": "rumour"}, "type", "valid choice"),
        ({"year": "1492"}, "year", "1665"),
        ({"year": "9" * 30}, "year", "2200"),
        ({"year": "soon"}, "year", "whole number"),
        ({"doi": "10.1038"}, "doi", "half a DOI"),
        ({"doi": "a\x00b"}, "doi", "Null characters"),
        ({"pmid": "PMC123"}, "pmid", "PubMed Central"),
        ({"url": "javascript:alert(1)"}, "url", "valid URL"),
        ({"key": "Gilhus 2019"}, "key", "lower-case"),
        ({"state_note": "Retracted."}, "state_note", "not current"),
    ],
)
def test_what_cannot_be_stored_is_said_beside_its_field(desk, facts, field, words):
    response = desk.post(ADD, typed(**facts))
    assert response.status_code == 200
    assert words in errors(response, field)
    assert not Reference.objects.exists()


@pytest.mark.parametrize(
    ("there", "facts", "field"),
    [
        ({"doi": DOI}, {"doi": f"doi:{DOI.upper()}"}, "doi"),
        ({"pmid": "31048702"}, {"pmid": "PMID 31048702"}, "pmid"),
        ({"key": "gilhus-2019"}, {"key": "gilhus-2019"}, "key"),
    ],
)
def test_a_second_one_is_refused_beside_its_field_with_a_link_to_the_first(
    desk, there, facts, field
):
    first = make_reference(**{"title": "<b>First</b>"} | there)
    response = desk.post(ADD, typed(**facts))
    assert f'<a href="{change_url(first)}">' in errors(response, field)
    assert "<b>First" not in response.content.decode()
    assert Reference.objects.count() == 1


def test_two_editors_who_add_one_source_at_the_same_moment_get_one(desk, monkeypatch):
    first = make_reference("one", doi=DOI)
    # The form looks and finds nothing, and then the other editor saves.
    look, is_first_look = reference_form.references_like, iter([True])
    monkeypatch.setattr(
        reference_form, "references_like", lambda one: {} if next(is_first_look, 0) else look(one)
    )
    response = desk.post(ADD, typed(doi=DOI))
    assert f'<a href="{change_url(first)}">' in errors(response, "doi")
    assert Reference.objects.count() == 1


def test_texts_that_named_the_key_are_rendered_and_it_is_said(desk):
    make_draft(body="A claim.[@new]")
    response = desk.post(ADD, typed(key="new"), follow=True)
    assert "1 text was rendered again." in said(response)


def test_a_source_that_stays_for_the_bins_sake_says_so(desk):
    source = make_reference("kept")
    bin_article(make_draft(title="Deleted", body="A claim.[@kept]"), by=None)
    page = desk.get(change_url(source)).content.decode()
    assert re.search(r"Deleted</a>: in the bin", page)


# -- Changing -------------------------------------------------------------------------------------


def test_a_retraction_says_how_many_pages_cite_the_source_and_where(desk, client):
    source = make_reference("bad")
    articles = [make_article(title=f"Page {n}", body="A claim.[@bad]") for n in range(2)]
    make_draft(title="Draft page", body="A claim.[@bad]")
    sent = form_of(desk, source) | {"state": "retracted", "state_note": "Retracted in May 2026."}
    response = desk.post(change_url(source), sent, follow=True)
    assert "3 texts were rendered again." in said(response)
    assert "2 public pages cite this source" in said(response)
    assert f'href="{change_url(source)}#where-cited"' in said(response)
    for article in articles:
        assert "retracted source" in client.get(article.url).content.decode()


def test_a_form_opened_before_a_retraction_does_not_undo_it(desk):
    source = make_reference("bad", title="Mysthenia")
    stale = form_of(desk, source)
    newer = form_of(desk, source) | {"state": "retracted", "state_note": "Since May."}
    assert desk.post(change_url(source), newer).status_code == 302
    assert desk.post(change_url(source), stale | {"title": "Myasthenia"}).status_code == 302
    source.refresh_from_db()
    assert (source.title, source.state, source.state_note) == (
        "Myasthenia",
        "retracted",
        "Since May.",
    )


def test_saving_without_a_change_renders_nothing(desk):
    source = make_reference("one")
    make_article(body="A claim.[@one]")
    response = desk.post(change_url(source), form_of(desk, source), follow=True)
    assert "0 texts were rendered again." in said(response)


def test_the_key_is_shown_and_cannot_be_changed(desk):
    source = make_reference("one")
    assert "[@one]" in desk.get(change_url(source)).content.decode()
    desk.post(change_url(source), form_of(desk, source) | {"key": "two"})
    source.refresh_from_db()
    assert source.key == "one"


def test_the_form_shows_what_readers_see_and_where(desk):
    source = make_reference("one", authors="Gilhus NE", journal="Lancet Neurol", volume="5")
    live = make_article(title="Live page", body="A claim.[@one]")
    make_draft(title="Draft page", body="A claim.[@one]")
    old = make_article(title="Old page", body="A claim.[@one]")
    change(old, title="Old page", body="No claim.")
    publish(old, kind="minor", by=None)
    dropped = make_draft(title="Dropped page", body="A claim.[@one]")
    change(dropped, title="Dropped page", body="No claim.")
    make_article(title="Other page")
    html = desk.get(change_url(source)).content.decode()
    assert "<cite" in html
    assert "Lancet Neurol." in html
    live_url = f"/admin/articles/article/{live.pk}/change/"
    assert f'<a href="{live_url}">Live page</a>: what readers see' in html
    assert "Draft page</a>: the draft" in html
    assert "Old page</a>: old editions only" in html
    assert "Dropped page</a>: old drafts only" in html
    assert "Other page" not in html


def test_only_a_source_that_nothing_ever_cited_can_be_deleted(desk):
    source, free = make_reference("one"), make_reference("two")
    make_draft(body="A claim.[@one]")
    for reference, status in ((source, 403), (free, 302)):
        url = f"/admin/articles/reference/{reference.pk}/delete/"
        assert desk.post(url, {"post": "yes"}).status_code == status
    assert list(Reference.objects.all()) == [source]


# -- The list -------------------------------------------------------------------------------------


def test_the_list_counts_public_pages_filters_and_searches(desk, django_assert_max_num_queries):
    make_reference("one", authors="Gilhus NE", title="About one")
    make_reference("two", authors="Bril V", title="About two", state="retracted")
    for _ in range(3):
        make_article(body="A claim.[@one]")
    make_draft(body="A claim.[@one]")
    with django_assert_max_num_queries(8):
        response = desk.get(LIST)
    listed = {one.key: one.cited for one in response.context["cl"].result_list}
    assert listed == {"one": 3, "two": 0}
    assert "Bril 2019" in response.content.decode()
    for query, keys in (
        ("?cited=yes", ["one"]),
        ("?cited=no", ["two"]),
        ("?state__exact=retracted", ["two"]),
        ("?type__exact=trial", []),
        ("?q=gilhus+one", ["one"]),
        ("?q=gilhus+two", []),
        ("?cited=yes&q=gilhus", ["one"]),
    ):
        result = desk.get(LIST + query).context["cl"].result_list
        assert [one.key for one in result] == keys, query


# -- The picker's search --------------------------------------------------------------------------


def test_the_article_form_says_how_a_source_is_cited_without_scripts(desk):
    html = desk.get("/admin/articles/article/add/").content.decode()
    assert "[@gilhus-2019; @bril-2023]" in html
    assert f'href="{LIST}"' in html
