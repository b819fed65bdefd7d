"""Two editors, or two tabs of one: the page of conflicts, and merging."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.publishing import discard_draft, save_draft, schedule
from tests.admin.filling import fields_of
from tests.admin.test_article import fill, message, url_of
from tests.factories import (
    BODY,
    change,
    make_article,
    make_content,
    make_draft,
    make_editor,
    make_image,
    make_section,
)

pytestmark = pytest.mark.django_db

MINE = BODY + "\nRest helps.\n"
LIDS = BODY.replace("The signal", "A signal")


@pytest.fixture
def article(db):
    return make_article("causes", title="Causes of MG")


@pytest.fixture
def omar(db):
    client = Client()
    client.user = make_editor("omar", first_name="Omar")
    client.force_login(client.user)
    return client


def words(response):
    """The page as somebody reads it who sees no colour."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("&#x27;", "'").split())


def conflict(desk, article, by, mine, theirs):
    """`by` saves `theirs`, and then the editor at `desk` sends `mine`, typed before."""
    sent = fill(desk, url_of(article), **mine)
    change(article, by=by, **theirs)
    response = desk.post(url_of(article), sent)
    assert response.status_code == 409
    return response


def change_keeping(article, by):
    """Somebody saves another summary, and the text stays on the schedule."""
    return save_draft(
        article, make_content(summary="Other."), by=by, based_on=1, keep_schedule=True
    )


def numbers(response):
    found = response.context["conflict"]
    return {"mine": found.kept.number, "theirs": found.theirs.number}


def draft_of(article):
    article.refresh_from_db()
    return article.draft_revision


# -- The page of conflicts ------------------------------------------------------------------------


def test_the_page_says_who_saved_and_shows_each_text_beside_the_common_one(desk, article, omar):
    page = words(
        conflict(desk, article, omar.user, {"body": MINE}, {"body": LIDS, "summary": "Short."})
    )
    assert "Omar saved this article on" in page
    assert "Your text is kept as revision 3" in page
    assert "deleted: The (end of deletion) inserted: A (end of insertion) signal" in page
    assert "inserted: Rest helps." in page
    assert "What both began with" in page
    assert "Only the other text changes this." in page
    assert "Both texts change this, in different places." in page
    assert "Key points" not in page


def test_two_tabs_of_one_person_are_told_so(desk, article, editor):
    response = conflict(desk, article, editor, {"summary": "Here."}, {"summary": "There."})
    assert "You saved another text of this article on" in words(response)
    assert "in another tab or window" in words(response)
    assert "Ida" not in response.content.decode().split("beside-form")[1]


def test_a_draft_that_was_discarded_meanwhile_is_no_save(desk, article, editor):
    change(article, summary="A draft.")
    sent = fill(desk, url_of(article), summary="A better draft.")
    discard_draft(article, by=None)
    response = desk.post(url_of(article), sent)
    assert response.status_code == 409
    assert "was discarded" in words(response)
    desk.post(url_of(article, "mine"), numbers(response))
    assert draft_of(article).summary == "A better draft."


def test_mine_becomes_the_draft_with_one_button(desk, article, omar):
    response = conflict(desk, article, omar.user, {"summary": "Mine."}, {"summary": "Theirs."})
    said = desk.post(url_of(article, "mine"), numbers(response), follow=True)
    assert "Your text is the draft now" in message(said)
    draft = draft_of(article)
    assert draft.summary == "Mine."
    assert draft.based_on.summary == "Theirs."


def test_taking_theirs_leaves_mine_in_the_history(desk, article, omar):
    response = conflict(desk, article, omar.user, {"summary": "Mine."}, {"summary": "Theirs."})
    assert f'href="{url_of(article)}"' in response.content.decode()
    form = desk.get(url_of(article)).context["adminform"].form
    assert form["summary"].value() == "Theirs."
    history = desk.get(url_of(article, "history")).content.decode()
    assert f"merge/?mine={numbers(response)['mine']}" in history


@pytest.mark.parametrize("page", ["mine", "merge"])
def test_what_is_decided_too_late_leads_to_the_page_again(desk, article, omar, page):
    response = conflict(desk, article, omar.user, {"body": MINE}, {"body": LIDS})
    change(article, by=omar.user, body=LIDS, summary="Changed again.")
    sent = numbers(response) | {"_at_once": ""}
    again = desk.post(url_of(article, page), sent)
    assert again.status_code == 409
    assert draft_of(article).summary == "Changed again."
    kept = again.context["conflict"].kept
    assert "Rest helps." in kept.body
    assert desk.post(url_of(article, page), numbers(again) | {"_at_once": ""}).status_code == 302
    assert "Rest helps." in draft_of(article).body


def test_a_page_that_was_left_too_long_shows_what_has_changed_and_what_was_typed(
    desk, article, omar
):
    change(article, summary="Seen.")
    sent = {"based_on": 2, "kind": "significant", "note": "My note to readers."}
    change(article, by=omar.user, summary="Not seen.")
    response = desk.post(url_of(article, "publish"), sent)
    assert response.status_code == 409
    assert "Nothing was done." in words(response)
    assert "My note to readers." in words(response)
    assert "deleted: Seen (end of deletion) inserted: Not seen (end of insertion) ." in words(
        response
    )


def test_a_plan_that_somebody_made_meanwhile_is_said(desk, omar):
    draft = make_draft()
    sent = fields_of(desk.get(url_of(draft, "publish"))) | {
        "when": "later",
        "due_day": "2098-01-01",
        "due_time": "09:00",
    }
    tomorrow = timezone.now() + timedelta(days=1)
    schedule(draft, due_at=tomorrow, alone="Because.", by=omar.user)
    response = desk.post(url_of(draft, "publish"), sent)
    assert response.status_code == 409
    assert "Omar scheduled this text for" in words(response)
    draft.refresh_from_db()
    assert draft.publish_at == tomorrow


def test_a_scheduled_text_that_is_merged_asks_what_becomes_of_its_time(desk, omar):
    draft = make_draft()
    schedule(draft, due_at=timezone.now() + timedelta(days=1), alone="Because.", by=None)
    sent = fill(desk, url_of(draft), body=MINE, keep_schedule="keep")
    first = change_keeping(draft, omar.user)
    response = desk.post(url_of(draft), sent)
    assert "The text is scheduled." in words(response)
    assert draft_of(draft) == first
    address = url_of(draft, "merge")
    asked = desk.post(address, numbers(response) | {"_at_once": ""})
    form = asked.context["form"]
    merged = numbers(response) | {"_save": ""} | {name: form[name].value() for name in form.fields}
    del merged["keep_schedule"]
    assert desk.post(address, merged).status_code == 422
    assert desk.post(address, merged | {"keep_schedule": "keep"}).status_code == 302
    assert draft_of(draft).body == MINE
    assert draft_of(draft).summary == "Other."
    assert draft.schedule_id is not None


# -- No false alarm -------------------------------------------------------------------------------


def test_a_second_click_on_a_late_text_keeps_it_once(desk, article, omar):
    sent = fill(desk, url_of(article), summary="Late.")
    change(article, by=omar.user, summary="Faster.")
    first, second = (desk.post(url_of(article), sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (409, 409)
    assert numbers(first) == numbers(second)
    assert article.revisions.count() == 3


def test_a_request_that_comes_again_after_its_writer_went_on_is_no_conflict(desk, article):
    sent = fill(desk, url_of(article), summary="First.")
    desk.post(url_of(article), sent)
    desk.post(url_of(article), fill(desk, url_of(article), summary="Second."))
    assert desk.post(url_of(article), sent).status_code == 302
    assert draft_of(article).summary == "Second."
    assert article.revisions.count() == 3


def test_going_on_in_the_form_that_the_back_button_brings_is_no_conflict(desk, article):
    sent = fill(desk, url_of(article), body=MINE)
    desk.post(url_of(article), sent)
    assert desk.post(url_of(article), sent | {"body": MINE + "\nHeat harms.\n"}).status_code == 302
    assert "Heat harms." in draft_of(article).body
    assert draft_of(article).based_on.body == MINE


def test_going_on_over_the_text_of_somebody_else_is_a_conflict(desk, article, omar):
    sent = fill(desk, url_of(article), body=MINE + "\nHeat harms.\n")
    change(article, by=omar.user, body=MINE)
    assert desk.post(url_of(article), sent).status_code == 409


def test_taking_back_in_an_older_form_what_one_saved_since_is_a_conflict(desk, article, editor):
    response = conflict(desk, article, editor, {"summary": "Here."}, {"body": MINE})
    assert draft_of(article).body == MINE
    page = desk.post(url_of(article, "merge"), numbers(response) | {"_at_once": ""}, follow=True)
    assert "Merged" in message(page)
    assert (draft_of(article).summary, draft_of(article).body) == ("Here.", MINE)


def test_only_ones_own_tabs_are_merged_without_looking(desk, article, editor, omar):
    own = conflict(desk, article, editor, {"summary": "Here."}, {"body": MINE})
    assert 'name="_at_once"' in own.content.decode()
    others = conflict(desk, article, omar.user, {"summary": "Here again."}, {"body": LIDS})
    assert 'name="_at_once"' not in others.content.decode()


@pytest.mark.parametrize("slug", ["", "what-is-mg"])
def test_a_double_click_starts_one_article(desk, slug):
    url = "/admin/articles/article/add/"
    sent = fields_of(desk.get(url))
    sent |= {"title": "What is MG?", "section": make_section().pk, "slug": slug, "body": "Typed."}
    first, second = (desk.post(url, sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Article.objects.count() == 1
    other = desk.post(url, sent | {"body": "Another text.", "slug": "another"})
    assert other.status_code == 302
    assert Article.objects.count() == 2


# -- Merging --------------------------------------------------------------------------------------


def test_texts_that_do_not_touch_are_read_and_saved(desk, article, omar):
    response = conflict(
        desk,
        article,
        omar.user,
        {"body": MINE, "key_points": "One.\nTwo."},
        {"body": LIDS, "title": "What causes MG"},
    )
    address = f"{url_of(article, 'merge')}?mine={numbers(response)['mine']}"
    form = desk.get(address).context["form"]
    assert list(form.fields) == ["title", "body", "key_points"]
    sent = numbers(response) | {name: form[name].value() for name in form.fields}
    desk.post(address, sent | {"_save": "", "body": sent["body"] + "\nAnd more.\n"})
    draft = draft_of(article)
    assert draft.title == "What causes MG"
    assert draft.key_points == ["One.", "Two."]
    assert "A signal" in draft.body
    assert draft.body.endswith("Rest helps.\n\nAnd more.\n")
    assert draft.based_on.number == numbers(response)["theirs"]


@pytest.mark.parametrize(
    ("choice", "stands"),
    [("mine", "Mine."), ("theirs", "Theirs."), ("both", "Theirs Mine.")],
)
def test_clashes_are_chosen_one_by_one(desk, article, omar, choice, stands):
    response = conflict(
        desk,
        article,
        omar.user,
        {"summary": "Mine.", "title": "My title"},
        {"summary": "Theirs.", "title": "Their title"},
    )
    address = f"{url_of(article, 'merge')}?mine={numbers(response)['mine']}"
    page = desk.get(address)
    assert "1 of 2: Title" in words(page)
    assert "checked" not in page.content.decode()
    names = [clash["field"].html_name for clash in page.context["clashes"]]
    forgotten = desk.post(address, numbers(response) | {"_choose": "", names[1]: choice})
    assert forgotten.status_code == 422
    assert forgotten.content.decode().count("Choose what stands here.") == 1
    assert forgotten.content.decode().count("checked") == 1
    chosen = numbers(response) | {"_choose": "", names[0]: "theirs", names[1]: choice}
    form = desk.post(address, chosen).context["form"]
    assert form["summary"].value() == stands
    assert form["title"].value() == "Their title"
    assert draft_of(article).summary == "Theirs."
    sent = numbers(response) | {name: form[name].value() for name in form.fields}
    desk.post(address, sent | {"_save": ""})
    assert draft_of(article).summary == stands


def test_clashing_texts_are_never_saved_without_a_choice(desk, article, editor):
    response = conflict(desk, article, editor, {"summary": "Here."}, {"summary": "There."})
    page = desk.post(url_of(article, "merge"), numbers(response) | {"_at_once": ""})
    assert "1 of 1: Summary" in words(page)
    assert draft_of(article).summary == "There."


def test_a_picture_keeps_the_words_about_it(desk, article, omar):
    nerve, lid = make_image("nerve"), make_image("lid", description="A lid")
    base = {"lead_image": nerve, "lead_alt": "A nerve ending"}
    change(article, **base)
    response = conflict(
        desk,
        article,
        omar.user,
        {"lead_image": lid.pk, "lead_alt": "A drooping lid"},
        base | {"lead_alt": "A nerve ending beside a muscle"},
    )
    address = f"{url_of(article, 'merge')}?mine={numbers(response)['mine']}"
    page = desk.get(address)
    assert "1 of 1: Lead picture" in words(page)
    (clash,) = page.context["clashes"]
    assert [str(option.choice) for option in clash["options"]] == ["theirs", "mine"]
    sent = numbers(response) | {"_choose": "", clash["field"].html_name: "mine"}
    form = desk.post(address, sent).context["form"]
    sent = numbers(response) | {"_save": "", "lead_image": lid.pk, "lead_alt": "A drooping lid"}
    assert form["lead_alt"].value() == "A drooping lid"
    desk.post(address, sent)
    assert (draft_of(article).lead_image, draft_of(article).lead_alt) == (lid, "A drooping lid")


def test_what_cannot_be_stored_is_said_beside_its_field(desk, article, omar):
    response = conflict(desk, article, omar.user, {"title": "Mine"}, {"summary": "Theirs."})
    sent = numbers(response) | {"_save": "", "title": "x" * 201, "summary": "Typed."}
    page = desk.post(url_of(article, "merge"), sent)
    assert page.status_code == 422
    assert "Shorten this to 200 characters" in words(page)
    assert page.context["form"]["summary"].value() == "Typed."


@pytest.mark.parametrize("sent", [{}, {"mine": "x"}, {"mine": "9" * 30}, {"mine": 1, "theirs": 99}])
def test_texts_that_do_not_exist_are_said_not_to(desk, article, sent):
    for page in ("merge", "mine"):
        assert "no such text" in message(desk.post(url_of(article, page), sent, follow=True))
    assert desk.get(url_of(article, "mine")).status_code == 405


def test_where_there_is_nothing_to_merge_the_form_comes_back(desk, article):
    page = desk.get(f"{url_of(article, 'merge')}?mine=1", follow=True)
    assert "nothing to merge" in message(page)


def test_long_and_hostile_texts_are_merged_in_little_time(desk, article, omar):
    mine, theirs = "b " * 90_000, "a\n" * 99_000
    response = conflict(desk, article, omar.user, {"body": mine}, {"body": theirs})
    address = f"{url_of(article, 'merge')}?mine={numbers(response)['mine']}"
    assert "1 of 1: Text" in words(desk.get(address))
