"""Linking to one of our own pages in a real browser: the picker, by keyboard only."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import has_focus, what_axe_finds
from tests.factories import make_article, make_draft, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_is_found_and_linked_by_keyboard_with_and_without_words(page, live_server, client):
    make_article("causes", title="Causes of MG")
    make_article("causes-in-children", title="Causes in children")
    make_draft("surgery", title="Surgery")
    client.force_login(make_editor())
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    text = page.get_by_label("Text:")
    dialog = page.locator("[data-page-dialog]")
    options = page.get_by_role("listbox", name="Pages").get_by_role("option")

    # What is selected becomes the words of the link, and is looked for at once.
    text.fill("Read what causes MG. And see ")
    text.evaluate("field => field.setSelectionRange(5, 19)")
    text.press("Alt+Shift+L")
    query = page.get_by_role("combobox", name="Words of its title")
    assert has_focus(query)
    expect(query).to_have_value("what causes MG")
    expect(page.get_by_text("No page found.")).to_be_visible()
    page.keyboard.insert_text("causes")
    expect(options).to_have_count(2)
    assert what_axe_finds(page, part="[data-page-dialog]", is_printed=False) == []
    page.keyboard.press("ArrowDown")
    slug = "causes" if "[[causes]]" in options.nth(1).inner_text() else "causes-in-children"
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(text).to_have_value(f"Read [[{slug}|what causes MG]]. And see ")
    assert has_focus(text)

    # Without a selection the page's title will stand there; undo takes it back in one step.
    text.press("ControlOrMeta+End")
    text.press("Alt+Shift+L")
    page.keyboard.insert_text("surgery")
    expect(options).to_have_count(1)
    expect(options.first).to_contain_text("not published yet")
    page.keyboard.press("Enter")
    expect(text).to_have_value(f"Read [[{slug}|what causes MG]]. And see [[surgery]]")
    preview = page.frame_locator("iframe[name=body-preview]")
    expect(preview.get_by_text("(not published: surgery)")).to_be_visible()
    expect(preview.get_by_role("link", name="what causes MG")).to_be_visible()
    text.press("ControlOrMeta+z")
    expect(text).to_have_value(f"Read [[{slug}|what causes MG]]. And see ")

    # Within a link another page takes the place of the first, and the words stay.
    text.evaluate("field => field.setSelectionRange(10, 10)")
    page.get_by_role("button", name="Link to one of our pages…").click()
    page.keyboard.insert_text("surgery")
    expect(options).to_have_count(1)
    page.keyboard.press("Enter")
    expect(text).to_have_value("Read [[surgery|what causes MG]]. And see ")
    text.press("Alt+Shift+L")
    page.keyboard.press("Escape")
    assert has_focus(text)
