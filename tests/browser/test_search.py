"""Suggestions in a real browser: by keyboard, by mouse, and never in the way."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import what_axe_finds, what_is_too_wide
from tests.browser.test_readers import db, site, test_settings  # noqa: F401 fixtures

pytestmark = pytest.mark.browser


@pytest.fixture
def box(page, site):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{site.address}/about/funding/")
    return page.get_by_role("combobox", name="Search this site")


def type_into(page, box, words):
    box.fill("")
    box.press_sequentially(words)
    expect(page.get_by_role("option").first).to_be_visible()


def test_the_keyboard_chooses_and_opens(page, box):
    type_into(page, box, "caus")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("header [role=status]")).to_contain_text("suggestion")
    box.press("ArrowDown")
    option = page.get_by_role("option", name="Causes of myasthenia gravis")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    expect(box).to_be_focused()
    box.press("Enter")
    expect(page).to_have_url(re.compile("/about-mg/causes/$"))


def test_enter_without_a_choice_searches_for_what_was_typed(page, box):
    type_into(page, box, "caus")
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=caus$"))


def test_a_touch_opens_a_suggestion(page, box):
    type_into(page, box, "thymec")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile("thymectomy"))


def test_escape_and_leaving_close_the_list_and_keep_what_was_typed(page, box):
    type_into(page, box, "caus")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("caus")
    type_into(page, box, "caus")
    box.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_list_moves_nothing_is_as_large_as_a_thumb_and_fits_a_phone(page, box):
    where = "document.querySelector('main').getBoundingClientRect().top"
    before = page.evaluate(where)
    type_into(page, box, "my")
    box.press("ArrowDown")
    assert page.evaluate(where) == before
    assert what_is_too_wide(page) == []
    heights = page.get_by_role("option").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert min(heights) >= 44
    assert what_axe_finds(page) == []


def test_without_an_answer_the_form_works_as_it_is(page, box):
    page.route("**/search/suggest/**", lambda route: route.abort())
    box.press_sequentially("causes")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("“causes”")
