"""The public pages in a real browser: what readers see, press, print and are spared."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings as site_settings
from playwright.sync_api import expect

from tests.browser.looking import (
    HEIGHT,
    SIZES,
    UNDER_A_THUMB,
    WIDTHS,
    has_focus,
    is_on_screen,
    open_folds,
    see_all_pictures,
    tab_to,
    what_axe_finds,
    what_is_too_wide,
)
from tests.browser.sample_site import (  # noqa: F401  (fixtures are found by their names)
    ARTICLES,
    PAGES,
    STATUS,
    db,
    every_article,
    every_page,
    site,
    test_settings,
)

pytestmark = pytest.mark.browser

A4 = 672  # the width of a sheet between its margins, 178 mm, in CSS pixels


@pytest.fixture(scope="module")
def shared_page(browser, site):
    context = browser.new_context(base_url=site.address)
    yield context.new_page()
    context.close()


@pytest.fixture
def read(shared_page):
    """Opens a page of the site, always in the same tab: a new one costs four times as much."""

    def open_page(path, width=1280, media="screen"):
        shared_page.set_viewport_size({"width": width, "height": HEIGHT})
        shared_page.emulate_media(media=media, color_scheme="light")
        answer = shared_page.goto(path)
        assert answer.status == STATUS.get(path, 200)
        return shared_page

    return open_page


@every_page
def test_axe_finds_nothing_in_any_width_and_colour_scheme(read, path):
    assert what_axe_finds(read(path)) == []


@every_page
def test_nothing_is_wider_than_a_phone_and_nothing_moves(read, path):
    page = read(path, width=320)
    open_folds(page)
    assert what_is_too_wide(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator("a").last.hover()
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_page_that_reads_from_right_to_left_keeps_everything_in_the_window(read):
    page = read(ARTICLES["survey"], width=320)
    page.evaluate("document.documentElement.dir = 'rtl'")
    open_folds(page)
    assert page.locator("svg text").count() > 0
    assert what_is_too_wide(page) == []


def test_the_style_guide_keeps_the_same_rules(page, site):
    cookie = {"name": "sessionid", "value": site.staff_session, "url": site.address}
    page.context.add_cookies([cookie])
    page.goto(f"{site.address}/styleguide/")
    assert page.get_by_role("heading", level=1).inner_text() == "Style guide"
    assert what_axe_finds(page) == []
    page.set_viewport_size({"width": 320, "height": HEIGHT})
    assert what_is_too_wide(page) == []


@every_page
def test_what_is_pressed_is_large_enough_for_a_tired_hand(read, path):
    page = read(path, width=320)
    open_folds(page)
    menus_and_titles = page.locator(UNDER_A_THUMB)
    too_small = [target for target in menus_and_titles.evaluate_all(SIZES) if target["size"] < 44]
    # Links within a sentence are as high as their line; WCAG 2.5.8 excepts them.
    others = page.locator("a, button, input, select, [tabindex='0']").and_(
        page.locator(":not(p *, li *, td *, figcaption *, .skip-link)")
    )
    too_small += [target for target in others.evaluate_all(SIZES) if target["size"] < 24]
    assert too_small == []


@every_page
def test_a_page_asks_nobody_else_keeps_nothing_and_complains_of_nothing(page, site, path):
    requests, cookies, complaints = listen_to(page)
    page.goto(f"{site.address}{path}")
    see_all_pictures(page)

    assert {urlsplit(address).netloc for address in requests} == {urlsplit(site.address).netloc}
    if path in ARTICLES.values():
        # Pictures come when the reader comes near; the sign in the browser's tab once a site, and
        # not in every browser.
        own = [address for address in requests if not {"media", "img"} & {*address.split("/")}]
        assert len(own) <= 4, "\n".join(own)
    assert set(cookies) == {None}
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    # Of a page that is not there Chromium says by itself that it is missing.
    missing = "error: Failed to load resource: the server responded with a status of"
    expected = [f"{missing} {STATUS[path]}"] if path in STATUS else []
    assert [complaint.partition(" (")[0] for complaint in complaints] == expected


def listen_to(page):
    """Return three lists that fill as `page` is used: requests, cookies, complaints."""
    requests, cookies, complaints = [], [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("response", lambda response: cookies.append(response.headers.get("set-cookie")))
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    return requests, cookies, complaints


@pytest.fixture(scope="module")
def page_without_scripts(browser, site):
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    yield context.new_page()
    context.close()


@every_page
def test_a_page_is_the_same_without_scripts(read, page_without_scripts, path):
    page_without_scripts.goto(path)
    without = page_without_scripts.locator("body").inner_text()
    page = read(path)
    # Buttons for what only a script can do; each says or does nothing that the page itself lacks.
    page.locator("[data-by-script]").evaluate_all("all => all.forEach(e => { e.hidden = true })")
    assert without.split() == page.locator("body").inner_text().split()
    assert "gives no medical advice" in without


@every_page
def test_on_paper_there_is_the_text_and_nothing_to_press(read, path):
    page = read(path, width=A4, media="print")
    for hidden in ("nav", "footer", ".skip-link", ".callout"):
        shown = page.locator(hidden).evaluate_all("all => all.filter(e => e.checkVisibility())")
        assert shown == [], hidden
    assert page.locator("h1").is_visible()
    assert page.get_by_text("gives no medical advice").is_visible()
    # Paper does not scroll: what is wider than the sheet is lost.
    assert page.evaluate("document.documentElement.scrollWidth") <= A4
    cut_off = page.locator("table, pre, figure").evaluate_all(
        "(all, width) => all.filter(e => e.getBoundingClientRect().right > width)", A4
    )
    assert cut_off == []


@every_article
def test_a_printed_article_says_how_old_it_is_and_where_it_came_from(read, path):
    page = read(path, width=A4, media="print")
    dates = page.locator("main time")
    assert dates.count() >= 1
    assert all(date.is_visible() for date in dates.all())
    assert page.locator(".dates__item--updated").is_visible()
    source = page.locator(".print-source")
    assert source.is_visible()
    assert f"{site_settings.ORIGIN}{path}" in source.inner_text()
    assert "not medical advice" in source.inner_text()


# The lines as they are laid out, from the place of every single character.
LINES = """elements => elements.flatMap(element => {
    const lines = [];
    let middle = -Infinity;
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const range = document.createRange();
        for (let at = 0; at < texts.currentNode.length; at += 1) {
            range.setStart(texts.currentNode, at);
            range.setEnd(texts.currentNode, at + 1);
            const box = range.getBoundingClientRect();
            if (box.width === 0) continue;
            if (Math.abs((box.top + box.bottom) / 2 - middle) > 12) {
                middle = (box.top + box.bottom) / 2;
                lines.push("");
            }
            lines.push(lines.pop() + range.toString());
        }
    }
    return lines.map(line => line.trim());
})"""


@every_article
def test_body_text_is_large_and_its_lines_are_short_and_apart(read, path):
    page = read(path)
    texts = page.locator(".prose > :is(p, ul, ol):not(.rest), .key-points li")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for size, line_height in texts.evaluate_all(
            """elements => elements.map(element => getComputedStyle(element))
                .map(style => [parseFloat(style.fontSize), parseFloat(style.lineHeight)])"""
        ):
            assert size >= 20
            assert line_height / size == pytest.approx(1.6, abs=0.05)
        lines = texts.evaluate_all(LINES)
        assert len(lines) > 2
        assert [line for line in lines if len(line) > 70] == []


def test_a_wide_table_scrolls_by_keyboard_inside_its_own_region(read):
    page = read(ARTICLES["article with a wide table"], width=320)
    table = page.get_by_role("region", name="Table 1")
    # Chromium lets every box that scrolls have the focus; other browsers must be told.
    assert table.get_attribute("tabindex") == "0"
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    tab_to(page, table)
    page.keyboard.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)
    assert page.evaluate("scrollX") == 0


@every_page
def test_the_first_tab_stop_skips_to_the_main_text(read, path):
    page = read(path, width=320)
    link = page.get_by_role("link", name="Skip to the main text")
    assert not is_on_screen(link)
    page.keyboard.press("Tab")
    assert has_focus(link)
    assert is_on_screen(link)
    page.keyboard.press("Enter")
    assert has_focus(page.locator("main"))
    page.keyboard.press("Tab")
    assert page.evaluate("!document.querySelector('header').contains(document.activeElement)")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["home", "article with a wide table", "second page of a list"])
def test_the_keyboard_reaches_everything_and_its_place_is_always_seen(read, kind, width):
    page = read(PAGES[kind], width=width)
    open_folds(page)
    everything = page.locator("a, button, input, select, summary, [tabindex='0']")
    unseen = []
    for _ in range(everything.filter(visible=True).count()):
        page.keyboard.press("Tab")
        # Where a link is stretched over its card, the card's frame is drawn around that.
        place = page.evaluate(
            """() => {
                const element = document.activeElement;
                element.reached = true;
                const box = element.getBoundingClientRect();
                const widths = [null, "::after"]
                    .map(part => getComputedStyle(element, part))
                    .filter(style => style.outlineStyle !== "none")
                    .map(style => parseFloat(style.outlineWidth));
                const inView = box.bottom > 0 && box.top < innerHeight;
                return {
                    html: element.outerHTML.slice(0, 200),
                    seen: inView && Math.max(0, ...widths) >= 2,
                };
            }"""
        )
        if not place["seen"]:
            unseen.append(place["html"])
    assert unseen == []
    # Each press led to another stop, and no link was left out.
    never_reached = everything.evaluate_all(
        "all => all.filter(e => e.checkVisibility() && !e.reached).map(e => e.outerHTML)"
    )
    assert never_reached == []


def test_a_link_is_copied_and_the_copying_is_said(browser, site):
    context = browser.new_context(base_url=site.address)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/about-mg/causes/")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").filter(has_text="The link is copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{site_settings.ORIGIN}/about-mg/causes/"
    context.close()


def test_a_form_that_was_not_taken_opens_at_what_is_wrong_with_it(page_without_scripts):
    page = page_without_scripts
    page.goto("/feedback/?page=/about-mg/causes/")
    page.get_by_role("textbox", name="What is wrong, or missing?").fill("Short")
    page.get_by_role("button", name="Send").click()
    assert has_focus(page.locator(".error-summary"))
    page.get_by_role("link", name="Write a little more").click()
    message = page.get_by_role("textbox", name="What is wrong, or missing?")
    assert has_focus(message)
    assert message.input_value() == "Short"
