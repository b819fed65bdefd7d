"""The history of a page: what readers learn of its past."""

import datetime

import pytest
from django.test import Client

from articles.models import Article, Review, SiteSettings
from articles.publishing import Source, amend_note, move, record_review, withdraw
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_person,
    make_section,
    publish_again,
)
from tests.public.reading import links, read, words

pytestmark = pytest.mark.django_db

TWO_PARTS = "## First part\n\nSome words.\n\n## Second part\n\nOther words.\n"


@pytest.fixture
def causes(db, time_machine):
    """A page with three editions and two minor ones between."""
    time_machine.move_to("2024-03-02T12:00:00Z")
    article = make_article("causes", by=make_editor())
    time_machine.move_to("2024-05-05T12:00:00Z")
    publish_again(article, summary="Typo mended.")
    publish_again(article, summary="Another typo mended.")
    time_machine.move_to("2025-07-27T12:00:00Z")
    publish_again(article, "significant", note="New numbers.", summary="More of it.")
    time_machine.move_to("2026-01-09T12:00:00Z")
    publish_again(
        article, "correction", was_wrong="One in nine.", is_right="One in ten.", summary="Right."
    )
    return article


def test_it_lists_every_edition_newest_first_with_date_kind_reason_and_role(client, causes):
    text = read(client, "/about-mg/causes/history/")
    places = [
        text.index(words)
        for words in (
            "January 9, 2026 · Correction",
            "What was wrong: One in nine. What is right: One in ten.",
            "July 27, 2025 · Significant change",
            "New numbers.",
            "March 2, 2024 · First publication Published by: Editor",
        )
    ]
    assert places == sorted(places)
    assert "History of “Causes of MG”" in text


def test_minor_edits_are_folded_between_the_others_with_their_own_day(client, causes):
    html = client.get("/about-mg/causes/history/").content.decode()
    fold = html.partition('<details class="history__minor">')[2].partition("</details>")[0]
    assert "2 minor edits" in words(fold)
    assert words(fold).count("May 5, 2024 · Minor edit") == 2
    assert html.index("New numbers.") < html.index("2 minor edits")


def test_each_edition_leads_to_what_changed_and_to_its_text(client, causes):
    html = client.get("/about-mg/causes/history/").content.decode()
    found = links(html)
    for number in (2, 3, 4, 5):
        assert f"/about-mg/causes/history/{number}/" in found
    for number in (1, 2, 3, 4):
        assert f"/about-mg/causes/history/{number}/text/" in found
    assert "/about-mg/causes/history/1/" not in found
    assert "/about-mg/causes/updates.atom" in found
    for path in found:
        if path.startswith("/about-mg/causes/"):
            assert client.get(path).status_code == 200, path


def test_it_says_from_where_an_import_carried_the_date(client):
    source = Source("an older site", dated_on=datetime.date(2019, 3, 2))
    article = make_article(source=source)
    text = read(client, f"{article.url}history/")
    assert "March 2, 2019 · First publication" in text
    assert "Published by: The site's software. Date carried over from: an older site" in text


def test_it_shows_the_amended_words_and_not_the_first_ones(client, causes):
    amend_note(causes.publications.get(number=4), note="Newer numbers.", reason="Unclear", by=None)
    text = read(client, "/about-mg/causes/history/")
    assert "Newer numbers." in text
    assert "New numbers." not in text


def test_it_lists_reviews_of_what_readers_saw(client):
    article = make_article(body=TWO_PARTS)
    make_review = {"reviewer": make_person("Osric Tamblyn", credentials="MD"), "by": None}
    record_review(article, **make_review)
    record_review(article, scope=Review.Scope.SECTIONS, sections=["second-part"], **make_review)
    text = read(client, f"{article.url}history/")
    assert "Reviewed by Osric Tamblyn, MD" in text
    assert "The whole text (edition 1)" in text
    assert "These sections: Second part" in text


def test_a_reviewer_who_does_not_exist_is_said_to_be_a_sample(client):
    article = make_article()
    record_review(article, reviewer=make_person("Al", credentials="MD", is_sample=True), by=None)
    text = read(client, f"{article.url}history/")
    assert "Reviewed by Al, MD (sample person, does not exist)," in text


def test_a_review_of_a_mere_draft_is_not_told(client):
    article = make_article()
    draft = change(article, body="## A secret heading\n\nSecret words.\n")
    record_review(
        article,
        reviewer=make_person(credentials="MD"),
        scope=Review.Scope.SECTIONS,
        sections=["a-secret-heading"],
        by=None,
        based_on=draft.number,
    )
    html = client.get(f"{article.url}history/").content.decode()
    assert "Reviewed by" not in html
    assert "secret" not in html.lower()


def test_a_page_with_one_edition_says_so_and_offers_nothing_to_compare(client):
    article = make_article()
    html = client.get(f"{article.url}history/").content.decode()
    assert "This page has one edition" in html
    assert 'class="compare"' not in html


def test_a_draft_tells_nothing_of_itself(client):
    article = make_article(title="What readers see")
    change(article, title="A secret title", summary="A secret summary.")
    html = client.get(f"{article.url}history/").content.decode()
    assert "What readers see" in html
    assert "secret" not in html


def test_search_engines_pass_it_over_and_are_led_to_the_page(client, causes, settings):
    html = " ".join(client.get("/about-mg/causes/history/").content.decode().split())
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{settings.ORIGIN}/about-mg/causes/">' in html


def test_any_two_editions_can_be_chosen_and_the_older_always_comes_first(client, causes):
    html = client.get("/about-mg/causes/history/").content.decode()
    assert html.count('class="compare"') == 1
    assert 'method="get"' in html
    for one, other in ((1, 4), (4, 1)):
        response = client.get(f"/about-mg/causes/history/?from={one}&to={other}")
        assert response.status_code == 302
        assert response["Location"] == "/about-mg/causes/history/4/?from=1"


def test_an_edition_compared_with_itself_is_a_sentence_beside_the_form(client, causes):
    html = client.get("/about-mg/causes/history/?from=2&to=2").content.decode()
    assert "Choose two different editions." in html
    assert 'aria-invalid="true"' in html
    assert html.count("selected") == 2


@pytest.mark.parametrize(
    "query",
    ["from=1", "to=1", "from=&to=", "from=x&to=1", "from=1&to=99", "from=0&to=1", "from=-1&to=2",
     "from=1e1&to=2", "from=٢&to=3", "from=1&to=" + "9" * 5000, "from=1.0&to=2", "from=+1&to=2"],
)  # fmt: skip
def test_numbers_that_no_edition_has_are_not_found(client, causes, query):
    assert client.get(f"/about-mg/causes/history/?{query}").status_code == 404


def test_an_outdated_page_keeps_its_history_marked_as_withdrawn(client, causes):
    other = make_article("types", title="Types of MG")
    withdraw(causes, outcome="outdated", reason="Newer work exists.", replacement=other, by=None)
    html = client.get("/about-mg/causes/history/").content.decode()
    assert words(html).count("Newer work exists.") == 2  # the notice, and when it happened
    assert "Read instead: Types of MG" in words(html)
    assert "New numbers." in html


@pytest.mark.parametrize("below", ["", "1/", "2/", "1/text/", "5/text/", "99/"])
def test_a_page_published_in_error_leaves_only_the_explanation(client, causes, below):
    withdraw(causes, outcome="in_error", reason="It named a person.", by=None)
    response = client.get(f"/about-mg/causes/history/{below}")
    html = response.content.decode()
    assert response.status_code == 410
    assert "It named a person." in html
    assert "Antibodies disturb" not in html
    assert "numbers" not in html
    assert "gives no medical advice" in html


@pytest.mark.parametrize("below", ["", "2/", "1/text/"])
def test_a_merged_page_leads_to_the_one_that_replaces_it(client, causes, below):
    other = make_article("types")
    withdraw(causes, outcome="merged", reason="One page.", replacement=other, by=None)
    response = client.get(f"/about-mg/causes/history/{below}")
    assert response.status_code == 301
    assert response["Location"] == "/about-mg/types/"


def test_what_was_published_in_error_stays_closed_when_the_page_returns(client, time_machine):
    time_machine.move_to("2025-01-01T12:00:00Z")
    article = make_article("causes", body="A text that harmed somebody.")
    time_machine.move_to("2025-02-01T12:00:00Z")
    withdraw(article, outcome="in_error", reason="It named a person.", by=None)
    time_machine.move_to("2025-03-01T12:00:00Z")
    publish_again(article, "significant", note="Back, without names.", body="A text without.")
    time_machine.move_to("2025-04-01T12:00:00Z")
    publish_again(article, "significant", note="More.", body="A text without, and more.")
    html = client.get("/about-mg/causes/history/").content.decode()
    assert "It named a person." in html
    assert "this text can no longer be read" in html
    assert "/about-mg/causes/history/1/" not in links(html)
    for path in ("1/text/", "1/", "2/?from=1", "3/?from=1"):
        response = client.get(f"/about-mg/causes/history/{path}")
        assert response.status_code == 410, path
        assert "harmed" not in response.content.decode()
    assert "No earlier edition can be read" in read(client, "/about-mg/causes/history/2/")
    assert client.get("/about-mg/causes/history/3/").status_code == 200


def test_a_page_that_was_never_public_has_no_history(client):
    draft = make_draft()
    for below in ("", "1/", "1/text/"):
        assert client.get(f"{draft.url}history/{below}").status_code == 404


def test_it_is_not_found_in_another_section(client, causes):
    make_section("living")
    for below in ("", "2/", "1/text/"):
        assert client.get(f"/living/causes/history/{below}").status_code == 404


def test_old_and_misspelt_addresses_lead_to_it_in_one_hop(client, causes):
    assert client.get("/about-mg/causes/history")["Location"] == "/about-mg/causes/history/"
    move(causes, slug="origins", by=None)
    for below in ("history/", "history/2/", "history/1/text/", "updates.atom"):
        response = client.get(f"/about-mg/causes/{below}")
        assert response.status_code == 301
        assert response["Location"] == f"/about-mg/origins/{below}"
    response = client.get("/about-mg/causes/history/4/?from=1")
    assert response["Location"] == "/about-mg/origins/history/4/?from=1"
    assert client.get("/about-mg/origins/history/99/").status_code == 404


def test_the_day_of_a_minor_edit_is_the_sites_own(client, time_machine):
    SiteSettings.objects.create(pk=1, time_zone="Pacific/Auckland")
    time_machine.move_to("2025-01-01T00:00:00Z")
    article = make_article()
    time_machine.move_to("2025-06-30T20:00:00Z")
    publish_again(article, summary="Typo.")
    assert "July 1, 2025 · Minor edit" in read(client, f"{article.url}history/")


def test_it_takes_five_queries_however_many_editions_there_are(
    client, causes, django_assert_num_queries
):
    for number in range(30):
        publish_again(causes, "significant", note=f"Change {number}.", summary=f"{number}")
    record_review(causes, reviewer=make_person(credentials="MD"), by=None)
    with django_assert_num_queries(5):
        text = read(client, "/about-mg/causes/history/")
    assert "Change 0." in text
    assert "Change 29." in text


def test_only_reading_is_possible_and_nobody_is_remembered(client, causes):
    for path in ("", "2/", "1/text/"):
        response = client.get(f"/about-mg/causes/history/{path}")
        assert not response.cookies
        assert response["Cache-Control"] == "public, no-cache"
        assert Client().head(f"/about-mg/causes/history/{path}").status_code == 200
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(f"/about-mg/causes/history/{path}").status_code == 405


def test_what_editors_type_is_text_and_never_markup(client):
    article = make_article(title='<script>alert("t")</script>')
    publish_again(article, "significant", note="<b>Bold</b>", title="<i>x</i>")
    for below in ("", "2/", "1/text/"):
        html = client.get(f"{article.url}history/{below}").content.decode()
        assert "<script>" not in html
        assert "<b>Bold" not in html
        assert "<i>x" not in html


def test_a_sample_page_says_so_in_its_history_too(client, causes):
    Article.objects.update(is_sample=True)
    for below in ("", "1/text/"):
        assert "Sample page" in read(client, f"/about-mg/causes/history/{below}")


def test_a_page_that_was_outdated_and_came_back_tells_both(client, causes):
    withdraw(causes, outcome="outdated", reason="Newer work exists.", by=None)
    publish_again(causes, "significant", note="Brought up to date.", summary="New.")
    text = read(client, "/about-mg/causes/history/")
    assert text.index("Brought up to date.") < text.index("Newer work exists.")
    assert "Read instead" not in text
