"""The article page, as readers get it."""

import re

import pytest
from django.test import Client

from articles.models import Byline, Person, SiteSettings
from articles.publishing import change_reference, publish, record_review
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_image,
    make_person,
    make_reference,
    make_section,
    publish_again,
)
from tests.public.reading import links, words

pytestmark = pytest.mark.django_db

LONG_BODY = "\n\n".join(f"## Part {n}\n\nSome words." for n in range(1, 5))


def page(client, article):
    response = client.get(article.url)
    assert response.status_code == 200
    return response.content.decode()


def sentences(html):
    """Its words, with the full stops that follow a link where a reader sees them."""
    return words(html).replace(" .", ".")


def test_it_shows_title_summary_text_and_disclaimer(client):
    html = page(client, make_article(title="Causes of MG", summary="The body's own antibodies."))
    assert html.count("<h1") == 1
    assert "Causes of MG" in html
    assert "The body&#x27;s own antibodies." in html
    assert "grows weak" in html
    assert "gives no medical advice" in html
    assert "<title>Causes of MG – MG News</title>" in html


def test_it_shows_both_dates_when_they_differ_and_one_when_they_do_not(client, time_machine):
    time_machine.move_to("2019-03-02T12:00:00Z")
    article = make_article()
    assert "Last updated March 2, 2019" in words(page(client, article))
    assert "First published" not in page(client, article)
    time_machine.move_to("2021-07-27T12:00:00Z")
    change(article, summary="Other.")
    publish(article, kind="significant", note="New.", by=None)
    html = page(client, article)
    assert '<time datetime="2021-07-27">July 27, 2021</time>' in html
    assert '<time datetime="2019-03-02">March 2, 2019</time>' in html


def test_it_says_what_changed_last_and_a_typo_does_not_hide_it(client):
    article = make_article()
    assert "What changed" not in page(client, article)
    publish_again(article, "significant", note="New numbers.", summary="One.")
    publish_again(article, "significant", note="Newer numbers.", summary="Two.")
    publish_again(article, summary="A typo less.")
    head = words(page(client, article)).partition("What happens")[0]
    assert "What changed: Newer numbers." in head
    assert "New numbers." not in head


def test_a_correction_stands_above_the_text_for_thirty_days_and_then_at_its_foot(
    client, time_machine
):
    time_machine.move_to("2026-03-02T12:00:00Z")
    article = make_article()
    publish_again(article, "correction", was_wrong="We said 9%.", is_right="It is 6%.", summary="x")

    def places():
        html = page(client, article)
        assert html.count("correction__label") == 1
        return html.index("correction__label"), html.index("grows weak")

    time_machine.move_to("2026-04-01T12:00:00Z")
    correction, text = places()
    assert correction < text
    assert "What was wrong: We said 9%. What is right: It is 6%." in words(page(client, article))
    time_machine.move_to("2026-04-02T12:00:00Z")
    correction, text = places()
    assert correction > text


def test_it_says_who_reviewed_it_when_and_until_when(client, time_machine):
    time_machine.move_to("2026-07-03T12:00:00Z")
    article = make_article()
    record_review(article, reviewer=make_person("Ann Birch", credentials="MD"), by=None)
    html = page(client, article)
    assert "Reviewed July 3, 2026 by Ann Birch, MD. Next review due July 2027" in sentences(html)
    assert "Not yet medically reviewed" not in html
    assert "/people/ann-birch/" in links(html)


def test_it_says_that_a_review_is_overdue_when_it_is_asked_for(client, time_machine):
    time_machine.move_to("2026-07-03T12:00:00Z")
    article = make_article()
    record_review(article, reviewer=make_person("Ann Birch", credentials="MD"), by=None)
    overdue = "This page is due a review; it was last checked on July 3, 2026 by Ann Birch, MD."
    time_machine.move_to("2027-07-03T12:00:00Z")
    assert overdue not in sentences(page(client, article))
    time_machine.move_to("2027-07-04T12:00:00Z")
    html = sentences(page(client, article))
    assert overdue in html
    assert "Next review due" not in html


def test_it_says_that_it_changed_since_the_review_and_leads_to_what_changed(client):
    article = make_article()
    record_review(article, reviewer=make_person("Ann Birch", credentials="MD"), by=None)
    assert "Changed since the review" not in page(client, article)
    publish_again(article, "significant", note="More.", body="## New\n\nText.")
    html = page(client, article)
    assert "Changed since the review: see what changed" in words(html)
    link = f"{article.url}history/2/?from=1"
    assert link in links(html)
    assert client.get(link).status_code == 200


def test_a_reviewer_who_does_not_exist_is_named_as_such(client):
    article = make_article()
    reviewer = make_person("Ann Birch", credentials="MD", is_sample=True)
    record_review(article, reviewer=reviewer, by=None)
    html = sentences(page(client, article))
    assert "by Ann Birch, MD (sample person, does not exist)." in html


def test_all_updates_are_listed_without_a_script(client, time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z")
    article = make_article()
    assert "See 1 update" in page(client, article)
    publish_again(article, "significant", note="New numbers.", summary="One.")
    publish_again(article, summary="A typo less.")
    publish_again(article, "correction", was_wrong="9%.", is_right="6%.", summary="Two.")
    html = page(client, article)
    fold = html.partition('<details class="updates">')[2].partition("</details>")[0]
    told = words(fold)
    assert "See all 3 updates" in told
    assert "March 2, 2026 · Significant change · published by: The site's software" in told
    assert told.index("What was wrong: 9%.") < told.index("New numbers.")
    assert "Minor" not in told
    assert f"{article.url}history/" in links(fold)


def test_who_wrote_it_has_a_page_that_the_byline_and_the_note_at_the_end_lead_to(client):
    article = make_article()
    article.bylines.create(person=make_person("Zoe Ash", role="Columnist", bio="Zoe writes."))
    html = page(client, article)
    assert links(html).count("/people/zoe-ash/") == 2
    assert client.get("/people/zoe-ash/").status_code == 200


def test_it_names_its_authors_in_order_or_the_editorial_team(client):
    article = make_article()
    assert "Editorial team" in page(client, article)
    for position, name in enumerate(["Zoe Ash", "Ann Birch"]):
        slug = name.lower().replace(" ", "-")
        person = Person.objects.create(
            name=name, slug=slug, credentials="MD", bio=f"{name} writes."
        )
        Byline.objects.create(article=article, person=person, position=position)
    html = page(client, article)
    assert html.index("Zoe Ash") < html.index("Ann Birch")
    assert "Editorial team" not in html
    assert "Ann Birch writes." in html


def test_health_pages_say_that_nobody_has_reviewed_them_and_news_do_not(client):
    news = make_article(section=make_section("news", "news"))
    assert "Not yet medically reviewed" in page(client, make_article())
    assert "Not yet medically reviewed" not in page(client, news)


def test_it_lists_its_parts_when_there_are_enough(client):
    assert "On this page" in page(client, make_article(body=LONG_BODY))
    assert "On this page" not in page(client, make_article())


def test_key_points_and_lead_picture_stand_above_the_text(client):
    lead = make_image(description="A nerve", credit="Rosa Lind")
    html = page(
        client,
        make_article(key_points=("Rest helps.",), lead_image=lead, lead_alt="A nerve ending"),
    )
    assert html.index("Rest helps.") < html.index('alt="A nerve ending"') < html.index("grows weak")
    assert "Rosa Lind" in html


def test_a_decorative_lead_picture_is_passed_over_by_screen_readers(client):
    lead = make_image(description="A pattern")
    article = make_article(lead_image=lead, lead_alt="Typed before", lead_is_decorative=True)
    assert "Typed before" not in page(client, article)


def test_readers_see_the_live_text_while_a_draft_is_written(client):
    article = make_article(summary="What readers see.")
    change(article, summary="What nobody sees yet.")
    html = page(client, article)
    assert "What readers see." in html
    assert "nobody sees yet" not in html


def test_a_draft_is_not_found(client):
    assert client.get(make_draft().url).status_code == 404


def test_a_page_is_not_found_in_another_section(client):
    make_section("living")
    make_article("causes")
    assert client.get("/living/causes/").status_code == 404


def test_a_sample_page_says_so(client):
    article = make_article()
    assert "Sample page" not in page(client, article)
    type(article).objects.update(is_sample=True)
    assert "Sample page" in page(client, article)


def test_it_describes_itself_to_search_engines_and_when_shared(client, settings):
    html = page(client, make_article("causes", title="Causes of MG", summary="In short."))
    html = " ".join(html.split())
    assert f'<link rel="canonical" href="{settings.ORIGIN}/about-mg/causes/">' in html
    assert '<meta name="description" content="In short.">' in html
    assert '<meta property="og:title" content="Causes of MG">' in html
    description = re.search(r'property="og:description" content="([^"]+)"', html)[1]
    assert description.startswith("In short.")
    assert "not medical advice" in description


def test_what_an_editor_types_is_text_and_never_markup(client):
    html = page(client, make_article(title='<script>alert("t")</script>', summary="<b>Bold</b>"))
    assert "<script>alert" not in html
    assert "&lt;b&gt;Bold" in html


def test_a_retraction_reaches_those_who_ask_by_date_alone(client):
    source = make_reference("gilhus-2019")
    article = make_article(body="It is so.[@gilhus-2019]")
    since = {"if-modified-since": client.get(article.url)["Last-Modified"]}
    source.state = "retracted"
    change_reference(source, by=None)
    again = client.get(article.url, headers=since)
    assert again.status_code == 200
    assert "retracted source" in again.content.decode()


def test_the_page_is_kept_by_browsers_but_asked_for_again(client):
    article = make_article()
    first = client.get(article.url)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(article.url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    change(article, summary="Changed.")
    publish(article, kind="minor", by=None)
    assert client.get(article.url, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_no_page_sets_a_cookie(client):
    article = make_article()
    for path in ("/", "/about-mg/", article.url, "/nowhere/"):
        response = client.get(path)
        assert not response.cookies


def test_it_takes_four_queries_however_much_there_is_to_tell(client, django_assert_num_queries):
    lead = make_image()
    article = make_article(body=LONG_BODY, lead_image=lead, lead_alt="A nerve")
    person = Person.objects.create(name="Ann Birch", slug="ann-birch")
    Byline.objects.create(article=article, person=person)
    record_review(article, reviewer=make_person("Zoe Ash", credentials="MD"), by=None)
    for number in range(3):
        publish_again(
            article, "correction", was_wrong="9%.", is_right="6%.", summary=f"Text {number}."
        )
    url = article.url
    with django_assert_num_queries(4):
        assert client.get(url).status_code == 200


def test_only_reading_is_possible(client):
    article = make_article()
    assert Client().head(article.url).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(article.url).status_code == 405


def test_the_name_and_the_disclaimer_are_the_sites_own(client):
    article = make_article()
    SiteSettings.objects.create(
        pk=1,
        name="MG Today",
        disclaimer_long="Ask your doctor, always.",
        contact_email="a@b.example",
    )
    html = page(client, article)
    assert "MG Today" in html
    assert "Ask your doctor, always." in html
    assert "a@b.example" in html
