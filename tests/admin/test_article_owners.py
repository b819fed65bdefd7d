"""Who answers for which page, at the desk: on the form, in the list, given to a colleague."""

import pytest
from django.urls import reverse

from articles.models import Article, Role, TrailEntry
from tests.admin.test_article import ADD, LIST, fill, url_of
from tests.admin.test_desk import door_of, words_of
from tests.factories import make_article, make_draft, make_member, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


@pytest.fixture
def olga():
    return make_member(Role.EDITOR, "olga")


@pytest.fixture
def hand_over():
    return reverse("admin:articles_article_hand_over")


def leave(user):
    user.is_active = False
    user.save(update_fields=["is_active"])


def titles(response):
    return {str(article) for article in response.context["cl"].result_list}


def test_whoever_starts_an_article_answers_for_it_or_says_who_does(ed, olga):
    door, section = door_of(ed), make_section().pk
    door.post(ADD, fill(door, ADD, title="Mine", slug="mine", section=section))
    hers = {"title": "Hers", "slug": "hers", "owner": olga.pk}
    door.post(ADD, fill(door, ADD, **hers, section=section))
    nobodys = {"title": "Nobody's", "slug": "nobodys", "owner": ""}
    door.post(ADD, fill(door, ADD, **nobodys, section=section))
    owners = dict(Article.objects.values_list("slug", "owner"))
    assert owners == {"mine": ed.pk, "hers": olga.pk, "nobodys": None}


def test_an_author_sees_who_answers_and_cannot_change_it(ed):
    ann = make_member(Role.AUTHOR, "ann")
    draft = make_draft(by=ann)
    door = door_of(ann)
    html = door.get(url_of(draft)).content.decode()
    assert 'name="owner"' not in html
    door.post(url_of(draft), fill(door, url_of(draft), owner=ed.pk, summary="Typed."))
    draft.refresh_from_db()
    assert (draft.owner, draft.draft_revision.summary) == (ann, "Typed.")


def test_somebody_who_has_left_stays_on_the_form_until_somebody_else_is_chosen(ed, olga):
    page = make_article(by=olga)
    leave(olga)
    door = door_of(ed)
    assert "Olga (has left)" in words_of(door.get(url_of(page)))
    door.post(url_of(page), fill(door, url_of(page), summary="Another word."))
    page.refresh_from_db()
    assert (page.owner, page.draft_revision.summary) == (olga, "Another word.")
    door.post(url_of(page), fill(door, url_of(page), owner=ed.pk))
    page.refresh_from_db()
    assert page.owner == ed


def test_the_list_names_owners_and_is_narrowed_to_mine_to_each_and_to_nobody(ed, olga):
    make_article(by=ed, title="Mine")
    make_article(by=olga, title="Hers")
    make_article(title="Nobody's")
    leave(olga)
    door = door_of(ed)
    assert "Olga (has left)" in words_of(door.get(LIST))
    for query, found in (
        ("mine", {"Mine"}),
        (str(olga.pk), {"Hers"}),
        ("nobody", {"Nobody's"}),
        ("nonsense", {"Mine", "Hers", "Nobody's"}),
    ):
        assert titles(door.get(f"{LIST}?owner={query}")) == found
    assert titles(door.get(f"{LIST}?owner=nobody&desk=never")) == {"Nobody's"}


def test_the_desk_says_that_pages_belong_to_somebody_who_has_left(ed, olga, hand_over):
    make_article(by=olga, title="Left behind")
    leave(olga)
    door = door_of(ed)
    assert "Belongs to somebody who has left" in words_of(door.get("/admin/"))
    assert titles(door.get(f"{LIST}?desk=leavers")) == {"Left behind"}
    page = words_of(door.get(f"{hand_over}?owner={olga.pk}"))
    assert "Olga (has left): 1 page" in page
    answer = door.post(hand_over, {"whose": olga.pk, "owner": ed.pk}, follow=True)
    assert "Ed answers for 1 more page." in words_of(answer)
    assert titles(answer) == {"Left behind"}
    noted = TrailEntry.objects.filter(by=ed, kind=TrailEntry.Kind.FILED).latest("pk")
    assert [(one.field, one.after) for one in noted.changed] == [("Owner", "Ed")]
    assert "Belongs to somebody who has left" not in words_of(door.get("/admin/"))


def test_the_selected_pages_change_hands_and_the_list_stays_narrowed(ed, olga, hand_over):
    pages = [make_article(title="One"), make_article(title="Two")]
    make_article(title="Three")
    door = door_of(ed)
    sent = {"action": "hand_over_selected", "_selected_action": [page.pk for page in pages]}
    where = door.post(f"{LIST}?desk=no_owner", sent).headers["Location"]
    asked = words_of(door.get(where))
    assert "One – nobody yet" in asked
    assert "Three" not in asked
    answer = door.post(where, {"owner": olga.pk} | {f"seen-{page.pk}": "0" for page in pages})
    assert answer.headers["Location"] == f"{LIST}?desk=no_owner"
    assert set(Article.objects.owned_by(olga)) == set(pages)


def test_what_was_given_away_meanwhile_is_said_and_left_as_it_is(ed, olga, hand_over):
    page = make_article(by=olga, title="One")
    where = f"{hand_over}?article={page.pk}"
    answer = door_of(ed).post(where, {"owner": ed.pk, f"seen-{page.pk}": "0"})
    assert answer.status_code == 422
    assert "Somebody else answers for these by now: “One”" in words_of(answer)
    page.refresh_from_db()
    assert page.owner == olga


def test_the_page_says_what_is_missing_and_what_to_do_without_any_owner(ed, hand_over):
    door = door_of(ed)
    make_article()
    assert "Nobody answers for a page yet." in words_of(door.get(hand_over))
    make_article(by=ed)
    answer = door.post(hand_over, {"whose": "", "owner": ""})
    assert answer.status_code == 422
    assert "This field is required." in words_of(answer)
    same = words_of(door.post(hand_over, {"whose": ed.pk, "owner": ed.pk}))
    assert "Ed answers for this page already." in same
