"""What a reviewer sees of a page since its last review, and the answers that they can give."""

import re

import pytest

from articles.models import Opinion, Review, Role
from articles.publishing import ask_for_change, change_reference, decline_review, save_term
from tests.admin.test_article import message, url_of
from tests.factories import (
    change,
    make_article,
    make_member,
    make_reference,
    make_reviewer,
    make_term,
    publish_again,
    review,
)

pytestmark = pytest.mark.django_db

BODY = (
    "Start.\n\n## Signs\n\nDrooping lids [@one].\n\n## Tests\n\nA blood test.\n\n"
    "## Doses\n\nTake 30 mg.\n"
)


@pytest.fixture
def vera():
    return make_member(Role.REVIEWER, "vera")


@pytest.fixture
def stone(vera):
    """Vera as readers know her."""
    return make_reviewer(account=vera)


@pytest.fixture
def article(db):
    make_reference("one", year=2009)
    return make_article("causes", title="Causes of MG", body=BODY)


@pytest.fixture
def phone(client, vera):
    client.force_login(vera)
    return client


def seen(client, article, query=""):
    """The review page as it is read, without tags."""
    return words_in(client.get(url_of(article, "review") + query))


def words_in(response):
    page = re.sub(r"(?s)<(script|style).*?</\1>", "", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def answer(client, article, name, **typed):
    sent = {"answer": name, "based_on": article.live_revision.number} | typed
    return client.post(url_of(article, "review"), sent, follow=True)


def test_a_page_that_nobody_reviewed_is_read_as_a_whole(phone, article):
    page = phone.get(url_of(article, "review")).content.decode()
    assert "Nobody has reviewed the whole of this page yet" in page
    assert '<h2 id="text-tests">Tests</h2>' in page
    assert "<ins" not in page
    assert "unchanged__summary" not in page


def test_that_nothing_changed_is_said_in_words(phone, article, stone):
    review(article)
    page = seen(phone, article)
    assert "Vera Stone, MD reviewed it on" in page
    assert "Nothing in the text has changed since." in page
    assert "1 source is older than five years" in page


def test_what_changed_is_marked_listed_and_explained_and_the_rest_is_folded(phone, article, stone):
    review(article)
    make_reference("two")
    publish_again(
        article,
        "significant",
        note="The dose of the new guideline.",
        title="Causes of MG",
        body=BODY.replace("30 mg", "60 mg [@two]").replace("[@one]", ""),
    )
    html = phone.get(url_of(article, "review")).content.decode()
    assert re.search(r"<del [^>]*><span [^>]*>deleted: </span>30 mg", html)
    assert re.search(r"<ins [^>]*><span [^>]*>inserted: </span>60 mg", html)
    for place in ("text-doses", "text-signs", "frame-references"):
        assert f'href="#{place}"' in html
        assert f'id="{place}"' in html
    assert 'href="#text-tests"' not in html
    page = seen(phone, article)
    assert "1 section unchanged (4 words): Tests" in page
    assert "Significant change by mgnews: “The dose of the new guideline.”" in page
    assert page.index("Added:") < page.index("Removed:")


def test_sources_and_terms_that_changed_since_are_named(phone, article, stone):
    term = make_term("blood test")
    review(article)
    source = article.live_revision.citations.get().reference
    source.state, source.state_note = "retracted", "By the journal."
    change_reference(source, fields=["state", "state_note"], by=None)
    term.definition = "Some blood is looked at."
    save_term(term, aliases=[], by=None)
    page = seen(phone, article)
    assert "Sources that hold no more [1] Gilhus NE" in page
    assert "By the journal." in page
    assert "New since the review." in page
    assert "Terms of the glossary that say something else blood test : Some blood" in page


def test_a_draft_is_compared_with_what_was_reviewed(phone, article, stone):
    review(article)
    draft = change(article, title="Causes of MG", body=BODY.replace("30 mg", "50 mg"))
    page = seen(phone, article, f"?text={draft.number}")
    assert "inserted: 50 mg" in page
    assert "Draft saved by mgnews" in page


def test_a_reviewer_is_proposed_as_themselves_and_as_nobody_else(phone, article, stone):
    other = make_reviewer("Omar Reed")
    form = phone.get(url_of(article, "review")).context["form"]
    assert form["reviewer"].value() == stone.pk
    assert list(form["reviewer"].field.queryset) == [stone]
    response = answer(phone, article, "reviewed", reviewer=other.pk, scope="whole", is_so="on")
    assert response.status_code == 422
    assert not Review.objects.exists()


def test_what_was_checked_and_a_sooner_day_are_kept_with_the_review(
    phone, vera, article, stone, time_machine
):
    time_machine.move_to("2026-07-03T12:00:00Z")
    phone.force_login(vera)
    typed = {"reviewer": stone.pk, "scope": "whole", "is_so": "on"}
    answer(phone, article, "reviewed", months="36", **typed)
    assert not Review.objects.exists()
    response = answer(phone, article, "reviewed", months="3", checked=["doses", "facts"], **typed)
    assert "Next review due October 2026" in message(response)
    assert Review.objects.get().checked == ["facts", "doses"]
    assert "The facts agree with the sources · Doses" in seen(phone, article)


def test_an_account_that_is_nobody_is_told_so_and_can_still_ask_for_a_change(phone, article):
    assert "Your account belongs to nobody whom readers know" in seen(phone, article)
    response = answer(phone, article, "change", words="The dose is 60 mg.")
    assert "stands on the article’s form" in message(response)
    assert "The dose is 60 mg." in words_in(response)


def test_what_needs_to_change_has_to_be_said_and_nothing_is_lost(phone, article):
    response = answer(phone, article, "change", words=" ")
    assert response.status_code == 422
    assert "Say what needs to change." in response.content.decode()
    long = "word " * 500
    response = answer(phone, article, "change", words=long)
    assert response.status_code == 422
    assert long.strip() in response.content.decode()
    assert not Opinion.objects.exists()


def test_a_reviewer_steps_aside_and_colleagues_do_not_learn_why(phone, article, stone, vera, desk):
    response = answer(phone, article, "decline", words="I advise the maker.")
    assert "others are" in message(response)
    page = seen(phone, article)
    assert "I advise the maker." in page
    assert "I can review it after all" in page
    phone.force_login(make_member(Role.REVIEWER, "omar"))
    page = seen(phone, article)
    assert "Vera Stone, MD does not review this page" in page
    assert "I advise the maker." not in page
    assert "I advise the maker." in words_in(desk.get(url_of(article)))
    phone.force_login(vera)
    answer(phone, article, "offer")
    assert "does not review this page" not in seen(phone, article)


def test_the_form_shows_what_needs_change_until_it_is_answered(desk, article, vera):
    ask_for_change(article, words="The dose is 60 mg.", by=vera)
    assert "The dose is 60 mg." in words_in(desk.get(url_of(article)))
    publish_again(article, body=BODY, summary="Mended.")
    assert "The dose is 60 mg." not in words_in(desk.get(url_of(article)))


def test_the_next_page_to_review_is_offered_after_an_answer(phone, article, stone):
    following = make_article(title="Signs of MG")
    response = answer(phone, article, "change", words="The dose is 60 mg.")
    assert url_of(following, "review") in message(response)
    assert "Next to review: Signs of MG" in message(response)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("desk=needs_change", "Wrong"),
        ("desk=unsound", "Shaken"),
        ("desk=changed_terms", "Reworded"),
        ("desk=to_review", "Shaken"),
    ],
)
def test_the_list_is_narrowed_to_what_should_be_looked_at(desk, editor, query, title):
    make_reference("one")
    term = make_term("ptosis")
    pages = [
        make_article(title="Wrong"),
        make_article(title="Shaken", body="It is so [@one]."),
        make_article(title="Reworded", body="It is ptosis."),
    ]
    for page in pages:
        review(page)
    ask_for_change(pages[0], words="No.", by=None)
    source = pages[1].live_revision.citations.get().reference
    source.state = "superseded"
    change_reference(source, fields=["state"], by=None)
    term.definition = "Another."
    save_term(term, aliases=[], by=None)
    decline_review(pages[2], by=editor)
    found = desk.get(f"/admin/articles/article/?{query}").context["cl"].queryset
    assert [str(page) for page in found] == [title]


def test_the_page_costs_a_bounded_number_of_queries(
    phone, article, stone, django_assert_max_num_queries
):
    review(article)
    publish_again(article, body=BODY + "\n\nMore.")
    phone.get(url_of(article, "review"))
    with django_assert_max_num_queries(40):
        phone.get(url_of(article, "review"))
