"""People: who writes and who reviews, and what they declared."""

import datetime

import pytest
from django.conf import settings as site_settings

from articles.models import Person
from articles.publishing import publish, refile
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_image,
    make_person,
    make_reviewer,
    make_section,
    publish_again,
    review,
    take_back,
)
from tests.public.reading import links, read, words
from tests.public.schema_org import faults_of, graph_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoe(db):
    """An author of one page."""
    person = make_person("Zoe Ash", role="Columnist", bio="Zoe Ash writes about tired evenings.")
    make_article("causes", title="Causes of MG").bylines.create(person=person)
    return person


def test_the_list_names_who_writes_and_who_reviews(client, zoe):
    review(make_article("types"), reviewer=make_reviewer("Vera Stone", role="Neurologist"))
    page = read(client, "/people/")
    assert "Vera Stone MD Neurologist Reviews" in page
    assert "Zoe Ash Columnist Writes" in page
    assert page.index("Vera Stone") < page.index("Zoe Ash")


def test_who_does_both_stands_there_once_as_both(client, zoe):
    Person.objects.update(credentials="MD")
    zoe.refresh_from_db()
    review(make_article("types"), reviewer=zoe)
    review(make_article("other"), reviewer=zoe)
    page = read(client, "/people/").partition("declared about conflicts of interest. ")[2]
    assert page.count("Zoe Ash") == 1
    assert "Writes Reviews" in page


def test_an_empty_list_says_so(client):
    make_person("Ann Birch")
    page = read(client, "/people/")
    assert "Nobody is named here yet" in page
    assert "Ann Birch" not in page


def test_only_those_have_a_page_whose_work_readers_can_see(client):
    make_person("Of nothing")
    make_draft().bylines.create(person=make_person("Of a draft"))
    withdrawn = make_article()
    withdrawn.bylines.create(person=make_person("Of a withdrawn page"))
    take_back(withdrawn)
    draft = make_draft()
    review(draft, reviewer=make_reviewer("Reviewer of a draft"))
    page = read(client, "/people/")
    assert "Of " not in page
    assert "Reviewer" not in page
    for person in Person.objects.all():
        assert client.get(person.url).status_code == 404, person


def test_a_review_of_a_mere_draft_of_a_public_page_is_not_told_before_it_is_out(client):
    article = make_article("causes", title="Causes of MG")
    change(article, title="What nobody sees yet")
    review(article, based_on=article.working_revision.number)
    assert client.get("/people/vera-stone/").status_code == 404
    publish(article, kind="significant", note="New.", by=None)
    assert "What nobody sees yet Reviewed" in read(client, "/people/vera-stone/")


def test_the_sitemap_lists_those_who_have_a_page(client):
    make_person("Of nothing")
    review(make_article())
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"<loc>{site_settings.ORIGIN}/people/vera-stone/</loc>" in sitemap
    assert "of-nothing" not in sitemap


def test_a_page_says_who_somebody_is(client, zoe, settings):
    photo = make_image("zoe", description="Zoe Ash at her desk")
    Person.objects.update(photo=photo, credentials="MSc", orcid="0000-0002-1825-0097")
    html = client.get("/people/zoe-ash/").content.decode()
    assert 'alt="Zoe Ash at her desk"' in html
    assert "https://orcid.org/0000-0002-1825-0097" in links(html)
    for told in ("Zoe Ash MSc Columnist Writes", "Zoe Ash writes about tired evenings."):
        assert told in words(html)
    assert f'href="{settings.ORIGIN}/people/zoe-ash/"' in html
    assert html.count("<h1") == 1
    assert "/people/" in links(html)


@pytest.mark.parametrize(
    ("disclosure", "asked_on", "told"),
    [
        ("Paid by Sample Pharma.", datetime.date(2026, 7, 3),
         "Paid by Sample Pharma. Declared on July 3, 2026"),
        ("", datetime.date(2026, 7, 3), "None declared on July 3, 2026"),
        ("", None, "Not asked yet about conflicts of interest"),
    ],
)  # fmt: skip
def test_what_somebody_declared_is_told_apart_from_none_and_from_not_asked(
    client, zoe, disclosure, asked_on, told
):
    Person.objects.update(disclosure=disclosure, disclosure_asked_on=asked_on)
    page = read(client, "/people/zoe-ash/")
    assert f"Conflicts of interest {told}" in page
    ways = ("Declared on", "None declared", "Not asked yet")
    assert [way for way in ways if way in page] == [way for way in ways if way in told]


def test_a_sample_person_does_not_exist_and_machines_are_not_told_of_them(client, zoe):
    assert "does not exist" not in read(client, "/people/zoe-ash/")
    Person.objects.update(is_sample=True)
    html = client.get("/people/zoe-ash/").content.decode()
    assert "This person does not exist" in html
    nodes = graph_in(html)
    assert not [node for node in nodes if node["@type"] == "Person"]
    people = client.get("/people/").content.decode()
    assert "Sample person" in people
    assert "Zoe Ash" not in str(graph_in(people))


def test_it_lists_what_they_wrote_newest_first_and_no_draft(client, zoe, time_machine):
    time_machine.move_to("2030-01-01T12:00:00Z")
    make_article(title="A later page").bylines.create(person=zoe)
    make_draft(title="Not yet").bylines.create(person=zoe)
    make_article(title="Somebody else's")
    page = read(client, "/people/zoe-ash/").partition("Written by Zoe Ash")[2]
    assert page.index("A later page") < page.index("Causes of MG")
    assert "Not yet" not in page
    assert "Somebody else" not in page
    assert "Reviewed by" not in page


def test_what_they_wrote_has_pages_of_twenty(client, zoe, settings):
    news = make_section("news", "news")
    for number in range(1, 21):
        make_article(section=news, title=f"Story {number:02}").bylines.create(person=zoe)
    first = client.get("/people/zoe-ash/").content.decode()
    assert "Story 20" in first
    assert "Causes of MG" not in words(first).partition("Written by")[2]
    assert "21 articles" in first
    second = client.get("/people/zoe-ash/?page=2").content.decode()
    assert "Causes of MG" in second
    assert "Story" not in second
    assert f'href="{settings.ORIGIN}/people/zoe-ash/?page=2"' in second
    for number in ("0", "3", "x", "01"):
        assert client.get(f"/people/zoe-ash/?page={number}").status_code == 404


def test_whoever_reviewed_only_what_was_published_in_error_has_no_page(client):
    article = make_article()
    review(article, reviewer=make_reviewer("Vera Stone"))
    assert client.get("/people/vera-stone/").status_code == 200
    take_back(article, outcome="in_error")
    publish_again(article, "significant", note="It is back.", body="Another text.")
    assert client.get("/people/vera-stone/").status_code == 404
    assert "Vera Stone" not in client.get("/people/").content.decode()


def test_it_lists_the_latest_review_of_each_page_that_readers_can_see(client, time_machine):
    time_machine.move_to("2024-03-02T12:00:00Z")
    causes, types, hidden = (
        make_article(slug, title=title)
        for slug, title in (("causes", "Causes"), ("types", "Types"), ("hidden", "Hidden"))
    )
    review(causes)
    review(hidden)
    time_machine.move_to("2025-03-02T12:00:00Z")
    review(types, scope="sections", sections=["what-happens"])
    time_machine.move_to("2026-03-02T12:00:00Z")
    publish_again(causes, title="Causes", summary="A typo less.")
    review(causes)
    review(types, reviewer=make_reviewer("Somebody Else"))
    take_back(hidden)
    page = read(client, "/people/vera-stone/").partition("Reviewed by Vera Stone")[2]
    assert page.index("Causes Reviewed March 2, 2026") < page.index("Types Reviewed March 2, 2025")
    assert "these sections: What happens" in page
    assert page.count("Causes") == 1
    assert "2024" not in page
    assert "Hidden" not in page


def test_a_name_in_capitals_is_found_in_one_hop_and_nobody_is_not(client, zoe):
    for path in ("/people/Zoe-Ash/", "/PEOPLE/ZOE-ASH", "/people/zoe-ash"):
        response = client.get(path)
        assert response.status_code == 301
        assert response["Location"] == "/people/zoe-ash/"
    assert client.get("/people/nobody/").status_code == 404


def test_machines_are_told_the_same(client, zoe):
    for path in ("/people/", "/people/zoe-ash/"):
        nodes = graph_in(client.get(path).content.decode())
        assert [fault for node in nodes for fault in faults_of(node)] == []
    (trail,) = (node for node in nodes if node["@type"] == "BreadcrumbList")
    assert [item["name"] for item in trail["itemListElement"]] == ["Home", "People", "Zoe Ash"]


def test_what_editors_type_about_somebody_is_text(client, zoe):
    Person.objects.update(
        name="<b>Zoe</b>", bio="<script>1</script>", role="<i>x</i>", disclosure="<u>y</u>",
        disclosure_asked_on=datetime.date(2026, 7, 3),
    )  # fmt: skip
    for path in ("/people/", "/people/zoe-ash/"):
        html = client.get(path).content.decode()
        for markup in ("<b>Zoe", "<script>1", "<i>x", "<u>y"):
            assert markup not in html


def test_they_take_few_queries_however_many_there_are(client, zoe, django_assert_num_queries):
    for number in range(5):
        article = make_article()
        article.bylines.create(person=make_person(f"Person {number}"))
        article.bylines.create(person=zoe)
        review(make_article())
    with django_assert_num_queries(2):
        client.get("/people/")
    with django_assert_num_queries(5):
        client.get("/people/zoe-ash/")
    with django_assert_num_queries(4):
        client.get("/people/vera-stone/")


def test_they_can_only_be_read(client, zoe):
    for path in ("/people/", "/people/zoe-ash/"):
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405
        assert not client.get(path).cookies


def test_search_engines_find_them_unless_they_do_not_exist(client, zoe):
    assert "/people/zoe-ash/" in client.get("/sitemap.xml").content.decode()
    Person.objects.update(is_sample=True)
    assert "/people/zoe-ash/" not in client.get("/sitemap.xml").content.decode()


def test_filing_a_page_elsewhere_takes_nobody_away(client, zoe):
    refile(zoe.articles.get(), by=None, position=9)
    assert "Zoe Ash" in read(client, "/people/")
