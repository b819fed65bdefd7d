"""Two editors on one text in a real browser: the page of conflicts and merging, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import has_focus, tab_to, what_axe_finds, what_is_too_wide
from tests.browser.sample_site import LONG_TITLE, LONG_WORD
from tests.browser.test_editors import desk, open_form  # noqa: F401 (fixtures)
from tests.factories import change, make_article, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "".join(f"Paragraph {n} says something about {LONG_WORD}.\n\n" for n in range(60))


def looked_at(page):
    """What axe finds on a page, and what sticks out of it on a phone."""
    found = what_axe_finds(page)
    page.set_viewport_size({"width": 360, "height": 800})
    return found + what_is_too_wide(page)


def press(page, target):
    tab_to(page, target)
    page.keyboard.press("Enter")


def test_a_conflict_is_merged_by_keyboard_alone(desk, live_server):
    article = make_article(title=LONG_TITLE, summary="The signal is weak.", body=LONG)
    open_form(desk, live_server, article)
    desk.get_by_label("Summary:").fill("The signal is faint.")
    desk.get_by_label("Text:").fill(LONG.replace("Paragraph 3 ", "Paragraph three "))
    omar = make_editor("omar", first_name="Omar")
    theirs = LONG.replace("Paragraph 50 ", "Paragraph fifty ")
    title = LONG_TITLE.replace("tell you", "say to you")[:200]
    change(article, title=title, summary="The signal is lost.", body=theirs, by=omar)
    desk.get_by_role("button", name="Save draft").press("Enter")

    desk.get_by_text("Omar saved this article").wait_for()
    assert "\n".join(looked_at(desk)) == ""
    press(desk, desk.get_by_role("link", name="Merge…"))
    desk.get_by_text("1 of 1: Summary").wait_for()
    assert "\n".join(looked_at(desk)) == ""
    first = desk.get_by_role("radio").first
    tab_to(desk, first)
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_role("radio", name="You deleted")).to_be_checked()
    assert has_focus(desk.get_by_role("radio", name="You deleted"))
    press(desk, desk.get_by_role("button", name="Put the text together"))
    desk.get_by_label("Summary:").wait_for()
    assert "\n".join(looked_at(desk)) == ""
    assert desk.get_by_label("Summary:").input_value() == "The signal is faint."
    press(desk, desk.get_by_role("button", name="Save as the draft"))
    desk.get_by_text("Merged: this is the draft now.").wait_for()
    article.refresh_from_db()
    body = article.draft_revision.body
    assert "Paragraph three " in body
    assert "Paragraph fifty " in body


def test_the_back_button_and_an_impatient_click_raise_no_alarm(desk, live_server):
    article = make_article(summary="The signal is weak.")
    open_form(desk, live_server, article)
    desk.get_by_label("Summary:").fill("The signal is faint.")
    desk.get_by_role("button", name="Save draft").dblclick()
    desk.get_by_text("Draft saved.").wait_for()
    desk.go_back()
    desk.get_by_label("Summary:").fill("The signal is lost.")
    desk.get_by_role("button", name="Save draft").click()
    desk.get_by_text("Draft saved.").wait_for()
    article.refresh_from_db()
    assert article.draft_revision.summary == "The signal is lost."
    assert article.revisions.filter(was_set_aside=True).count() == 0
