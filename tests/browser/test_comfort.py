"""What tired eyes can ask for: size, contrast, colours, spacing, rest, a voice."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.looking import (
    HEIGHT,
    SIZES,
    UNDER_A_THUMB,
    WIDTHS,
    has_focus,
    open_folds,
    tab_to,
    what_axe_finds,
    what_is_too_wide,
)
from tests.browser.sample_site import (  # noqa: F401  (fixtures are found by their names)
    ARTICLES,
    PAGES,
    db,
    site,
    test_settings,
)

pytestmark = pytest.mark.browser

KINDS = PAGES | {
    "page with a retracted source": "/news/how-we-mark-a-retracted-source/",
}
every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
FEW = ("home", "long article", "article with a wide table", "survey", "choice of comfort")
few_kinds = pytest.mark.parametrize("path", [KINDS[kind] for kind in FEW], ids=FEW)
DARK, LIGHT = "rgb(18, 24, 26)", "rgb(251, 248, 241)"
BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"


@pytest.fixture(scope="module")
def tab(browser, site):
    """One tab for the module; the text spacing of WCAG 1.4.12 needs a way around our own policy."""
    context = browser.new_context(base_url=site.address, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def read(tab, site):
    """Opens a page for somebody whose browser keeps `choice`."""

    def open_page(path, choice="", width=320, media="screen", scheme="light", forced="none"):
        tab.context.clear_cookies()
        if choice:
            tab.context.add_cookies([{"name": "comfort", "value": choice, "url": site.address}])
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        tab.emulate_media(media=media, color_scheme=scheme, forced_colors=forced)
        tab.goto(path)
        return tab

    return open_page


def size_of(page, selector):
    return page.locator(selector).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")


def colours_of(page):
    style = "getComputedStyle(document.body)"
    return page.evaluate(f"[{style}.backgroundColor, {style}.color]")


@every_kind
def test_very_large_text_never_makes_a_page_wider_than_the_window(read, path):
    page = read(path, "xl.usual.device")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        open_folds(page)
        assert what_is_too_wide(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_is_wrong_with_a_form_fits_the_window_in_very_large_letters(read):
    page = read(KINDS["feedback"], "xl.usual.device")
    page.locator("[name=email]").fill("nobody")
    page.locator("form .form__button").click()
    assert page.locator(".error-summary").is_visible()
    assert what_is_too_wide(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("kind", ["home", "long article", "choice of comfort"])
@pytest.mark.parametrize("choice", ["s.usual.device", "xl.high.dark"])
def test_what_is_pressed_is_large_enough_in_every_size(read, kind, choice):
    page = read(KINDS[kind], choice)
    open_folds(page)
    targets = page.locator(UNDER_A_THUMB).evaluate_all(SIZES)
    assert [target for target in targets if target["size"] < 44] == []


def test_the_letters_grow_from_size_to_size_and_headings_stay_larger_than_text(read):
    path = ARTICLES["long article"]
    for width in (320, 1280):
        found = []
        for choice in ("s", "m", "l", "xl"):
            page = read(path, f"{choice}.usual.device", width)
            sizes = [
                size_of(page, each)
                for each in ("h1", ".prose h2", ".page-head__summary", ".prose p")
            ]
            assert sizes == sorted(sizes, reverse=True)
            found.append(sizes)
        assert found == sorted(found)
        texts = [sizes[-1] for sizes in found]
        assert texts[0] >= 18
        assert texts[3] >= 1.5 * texts[1]


@few_kinds
@pytest.mark.parametrize("choice", ["m.high.device", "xl.high.dark", "l.usual.light"])
def test_axe_finds_nothing_whatever_is_chosen(read, path, choice):
    assert what_axe_finds(read(path, choice)) == []


@pytest.mark.parametrize(
    ("choice", "device", "ground", "ink"),
    [
        ("m.usual.device", "light", LIGHT, None),
        ("m.usual.device", "dark", DARK, None),
        ("m.usual.dark", "light", DARK, None),
        ("m.usual.light", "dark", LIGHT, None),
        ("m.high.device", "light", WHITE, BLACK),
        ("m.high.device", "dark", BLACK, WHITE),
        ("m.high.dark", "light", BLACK, WHITE),
        ("m.high.light", "dark", WHITE, BLACK),
    ],
)
def test_the_choice_of_colours_goes_before_the_devices(read, choice, device, ground, ink):
    page = read(ARTICLES["long article"], choice, scheme=device)
    found_ground, found_ink = colours_of(page)
    assert found_ground == ground
    assert ink in (None, found_ink)
    dark = ground in (DARK, BLACK)
    scheme = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert scheme == ("dark" if dark else "light")


def test_paper_has_the_chosen_size_and_stays_black_on_white(read):
    path = ARTICLES["long article"]
    usual = size_of(read(path, width=672, media="print"), ".prose p")
    page = read(path, "xl.high.dark", width=672, media="print")
    assert size_of(page, ".prose p") == pytest.approx(1.5 * usual)
    assert colours_of(page) == [WHITE, BLACK]
    assert page.evaluate("document.documentElement.scrollWidth") <= 672
    for unprinted in (".comfort-link", ".rest", ".read-aloud"):
        assert page.locator(unprinted).filter(visible=True).count() == 0


# WCAG 2.2, 1.4.12: what a reader may ask of any page without losing a word of it.
SPACING = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
CUT_OFF = """() => [...document.body.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element);
    const hides = axis => ["hidden", "clip"].includes(style[axis]);
    return element.checkVisibility() && element.textContent.trim()
        && ((hides("overflowX") && element.scrollWidth > element.clientWidth + 1)
        || (hides("overflowY") && element.scrollHeight > element.clientHeight + 1));
}).filter(element => !element.matches(".visually-hidden")).map(element => element.outerHTML)"""


@every_kind
def test_text_spaced_as_the_reader_likes_is_all_there(read, path):
    page = read(path, "m.usual.device")
    page.add_style_tag(content=SPACING)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        open_folds(page)
        assert what_is_too_wide(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(CUT_OFF) == []


def test_in_forced_colours_boxes_keep_a_line_and_the_focus_is_seen(read):
    page = read(ARTICLES["article with a wide table"], forced="active")
    lines = page.locator(".notice, .key-points, .table-scroll").evaluate_all(
        """boxes => boxes.map(box => getComputedStyle(box)).map(style =>
            parseFloat(style.borderTopWidth) || parseFloat(style.outlineWidth))"""
    )
    assert len(lines) >= 3
    assert min(lines) >= 1
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_reader_without_scripts_chooses_and_comes_back(browser, site):
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/surveys/?page=2")
    assert context.cookies() == []
    page.get_by_role("link", name="Text size and colours").click()
    page.get_by_label("Very large").check()
    page.get_by_label("Dark: light letters").check()
    page.get_by_role("button", name="Save and stay here").click()
    expect(page.get_by_role("status")).to_contain_text("Your choice is kept")
    assert page.locator("html[data-text=xl][data-scheme=dark]").count() == 1
    page.get_by_role("button", name="Save and go back").click()
    address = urlsplit(page.url)
    assert (address.path, address.query) == ("/surveys/", "page=2")
    assert page.locator("html[data-text=xl][data-scheme=dark]").count() == 1
    page.get_by_role("link", name="Text size and colours").click()
    expect(page.get_by_label("Very large")).to_be_checked()
    page.get_by_role("button", name="Back to the usual").click()
    assert page.locator("html[data-text]").count() == 0
    assert context.cookies() == []
    context.close()


# A voice that speaks at once when it is told to: say() ends the sentence that is being spoken.
VOICE = """
    const voices = [{lang: "LANGUAGE"}];
    window.said = [];
    window.hushed = 0;
    window.say = () => {
        const utterance = window.spoken;
        window.spoken = null;
        utterance?.onend?.();
    };
    Object.defineProperty(window, "speechSynthesis", {value: {
        getVoices: () => voices,
        speak: utterance => { window.said.push(utterance.text); window.spoken = utterance; },
        cancel: () => {
            const utterance = window.spoken;
            window.spoken = null;
            window.hushed += 1;
            utterance?.onerror?.({error: "canceled"});
        },
        addEventListener: () => {},
    }});
"""
MARKED = "[...(CSS.highlights.get('read-aloud') ?? [])].join('').replace(/\\s+/g, ' ')"


@pytest.fixture
def hear(browser, site):
    """Opens a page in a browser that has a voice."""
    contexts = []

    def open_page(path, language="en-US"):
        context = browser.new_context(base_url=site.address)
        contexts.append(context)
        context.add_init_script(VOICE.replace("LANGUAGE", language))
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def hear_all(page):
    page.evaluate("() => { while (window.spoken) window.say(); }")
    return page.evaluate("said")


def test_without_a_voice_for_the_pages_language_there_is_no_button(read, hear):
    for page in (read(ARTICLES["long article"]), hear(ARTICLES["long article"], "fr_FR")):
        assert page.locator(".read-aloud, [aria-pressed]").count() == 0
    assert hear(PAGES["home"]).locator("script[src*=read-aloud]").count() == 0


def test_a_page_is_read_from_its_title_to_its_last_words(hear):
    page = hear(ARTICLES["article with a wide table"])
    toggle = page.get_by_role("button", name="Read aloud")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    said = hear_all(page)
    assert said[0] == page.locator("h1").inner_text()
    assert "Key points" in said
    assert said.index("Key points") < said.index("What treatment aims for")
    # A table is said row by row, after its name; a mark in the text is not said.
    assert "Table 1" in said
    assert "Symptom relief, Keeps the nerve's messenger in place for longer, Fast" in said
    cited = next(sentence for sentence in said if "no more than mild side effects" in sentence)
    assert cited.endswith("side effects.")
    assert said[-1] == "This is information, not medical advice"
    expect(toggle).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="Stop reading")).to_have_count(0)
    assert page.complaints == []


def test_a_picture_is_told_in_words(hear):
    page = hear(ARTICLES["article with a picture"])
    page.get_by_role("button", name="Read aloud").click()
    alt = page.locator("article img").first.get_attribute("alt")
    caption = page.locator("figcaption").first.evaluate("caption => caption.firstChild.data.trim()")
    said = " ".join(hear_all(page))
    assert f"Picture: {alt} {caption}" in said
    assert "Licence" not in said


def test_a_chart_is_told_once_as_its_table(hear):
    page = hear(ARTICLES["survey"])
    page.get_by_role("button", name="Read aloud").click()
    said = hear_all(page)
    table = said.index("In numbers: What makes reading hard?")
    assert said[table - 1] == "What makes reading hard?"
    assert said[table + 1 : table + 3] == ["Answer, Readers, Share", "Double vision, 251, 61%"]
    assert not any("full size" in sentence for sentence in said)


def test_that_a_source_was_retracted_is_said_as_well(hear):
    page = hear(KINDS["page with a retracted source"])
    page.get_by_role("button", name="Read aloud").click()
    assert "retracted source" in hear_all(page)


def test_the_sentence_that_is_spoken_is_marked_and_the_page_stays_where_it_is(hear):
    page = hear(ARTICLES["long article"])
    page.get_by_role("button", name="Read aloud").click()
    for _ in range(40):
        assert page.evaluate(MARKED) == page.evaluate("said.at(-1)")
        page.evaluate("say()")
    assert page.evaluate("scrollY") == 0


def test_it_pauses_goes_on_with_the_same_sentence_and_stops_by_keyboard(hear):
    page = hear(ARTICLES["long article"])
    toggle = page.get_by_role("button", name="Read aloud")
    halt = page.get_by_role("button", name="Stop reading")
    tab_to(page, toggle)
    page.keyboard.press("Space")
    page.evaluate("say(); say()")
    page.keyboard.press("Space")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("spoken") is None
    assert len(page.evaluate("said")) == 3
    page.keyboard.press("Enter")
    said = page.evaluate("said")
    assert said[3] == said[2]
    page.keyboard.press("Tab")
    assert has_focus(halt)
    page.keyboard.press("Enter")
    assert page.evaluate("spoken") is None
    assert page.evaluate(MARKED) == ""
    assert has_focus(toggle)
    page.keyboard.press("Enter")
    assert page.evaluate("said.at(-1)") == said[0]


def test_the_voice_is_silent_once_the_reader_leaves(hear):
    page = hear(ARTICLES["long article"])
    page.get_by_role("button", name="Read aloud").click()
    assert page.evaluate("spoken !== null")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("spoken") is None
