"""Seven ways to lose a session, and what is left of the text after each: all of it.

What was typed five seconds ago must be there again. The page's own clock is moved by the test, so
nothing is waited for by the second.
"""

import contextlib
import os
import signal
import subprocess

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error

from articles.models import Article
from tests.browser.conftest import FLAGS, chromium_here
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

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# -- The seven ways --------------------------------------------------------------------------


def test_1_the_browser_is_killed(page, live_server, article, tmp_path, browser):
    """The process itself, and nothing of its profile comes back."""
    command = [chromium_here(), "--headless", "--remote-debugging-port=0", *FLAGS]
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
