"""Linked data says what the page shows, and no more."""

import datetime

import pytest

from articles.publishing import Source, amend_note, publish, record_review
from tests.factories import change, make_article, make_person, make_section
from tests.public.schema_org import VOCABULARY, faults_of, graph_in, lineage

pytestmark = pytest.mark.django_db


def node_of(client, path, kind):
    nodes = graph_in(client.get(path).content.decode())
    assert [fault for node in nodes for fault in faults_of(node)] == []
    (found,) = (node for node in nodes if node["@type"] == kind)
    return found


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("information", "MedicalWebPage"),
        ("news", "NewsArticle"),
        ("surveys", "NewsArticle"),
        ("columns", "OpinionNewsArticle"),
        ("about", "AboutPage"),
    ],
)
def test_each_kind_of_section_has_its_kind_of_page(client, section, kind):
    article = make_article(section=make_section(f"the-{section}", section))
    assert node_of(client, article.url, kind)["name"] == "Causes of MG"


def test_it_names_the_reviewer_while_the_text_is_the_one_that_was_reviewed(client):
    article = make_article()
    assert "reviewedBy" not in node_of(client, article.url, "MedicalWebPage")
    reviewer = make_person("Ann Birch", credentials="MD")
    record_review(article, reviewer=reviewer, by=None)
    page = node_of(client, article.url, "MedicalWebPage")
    assert page["reviewedBy"]["name"] == "Ann Birch"
    assert page["lastReviewed"] == datetime.date.today().isoformat()  # noqa: DTZ011
    change(article, body="Another text.")
    publish(article, kind="minor", by=None)
    assert "reviewedBy" not in node_of(client, article.url, "MedicalWebPage")


@pytest.mark.parametrize("made_up", ["the person", "the page"])
def test_it_names_no_reviewer_who_does_not_exist(client, made_up):
    article = make_article()
    reviewer = make_person("Ann Birch", credentials="MD", is_sample=made_up == "the person")
    record_review(article, reviewer=reviewer, by=None)
    if made_up == "the page":
        type(article).objects.filter(pk=article.pk).update(is_sample=True)
    html = client.get(article.url).content.decode()
    assert "Ann Birch" in html
    page = node_of(client, article.url, "MedicalWebPage")
    assert "reviewedBy" not in page
    assert "lastReviewed" not in page


def test_it_names_no_author_who_does_not_exist(client):
    article = make_article()
    article.bylines.create(person=make_person("Zoe Ash", is_sample=True))
    assert "name" not in node_of(client, article.url, "MedicalWebPage")["author"]
    article.bylines.create(person=make_person("Ann Birch"), position=1)
    (author,) = node_of(client, article.url, "MedicalWebPage")["author"]
    assert author["name"] == "Ann Birch"


def test_it_names_the_reviewer_as_the_page_does_under_the_title_of_that_day(client):
    article = make_article()
    reviewer = make_person("Ann Birch", credentials="MD")
    record_review(article, reviewer=reviewer, by=None)
    reviewer.credentials = "MD, professor"
    reviewer.save()
    reviewed_by = node_of(client, article.url, "MedicalWebPage")["reviewedBy"]
    assert reviewed_by["name"] == "Ann Birch, MD"
    assert "honorificSuffix" not in reviewed_by


def test_a_correction_is_told_in_its_latest_words(client):
    article = make_article()
    change(article, body="Nobody knows.")
    publication = publish(
        article, kind="correction", was_wrong="We said May.", is_right="It was June.", by=None
    )
    amend_note(
        publication, was_wrong="We said April.", is_right="It was June.", reason="x", by=None
    )
    (correction,) = node_of(client, article.url, "MedicalWebPage")["correction"]
    told = "What was wrong: We said April. What is right: It was June."
    assert correction["text"] == told


def test_a_column_is_described_as_one_persons_story(client):
    article = make_article(section=make_section("columns", "columns"))
    page = node_of(client, article.url, "OpinionNewsArticle")
    assert page["description"].startswith(
        "Antibodies disturb the signal. This column is one person"
    )
    assert "This column is one person" in client.get(article.url).content.decode()


def test_key_points_are_what_a_voice_may_read(client):
    article = make_article(key_points=("Rest helps.",))
    page = node_of(client, article.url, "MedicalWebPage")
    assert page["speakable"]["cssSelector"] == [".key-points"]
    assert 'class="key-points"' in client.get(article.url).content.decode()


def test_dates_are_those_of_the_page(client):
    article = make_article(source=Source("an old site", datetime.date(2021, 7, 27)))
    page = node_of(client, article.url, "MedicalWebPage")
    assert page["datePublished"] == page["dateModified"] == "2021-07-27"
    assert page["version"] == "1"


def test_no_text_can_leave_its_script(client):
    title = "</script><script>alert(1)</script><!-- & "
    article = make_article(title=title)
    html = client.get(article.url).content.decode()
    assert "<script>alert" not in html
    assert node_of(client, article.url, "MedicalWebPage")["name"] == title


def test_the_home_page_and_the_hubs_have_their_graphs(client):
    make_article()
    assert node_of(client, "/", "NewsMediaOrganization")["masthead"].endswith("/people/")
    hub = node_of(client, "/about-mg/", "CollectionPage")
    assert hub["mainEntity"]["itemListElement"][0]["name"] == "Causes of MG"


def test_the_vocabulary_would_find_a_fault():
    assert lineage("MedicalWebPage")[:2] == ["MedicalWebPage", "WebPage"]
    assert "NewsArticle" in VOCABULARY
    assert faults_of({"@type": "NewsArticle", "lastReviewed": "2026-01-01"})
    assert faults_of({"@type": "NewsArticle", "datePublished": "yesterday"})
    assert faults_of({"@type": "NewsArtikel"})
    assert not faults_of({"@type": "NewsArticle", "datePublished": "2026-01-01"})
