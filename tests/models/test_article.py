"""What the database will not hold."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article
from tests.factories import change, make_article, make_draft, make_image, make_section

pytestmark = pytest.mark.django_db


def refuses(article, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**values)


def test_a_published_article_cannot_have_a_draft_or_lack_a_live_text():
    article = make_article()
    change(article, body="## New\n\nAnother text.")
    refuses(article, state="published")
    article = make_article()
    refuses(article, live_revision=None)


def test_a_draft_cannot_lack_its_text():
    refuses(make_draft(), draft_revision=None)


def test_a_live_text_cannot_lack_its_dates():
    refuses(make_article(), last_updated_on=None)


def test_last_updated_cannot_be_before_published():
    article = make_article()
    refuses(article, last_updated_on=article.first_published_on - datetime.timedelta(days=1))


def test_two_articles_cannot_share_a_slug_even_in_two_sections():
    make_article("causes")
    other = make_article("other", section=make_section("news", "news"))
    refuses(other, slug="causes")


def test_public_means_having_a_live_text():
    draft, live, edited = make_draft(), make_article(), make_article()
    change(edited, body="## New\n\nAnother text.")
    assert set(Article.objects.public()) == {live, edited}
    assert draft not in Article.objects.public()


def test_sections_of_news_stand_newest_first_and_others_in_the_editors_order():
    information, news = make_section(), make_section("news", "news")
    second = make_article(section=information, title="A second")
    first = make_article(section=information, title="B first")
    Article.objects.filter(pk=second.pk).update(position=2)
    Article.objects.filter(pk=first.pk).update(position=1)
    old = make_article(section=news)
    new = make_article(section=news)
    day = datetime.date(2020, 1, 1)
    Article.objects.filter(pk=old.pk).update(first_published_on=day, last_updated_on=day)
    public = Article.objects.public()
    assert list(public.in_order_of(information)) == [first, second]
    assert list(public.in_order_of(news)) == [new, old]


def test_articles_showing_an_image_are_found_by_body_and_lead():
    image = make_image(key="junction")
    in_body = make_article(body="![A nerve](image:junction)")
    as_lead = make_article(lead_image=image, lead_alt="A nerve")
    once = make_article(body="![A nerve](image:junction)")
    change(once, body="No picture any more.")
    from articles.publishing import publish

    publish(once, kind="minor", by=None)
    found = {article: article for article in Article.objects.showing(image)}
    assert set(found) == {in_body, as_lead, once}
    assert found[in_body].shows_live
    assert not found[once].shows_live
    assert found[once].shows_in_edition
