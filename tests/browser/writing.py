"""Somebody at the article form in a browser: signs in, types, is told what is kept, restores."""

import contextlib

import pytest
from playwright.sync_api import Error

from articles.models import OpenForm
from tests.factories import make_article, make_editor

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
