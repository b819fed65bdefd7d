"""What always holds of a term."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Alias, Article, Term
from tests.factories import change, make_article, make_draft, make_section, make_term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        ("word " * 60, ""),
        ("word " * 61, "60 words; it has 61"),
        ("w" * 601, "600 characters; it has 601"),
    ],
)
def test_a_definition_has_at_most_sixty_words(definition, words):
    term = Term(name="ptosis", slug="ptosis", definition=definition.strip())
    if not words:
        term.full_clean()
        return
    with pytest.raises(ValidationError, match=words):
        term.full_clean()


def test_the_database_holds_no_name_twice_and_none_that_is_empty():
    term = make_term("ptosis", aliases=["droopy lid"])
    for impossible in (
        Term(name="PTOSIS", slug="other", definition="Twice."),
        Term(name="", slug="other", definition="No name."),
        Term(name="other", slug="other", definition=""),
        Term(name="other", slug="ptosis", definition="The same address."),
        Alias(term=term, name="Droopy Lid"),
        Alias(term=term, name=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            impossible.save()


def test_pages_that_readers_see_are_counted_and_drafts_are_not():
    ptosis, fatigue = make_term("ptosis"), make_term("fatigue")
    make_article(body="Ptosis and more ptosis.")
    make_article(body="Ptosis and fatigue.")
    make_draft(body="Fatigue.")
    change(make_article(body="Nothing."), body="Fatigue, soon.")
    counts = dict(Term.objects.with_page_counts().values_list("pk", "pages"))
    assert counts == {ptosis.pk: 2, fatigue.pk: 1}


def test_pages_come_by_section_and_title_whatever_their_capitals():
    term = make_term("ptosis")
    second = make_section("news", "news", position=2)
    first = make_section("living", position=1)
    make_article(title="A story", section=second, body="Ptosis.")
    make_article(title="beta", section=first, body="Ptosis.")
    make_article(title="Alpha", section=first, body="Ptosis.")
    make_article(title="Gamma", section=first, body="Nothing of it.")
    found = [article.title for article in Article.objects.public().linking_to(term)]
    assert found == ["Alpha", "beta", "A story"]
