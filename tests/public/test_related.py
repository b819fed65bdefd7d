"""Related pages, at the end of an article."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Related
from articles.publishing import refile, withdraw
from tests.factories import make_article, make_draft, make_section, make_term

pytestmark = pytest.mark.django_db


def related(client, article):
    """The titles that the page offers as related, in order."""
    html = client.get(article.url).content.decode()
    block = html.partition('class="related"')[2].partition("</section>")[0]
    return re.findall(r'class="related__link"[^>]*>([^<]*)</a>', block)


def choose(article, *others):
    for position, other in enumerate(others):
        Related.objects.create(article=article, other=other, position=position)


@pytest.fixture
def treatments(db):
    return make_section("treatments")


def test_the_editors_choice_is_shown_in_their_order(client, treatments):
    article = make_article()
    a, b, c = (make_article(section=treatments, title=title) for title in "ABC")
    choose(article, c, a, b)
    assert related(client, article) == ["C", "A", "B"]
    assert "Treatments" in client.get(article.url).content.decode().partition("related__item")[2]


def test_never_more_than_five(client, treatments):
    article = make_article()
    choose(article, *(make_article(section=treatments, title=title) for title in "ABCDEFG"))
    assert related(client, article) == list("ABCDE")


def test_what_readers_cannot_see_is_left_out_and_others_come_in_its_place(client, treatments):
    section = make_section()
    article = make_article(section=section, title="It")
    gone = make_article(section=treatments, title="Gone")
    kept = make_article(section=treatments, title="Kept")
    choose(article, make_draft(section=treatments, title="Draft"), gone, kept)
    withdraw(gone, outcome="in_error", reason="It named the wrong medicine.", by=None)
    for position, title in enumerate(("One", "Two", "Three", "Four"), 2):
        refile(make_article(section=section, title=title), by=None, position=position)
    assert related(client, article) == ["Kept", "Two", "Three"]


def test_the_next_page_is_not_named_twice(client):
    section = make_section()
    article, after, other = (make_article(section=section, title=title) for title in "ABC")
    choose(article, after, other)
    assert related(client, article) == ["C"]


def test_without_a_choice_pages_that_share_most_terms_come_first(client):
    section = make_section()
    for term in ("ptosis", "diplopia", "thymus"):
        make_term(term)
    texts = {
        "A": "Nothing.",
        "B": "About ptosis and diplopia.",
        "C": "Nothing.",
        "D": "Nothing.",
        "E": "About ptosis.",
        "F": "About thymus.",
        "G": "About ptosis and diplopia.",
    }
    pages = {}
    for position, (title, text) in enumerate(texts.items()):
        pages[title] = make_article(section=section, title=title, body=text)
        refile(pages[title], by=None, position=position)
    assert related(client, pages["B"]) == ["G", "E", "D"]
    assert related(client, pages["D"]) == ["A", "B", "F"]


def test_news_leads_to_the_information_that_explains_it(client):
    make_term("thymus")
    information = make_article(title="The thymus gland", body="About the thymus.")
    make_article(title="Something else")
    news = make_section("news", "news")
    old = make_article(section=news, title="An old story")
    make_article(section=news, title="A story between")
    article = make_article(section=news, title="A new story", body="News of the thymus.")
    assert related(client, article) == [information.title, old.title]


def test_a_page_alone_offers_nothing_and_has_no_empty_heading(client):
    article = make_article()
    assert related(client, article) == []
    assert "Related pages" not in client.get(article.url).content.decode()


def test_a_page_is_not_related_to_itself(client):
    article = make_article()
    with pytest.raises(ValidationError, match="itself"):
        Related(article=article, other=article).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Related.objects.create(article=article, other=article)
