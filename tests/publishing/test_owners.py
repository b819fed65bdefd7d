"""Owners: who answers for a page, and how pages change hands."""

import pytest

from articles.models import Article, Role
from articles.publishing import Refused, hand_over, refile
from tests.factories import make_article, make_draft, make_editor, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


@pytest.fixture
def olga():
    return make_member(Role.EDITOR, "olga")


@pytest.fixture
def ann():
    return make_member(Role.AUTHOR, "ann")


def test_an_article_belongs_to_whoever_starts_it(ann):
    assert make_draft(by=ann).owner == ann
    assert make_draft(by=None).owner is None


def test_an_editor_says_who_answers_for_a_page_and_nothing_of_it_moves(ed, ann):
    page = make_article()
    before = (page.last_updated_on, page.working_revision)
    refile(page, owner=ann, by=ed)
    page.refresh_from_db()
    assert page.owner == ann
    assert (page.last_updated_on, page.working_revision) == before
    refile(page, owner=None, by=ed)
    page.refresh_from_db()
    assert page.owner is None


def test_an_author_gives_no_page_away_not_even_one_that_nobody_has_seen(ann, ed):
    draft = make_draft(by=ann)
    with pytest.raises(Refused, match="does not have the right"):
        refile(draft, owner=ed, by=ann)
    with pytest.raises(Refused, match="does not have the right"):
        hand_over(Article.objects.owned_by(ann), to=ed, by=ann)
    draft.refresh_from_db()
    assert draft.owner == ann


@pytest.mark.parametrize("left", ["is_active", "is_staff"])
def test_nobody_who_cannot_sign_in_answers_for_a_page(ed, olga, left):
    setattr(olga, left, False)
    olga.save(update_fields=[left])
    page = make_article(by=ed)
    with pytest.raises(Refused, match="Olga cannot sign in to the desk"):
        refile(page, owner=olga, by=ed)
    with pytest.raises(Refused, match="Olga cannot sign in to the desk"):
        hand_over(Article.objects.owned_by(ed), to=olga, by=ed)


def test_all_pages_of_somebody_who_has_left_change_hands_in_one_step(ed, olga):
    pages = [make_article(by=olga), make_draft(by=olga)]
    other = make_article()
    olga.is_active = False
    olga.save(update_fields=["is_active"])
    assert set(Article.objects.of_leavers()) == set(pages)
    moved = hand_over(Article.objects.owned_by(olga), to=ed, by=ed)
    assert set(moved) == set(Article.objects.owned_by(ed)) == set(pages)
    other.refresh_from_db()
    assert other.owner is None
    # The byline is another thing: it stays.
    assert not Article.objects.of_leavers().exists()


def test_pages_stay_without_an_owner_when_the_account_is_deleted(olga):
    page = make_article(by=olga)
    olga.delete()
    page.refresh_from_db()
    assert page.owner is None
    assert page in Article.objects.without_owner()


def test_giving_nothing_or_to_whom_it_belongs_is_refused_in_a_sentence(ed, olga):
    with pytest.raises(Refused, match="no pages to give"):
        hand_over(Article.objects.owned_by(olga), to=ed, by=ed)
    make_article(by=ed)
    with pytest.raises(Refused, match="Ed answers for this page already"):
        hand_over(Article.objects.owned_by(ed), to=ed, by=ed)


def test_what_somebody_else_gave_away_meanwhile_is_not_taken_back_unseen(ed, olga):
    page = make_article(by=ed, title="Thymectomy")
    seen = {page.pk: ed.pk}
    boss = make_editor("boss")
    hand_over(Article.objects.filter(pk=page.pk), to=olga, by=boss)
    with pytest.raises(Refused, match="Somebody else answers for these by now: “Thymectomy”"):
        hand_over(Article.objects.filter(pk=page.pk), to=boss, by=ed, seen=seen)
    page.refresh_from_db()
    assert page.owner == olga
