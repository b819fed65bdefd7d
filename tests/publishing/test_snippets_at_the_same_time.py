"""A fact kept once and the pages that have it, changed in the same instant."""

import pytest

from articles.models import Article, Snippet
from articles.publishing import publish, publish_snippet
from tests.factories import ALONE, change, make_article, make_snippet, rewrite_snippet
from tests.publishing.racing import is_late, two_at_once

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "Known today: {{approved}}\n"
RACES = 6


def test_a_page_and_its_fact_that_go_out_at_once_lose_neither():
    fact = make_snippet("approved", "Approved treatments", "0 medicines.")
    page = make_article(body=BODY, summary="Summary 0.")
    with two_at_once() as at_once:
        for number in range(1, RACES + 1):
            change(page, body=BODY, summary=f"Summary {number}.")
            rewrite_snippet(fact, f"{number} medicines.")
            copy = Article.objects.get(pk=page.pk)
            outcomes = at_once(
                lambda copy=copy: publish(copy, kind="minor", alone=ALONE, by=None),
                lambda: publish_snippet(Snippet.objects.get(pk=fact.pk), by=None),
            )
            if is_late(outcomes[0]):
                # The draft had the fact as it was before: the check asks to save it again.
                assert "approved" in str(outcomes[0]).lower()
                change(page, body=BODY, summary=f"Summary {number}.")
                publish(page, kind="minor", alone=ALONE, by=None)
            assert not is_late(outcomes[1])
            page.refresh_from_db()
            assert page.live_revision.summary == f"Summary {number}."
            assert page.live_revision.text == f"Known today: {number} medicines."


def test_of_two_editors_who_publish_one_fact_one_does_and_each_page_has_one_edition_more():
    fact = make_snippet("approved", "Approved treatments", "Four medicines.")
    pages = [make_article(body=BODY) for _ in range(2)]
    rewrite_snippet(fact, "Five medicines.")
    with two_at_once() as at_once:
        outcomes = at_once(
            *[lambda: publish_snippet(Snippet.objects.get(pk=fact.pk), by=None, based_on=2)] * 2
        )
    assert sum(not is_late(outcome) for outcome in outcomes) == 1
    assert [page.publications.count() for page in pages] == [2, 2]
