"""Unsaved text in a browser: tabs, other people, discarding, leaving, and how it looks."""

import pytest
from django.contrib.sessions.models import Session

from articles.models import OpenForm
from tests.browser.looking import what_axe_finds, what_is_too_wide
from tests.browser.writing import (  # noqa: F401  (fixtures are found by their names)
    KEEP,
    PASSWORD,
    TEXT,
    article,
    comes_to_say,
    desk,
    fill_in_sign_in,
    form,
    has_taken,
    is_handed_over,
    is_saved_and_offered_no_more,
    kept_text,
    let_five_seconds_pass,
    open_form,
    restore,
    save,
    says,
    sign_in,
    sign_out_in_another_tab,
    text_of,
    type_and_let_it_be_kept,
    type_text,
)
from tests.factories import change, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_tabs_of_one_person_keep_two_texts(form, live_server, article):
    other = form.context.new_page()
    open_form(other, live_server, article)
    form.context.set_offline(True)
    type_text(form, "In the first tab.")
    type_text(other, "In the second tab.")
    for tab in (form, other):
        comes_to_say(tab, "unreachable")
    third = form.context.new_page()
    form.close(run_before_unload=False)
    other.close(run_before_unload=False)
    third.context.set_offline(False)
    open_form(third, live_server, article)
    is_handed_over(third)
    texts = {kept.typed["body"] for kept in OpenForm.objects.with_unsaved_text()}
    assert texts == {"In the first tab.", "In the second tab."}
    assert third.locator(".unsaved-offer").count() == 2


def test_a_browser_whose_store_is_full_is_told_the_truth(form, live_server, article):
    form.evaluate(
        """() => {
            let piece = "x".repeat(1 << 20), number = 0;
            while (piece) {
                try { localStorage.setItem(`full-${number++}`, piece); }
                catch { piece = piece.slice(piece.length / 2 + 1); }
            }
        }"""
    )
    type_and_let_it_be_kept(form)
    form.context.set_offline(True)
    type_text(form, f"{TEXT} And more.")
    comes_to_say(form, "unreachable")
    form.get_by_text("Not kept anywhere").wait_for()


def test_whoever_signs_in_next_finds_nothing_and_gets_nothing(form, live_server, article):
    make_editor("rosa", last_name="Lind")
    other = sign_out_in_another_tab(form, live_server)
    type_text(form)
    comes_to_say(form, "signed-out")
    sign_in(other, live_server, "rosa")
    let_five_seconds_pass(form)
    form.get_by_text("somebody else is signed in here now").wait_for()
    open_form(other, live_server, article)
    with other.expect_response(lambda answer: answer.url.endswith(KEEP)):
        let_five_seconds_pass(other)
    assert other.locator(".unsaved-offer").count() == 0
    assert not OpenForm.objects.with_unsaved_text().exists()

    sign_out_in_another_tab(other, live_server)
    sign_in(other, live_server)
    comes_to_say(form, "kept")
    assert kept_text() == TEXT


def test_a_form_that_comes_back_with_an_error_stays_one_offer(form, live_server, article):
    type_and_let_it_be_kept(form, "The first half.")
    form.get_by_label("Title:").evaluate("field => { field.required = false }")
    form.get_by_label("Title:").fill("")
    save(form)
    form.get_by_text("Please correct the error").wait_for()
    type_and_let_it_be_kept(form)
    form.get_by_label("Title:").fill("Causes")
    save(form)
    is_saved_and_offered_no_more(form, live_server, article)


def test_restored_text_is_offered_once_however_often_it_is_lost(form, live_server, article):
    type_and_let_it_be_kept(form, "The first half.")
    for text in ("The second half.", TEXT):
        other = form.context.new_page()
        form.close(run_before_unload=False)
        open_form(other, live_server, article)
        restore(other)
        type_and_let_it_be_kept(other, text)
        form = other
    save(form)
    is_saved_and_offered_no_more(form, live_server, article)


def test_what_is_discarded_does_not_come_back(form, live_server, article):
    type_and_let_it_be_kept(form)
    other = form.context.new_page()
    form.close(run_before_unload=False)
    open_form(other, live_server, article)
    is_handed_over(other)
    other.get_by_role("button", name="Discard").click()
    other.get_by_text("Discarded what was not saved.").wait_for()
    open_form(other, live_server, article)
    is_handed_over(other)
    assert other.locator(".unsaved-offer").count() == 0


def test_what_is_discarded_in_another_tab_is_kept_while_it_still_stands_here(form, live_server):
    type_and_let_it_be_kept(form)
    OpenForm.objects.all().delete()
    with form.expect_response(lambda answer: answer.url.endswith(KEEP) and answer.ok):
        form.clock.run_for(20_000)
    with form.expect_response(lambda answer: has_taken(answer, TEXT)):
        let_five_seconds_pass(form)
    assert kept_text() == TEXT


def test_a_new_article_is_kept_restored_and_then_forgotten(desk, live_server):
    open_form(desk, live_server, None)
    desk.get_by_label("Title:").fill("Quite new")
    type_and_let_it_be_kept(desk)
    other = desk.context.new_page()
    desk.close(run_before_unload=False)
    open_form(other, live_server, None)
    assert restore(other) == TEXT
    assert other.get_by_label("Address:").input_value() == "quite-new"
    other.get_by_label("Section:", exact=True).select_option(label="About mg")
    save(other)
    other.get_by_text("Draft saved.").wait_for()
    open_form(other, live_server, None)
    is_handed_over(other)
    assert other.locator(".unsaved-offer").count() == 0


def test_text_of_which_somebody_saved_another_meanwhile_leads_to_the_conflict(
    form, live_server, article
):
    type_and_let_it_be_kept(form)
    change(article, body="What a colleague saved.")
    other = form.context.new_page()
    form.close(run_before_unload=False)
    open_form(other, live_server, article)
    assert restore(other) == TEXT
    with other.expect_response(lambda answer: answer.status == 409):
        save(other)
    article.refresh_from_db()
    assert article.draft_revision.body == "What a colleague saved."
    assert article.revisions.filter(was_set_aside=True).count() == 1


def test_leaving_warns_only_while_something_is_unsaved(form, live_server, article):
    warned = []
    form.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.accept()))
    form.goto(f"{live_server.url}/admin/")
    open_form(form, live_server, article)
    type_text(form, "Gone again.")
    type_text(form, article.live_revision.body)
    form.goto(f"{live_server.url}/admin/")
    open_form(form, live_server, article)
    type_text(form)
    save(form)
    form.get_by_text("Draft saved.").wait_for()
    form.goto(f"{live_server.url}/admin/")
    assert warned == []
    open_form(form, live_server, article)
    type_text(form, "Not saved.")
    form.goto(f"{live_server.url}/admin/")
    assert warned == ["beforeunload"]


def test_who_else_has_the_page_open_is_said_with_and_without_scripts(
    form, live_server, article, browser
):
    make_editor("rosa", first_name="Rosa", last_name="Lind")
    type_and_let_it_be_kept(form)
    context = browser.new_context(java_script_enabled=False)
    other = context.new_page()
    sign_in(other, live_server, "rosa")
    open_form(other, live_server, article)
    other.get_by_text("Ida Moor has just opened this and has unsaved changes.").wait_for()
    context.close()

    context = browser.new_context()
    other = context.new_page()
    sign_in(other, live_server, "rosa")
    with other.expect_response(lambda answer: answer.url.endswith(KEEP) and answer.ok):
        open_form(other, live_server, article)
    with form.expect_response(lambda answer: answer.url.endswith(KEEP) and answer.ok):
        form.clock.run_for(20_000)
    form.get_by_text("Rosa Lind has just opened this.").wait_for()
    context.close()


def test_without_scripts_the_offer_and_the_filled_form_work_too(
    form, live_server, article, browser
):
    type_and_let_it_be_kept(form)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server)
    open_form(page, live_server, article)
    page.get_by_role("link", name="Compare").click()
    page.get_by_role("link", name="Restore it into the form").click()
    assert text_of(page) == TEXT
    Session.objects.all().delete()
    save(page)
    fill_in_sign_in(page)
    page.get_by_role("button", name="Show the form with what I had typed").click()
    page.get_by_text("Nothing is saved yet.").wait_for()
    assert text_of(page) == TEXT
    save(page)
    page.get_by_text("Draft saved.").wait_for()
    assert not OpenForm.objects.with_unsaved_text().exists()
    context.close()


def test_axe_finds_nothing_and_nothing_sticks_out(form, live_server, article):
    type_and_let_it_be_kept(form)
    other = form.context.new_page()
    form.close(run_before_unload=False)
    open_form(other, live_server, article)
    is_handed_over(other)
    # The rest of the form has its own tests.
    found = what_axe_finds(other, part=".unsaved-offers")
    other.get_by_role("link", name="Compare").click()
    found += what_axe_finds(other)
    other.get_by_role("link", name="Restore it into the form").click()
    other.route("**/go-on*", lambda route: route.abort())
    Session.objects.all().delete()
    other.get_by_label("Summary:").fill("Typed later.")
    comes_to_say(other, "signed-out")
    found += what_axe_finds(other, part=".keeping")
    save(other)
    other.get_by_text("Nothing you typed is lost").wait_for()
    found += what_axe_finds(other)
    fill_in_sign_in(other)
    other.get_by_role("button", name="Show the form with what I had typed").wait_for()
    found += what_axe_finds(other)
    assert found == []
    for width in (320, 360, 768, 1280):
        other.set_viewport_size({"width": width, "height": 800})
        assert what_is_too_wide(other) == []
