"""Several editors change the glossary in the same instant."""

import pytest

from articles.models import Term
from articles.publishing import Refused, save_term
from tests.factories import make_article, make_term
from tests.publishing.test_at_the_same_time import EDITORS, all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_twenty_terms_with_one_name_one_is_stored_and_the_others_are_refused_in_words():
    def save(number):
        # Half of them as another name, which no constraint of the database compares.
        name, aliases = ("ptosis", []) if number % 2 else (f"term {number}", ["Ptosis"])
        save_term(Term(name=name, slug=f"t-{number}", definition="Lids."), aliases=aliases, by=None)

    outcomes = all_at_once(save)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert Term.objects.count() == 1
    assert len(refused) == EDITORS - 1
    assert all("already" in str(outcome) for outcome in refused)


def test_of_twenty_terms_on_one_page_all_are_linked():
    names = [f"word{chr(97 + number)}" for number in range(EDITORS)]
    article = make_article(body=" ".join(names))
    all_at_once(lambda number: make_term(names[number]))
    article.refresh_from_db()
    assert len(article.live_revision.terms) == EDITORS
