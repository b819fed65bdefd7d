"""What a reviewer answers when a text is not right, or when they should not judge it."""

import pytest
from django.apps import apps

from articles.models import Article, Opinion, Review, Role
from articles.publishing import (
    Conflict,
    Refused,
    ask_for_change,
    decline_review,
    offer_review,
)
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_member,
    make_reviewer,
    publish_again,
    review,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(title="Causes")


@pytest.fixture
def vera():
    """A medical reviewer whom readers know by name."""
    account = make_member(Role.REVIEWER, "vera")
    make_reviewer(account=account)
    return account


def facts():
    """What is stored of articles, texts and publications."""
    models = ("article", "revision", "publication", "review", "step")
    return {
        name: sorted(map(str, apps.get_model("articles", name).objects.values_list()))
        for name in models
    }


def test_an_opinion_is_kept_with_who_gave_it_and_moves_nothing_else(article, vera):
    change(article, summary="Another.")
    before = facts()
    opinion = ask_for_change(article, words="  The dose is wrong.\r\nSee [2].  ", by=vera)
    assert opinion.words == "The dose is wrong.\nSee [2]."
    assert (opinion.revision, opinion.given_by_name) == (article.live_revision, "Vera Stone, MD")
    decline_review(article, by=vera)
    offer_review(article, by=vera)
    assert facts() == before


def test_a_review_moves_the_last_review_of_the_article_and_nothing_else(article, vera):
    columns = [one.name for one in Article._meta.concrete_fields if one.name != "last_review"]

    def everything_else():
        others = {name: rows for name, rows in facts().items() if name not in ("article", "review")}
        return others | {"article": list(Article.objects.values_list(*columns))}

    change(article, summary="Another.")
    before = everything_else()
    recorded = review(article, by=vera)
    assert everything_else() == before
    assert Article.objects.get().last_review == recorded


def test_it_says_what_is_missing(article, vera):
    for words in ("", " . ", "x" * 2001):
        with pytest.raises(Refused) as refused:
            ask_for_change(article, words=words, by=vera)
        assert [reason.field for reason in refused.value.reasons] == ["words"]
    with pytest.raises(Refused, match="does not have the right"):
        ask_for_change(article, words="No.", by=make_member(Role.AUTHOR, "ann"))
    with pytest.raises(Refused, match="not stepped aside"):
        offer_review(article, by=vera)
    with pytest.raises(Conflict):
        ask_for_change(article, words="No.", by=vera, based_on=7)
    assert not Opinion.objects.exists()


def test_a_double_click_is_one_opinion(article, vera):
    for _ in range(2):
        ask_for_change(article, words="The dose is wrong.", by=vera)
    assert Opinion.objects.count() == 1


def test_a_change_is_asked_for_until_a_newer_text_is_out_or_the_whole_is_reviewed(article, vera):
    asking = Opinion.objects.asking_for_change
    ask_for_change(article, words="The dose is wrong.", by=vera)
    review(article, scope="sections", sections=["what-happens"], by=None)
    change(article, summary="A draft is no answer.")
    assert list(Article.objects.needing_change()) == [article]
    publish_again(article, summary="Mended.")
    assert not asking().exists()
    ask_for_change(article, words="It is still wrong.", by=vera)
    assert asking().get().words == "It is still wrong."
    review(article, by=vera)
    assert not Article.objects.needing_change().exists()
    ask_for_change(article, words="On second thoughts.", by=vera)
    review(article, by=vera)  # on the same day, and of the same text
    assert not Article.objects.needing_change().exists()


def test_whoever_stepped_aside_does_not_review_until_they_say_they_can(article, vera):
    decline_review(article, words="I advise the maker.", by=vera)
    for by in (vera, None):
        with pytest.raises(Refused, match="should not review this page"):
            review(article, by=by)
    review(article, reviewer=make_reviewer("Omar Reed"))
    offer_review(article, by=vera)
    assert review(article, by=vera).reviewer_name == "Vera Stone, MD"


def test_a_reviewer_reviews_in_their_own_name(article, vera):
    other = make_reviewer("Omar Reed")
    with pytest.raises(Refused, match="cannot review as Omar Reed"):
        review(article, reviewer=other, by=vera)
    with pytest.raises(Refused, match="cannot review as Vera Stone"):
        review(article, by=make_member(Role.REVIEWER, "nobody-known"))
    review(article, reviewer=other, by=make_member(Role.EDITOR, "ed"))
    review(article, by=vera)
    assert Review.objects.count() == 2


def test_nobody_reviews_what_they_wrote_with_their_account(vera):
    vera.is_superuser = True
    vera.save()
    article = make_draft(by=vera)
    with pytest.raises(Refused, match="has written in this text"):
        review(article, by=None)
