"""Two editors send forms in the same instant: one is stored, the other gets back what it held."""

from functools import partial

import pytest
from django.test import Client

from articles.models import Article
from tests.admin.filling import fields_of
from tests.admin.test_article import url_of
from tests.admin.test_seen_rows import ROWS, form_url, value
from tests.factories import make_article, make_editor
from tests.publishing.racing import RACES, two_at_once

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = {
    "term": "Text {}.",
    "reference": "Title {}",
    "callout": "Text {}.",
    "address": "address-{}",
}


@pytest.fixture
def desks():
    desks = []
    for name in ("ida", "omar"):
        desks.append(Client())
        desks[-1].force_login(make_editor(name))
    return desks


@pytest.mark.parametrize("kind", TYPED)
def test_of_two_forms_of_one_row_one_is_stored_and_the_other_asked_again(desks, kind):
    make, (name, _), _ = ROWS[kind]
    row = make()
    url = form_url(row)
    with two_at_once() as at_once:
        for number in range(RACES):
            shown = fields_of(desks[0].get(url))
            typed = [TYPED[kind].format(1000 + 2 * number + one) for one in (0, 1)]
            forms = [shown | {name: text, "writer": ""} for text in typed]
            answers = at_once(*(partial(d.post, url, f) for d, f in zip(desks, forms, strict=True)))
            assert sorted(answer.status_code for answer in answers) == [200, 302]
            winner = 0 if answers[0].status_code == 302 else 1
            assert value(row, name) == typed[winner]
            back = fields_of(answers[1 - winner])
            assert back[name] == typed[1 - winner]
            # What the other has stored is said beside it.
            assert typed[winner] in answers[1 - winner].content.decode()


def test_of_two_article_forms_one_is_the_draft_and_the_other_is_kept(desks):
    article = make_article()
    url = url_of(article)
    with two_at_once() as at_once:
        for number in range(RACES):
            shown = fields_of(desks[0].get(url))
            typed = [f"Text {2 * number + one}." for one in (0, 1)]
            forms = [shown | {"summary": text, "writer": ""} for text in typed]
            answers = at_once(*(partial(d.post, url, f) for d, f in zip(desks, forms, strict=True)))
            assert sorted(answer.status_code for answer in answers) == [302, 409]
            winner = 0 if answers[0].status_code == 302 else 1
            draft = Article.objects.with_standing().get(pk=article.pk).draft_revision
            assert draft.summary == typed[winner]
            kept = answers[1 - winner].context["conflict"].kept
            assert (kept.summary, kept.was_set_aside) == (typed[1 - winner], True)
