"""Unsaved text: kept while somebody types, offered when they come back, seen by nobody else."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import Article, OpenForm, Role
from articles.publishing import delete_for_good
from tests.admin.test_article import fill, url_of
from tests.factories import (
    change,
    make_article,
    make_editor,
    make_image,
    make_member,
    make_section,
)

pytestmark = pytest.mark.django_db

KEEP = "/admin/articles/article/keep/"
ADD = "/admin/articles/article/add/"


def typed(article=None, key="abc", **fields):
    fields = {"title": "Causes of MG", "summary": "", "body": "Typed and never saved."} | fields
    based_on = {"based_on": article.working_revision.number} if article else {}
    return {"article": article.pk if article else "", "open_form": key} | based_on | fields


def words_of(answer):
    return " ".join(answer.content.decode().split())


def test_what_is_typed_is_kept_and_offered_when_the_form_is_opened_again(desk, time_machine):
    time_machine.move_to("2026-07-03T10:42:00Z", tick=False)
    article = make_article(body="Two words.")
    answer = desk.post(KEEP, typed(article, summary=article.live_revision.summary)).json()
    assert answer["said"] == "Not saved yet, but kept on the server at 10:42."
    html = words_of(desk.get(url_of(article)))
    assert "Unsaved text from <time>10:42</time> (July 3, 2026), 2 words more than saved." in html
    assert "Typed and never saved." not in html
    article.refresh_from_db()
    assert article.revisions.count() == 1


def test_it_is_compared_restored_and_saved_and_then_it_is_gone(desk):
    article = make_article(body="What was saved.")
    image = make_image()
    sent = typed(article, lead_image=image.pk, lead_alt="A nerve", key_points="One\nTwo")
    desk.post(KEEP, sent)
    kept = OpenForm.objects.get()
    html = words_of(desk.get(f"/admin/articles/article/unsaved/{kept.pk}/"))
    assert ">inserted: </span>Typed and never<" in html
    form = fill(desk, f"{url_of(article)}?unsaved={kept.pk}", restored=kept.pk)
    assert form["body"] == "Typed and never saved."
    assert form["key_points"] == "One\nTwo"
    assert str(form["lead_image"]) == str(image.pk)
    assert desk.post(url_of(article), form).status_code == 302
    article.refresh_from_db()
    assert article.draft_revision.body == "Typed and never saved."
    assert article.draft_revision.lead_alt == "A nerve"
    assert not OpenForm.objects.exists()


def test_it_is_discarded_only_when_its_owner_says_so(desk):
    article = make_article()
    desk.post(KEEP, typed(article))
    address = f"/admin/articles/article/unsaved/{OpenForm.objects.get().pk}/"
    desk.get(address)
    assert OpenForm.objects.exists()
    desk.post(address)
    assert not OpenForm.objects.exists()
    assert "Unsaved text" not in words_of(desk.get(url_of(article)))


def test_a_text_of_which_somebody_saved_another_meanwhile_leads_to_the_conflict_page(desk):
    article = make_article(body="What was saved.")
    desk.post(KEEP, typed(article))
    change(article, body="What a colleague saved.")
    kept = OpenForm.objects.get()
    html = words_of(desk.get(f"/admin/articles/article/unsaved/{kept.pk}/"))
    assert "It started from revision 1" in html
    form = fill(desk, f"{url_of(article)}?unsaved={kept.pk}")
    assert desk.post(url_of(article), form).status_code == 409
    article.refresh_from_db()
    assert article.draft_revision.body == "What a colleague saved."
    assert article.revisions.filter(body="Typed and never saved.").exists()


def test_a_new_article_is_kept_too(desk):
    make_article()
    desk.post(KEEP, typed(title="Quite new", slug="quite-new"))
    html = words_of(desk.get(ADD))
    assert "Unsaved text from" in html
    form = fill(desk, f"{ADD}?unsaved={OpenForm.objects.get().pk}")
    assert (form["title"], form["slug"]) == ("Quite new", "quite-new")


def test_saving_the_form_that_was_kept_forgets_it(desk):
    article = make_article()
    desk.post(KEEP, typed(article, key="k1"))
    desk.post(KEEP, typed(article, key="k2", body="In another tab."))
    form = fill(desk, url_of(article), body="Typed and never saved.", open_form="k1")
    desk.post(url_of(article), form)
    assert OpenForm.objects.get().key == "k2"


def test_text_that_is_as_saved_again_is_not_offered(desk):
    article = make_article()
    desk.post(KEEP, typed(article))
    desk.post(KEEP, {"article": article.pk, "open_form": "abc", "as_saved": "1"})
    assert not OpenForm.objects.with_unsaved_text().exists()


def test_text_that_was_set_aside_in_a_conflict_is_saved_and_not_offered(desk):
    article = make_article()
    desk.post(KEEP, typed(article))
    change(article, body="Theirs.")
    form = fill(desk, url_of(article), body="Typed and never saved.", based_on=1, summary="")
    desk.post(url_of(article), form)
    assert article.revisions.filter(was_set_aside=True).exists()
    assert "Unsaved text from" not in words_of(desk.get(url_of(article)))


def test_a_copy_of_the_browser_becomes_the_one_offer(desk):
    article = make_article()
    desk.post(KEEP, typed(article, body="Four seconds ago."))
    later = typed(article, body="Now.", offers_beside="new")
    offers = desk.post(KEEP, later).json()["offers"]
    assert offers.count("unsaved-offer") == 1
    same = desk.post(KEEP, later | {"open_form": "another"}).json()["offers"]
    assert same.count("unsaved-offer") == 1


def test_nobody_else_sees_it(desk):
    article = make_article()
    desk.post(KEEP, typed(article))
    kept = OpenForm.objects.get()
    other = Client()
    other.force_login(make_editor("other"))
    assert "Unsaved text" not in words_of(other.get(url_of(article)))
    address = f"/admin/articles/article/unsaved/{kept.pk}/"
    assert other.get(address).status_code == 404
    assert other.post(address).status_code == 404
    html = words_of(other.get(f"{url_of(article)}?unsaved={kept.pk}"))
    assert "Typed and never saved." not in html
    # Not even whoever makes up the same key.
    other.post(KEEP, typed(article, body="Other."))
    kept.refresh_from_db()
    assert kept.typed["body"] == "Typed and never saved."


def test_strangers_and_readers_of_texts_get_a_403_and_no_redirect():
    article = make_article()
    assert Client().post(KEEP, typed(article)).status_code == 403
    assert Client().get(KEEP).status_code == 403
    vera = Client()
    vera.force_login(make_member(Role.REVIEWER, "vera"))
    assert vera.post(KEEP, typed(article)).status_code == 403
    assert not OpenForm.objects.exists()


def test_the_token_is_given_to_those_who_are_signed_in(desk):
    assert desk.get(KEEP).json()["token"]
    assert desk.put(KEEP).status_code == 405


def test_another_site_can_keep_nothing(editor):
    article = make_article()
    door = Client(enforce_csrf_checks=True)
    door.force_login(editor)
    assert door.post(KEEP, typed(article)).status_code == 403
    assert not OpenForm.objects.exists()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"open_form": "x", "article": "999999"}, 400),
        ({"open_form": "x", "article": "no number"}, 400),
        ({"open_form": "x" * 500, "title": "T", "based_on": "-"}, 200),
        ({"open_form": "x", "title": "T", "body": "x" * 700_000}, 422),
    ],
)
def test_crafted_requests_get_an_answer(desk, sent, status):
    assert desk.post(KEEP, sent).status_code == status


def test_a_form_does_not_become_that_of_another_article(desk):
    desk.post(KEEP, typed(make_article()))
    answer = desk.post(KEEP, typed(make_article()))
    assert answer.status_code == 422
    assert "another article" in answer.json()["said"]


def test_who_else_is_here_is_said_at_once_and_for_two_minutes(desk, time_machine):
    time_machine.move_to("2026-07-03T10:00:00Z", tick=False)
    article = make_article()
    ann = Client()
    ann.force_login(make_member(Role.AUTHOR, "ann", last_name="Reed"))
    ann.post(KEEP, {"article": article.pk, "open_form": "a"})
    time_machine.move_to("2026-07-03T10:01:30Z", tick=False)
    assert "Ann Reed opened this 1 minute ago." in words_of(desk.get(url_of(article))).replace(
        "\xa0", " "
    )
    ann.post(KEEP, typed(article, key="a"))
    others = desk.post(KEEP, {"article": article.pk, "open_form": "b"}).json()["others"]
    assert [one.replace("\xa0", " ") for one in others] == [
        "Ann Reed opened this 1 minute ago and has unsaved changes."
    ]
    assert ann.post(KEEP, {"article": article.pk, "open_form": "a"}).json()["others"] == [
        "Ida has just opened this."
    ]
    time_machine.move_to("2026-07-03T10:09:00Z", tick=False)
    assert "Ann Reed opened" not in words_of(desk.get(url_of(article)))


def test_it_is_forgotten_after_thirty_days_and_not_before(desk, time_machine, capsys):
    time_machine.move_to("2026-07-03T10:00:00Z", tick=False)
    article = make_article()
    desk.post(KEEP, typed(article))
    time_machine.shift(datetime.timedelta(days=29))
    call_command("purge")
    assert OpenForm.objects.exists()
    time_machine.shift(datetime.timedelta(days=2))
    call_command("purge")
    assert not OpenForm.objects.exists()
    assert "1 unsaved texts" in capsys.readouterr().out


def test_a_script_that_makes_up_keys_does_not_fill_the_table(desk):
    article = make_article()
    for number in range(60):
        desk.post(KEEP, {"article": article.pk, "open_form": f"k{number}"})
    assert OpenForm.objects.count() <= 51


def test_unsaved_text_goes_with_an_article_that_is_deleted_for_good(desk):
    from tests.factories import make_draft

    article = make_draft()
    desk.post(KEEP, typed(article))
    desk.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes", "seen": 1})
    assert OpenForm.objects.exists()  # it may come back out of the bin
    delete_for_good(Article.everything.get(), by=None)
    assert not OpenForm.objects.exists()


def test_a_form_of_somebody_else_who_was_signed_in_here_is_not_taken(desk, editor):
    article = make_article()
    answer = desk.post(KEEP, typed(article, writer=editor.pk + 1))
    assert answer.status_code == 403
    assert "somebody else is signed in here now" in answer.json()["said"]
    assert not OpenForm.objects.exists()
    assert desk.post(KEEP, typed(article, writer=editor.pk)).status_code == 200


def test_what_no_database_stores_costs_no_text(desk):
    article = make_article()
    answer = desk.post(KEEP, typed(article, key="a\0b", body="Before\0 and after."))
    assert answer.status_code == 200
    assert OpenForm.objects.get().typed["body"] == "Before and after."


def test_what_arrives_after_it_was_saved_is_not_kept_as_unsaved(desk):
    article = make_article()
    late = typed(article, summary="Typed.")
    desk.post(url_of(article), fill(desk, url_of(article), **{"open_form": "abc"} | late))
    article.refresh_from_db()
    assert article.draft_revision.summary == "Typed."
    assert desk.post(KEEP, late).json()["said"] == ""
    assert not OpenForm.objects.with_unsaved_text().exists()


def test_a_new_article_that_was_saved_is_offered_no_more_even_if_the_answer_got_lost(desk):
    make_article()
    sent = typed(title="Quite new", slug="quite-new")
    desk.post(ADD, fill(desk, ADD, **sent | {"section": make_section().pk}))
    desk.post(KEEP, sent)
    assert "Unsaved text from" not in words_of(desk.get(ADD))


def test_restored_text_goes_on_in_the_form_it_was_restored_into(desk):
    article = make_article()
    desk.post(KEEP, typed(article, key="old"))
    kept = OpenForm.objects.get()
    desk.post(KEEP, typed(article, key="new", body="Going on.", restored=kept.pk))
    assert [form.key for form in OpenForm.objects.all()] == ["new"]
    # Nobody forgets somebody else's by naming it.
    other = Client()
    other.force_login(make_editor("other"))
    kept = OpenForm.objects.get()
    other.post(KEEP, typed(article, key="theirs", restored=kept.pk))
    assert OpenForm.objects.filter(pk=kept.pk).exists()


def test_forms_without_unsaved_text_are_the_first_to_be_forgotten(desk):
    article = make_article()
    desk.post(KEEP, typed(article, key="precious"))
    for number in range(60):
        desk.post(KEEP, {"article": article.pk, "open_form": f"k{number}"})
    assert OpenForm.objects.filter(key="precious").exists()
