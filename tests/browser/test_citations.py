"""Citing a source in a real browser: the picker of the article form, by keyboard only."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import has_focus, what_axe_finds
from tests.factories import make_editor, make_reference, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHORTCUT = "Alt+Shift+C"


@pytest.fixture
def form(page, live_server, client):
    """The empty form of a new article, and three sources in the register."""
    make_section()
    make_reference("gilhus-2019", title="Myasthenia gravis", doi="10.1038/s41572-019-0079-y")
    make_reference("gilhus-2016", title="Subgroups and treatment", year=2016)
    make_reference("bril-2023", authors="Bril V", title="A trial", year=2023, state="retracted")
    client.force_login(make_editor())
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    return page


def text(page):
    return page.get_by_label("Text:")


def write(page, words, back=0):
    """Type `words` as the text and go `back` some characters."""
    text(page).fill(words)
    for _ in range(back):
        text(page).press("ArrowLeft")


def search(page, query):
    """Open the picker by its shortcut and type; return the sources that it lists."""
    text(page).press(SHORTCUT)
    field = page.get_by_role("combobox", name="Author, title")
    assert has_focus(field)
    page.keyboard.insert_text(query)  # at once, so that it is one question
    return page.get_by_role("listbox", name="Sources").get_by_role("option")


def test_a_source_is_found_and_cited_at_the_cursor_by_keyboard_only(form):
    write(form, "A claim. More.", back=len(" More."))
    options = search(form, "gilhus")
    expect(options).to_have_count(2)
    expect(form.get_by_text("2 sources found.")).to_be_visible()
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    form.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    field = form.get_by_role("combobox", name="Author, title")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    form.keyboard.press("Enter")
    expect(form.locator("[data-citation-dialog]")).to_be_hidden()
    expect(text(form)).to_have_value("A claim.[@gilhus-2019] More.")
    assert has_focus(text(form))
    form.keyboard.type("!")
    expect(text(form)).to_have_value("A claim.[@gilhus-2019]! More.")
    form.frame_locator("iframe[name=body-preview]").get_by_role(
        "heading", name="References"
    ).wait_for()


@pytest.mark.parametrize("back", [0, 1, 5])
def test_a_second_source_joins_the_mark_that_the_cursor_stands_at(form, back):
    write(form, "A claim.[@gilhus-2019]", back=back)
    options = search(form, "trial 2023")
    expect(options).to_have_count(1)
    expect(options.first).to_contain_text("Retracted")
    form.keyboard.press("Enter")
    expect(text(form)).to_have_value("A claim.[@gilhus-2019; @bril-2023]")
    form.keyboard.type(".")
    expect(text(form)).to_have_value("A claim.[@gilhus-2019; @bril-2023].")


def test_a_source_is_not_cited_twice_in_one_mark(form):
    write(form, "A claim.[@gilhus-2019]")
    expect(search(form, "0079-y")).to_have_count(1)
    form.keyboard.press("Enter")
    expect(text(form)).to_have_value("A claim.[@gilhus-2019]")


def test_selected_words_stay_and_undo_takes_the_mark_back(form):
    write(form, "A claim.")
    text(form).press("ControlOrMeta+a")
    expect(search(form, "bril")).to_have_count(1)
    form.keyboard.press("Enter")
    expect(text(form)).to_have_value("A claim.[@bril-2023]")
    form.keyboard.press("ControlOrMeta+z")
    expect(text(form)).to_have_value("A claim.")


def test_escape_closes_and_gives_the_focus_back_to_the_text(form):
    write(form, "A claim.")
    expect(search(form, "gilhus")).to_have_count(2)
    form.keyboard.press("Escape")
    expect(form.locator("[data-citation-dialog]")).to_be_hidden()
    assert has_focus(text(form))
    expect(text(form)).to_have_value("A claim.")


def test_what_is_listed_for_another_question_is_never_inserted(form):
    write(form, "A claim.")
    options = search(form, "gilhus")
    expect(options).to_have_count(2)
    form.keyboard.press("ControlOrMeta+a")
    form.keyboard.insert_text("bril")
    form.keyboard.press("Enter")  # at once: it asks, and inserts nothing yet
    expect(options).to_have_count(1)
    form.keyboard.press("Enter")
    expect(text(form)).to_have_value("A claim.[@bril-2023]")


def test_a_source_that_is_missing_is_added_in_another_tab_and_then_found(form):
    write(form, "A claim.")
    options = search(form, "wolfe")
    form.get_by_text("No source found.").wait_for()
    with form.expect_popup() as opened:
        form.get_by_role("link", name="Add a source to the register").press("Enter")
    tab = opened.value
    tab.get_by_label("Authors:").fill("Wolfe GI")
    tab.get_by_label("Title:").fill("Thymectomy")
    tab.get_by_label("Kind of source:").select_option("trial")
    tab.get_by_label("Year:").fill("2016")
    tab.get_by_label("Year:").press("Enter")
    tab.get_by_text("was added successfully").wait_for()
    tab.close()
    form.evaluate("dispatchEvent(new Event('focus'))")
    expect(options).to_have_count(1)
    options.click()
    expect(text(form)).to_have_value("A claim.[@wolfe-2016]")


def test_a_session_that_has_ended_is_said_and_the_text_stays(form):
    write(form, "A claim.")
    form.context.clear_cookies()
    search(form, "gilhus")
    form.get_by_text("Sign in again to search.").wait_for()
    form.keyboard.press("Escape")
    expect(text(form)).to_have_value("A claim.")


def test_the_button_opens_it_too_and_axe_finds_nothing_in_it(form):
    form.get_by_role("button", name="Cite a source").click()
    form.keyboard.insert_text("gilhus")
    expect(form.get_by_role("listbox", name="Sources").get_by_role("option")).to_have_count(2)
    assert what_axe_finds(form, part="dialog[open]", is_printed=False) == []


def test_a_new_source_is_filled_in_from_a_record_without_scripts(browser, live_server, client):
    client.force_login(make_editor())
    context = browser.new_context(java_script_enabled=False)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/articles/reference/add/")
    record = "TY  - JOUR\nTI  - Thymectomy\nAU  - Wolfe, G. I.\nER  - "
    page.get_by_label("Paste a DOI").fill(record)
    page.get_by_label("Year:").fill("2016")
    page.get_by_role("button", name="Fill in the form").click()
    page.get_by_text("Still missing: kind of source and journal or publisher.").wait_for()
    assert page.get_by_label("Title:").input_value() == "Thymectomy"
    assert page.get_by_label("Key:").input_value() == "wolfe-2016"
    page.get_by_label("Kind of source:").select_option("trial")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was added successfully").wait_for()
    context.close()
