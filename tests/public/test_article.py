"""The article page, as readers get it."""

import re

import pytest
from django.test import Client

from articles.models import Byline, Person, SiteSettings
from articles.publishing import publish
from tests.factories import change, make_article, make_draft, make_image, make_section

pytestmark = pytest.mark.django_db

LONG_BODY = "\n\n".join(f"## Part {n}\n\nSome words." for n in range(1, 5))


def page(client, article):
    response = client.get(article.url)
    assert response.status_code == 200
    return response.content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


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
    for kind, note in (("significant", "New numbers."), ("correction", "It is 9%."), ("minor", "")):
        change(article, summary=f"After {kind}.")
        publish(article, kind=kind, note=note, by=None)
    html = page(client, article)
    assert "It is 9%." in html
    assert "New numbers." not in html


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
    assert "<script" not in html
    assert "&lt;b&gt;Bold" in html


def test_the_page_is_kept_by_browsers_but_asked_for_again(client):
    article = make_article()
    first = client.get(article.url)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(article.url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    change(article, summary="Changed.")
    publish(article, kind="minor", by=None)
    assert client.get(article.url, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_no_page_sets_a_cookie_or_varies_by_one(client):
    article = make_article()
    for path in ("/", "/about-mg/", article.url, "/nowhere/"):
        response = client.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_it_takes_four_queries(client, django_assert_num_queries):
    lead = make_image()
    article = make_article(body=LONG_BODY, lead_image=lead, lead_alt="A nerve")
    person = Person.objects.create(name="Ann Birch", slug="ann-birch")
    Byline.objects.create(article=article, person=person)
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
