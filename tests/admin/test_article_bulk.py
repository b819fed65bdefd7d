"""Several articles at once, as editors do it from the list."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Publication, Role, TrailEntry
from articles.publishing import approve, publish, schedule, submit
from tests.admin.test_article import LIST, message, url_of
from tests.factories import (
    change,
    make_article,
    make_draft,
    make_editor,
    make_member,
    take_back,
)

pytestmark = pytest.mark.django_db

PUBLISH = "/admin/articles/article/selected/publish/"
SUBMIT = "/admin/articles/article/selected/submit/"
TOMORROW = timezone.now() + datetime.timedelta(days=1)


@pytest.fixture
def ed():
    return make_member(Role.EDITOR, "ed")


@pytest.fixture
def ann():
    return make_member(Role.AUTHOR, "ann")


def door_of(member):
    client = Client()
    client.force_login(member)
    return client


def words_of(response):
    return " ".join(response.content.decode().split())


def address(page, *articles):
    return f"{page}?{'&'.join(f'article={article.pk}' for article in articles)}"


def filled(response, *ticked):
    """What a browser would send for the page: as it came, or with these articles ticked alone."""
    sent = {}
    for row in response.context["rows"]:
        sent[row.form["based_on"].html_name] = row.form["based_on"].value()
        if row.article in ticked or (not ticked and row.form["take"].value()):
            sent[row.form["take"].html_name] = "on"
    return sent


def act(door, page, *articles, ticked=(), **typed):
    path = address(page, *articles)
    return door.post(path, filled(door.get(path), *ticked) | typed, follow=True)


def rows_of(response):
    return {row.article.slug: row for row in response.context["rows"]}


def left_out_of(response):
    return {row.article.slug: " ".join(row.against) for row in response.context["left_out"]}


def approved(slug, ed, **content):
    article = make_draft(slug, **content)
    submit(article, by=None)
    approve(article, by=ed)
    return article


# -- From the list --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "page"), [("publish_selected", PUBLISH), ("submit_selected", SUBMIT)]
)
def test_the_action_leads_to_a_page_that_asks_and_does_nothing_itself(desk, action, page):
    articles = [make_draft(), make_draft()]
    sent = {"action": action, "_selected_action": [article.pk for article in articles]}
    response = desk.post(LIST, sent)
    path, query = response["Location"].split("?")
    assert path == page
    assert sorted(query.split("&")) == sorted(f"article={article.pk}" for article in articles)
    assert desk.get(response["Location"]).status_code == 200
    assert set(Article.objects.values_list("state", flat=True)) == {"draft"}


def test_the_list_is_narrowed_afterwards_as_it_was_before(desk):
    article = make_draft()
    sent = {"action": "submit_selected", "_selected_action": [article.pk]}
    page = desk.post(f"{LIST}?state__exact=draft&q=mg", sent)["Location"]
    narrowed = f"{LIST}?state__exact=draft&q=mg"
    assert f'href="{narrowed.replace("&", "&amp;")}"' in words_of(desk.get(page))
    said = desk.post(page, filled(desk.get(page)))
    assert said["Location"] == narrowed


def test_each_sees_the_actions_that_are_theirs(ann, ed, desk):
    make_draft()
    offered = {
        who: re.findall(r'<option value="(\w+_selected)"', words_of(door.get(LIST)))
        for who, door in {
            "author": door_of(ann),
            "editor": door_of(ed),
            "boss": desk,
            "reviewer": door_of(make_member(Role.REVIEWER, "vera")),
        }.items()
    }
    assert offered == {
        "author": ["submit_selected"],
        "editor": ["publish_selected", "submit_selected", "hand_over_selected", "bin_selected"],
        "boss": ["publish_selected", "submit_selected", "hand_over_selected", "bin_selected"],
        "reviewer": [],
    }


def test_an_action_that_somebody_crafts_does_nothing(ann):
    article = make_draft()
    for action in ("publish_selected", "delete_selected", "withdraw"):
        sent = {"action": action, "_selected_action": [article.pk], "post": "yes"}
        answer = door_of(ann).post(LIST, sent)
        assert PUBLISH not in answer.get("Location", "")
    article.refresh_from_db()
    assert article.state == Article.State.DRAFT


def test_fifty_can_be_selected_and_no_more(desk):
    first = make_draft()
    for _number in range(50):
        make_draft()
    sent = {"action": "submit_selected", "_selected_action": [first.pk], "select_across": "1"}
    assert "Select at most 50" in message(desk.post(LIST, sent, follow=True))


@pytest.mark.parametrize(
    "query", ["", "?article=", "?article=x&article=999999999999999999999", "?article=77"]
)
@pytest.mark.parametrize("page", [PUBLISH, SUBMIT])
def test_without_articles_there_is_nothing_to_ask(desk, page, query):
    assert "No articles were selected" in message(desk.get(page + query, follow=True))


# -- Publishing -----------------------------------------------------------------------------------


def test_approved_drafts_that_link_to_each_other_go_out_with_one_click(ed):
    one = approved("one", ed, body="See [the other page](/about-mg/two/).")
    two = approved("two", ed, body="See [the first page](/about-mg/one/).")
    said = act(door_of(ed), PUBLISH, one, two)
    assert "Published:" in message(said)
    assert Article.objects.public().count() == 2
    noted = TrailEntry.objects.about(one).filter(kind=TrailEntry.Kind.PUBLISHED)
    assert [entry.by for entry in noted] == [ed]


def test_what_nobody_approved_is_ticked_by_hand_by_whoever_has_read_it(ed):
    article = make_draft("unread")
    page = door_of(ed).get(address(PUBLISH, article))
    assert not rows_of(page)["unread"].form["take"].value()
    assert "With your tick you say that you have read exactly this text" in words_of(page)
    said = door_of(ed).post(address(PUBLISH, article), filled(page))
    assert said.status_code == 422
    assert "Tick at least one article" in words_of(said)
    act(door_of(ed), PUBLISH, article, ticked=[article])
    article.refresh_from_db()
    assert article.is_public


def test_what_the_editor_wrote_needs_one_reason_for_all(ed):
    one, two = make_draft("one", by=ed), make_draft("two", by=ed)
    path = address(PUBLISH, one, two)
    page = door_of(ed).get(path)
    sent = filled(page, one, two)
    refused = door_of(ed).post(path, sent)
    assert refused.status_code == 422
    [sentence] = refused.context["form"].errors["alone"]
    assert "say here why it cannot wait" in sentence
    assert all(row.form["take"].value() for row in refused.context["rows"])
    assert not Publication.objects.exists()
    door_of(ed).post(path, sent | {"alone": "A recall."})
    assert set(Publication.objects.values_list("alone", flat=True)) == {"A recall."}


def test_no_reason_is_asked_where_none_is_needed(ed):
    page = door_of(ed).get(address(PUBLISH, approved("read", ed)))
    assert "second pair of eyes" not in words_of(page)


def test_a_minor_change_is_ticked_by_hand_and_another_has_its_own_page(ed, time_machine):
    time_machine.move_to("2021-07-27T12:00:00Z")
    article = make_article("out")
    time_machine.move_to("2026-11-22T12:00:00Z")
    change(article, summary="New.")
    submit(article, by=None)
    approve(article, by=ed)
    page = door_of(ed).get(address(PUBLISH, article))
    row = rows_of(page)["out"]
    assert row.label == "Publish it as a minor change. “Last updated” will stay July 27, 2021."
    assert not row.form["take"].value()
    assert f'href="{url_of(article, "publish")}"' in words_of(page)
    act(door_of(ed), PUBLISH, article, ticked=[article])
    assert article.publications.first().kind == Publication.Kind.MINOR


def test_what_cannot_go_out_here_says_why_and_where(ed):
    withdrawn, planned, public = (
        make_article("withdrawn"),
        make_draft("planned"),
        make_article("out"),
    )
    take_back(withdrawn)
    schedule(planned, due_at=TOMORROW, by=None)
    faulty = approved("faulty", ed, summary="")
    # It would link to one that stays behind.
    linking = approved("linking", ed, body="See [a page](/about-mg/faulty/).")
    fine = approved("fine", ed)
    page = door_of(ed).get(address(PUBLISH, withdrawn, planned, public, faulty, linking, fine))
    left_out = left_out_of(page)
    assert set(rows_of(page)) == {"fine"}
    assert "tell readers why it is back" in left_out["withdrawn"]
    assert "has planned this text" in left_out["planned"]
    assert "There is no draft" in left_out["out"]
    assert "Write a summary" in left_out["faulty"]
    assert "leads to /about-mg/faulty/, which readers cannot see" in left_out["linking"]
    assert f'href="{url_of(withdrawn, "publish")}"' in words_of(page)


def test_what_went_out_and_what_did_not_are_both_named(ed):
    out, stays = approved("out", ed, title="Goes out"), approved("stays", ed, title="Stays")
    said = act(door_of(ed), PUBLISH, out, stays, ticked=[out])
    messages = [str(each) for each in said.context["messages"]]
    assert ["Goes out" in messages[0], "Stays" in messages[0]] == [True, False]
    assert messages[1].startswith("Left as they were:")
    assert "Stays" in messages[1]


def test_a_text_that_changed_meanwhile_is_shown_again_and_nothing_went_out(ed):
    one, two = approved("one", ed), approved("two", ed)
    path = address(PUBLISH, one, two)
    sent = filled(door_of(ed).get(path))
    change(two, summary="Changed behind the back.")
    response = door_of(ed).post(path, sent)
    assert response.status_code == 409
    page = words_of(response)
    assert "Nothing was done" in page
    assert "after you had opened it" in page
    assert not Publication.objects.exists()
    rows = rows_of(response)
    assert rows["one"].form["take"].value()
    assert not rows["two"].form["take"].value()
    assert rows["two"].form["based_on"].value() == 2
    # Without it, the rest goes out.
    door_of(ed).post(path, filled(response))
    assert [page.slug for page in Article.objects.public()] == ["one"]


def test_a_form_that_does_not_say_what_it_showed_is_a_conflict(desk):
    article = make_draft()
    response = desk.post(address(PUBLISH, article), {f"{article.pk}-take": "on"})
    assert response.status_code == 409
    assert not Publication.objects.exists()


def test_after_signing_in_again_the_ticks_stand_and_nothing_has_happened(ed):
    one, two = approved("one", ed), approved("two", ed)
    path = address(PUBLISH, one, two)
    sent = filled(door_of(ed).get(path)) | {"look_again": "1", "alone": "My own words."}
    change(two, summary="Changed behind the back.")
    response = door_of(ed).post(path, sent)
    assert response.status_code == 422
    assert not Publication.objects.exists()
    assert "Nothing is saved yet." in words_of(response)
    assert rows_of(response)["one"].form["take"].value()
    # What is another text by now was not what was ticked.
    assert not rows_of(response)["two"].form["take"].value()


def test_two_editors_publish_the_same_drafts_once(ed):
    other = make_editor("other")
    articles = [approved("one", ed), approved("two", ed)]
    path = address(PUBLISH, *articles)
    sent = filled(door_of(ed).get(path))
    first = door_of(ed).post(path, sent, follow=True)
    second = door_of(other).post(path, sent, follow=True)
    assert "Published:" in message(first)
    assert "Readers see these texts already." in message(second)
    assert Publication.objects.count() == 2


def test_a_colleague_who_published_one_of_them_is_no_obstacle(ed):
    one, two = approved("one", ed), approved("two", ed)
    path = address(PUBLISH, one, two)
    sent = filled(door_of(ed).get(path))
    publish(one, by=None)
    assert "Published:" in message(door_of(ed).post(path, sent, follow=True))
    assert Publication.objects.count() == 2


# -- Handing in -----------------------------------------------------------------------------------


def test_an_author_hands_several_in_and_sees_what_the_checks_say(ann):
    one, faulty = make_draft("one", by=ann), make_draft("faulty", summary="", by=ann)
    page = door_of(ann).get(address(SUBMIT, one, faulty))
    assert "Write a summary" in words_of(page)
    said = act(door_of(ann), SUBMIT, one, faulty, note="Please check the doses.")
    assert "Handed in:" in message(said)
    one.refresh_from_db()
    assert one.state == Article.State.IN_REVIEW
    assert one.steps.get().reason == "Please check the doses."


def test_what_cannot_be_handed_in_is_listed_with_its_reason(ann):
    out, waiting = make_article("out"), make_draft("waiting")
    submit(waiting, by=None)
    page = door_of(ann).get(address(SUBMIT, out, waiting))
    assert "None of them can be taken here" in words_of(page)
    assert "handed in already" in left_out_of(page)["waiting"]
    assert "There is no draft" in left_out_of(page)["out"]


def test_a_word_that_is_too_long_stands_beside_its_field(ann):
    article = make_draft(by=ann)
    door = door_of(ann)
    path = address(SUBMIT, article)
    response = door.post(path, filled(door.get(path)) | {"note": "x" * 501})
    assert response.status_code == 422
    assert response.context["form"].errors["note"]
    assert response.context["form"]["note"].value() == "x" * 501
    article.refresh_from_db()
    assert article.state == Article.State.DRAFT


# -- Rights ---------------------------------------------------------------------------------------


def test_only_those_with_the_right_come_in(ann, ed, client):
    article = make_draft("one")
    vera = make_member(Role.REVIEWER, "vera")
    sent = {f"{article.pk}-take": "on", f"{article.pk}-based_on": "1"}
    for page, strangers in ((PUBLISH, (ann, vera)), (SUBMIT, (vera,))):
        path = address(page, article)
        assert "/login/" in client.get(path)["Location"]
        assert "/login/" in client.post(path, sent)["Location"]
        for stranger in strangers:
            assert door_of(stranger).get(path).status_code == 403
            assert door_of(stranger).post(path, sent).status_code == 403
    article.refresh_from_db()
    assert article.state == Article.State.DRAFT
    assert door_of(ed).post(address(PUBLISH, article), sent).status_code == 302


# -- What the list can be narrowed to -------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("in_review", {"handed-in"}),
        ("second_pair", {"alone"}),
        ("in_spite", {"in-spite"}),
        ("scheduled", {"planned"}),
        ("held_back", {"held"}),
        ("nonsense", {"handed-in", "alone", "in-spite", "planned", "held", "target"}),
    ],
)
def test_the_list_shows_what_waits_and_for_what(desk, ed, time_machine, query, found):
    submit(make_draft("handed-in"), by=None)
    publish(make_draft("alone", by=ed), alone="A recall.", by=ed)
    publish(make_draft("in-spite", summary=""), override="It follows.", by=make_editor("boss"))
    target = make_article("target")
    held = make_draft("held", body="See [a page](/about-mg/target/).")
    schedule(held, due_at=timezone.now() + datetime.timedelta(minutes=1), by=None)
    take_back(target, outcome="in_error")
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=2))
    desk.get(LIST)
    schedule(make_draft("planned"), due_at=TOMORROW, by=None)
    response = desk.get(f"{LIST}?desk={query}")
    assert {article.slug for article in response.context["cl"].result_list} == found
    assert desk.get(f"{LIST}?desk={query}&_facets=True").status_code == 200
