"""Seven ways to lose a session, and what is left of the text after each: all of it.

What was typed five seconds ago must be there again. The page's own clock is moved by the test, so
nothing is waited for by the second.
"""

import contextlib
import os
import shutil
import signal
import subprocess

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error

from articles.models import Article, OpenForm
from tests.browser.conftest import FLAGS
from tests.browser.looking import what_axe_finds, what_is_too_wide
from tests.factories import change, make_article, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a good password"
KEEP = "/admin/articles/article/keep/"
# Long enough to see a cut, and with what a form could break.
TEXT = "## A part\n\nTyped & <never> “saved” — 42 %.\n\n" + "The signal grows weak. " * 200 + "End."


def sign_in(page, live_server, username="ida"):
    page.goto(f"{live_server.url}/admin/login/?next=/admin/")
    fill_in_sign_in(page, username)
    page.get_by_role("button", name="Log out").wait_for()


def fill_in_sign_in(page, username="ida"):
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def sign_out_in_another_tab(page, live_server):
    other = page.context.new_page()
    other.goto(f"{live_server.url}/admin/")
    other.get_by_role("button", name="Log out").click()
    other.get_by_text("Logged out").wait_for()
    return other


def open_form(page, live_server, article):
    where = f"{article.pk}/change" if article else "add"
    page.goto(f"{live_server.url}/admin/articles/article/{where}/")


@pytest.fixture
def article():
    make_editor("ida", last_name="Moor")
    return make_article(summary="What was saved.")


@pytest.fixture
def desk(page, live_server, article):
    """A page in which an editor is signed in; its clock stands still until the test moves it."""
    page.clock.install()
    sign_in(page, live_server)
    return page


@pytest.fixture
def form(desk, live_server, article):
    open_form(desk, live_server, article)
    return desk


def type_text(page, text=TEXT):
    page.get_by_label("Text:").fill(text)


def let_five_seconds_pass(page):
    page.clock.run_for(5000)


def type_and_let_it_be_kept(page, text=TEXT):
    """Type; five seconds later at the latest the server has it."""
    type_text(page, text)
    with page.expect_response(lambda answer: has_taken(answer, text)):
        let_five_seconds_pass(page)
    says(page, "kept")


def has_taken(answer, text):
    sent = (answer.request.post_data_buffer or b"").decode(errors="replace").replace("\r\n", "\n")
    return answer.url.endswith(KEEP) and answer.ok and text in sent


def kept_text():
    """What the server has kept, with line ends as they stand in a field."""
    return OpenForm.objects.with_unsaved_text().get().typed["body"].replace("\r\n", "\n")


def says(page, state):
    """Wait until the line beside the buttons says so."""
    page.locator(f"[data-keeping][data-state={state}]").wait_for()


def comes_to_say(page, state):
    """The same, while the page tries again by its own clock."""
    for _ in range(30):
        let_five_seconds_pass(page)
        with contextlib.suppress(Error):
            page.locator(f"[data-keeping][data-state={state}]").wait_for(timeout=1000)
            return
    pytest.fail(f"It never says “{state}”.")


def is_handed_over(page):
    """Wait until the server has, or knows, whatever this browser had kept."""
    page.locator("[data-offers]:not([aria-busy])").wait_for(state="attached")


def restore(page, offers=1):
    """Take the offer, and return the text that stands in the form then."""
    is_handed_over(page)
    page.locator(".unsaved-offer").first.wait_for()
    assert page.locator(".unsaved-offer").count() == offers
    page.get_by_role("link", name="Restore").first.click()
    page.locator("[data-starts-unsaved]").wait_for(state="attached")
    return text_of(page)


def text_of(page):
    return page.get_by_label("Text:").input_value()


def save(page):
    page.get_by_role("button", name="Save draft").click()


def is_saved_and_offered_no_more(page, live_server, article):
    page.get_by_text("Draft saved.").wait_for()
    article.refresh_from_db()
    assert article.draft_revision.body.strip() == TEXT.strip()
    assert not OpenForm.objects.with_unsaved_text().exists()
    open_form(page, live_server, article)
    is_handed_over(page)
    assert page.locator(".unsaved-offer").count() == 0


# -- The seven ways --------------------------------------------------------------------------


def test_1_the_browser_is_killed(page, live_server, article, tmp_path, browser):
    """The process itself, and nothing of its profile comes back."""
    command = [shutil.which("chromium"), "--headless", "--remote-debugging-port=0", *FLAGS]
    profile = tmp_path / "profile"
    process = subprocess.Popen(
        [*command, f"--user-data-dir={profile}", "about:blank"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        address = next(line for line in process.stderr if "DevTools listening on" in line).split()
        other = browser.browser_type.connect_over_cdp(address[-1])
        victim = other.contexts[0].new_page()
        victim.clock.install()
        sign_in(victim, live_server)
        open_form(victim, live_server, article)
        type_and_let_it_be_kept(victim)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()

    sign_in(page, live_server)
    open_form(page, live_server, article)
    assert restore(page) == TEXT
    save(page)
    is_saved_and_offered_no_more(page, live_server, article)


def test_2_the_server_is_killed(form, live_server, article):
    form.context.route("**/*", lambda route: route.abort("connectionrefused"))
    type_text(form)
    comes_to_say(form, "unreachable")
    form.get_by_text("Kept in this browser only: the server cannot be reached.").wait_for()
    save(form)  # leads nowhere
    other = form.context.new_page()
    form.close(run_before_unload=False)
    other.context.unroute("**/*")
    open_form(other, live_server, article)
    assert restore(other) == TEXT
    save(other)
    is_saved_and_offered_no_more(other, live_server, article)


def test_2_the_server_comes_back_while_the_form_is_open(form, live_server, article):
    form.context.route("**/*", lambda route: route.abort("connectionrefused"))
    type_text(form)
    comes_to_say(form, "unreachable")
    form.context.unroute("**/*")
    comes_to_say(form, "kept")
    assert kept_text() == TEXT
    save(form)
    is_saved_and_offered_no_more(form, live_server, article)


def test_2_a_server_that_answers_with_errors_is_asked_again(form):
    form.context.route(f"**{KEEP}", lambda route: route.fulfill(status=502, body="<html>"))
    type_text(form)
    comes_to_say(form, "unreachable")
    form.context.unroute(f"**{KEEP}")
    comes_to_say(form, "kept")
    assert kept_text() == TEXT


def test_3_the_session_expires(form, live_server, article):
    Session.objects.all().delete()
    type_text(form)
    comes_to_say(form, "signed-out")
    save(form)
    form.get_by_text("Nothing you typed is lost").wait_for()
    fill_in_sign_in(form)
    form.get_by_text("Nothing is saved yet.").wait_for()
    assert text_of(form) == TEXT
    assert Article.objects.get().draft_revision is None
    save(form)
    is_saved_and_offered_no_more(form, live_server, article)


def test_3_the_session_expires_and_the_tab_is_closed(form, live_server, article):
    Session.objects.all().delete()
    type_text(form)
    comes_to_say(form, "signed-out")
    other = form.context.new_page()
    form.close(run_before_unload=False)
    sign_in(other, live_server)
    open_form(other, live_server, article)
    assert restore(other) == TEXT


def test_4_another_sign_in_makes_the_token_stale(form, live_server, article):
    other = sign_out_in_another_tab(form, live_server)
    sign_in(other, live_server)
    type_and_let_it_be_kept(form)
    save(form)
    is_saved_and_offered_no_more(form, live_server, article)


def test_4_the_token_is_stale_when_the_form_is_sent(form, live_server, article):
    other = sign_out_in_another_tab(form, live_server)
    sign_in(other, live_server)
    # Before the script has noticed.
    form.route(f"**{KEEP}", lambda route: route.abort())
    type_text(form)
    save(form)
    form.get_by_text("Nothing is saved yet.").wait_for()
    assert text_of(form) == TEXT
    save(form)
    is_saved_and_offered_no_more(form, live_server, article)


def test_5_somebody_logs_out_in_another_tab(form, live_server, article):
    sign_out_in_another_tab(form, live_server)
    type_text(form)
    comes_to_say(form, "signed-out")
    form.get_by_text("Kept in this browser only: you are signed out.").wait_for()
    with form.context.expect_page() as opened:
        form.get_by_role("link", name="Sign in (opens a new tab)").click()
    fill_in_sign_in(opened.value)
    opened.value.get_by_role("button", name="Log out").wait_for()
    comes_to_say(form, "kept")
    assert form.get_by_text("you are signed out").count() == 0
    assert kept_text() == TEXT
    save(form)
    is_saved_and_offered_no_more(form, live_server, article)


def test_6_the_network_is_lost_and_found(form, live_server, article):
    form.context.set_offline(True)
    type_text(form)
    comes_to_say(form, "unreachable")
    with form.expect_response(lambda answer: has_taken(answer, TEXT)):
        form.context.set_offline(False)
    says(form, "kept")
    save(form)
    is_saved_and_offered_no_more(form, live_server, article)


def test_6_the_network_is_lost_and_the_tab_is_closed(form, live_server, article):
    type_and_let_it_be_kept(form, "What the server has.")
    form.context.set_offline(True)
    type_text(form)
    comes_to_say(form, "unreachable")
    other = form.context.new_page()
    form.close(run_before_unload=False)
    other.context.set_offline(False)
    open_form(other, live_server, article)
    assert restore(other) == TEXT


@pytest.mark.parametrize("how", ["crash", "close"])
def test_7_the_tab_crashes_or_is_closed(form, live_server, article, how):
    type_and_let_it_be_kept(form)
    other = form.context.new_page()
    if how == "close":
        form.close(run_before_unload=False)
    else:
        with form.expect_event("crash"), contextlib.suppress(Error):
            form.goto("chrome://crash")
    open_form(other, live_server, article)
    assert restore(other) == TEXT
    save(other)
    is_saved_and_offered_no_more(other, live_server, article)


# -- Tried to break ----------------------------------------------------------------------------


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
    form.get_by_role("button", name="Show preview").click()
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


# -- Who else is here, and how all this looks --------------------------------------------------


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
