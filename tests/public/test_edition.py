"""An older edition, as readers can still read it."""

import datetime

import pytest

from articles.models import Article, Reference
from articles.publishing import Source, add_reference, change_reference, withdraw
from tests.factories import (
    change,
    make_article,
    make_image,
    make_section,
    publish_again,
)
from tests.public.reading import links, read, words

pytestmark = pytest.mark.django_db

FIRST = "/about-mg/causes/history/1/text/"


@pytest.fixture
def causes(db, time_machine):
    time_machine.move_to("2024-03-02T12:00:00Z")
    article = make_article("causes", summary="The first summary.", body="The first words.")
    time_machine.move_to("2026-07-27T12:00:00Z")
    publish_again(article, "significant", note="Newer.", body="The second words.")
    return article


def test_it_shows_the_text_of_then_marked_on_both_ends(client, causes):
    html = client.get(FIRST).content.decode()
    text = words(html)
    assert "The first words." in text
    assert "The second words." not in text
    sentence = "This is how the page read from March 2, 2024 to July 27, 2026."
    assert text.count(sentence) == 2
    assert text.index(sentence) < text.index("The first summary.")
    assert text.count("Read the page as it is now") == 2
    assert "gives no medical advice" in html


def test_an_edition_of_one_day_says_that_day(client, time_machine):
    time_machine.move_to("2024-03-02T12:00:00Z")
    article = make_article("causes")
    publish_again(article, summary="Typo.")
    assert "This is how the page read on March 2, 2024." in read(client, FIRST)


def test_the_newest_edition_is_the_page_itself_for_now(client, causes):
    response = client.get("/about-mg/causes/history/2/text/")
    assert response.status_code == 302
    assert response["Location"] == "/about-mg/causes/"
    publish_again(causes, "significant", note="Newest.", body="The third words.")
    assert "The second words." in read(client, "/about-mg/causes/history/2/text/")


def test_what_was_corrected_since_stands_above_the_old_text(client, causes):
    publish_again(
        causes, "correction", was_wrong="One in nine.", is_right="One in ten.", body="Right."
    )
    for number in (1, 2):
        text = read(client, f"/about-mg/causes/history/{number}/text/")
        assert text.index("What is right: One in ten.") < text.index(" words.")
    publish_again(causes, "minor", body="Right, and spelt well.")
    assert "One in ten." not in read(client, "/about-mg/causes/history/3/text/").replace(
        # its own reason is among its facts, but it is no correction of this text
        "What was wrong: One in nine. What is right: One in ten.",
        "",
        1,
    )


def test_its_sources_come_along_and_a_retraction_reaches_it(client):
    reference = Reference(key="mahic-2023", type="cohort", title="Time to diagnosis", year=2023)
    add_reference(reference, by=None)
    article = make_article("causes", body="It takes a year.[@mahic-2023]")
    publish_again(article, body="It takes long.")
    assert "Time to diagnosis" in read(client, FIRST)
    reference.state, reference.state_note = "retracted", "Retracted in May 2026."
    change_reference(reference, by=None)
    assert "etracted" in read(client, FIRST)


def test_key_points_and_the_lead_picture_come_along(client):
    lead = make_image("nerve", credit="Rosa Lind")
    article = make_article(
        "causes", key_points=("Rest helps.",), lead_image=lead, lead_alt="A nerve ending"
    )
    publish_again(article)
    html = client.get(FIRST).content.decode()
    assert "Rest helps." in html
    assert 'alt="A nerve ending"' in html


def test_a_column_keeps_its_note_on_personal_experience(client):
    article = make_article("kettle", section=make_section("columns", "columns"))
    publish_again(article, summary="Other.")
    live = read(client, "/columns/kettle/")
    note = "Personal experience, not advice"
    assert note in live
    assert note in read(client, "/columns/kettle/history/1/text/")


def test_an_imported_edition_reads_from_the_day_that_its_source_gives(client, time_machine):
    time_machine.move_to("2026-07-27T12:00:00Z")
    article = make_article(
        "causes", source=Source("an older site", dated_on=datetime.date(2019, 3, 2))
    )
    publish_again(article, "significant", note="Newer.", summary="Other.")
    assert "from March 2, 2019 to July 27, 2026" in read(client, FIRST)


def test_search_engines_pass_it_over_and_are_led_to_the_page(client, causes, settings):
    html = " ".join(client.get(FIRST).content.decode().split())
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{settings.ORIGIN}/about-mg/causes/">' in html
    assert "<title>Edition 1 of “Causes of MG” – MG News</title>" in html
    assert html.count("<h1") == 1


def test_it_is_filed_under_the_history_of_the_page(client, causes):
    html = client.get(FIRST).content.decode()
    trail = html.partition('class="breadcrumb"')[2].partition("</nav>")[0]
    assert links(trail) == ["/", "/about-mg/", "/about-mg/causes/", "/about-mg/causes/history/"]
    assert words(trail).endswith("Edition 1")


def test_it_tells_nothing_of_a_draft(client, causes):
    change(causes, title="A secret title", body="Secret words.")
    assert "ecret" not in client.get(FIRST).content.decode()


def test_a_withdrawn_page_says_so_on_its_old_editions(client, causes):
    withdraw(causes, outcome="outdated", reason="Newer work exists.", by=None)
    text = read(client, FIRST)
    assert "Newer work exists." in text
    assert "Read what became of the page" in text
    # Until it was taken back, not until today.
    assert "from March 2, 2024 to July 27, 2026" in text


def test_a_sample_says_that_it_is_one(client, causes):
    Article.objects.update(is_sample=True)
    assert "Sample page" in read(client, FIRST)


def test_it_takes_six_queries(client, django_assert_num_queries):
    article = make_article("causes", lead_image=make_image("nerve"), lead_alt="A nerve")
    publish_again(article)
    with django_assert_num_queries(6):
        assert client.get(FIRST).status_code == 200
