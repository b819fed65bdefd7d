"""The list of checks in a real browser: it keeps up, shows the words, and mends some of them."""

import pytest
from playwright.sync_api import expect

from articles.models import Wording
from tests.browser.looking import has_focus, what_axe_finds, what_is_too_wide
from tests.factories import make_draft, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILLER = "\n\n".join(f"Paragraph {number} has words that can be read." for number in range(60))
BODY = f"😀 MuSk antibodies and the MuSk test.\n\n#### Too deep\n\n{FILLER}\n\nThe last is CGRQ.\n"


@pytest.fixture
def form(page, live_server, client):
    """The form of a draft in which something is wrong at its beginning and at its end."""
    facts = {"why": "One name, one spelling.", "is_case_sensitive": True}
    Wording.objects.get_or_create(avoid="MuSk", defaults=facts | {"instead": "MuSK"})
    article = make_draft(title="Antibodies", summary="Short.", body=BODY)
    client.force_login(make_editor())
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    return page


def text(page):
    return page.get_by_label("Text:")


def selected(field):
    return field.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")


def finding(page, words):
    return page.locator("[data-checks] li").filter(has_text=words)


def test_the_list_stands_below_the_text_and_keeps_up_with_it(form):
    expect(form.locator(".body-editor [data-checks]")).to_be_visible()
    expect(finding(form, "skips a level")).to_have_count(1)
    expect(finding(form, "does not say where it leads")).to_have_count(0)
    text(form).fill("Read [more](https://example.org/).")
    expect(finding(form, "does not say where it leads")).to_have_count(1)
    expect(finding(form, "skips a level")).to_have_count(0)
    said = form.locator("[data-checks-said]")
    expect(said).to_have_text("Must be mended: 1. Worth a look: 1.")
    assert said.get_attribute("role") == "status"


def test_show_me_selects_the_words_and_brings_them_into_sight(form):
    finding(form, "“CGRQ”").get_by_role("link", name="Show me").press("Enter")
    assert has_focus(text(form))
    assert selected(text(form)) == "CGRQ"
    assert text(form).evaluate("one => one.scrollTop") > 500
    finding(form, "skips a level").get_by_role("link", name="Show me").click()
    assert selected(text(form)) == "Too deep"
    assert text(form).evaluate("one => one.scrollTop") < 500
    finding(form, "The summary has only").get_by_role("link", name="Show me").click()
    assert has_focus(form.get_by_label("Summary:"))


def test_one_click_mends_a_wording_wherever_it_stands_and_undo_takes_it_back(form):
    finding(form, "for “MuSk”, 2 times").get_by_role("button", name="Write “MuSK”").click()
    expect(text(form)).to_have_value(BODY.replace("MuSk", "MuSK"))
    assert selected(text(form)) == "MuSK"
    expect(finding(form, "for “MuSk”")).to_have_count(0)
    form.keyboard.press("ControlOrMeta+z")
    form.keyboard.press("ControlOrMeta+z")
    expect(text(form)).to_have_value(BODY)
    expect(finding(form, "for “MuSk”")).to_have_count(1)


def test_what_was_unfolded_stays_so_while_somebody_types(form):
    form.get_by_text("checks passed").click()
    text(form).fill("Read [more](https://example.org/).")
    expect(finding(form, "does not say where it leads")).to_have_count(1)
    expect(form.get_by_text("Headings are in order")).to_be_visible()


def test_somebody_signed_out_is_told_and_keeps_the_list(form):
    form.context.clear_cookies()
    text(form).fill("Other words.")
    expect(form.locator("[data-checks-said]")).to_contain_text("You have been signed out")
    expect(finding(form, "skips a level")).to_have_count(1)


def test_axe_finds_nothing_and_nothing_sticks_out_of_a_narrow_window(form):
    for summary in ("checks passed", "Reading grade"):
        form.locator("summary", has_text=summary).click()
    form.set_viewport_size({"width": 360, "height": 740})
    checks = form.locator("[data-checks]")
    assert not [html for html in what_is_too_wide(form) if "checks" in html]
    assert checks.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert what_axe_finds(form, part="[data-checks]", is_printed=False) == []


def test_without_a_script_the_list_leads_to_the_fields(browser, form):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(form.context.cookies())
    plain = context.new_page()
    plain.goto(form.url)
    expect(finding(plain, "skips a level")).to_be_visible()
    expect(finding(plain, "Write “MuSK” for “MuSk”")).to_be_visible()
    expect(plain.get_by_role("button", name="Write “MuSK”")).to_have_count(0)
    finding(plain, "The summary has only").get_by_role("link", name="Show me").click()
    assert plain.url.endswith("#id_summary")
    context.close()
