"""The sample site as readers get it: what holds on all of its pages."""

import re

from django.conf import settings
from django.test import Client

from articles.models import Article
from tests.public.test_dates import dates_of, sitemap_dates
from tests.public.test_static_files import FIRST_VISIT, ONE_ROUND_TRIP, STYLESHEET, flatten, weight


def test_each_page_has_one_date_wherever_it_is_said(sample):
    client = Client()
    listed = sitemap_dates(client)
    for article in Article.objects.public().select_related("section"):
        said = dates_of(client, article)
        assert set(said.values()) == {article.last_updated_on.isoformat()}, (article.url, said)
    for article in Article.objects.filter(live_revision=None).select_related("section"):
        assert settings.ORIGIN + article.url not in listed


def test_the_samples_survey_shows_its_numbers_as_charts(sample, client):
    story = Article.objects.get(slug="what-readers-told-us-2026")
    html = client.get(story.url).content.decode()
    assert html.count('<figure class="chart">') == 4
    assert "broken-chart" not in html
    drawn = re.findall(r'<text class="chart__value"[^>]*>([^<]+)<', html)
    tabled = re.findall(r"<td[^>]*>([^<]+%)</td>", html)
    assert drawn == tabled
    assert drawn[:5] == ["61%", "57%", "38%", "33%", "29%"]


def test_the_longest_page_arrives_in_one_round_trip_and_a_first_visit_is_light(sample):
    article = Article.objects.public().order_by("-live_revision__word_count").first()
    html = Client().get(article.url).content.decode()
    assert weight(html) <= ONE_ROUND_TRIP
    assert weight(html) + weight(flatten(STYLESHEET)) <= FIRST_VISIT
