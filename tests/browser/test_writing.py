"""The writing surface in a real browser: toolbar, preview, find and replace."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import has_focus, tab_to
from tests.factories import make_draft, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BROKEN = "status of 500"  # what the browser says of the answer that a test breaks
BODY = "\n\n".join(f"## Part {n}\n\nThe sign of part {n} is weak. The Sign." for n in range(1, 31))


@pytest.fixture
def form(page, live_server, client):
    """The form of a draft with thirty parts, and what the browser complains of."""
    client.force_login(make_editor())
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    article = make_draft(title="Signs", body=BODY)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    preview(page).get_by_role("heading", name="Part 1", exact=True).wait_for()
    yield page
    assert [line for line in complaints if BROKEN not in line] == []


def text(page):
    return page.get_by_label("Text:")


def preview(page):
    return page.frame_locator("iframe[name=body-preview]")


def write(page, words, *, select=""):
    """Type `words` as the text and select some of them, or else stand behind them."""
    text(page).fill(words)
    start = words.index(select) if select else len(words)
    places = [start, start + len(select)]
    text(page).evaluate("(area, places) => area.setSelectionRange(...places)", places)


def press_tool(page, name):
    """Go from the text to the toolbar and along it by arrow keys, and press."""
    text(page).press("Alt+F10")
    tool = page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)
    for _ in range(20):
        if has_focus(tool):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


# What is typed, what of it is selected ("" is a cursor at the end), the tool, and what comes out.
MARKED = [
    ("A weak sign", "weak", "Bold", "A **weak** sign"),
    ("A weak sign", "", "Italic", "A weak *sign*"),
    ("A **weak sign** here", "sign", "Bold", "A weak sign here"),
    ("A **weak** sign", "**weak**", "Italic", "A ***weak*** sign"),
    (
        "- one\n- two\n\nthree ",
        "one\n- two\n\nthree ",
        "Bold",
        "- **one**\n- **two**\n\n**three** ",
    ),
    ("Signs\n\nWords", "Signs", "Heading", "## Signs\n\nWords"),
    ("## Signs", "", "Subheading", "### Signs"),
    ("## Signs", "", "Heading", "Signs"),
    ("Before\none\ntwo", "one\ntwo", "List", "Before\n\n- one\n- two"),
    ("- one\n- two", "- one\n- two", "Numbered list", "1. one\n2. two"),
    ("1. one\n2. two", "1. one\n2. two", "Numbered list", "one\ntwo"),
    ("Call", "Call", "Urgent box", "::: urgent\nCall\n:::\n"),
    ("Before.\n\nCall\nAfter.", "Call", "Note box", "Before.\n\n::: note\nCall\n:::\n\nAfter."),
]


def test_the_toolbar_marks_the_text_by_keyboard_alone_and_one_undo_takes_it_back(form):
    for words, select, tool, wanted in MARKED:
        write(form, words, select=select)
        press_tool(form, tool)
        expect(text(form)).to_have_value(wanted)
        assert has_focus(text(form))
        form.keyboard.press("ControlOrMeta+z")
        expect(text(form)).to_have_value(words)

    write(form, "A weak sign", select="weak")
    form.keyboard.press("ControlOrMeta+b")
    form.keyboard.press("ControlOrMeta+b")
    expect(text(form)).to_have_value("A weak sign")
    form.keyboard.press("Alt+Shift+2")
    expect(text(form)).to_have_value("## A weak sign")

    write(form, "Ask the NIH now.", select="the NIH")
    form.keyboard.press("ControlOrMeta+k")
    expect(form.get_by_label("Words of the link")).to_have_value("the NIH")
    form.keyboard.press("Enter")
    form.get_by_text("Type the address that the link leads to.").wait_for()
    form.keyboard.insert_text("www.nih.gov")
    form.keyboard.press("Enter")
    expect(text(form)).to_have_value("Ask [the NIH](https://www.nih.gov) now.")
    form.keyboard.press("ArrowLeft")
    form.keyboard.press("ControlOrMeta+k")
    tab_to(form, form.get_by_role("button", name="Remove link"))
    form.keyboard.press("Enter")
    expect(text(form)).to_have_value("Ask the NIH now.")

    write(form, "Before.")
    press_tool(form, "Table…")
    form.keyboard.insert_text("Signs")
    tab_to(form, form.get_by_label("Rows below the heads"))
    form.keyboard.insert_text("1")
    form.keyboard.press("Enter")
    form.keyboard.insert_text("Sign")  # over the first head
    text(form).press("ControlOrMeta+End")
    press_tool(form, "Chart")
    form.keyboard.insert_text("How often")  # over the chart's title
    preview(form).get_by_role("table", name="Signs").get_by_text("Sign", exact=True).wait_for()
    preview(form).get_by_role("img", name="Bar chart: How often.").wait_for()
    expect(form.locator("[data-counting]")).to_contain_text("words · 1 minute to read")

    # Tab leaves the toolbar, and the text.
    text(form).press("Alt+F10")
    form.keyboard.press("Tab")
    assert has_focus(text(form))


def test_the_preview_is_as_wide_as_a_reader_has_it_and_scrolls_along(form, live_server):
    frame = form.locator("iframe[name=body-preview]")
    inner_width = "frame => frame.contentWindow.innerWidth"
    scrolled = "frame => frame.contentWindow.scrollY"
    for name, width in (("Phone", 360), ("Tablet", 768), ("Desktop", 1280)):
        form.get_by_role("button", name=name, exact=True).click()
        assert frame.evaluate(inner_width) == width
        pane = form.locator("[data-preview-window]").bounding_box()
        assert frame.bounding_box()["width"] <= pane["width"]

    search = preview(form).get_by_role("searchbox").first
    expect(search).to_be_visible()
    form.get_by_role("button", name="Paper").click()
    expect(search).to_be_hidden()
    form.reload()
    expect(form.get_by_role("button", name="Paper")).to_have_attribute("aria-pressed", "true")
    expect(preview(form).get_by_role("heading", name="Part 1", exact=True)).to_be_visible()
    expect(search).to_be_hidden()
    form.get_by_role("button", name="Phone").click()
    expect(search).to_be_visible()

    def part_in_view(number):
        heading = preview(form).get_by_role("heading", name=f"Part {number}", exact=True)
        expect(heading).to_be_in_viewport()

    place = BODY.index("## Part 20")
    text(form).evaluate(
        """(area, line) => {
            const height = area.scrollHeight / area.value.split("\\n").length;
            area.scrollTop = line * height;
        }""",
        BODY[:place].count("\n"),
    )
    part_in_view(20)
    text(form).press("ControlOrMeta+End")
    form.keyboard.insert_text("\n\nThe end.")
    expect(preview(form).get_by_text("The end.")).to_be_in_viewport()
    before = frame.evaluate(scrolled)

    # An answer that is late, or no answer: the page that was there stays.
    form.route("**/preview/", lambda route: route.fulfill(status=500, body="<h1>Broken</h1>"))
    form.keyboard.insert_text(" Not shown.")
    form.get_by_text("The preview could not be brought up to date.").wait_for()
    assert preview(form).get_by_text("Broken").count() == 0
    assert frame.evaluate(scrolled) == before
    form.unroute("**/preview/")
    form.get_by_role("button", name="Show preview").click()
    preview(form).get_by_text("Not shown.").wait_for()


def test_words_are_found_and_replaced_by_keyboard_and_one_undo_takes_all_back(form):
    text(form).press("ControlOrMeta+Home")
    text(form).press("Alt+Shift+R")
    words = form.get_by_label("Find", exact=True)
    assert has_focus(words)
    form.keyboard.insert_text("sign")
    said = form.locator("[data-find-said]")
    expect(said).to_have_text("1 of 60")
    form.keyboard.press("Shift+Enter")
    expect(said).to_have_text("60 of 60")
    form.keyboard.press("Enter")
    form.keyboard.press("Enter")
    expect(said).to_have_text("2 of 60")
    form.get_by_label("Match case").press("Space")
    expect(said).to_have_text("2 of 30")
    form.get_by_label("Whole words").press("Space")
    words.fill("sig")
    expect(said).to_have_text("Not found")
    words.fill("sign")
    tab_to(form, form.get_by_label("Replace with"))
    form.keyboard.insert_text("mark")
    form.keyboard.press("Enter")
    assert has_focus(form.get_by_label("Replace with"))
    assert text(form).input_value().count("mark") == 1
    tab_to(form, form.get_by_role("button", name="Replace all"))
    form.keyboard.press("Enter")
    expect(said).to_have_text("Replaced: 29")
    assert text(form).input_value() == BODY.replace("sign", "mark")
    form.keyboard.press("Escape")
    assert has_focus(text(form))
    form.keyboard.press("ControlOrMeta+z")
    form.keyboard.press("ControlOrMeta+z")
    expect(text(form)).to_have_value(BODY)

    # The whole window for the text, and back.
    form.keyboard.press("Alt+Shift+W")
    expect(form.get_by_label("Title:")).to_be_hidden()
    expect(form.get_by_role("button", name="Save draft")).to_be_in_viewport()
    form.keyboard.press("Escape")
    expect(form.get_by_label("Title:")).to_be_visible()
    preview(form).get_by_text("The sign of part 1 is weak.").wait_for()
