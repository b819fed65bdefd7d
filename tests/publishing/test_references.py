"""The register of sources: what comes into it, changes and goes, and the texts that cite it."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Citation, Reference
from articles.publishing import (
    Refused,
    add_reference,
    change_reference,
    propose_key,
    publish,
    reference_like,
    remove_reference,
    save_draft,
)
from tests.factories import (
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_reference,
)

pytestmark = pytest.mark.django_db

NOTE = "retracted source"


def unsaved(**facts):
    return Reference(**{"key": "new", "type": "review", "title": "Myasthenia gravis"} | facts)


def live_html(article):
    return Article.objects.get(pk=article.pk).live_revision.html


def retract(reference, note=""):
    reference.state, reference.state_note = Reference.State.RETRACTED, note
    return change_reference(reference, fields=["state", "state_note"], by=None)


# -- Adding -------------------------------------------------------------------------------------


def test_a_source_is_kept_in_one_form_however_it_was_typed():
    added = add_reference(
        unsaved(
            title="Myasthenia\u202e\n gravis ",
            doi="https://doi.org/10.1038/S41572-019-0079-Y",
            pmid="PMID: 031048702",
        ),
        by=make_editor(),
    )
    added.refresh_from_db()
    assert (added.title, added.doi, added.pmid) == (
        "Myasthenia gravis",
        "10.1038/s41572-019-0079-y",
        "31048702",
    )
    assert added.added_by_name == "Ida"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": " \u200b "}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"type": "rumour"}, "type"),
        ({"key": "Not a key"}, "key"),
        ({"year": 1492}, "year"),
        ({"doi": "11.1038/x"}, "doi"),
        ({"doi": "10.1038/" + "x" * 200}, "doi"),
        ({"pmid": "PMC123"}, "pmid"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"state": "gone"}, "state"),
        ({"state_note": "Retracted."}, "state_note"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_its_field(facts, field):
    with pytest.raises(ValidationError) as refused:
        add_reference(unsaved(**facts), by=None)
    assert set(refused.value.message_dict) == {field}
    assert not Reference.objects.exists()


def test_a_source_that_is_there_already_is_refused_with_every_reason():
    make_reference("one", doi="10.1000/1")
    make_reference("two", pmid="2")
    with pytest.raises(Refused) as refused:
        add_reference(unsaved(key="two", doi="doi:10.1000/1", pmid="PMID 2"), by=None)
    said = {reason.field: reason for reason in refused.value.reasons}
    assert set(said) == {"key", "doi", "pmid"}
    assert "[@one]" in said["doi"]
    assert "[@two]" in said["pmid"]


def test_the_same_source_is_known_by_its_doi_or_pmid_and_not_by_its_key():
    there = make_reference("one", doi="10.1000/1", pmid="1")
    assert reference_like(unsaved(doi="https://doi.org/10.1000/1")) == there
    assert reference_like(unsaved(pmid="1")) == there
    assert reference_like(unsaved(key="one")) is None
    assert reference_like(there) is None


def test_many_sources_have_neither_doi_nor_pmid():
    first, second = make_reference(doi=""), make_reference(pmid="")
    assert (first.doi, second.pmid) == (None, None)


def test_keys_that_are_proposed_are_free():
    facts = {"authors": "Gilhus NE, Tzartos S", "year": 2019}
    keys = []
    for _ in range(28):
        keys.append(propose_key(unsaved(**facts)))
        make_reference(keys[-1])
    assert [*keys[:3], *keys[-3:]] == [
        "gilhus-2019",
        "gilhus-2019-b",
        "gilhus-2019-c",
        "gilhus-2019-z",
        "gilhus-2019-2",
        "gilhus-2019-3",
    ]


@pytest.mark.parametrize("title", ["x" * 500, "重症肌無力症", "a-" * 100])
def test_a_key_can_be_proposed_for_any_title_and_used(title):
    for _ in range(2):
        key = propose_key(unsaved(title=title, authors="", year=None))
        add_reference(unsaved(key=key, title=title), by=None)


def test_texts_that_named_a_source_before_it_came_cite_it_from_then_on():
    draft = make_draft(body="A claim.[@new] Another.[@new-b] Mail to me@new-b.example.")
    other = make_draft(body="A claim.[@new-b]")
    before = other.draft_revision.html
    added = make_reference("new")
    draft.refresh_from_db()
    other.refresh_from_db()
    assert list(Citation.objects.values_list("revision", "reference", "number")) == [
        (draft.draft_revision_id, added.pk, 1)
    ]
    assert 'href="#frame-reference-1"' in draft.draft_revision.html
    assert "new-b” is not in the register" in draft.draft_revision.html
    assert other.draft_revision.html == before


# -- Changing -----------------------------------------------------------------------------------


def test_a_retraction_reaches_every_text_that_cites_the_source_and_no_other(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z")
    source, fine = make_reference("bad"), make_reference("good")
    cites = make_article(body="A claim.[@bad] Another.[@good; @bad]")
    does_not = make_article(body="A claim.[@good]")
    change(cites, body="A claim.[@good]")
    time_machine.move_to("2026-06-01T12:00:00Z")
    assert retract(source, "Retracted in May 2026.") == 1
    assert live_html(cites).count(NOTE) == 2
    assert NOTE not in live_html(does_not)
    cites.refresh_from_db()
    assert NOTE not in cites.draft_revision.html
    assert cites.last_updated_on == datetime.date(2026, 3, 1)
    assert cites.publications.count() == 1
    assert [entry.state for entry in cites.live_revision.references] == ["retracted", ""]
    assert fine.state == "current"


def test_an_old_edition_says_it_too():
    source = make_reference("bad")
    article = make_article(body="A claim.[@bad]")
    change(article, body="No claim any more.")
    publish(article, kind="minor", by=None)
    assert retract(source) == 1
    assert NOTE in article.publications.get(number=1).revision.html


def test_what_is_corrected_stands_in_every_list_and_what_is_taken_back_is_gone():
    source = make_reference("one", title="Mysthenia")
    article = make_article(body="A claim.[@one]")
    source.title = "Myasthenia"
    change_reference(source, fields=["title"], by=None)
    assert Article.objects.get(pk=article.pk).live_revision.works[0]["title"] == "Myasthenia"
    retract(source)
    source.state, source.state_note = "current", ""
    change_reference(source, by=None)
    assert NOTE not in live_html(article)


def test_an_older_copy_does_not_undo_a_retraction():
    source = make_reference("one", title="Mysthenia")
    stale = Reference.objects.get(pk=source.pk)
    retract(source)
    stale.title = "Myasthenia"
    change_reference(stale, fields=["title"], by=None)
    assert (stale.title, stale.state) == ("Myasthenia", "retracted")


def test_the_key_and_who_added_a_source_never_change():
    source = make_reference("one", by=make_editor())
    source.key, source.added_by_name = "two", "Nobody"
    change_reference(source, fields=["key", "added_by_name", "title"], by=None)
    assert (source.key, source.added_by_name) == ("one", "Ida")


def test_a_change_cannot_make_two_of_one_source():
    make_reference("one", doi="10.1000/1")
    source = make_reference("two")
    source.doi = "DOI: 10.1000/1"
    with pytest.raises(Refused, match="already"):
        change_reference(source, by=None)
    source.refresh_from_db()
    assert source.doi is None


def test_a_text_rendered_before_a_retraction_is_rendered_again_when_it_is_saved():
    source = make_reference("bad")
    article = make_draft(body="A claim.")
    content = make_content(body="A claim.[@bad]")
    assert NOTE not in content.rendered.html
    retract(source)
    saved = save_draft(article, content, by=None, based_on=1)
    assert NOTE in saved.html


# -- Removing -----------------------------------------------------------------------------------


def test_a_source_goes_only_while_no_text_has_ever_cited_it():
    source, free = make_reference("one"), make_reference("two")
    article = make_draft(body="A claim.[@one]")
    change(article, body="No claim.")
    with pytest.raises(Refused, match="cited"):
        remove_reference(source, by=None)
    remove_reference(free, by=None)
    assert list(Reference.objects.all()) == [source]


# -- Finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("gilhus", True),
        ("GILHUS 2019", True),
        ("tzartos nat rev", True),
        ("gilhus 2018", False),
        ("gilhus thymus", False),
        ("10.1038/s41572-019-0079-y", True),
        ("https://doi.org/10.1038/S41572-019-0079-Y", True),
        ("doi:10.1038/s41572", True),
        ("PMID: 31048702", True),
        ("https://pubmed.ncbi.nlm.nih.gov/31048702/", True),
        ("[@gilhus-2019]", True),
        ("", False),
        ("  [] \" ' ", False),
        ("%", False),
        ("_", False),
        ("' OR 1=1 --", False),
        ("99999999999999999999", False),
        ("\U0001f600", False),
        ("gilhus " * 500, True),
        ("x" * 5000, False),
    ],
)
def test_a_source_is_found_by_every_word_in_any_of_its_fields(query, is_found):
    make_reference(
        "gilhus-2019",
        authors="Gilhus NE, Tzartos S",
        title="Myasthenia gravis",
        journal="Nat Rev Dis Primers",
        doi="10.1038/s41572-019-0079-y",
        pmid="31048702",
    )
    assert Reference.objects.matching(query).exists() is is_found
