"""A page that was taken back."""

import pytest

from articles.models import Article, Withdrawal
from articles.publishing import move, publish, record_review, refile
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_person,
    make_section,
    review,
    take_back,
)
from tests.public.reading import links, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def causes(db, time_machine):
    time_machine.move_to("2021-07-27T12:00:00Z")
    article = make_article("causes", title="Causes of MG", body="The old explanation.")
    time_machine.move_to("2026-03-02T12:00:00Z")
    return article


@pytest.fixture
def types(causes):
    return make_article("types", title="Types of MG")


def test_an_outdated_page_shows_its_old_text_under_a_notice(client, causes, types):
    take_back(causes, outcome="outdated", replacement=types)
    response = client.get("/about-mg/causes/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "The treatment it describes is not used any more." in html
    assert html.index("March 2, 2026") < html.index("Antibodies disturb the signal.</p>")
    assert html.index("is not used any more") < html.index("The old explanation.")
    assert "Read instead: Types of MG" in words(html)
    assert "/about-mg/types/" in links(html)
    assert "Last updated July 27, 2021" in words(html)


def test_search_engines_forget_an_outdated_page(client, causes, settings):
    take_back(causes, outcome="outdated")
    html = " ".join(client.get("/about-mg/causes/").content.decode().split())
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{settings.ORIGIN}/about-mg/causes/">' in html
    assert "application/ld+json" not in html
    assert "<title>Withdrawn: Causes of MG" in html


def test_an_outdated_page_keeps_its_review_but_waits_for_no_other(client, causes, time_machine):
    time_machine.move_to("2025-01-02T12:00:00Z")
    record_review(causes, reviewer=make_person(credentials="MD"), by=None)
    assert "Next review due January 2026" in words(client.get(causes.url).content.decode())
    time_machine.move_to("2026-03-02T12:00:00Z")
    assert "due a review" in client.get(causes.url).content.decode()
    take_back(causes, outcome="outdated")
    html = words(client.get("/about-mg/causes/").content.decode())
    assert "Reviewed January 2, 2025 by Ann Birch, MD" in html
    assert "due" not in html.partition("Reviewed January 2, 2025")[2].partition("disclaimer")[0]


def test_the_people_of_an_outdated_page_are_named_without_a_link_that_leads_nowhere(client, causes):
    causes.bylines.create(person=make_person("Zoe Ash"))
    record_review(causes, reviewer=make_person("Ann Birch", credentials="MD"), by=None)
    take_back(causes, outcome="outdated")
    html = client.get("/about-mg/causes/").content.decode()
    assert "Zoe Ash" in html
    assert "Ann Birch" in html
    assert not [link for link in links(html) if link.startswith("/people/") and link != "/people/"]


def test_what_is_written_after_the_page_was_taken_back_stays_on_the_desk(client, causes):
    take_back(causes, outcome="outdated")
    change(causes, title="What nobody sees yet", body="A new explanation.")
    html = client.get("/about-mg/causes/").content.decode()
    assert "The old explanation." in html
    assert "nobody sees" not in html
    assert "A new explanation." not in html


def test_a_page_published_in_error_is_gone_and_says_why(client, causes, types):
    take_back(causes, outcome="in_error", replacement=types, reason="It mixed up two studies.")
    response = client.get("/about-mg/causes/")
    html = response.content.decode()
    assert response.status_code == 410
    for told in ("Causes of MG", "March 2, 2026", "It mixed up two studies.", "Types of MG"):
        assert told in words(html)
    assert "The old explanation." not in html
    assert "Antibodies disturb" not in html
    assert {"/about-mg/", "/about-mg/types/"} <= set(links(html))
    assert "gives no medical advice" in html
    assert "noindex" in html


def test_a_merged_page_leads_to_the_one_that_took_it_in(client, causes, types):
    take_back(causes, outcome="merged", replacement=types)
    response = client.get("/about-mg/causes/?page=1")
    assert response.status_code == 301
    assert response["Location"] == "/about-mg/types/"
    assert response["Cache-Control"] == "public, no-cache"


def test_a_page_that_was_merged_again_and_again_is_one_hop_away(client, causes, types):
    last = make_article("last")
    take_back(causes, outcome="merged", replacement=types)
    take_back(types, outcome="merged", replacement=last)
    move(last, slug="final", by=None)
    for path in ("/about-mg/causes/", "/about-mg/types/", "/About-MG/Causes", "/about-mg/last/"):
        response = client.get(path)
        assert response.status_code == 301, path
        assert response["Location"] == "/about-mg/final/"


@pytest.mark.parametrize("outcome", ["outdated", "in_error"])
def test_a_merged_page_whose_way_ends_nowhere_explains_itself(client, causes, types, outcome):
    other = make_article("other", title="What to read now")
    take_back(causes, outcome="merged", replacement=types, reason="Both said the same.")
    take_back(types, outcome=outcome, replacement=other)
    response = client.get("/about-mg/causes/")
    assert response.status_code == 410
    html = response.content.decode()
    assert "Both said the same." in html
    # Not the page that was taken back too, but the one that readers may see.
    assert "Read instead: What to read now" in words(html)
    assert "/about-mg/types/" not in links(html)


def test_pages_merged_into_each_other_end_no_browser_in_a_circle(client, causes, types):
    take_back(causes, outcome="merged", replacement=types)
    # No verb can do this.
    circle = Withdrawal.objects.get()
    circle.pk, circle._state.adding = None, True
    circle.article, circle.replacement = types, causes
    circle.save()
    Article.objects.filter(pk=types.pk).update(
        live_revision=None, draft_revision=types.live_revision, state="draft", withdrawal=circle
    )
    for path in ("/about-mg/causes/", "/about-mg/types/"):
        response = client.get(path)
        assert response.status_code == 410
        assert "Read instead" not in response.content.decode()


def test_what_to_read_instead_is_never_a_page_that_readers_cannot_see(client, causes, types):
    take_back(causes, outcome="outdated", replacement=types)
    take_back(types, outcome="in_error")
    html = client.get("/about-mg/causes/").content.decode()
    assert "Read instead" not in html
    assert "/about-mg/types/" not in links(html)


@pytest.mark.parametrize("outcome", ["outdated", "in_error", "merged"])
def test_a_page_that_was_taken_back_is_in_no_list_at_once(client, outcome, types):
    author = make_person("Zoe Ash")
    article = make_article("news-story", section=make_section("news", "news"), title="A story")
    article.bylines.create(person=author)
    refile(article, by=None, start_here=1)
    surfaces = ("/", "/news/", "/people/", "/sitemap.xml")
    listed = [client.get(path).content.decode() for path in surfaces]
    assert all("A story" in html or "zoe-ash" in html or "news-story" in html for html in listed)
    take_back(article, outcome=outcome, replacement=types)
    for path in surfaces:
        html = client.get(path).content.decode()
        assert "A story" not in html, path
        assert "news-story" not in html, path
        assert "zoe-ash" not in html, path
    assert client.get("/people/zoe-ash/").status_code == 404


@pytest.mark.parametrize("outcome", ["outdated", "in_error", "merged"])
def test_a_page_that_is_published_again_is_back(client, causes, types, outcome):
    take_back(causes, outcome=outcome, replacement=types)
    change(causes, body="A better explanation.")
    publish(causes, kind="significant", note="Rewritten.", by=None)
    html = client.get("/about-mg/causes/").content.decode()
    assert "A better explanation." in html
    assert "is not used any more" not in html
    assert "noindex" not in html


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("outdated", "Changed since the review"), ("in_error", "Not yet medically reviewed")],
)
def test_a_page_that_is_back_names_no_review_of_a_text_published_in_error(
    client, causes, outcome, said
):
    review(causes)
    take_back(causes, outcome=outcome)
    change(causes, body="A better explanation.")
    publish(causes, kind="correction", was_wrong="All of it.", is_right="This.", by=None)
    html = client.get("/about-mg/causes/").content.decode()
    assert said in words(html)
    for path in links(html):
        if path.startswith("/about-mg/causes/"):
            assert client.get(path).status_code == 200, path


def test_a_review_of_the_text_that_comes_back_is_named(client, causes):
    review(causes)
    take_back(causes, outcome="in_error")
    publish(causes, kind="significant", note="It was right after all.", by=None)
    assert "Reviewed March 2, 2026 by Vera Stone, MD" in words(
        client.get("/about-mg/causes/").content.decode()
    )


def test_a_draft_that_never_was_public_is_not_found_as_before(client):
    assert client.get(make_draft().url).status_code == 404


def test_a_page_that_was_taken_back_is_not_found_in_another_section(client, causes):
    make_section("living")
    take_back(causes, outcome="outdated")
    assert client.get("/living/causes/").status_code == 404


@pytest.mark.parametrize("outcome", ["outdated", "in_error", "merged"])
def test_it_can_only_be_read(client, causes, types, outcome):
    take_back(causes, outcome=outcome, replacement=types)
    assert client.post("/about-mg/causes/").status_code == 405
    head, get = client.head("/about-mg/causes/"), client.get("/about-mg/causes/")
    assert head.status_code == get.status_code
    assert not get.cookies
