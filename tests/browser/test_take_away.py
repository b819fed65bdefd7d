"""What readers print and keep, in a real browser."""

import pytest

from tests.browser.looking import open_folds, what_axe_finds, what_is_too_wide
from tests.browser.sample_site import db, every_article, site, test_settings  # noqa: F401

pytestmark = pytest.mark.browser

A4 = 672
CARD = "/living/emergency-card/"
# Headings and labels that could be left alone at the foot of a sheet.
HEADINGS = "h1, h2, h3, h4, h5, h6, summary, .notice__label"
STRANDED = f"""() => [...document.querySelectorAll("{HEADINGS}")]
    .filter(element => element.checkVisibility())
    .filter(element => getComputedStyle(element).breakAfter !== "avoid")
    .map(element => element.outerHTML)"""


@pytest.fixture
def paper(page, site):
    """Opens a path as it is printed."""

    def opened(path):
        page.set_viewport_size({"width": A4, "height": 900})
        page.emulate_media(media="print")
        page.goto(f"{site.address}{path}")
        return page

    return opened


@every_article
def test_on_paper_there_is_nothing_to_press_and_no_heading_is_left_alone(paper, path):
    page = paper(path)
    pressed = page.locator("button, input, select, textarea, .share-links, .wrong, .related, .feed")
    assert pressed.filter(visible=True).count() == 0
    assert page.locator(".neighbours, .read-aloud, .follow").filter(visible=True).count() == 0
    assert page.evaluate(STRANDED) == []
    for source in page.locator(".references__item").all():
        assert source.is_visible()


def test_on_paper_a_heading_after_a_place_to_rest_is_as_far_from_the_text_as_any_other(paper):
    page = paper("/treatments/overview-of-treatments/")
    assert page.locator(".prose > .rest + h2").count() > 0
    margins = page.locator(".prose > * + h2").evaluate_all(
        "all => all.map(element => getComputedStyle(element).marginTop)"
    )
    assert len(set(margins)) == 1


@pytest.mark.parametrize(
    ("path", "box"), [("/about-mg/causes/", "key-points"), ("/", "start-here")]
)
def test_a_box_that_moves_to_the_next_sheet_leaves_no_line_behind(paper, path, box):
    style = paper(path).locator(f".{box}").evaluate("box => ({...getComputedStyle(box)})")
    assert style["outlineStyle"] == "none"
    assert style["borderTopStyle"] == "solid"


def test_the_booklet_begins_a_sheet_with_each_page(paper):
    page = paper("/treatments/booklet/")
    assert page.evaluate(STRANDED) == []
    breaks = page.locator(".booklet__page").evaluate_all(
        "all => all.map(element => getComputedStyle(element).breakBefore)"
    )
    assert len(breaks) > 2
    assert set(breaks) == {"page"}
    assert page.locator(".booklet__list").is_visible()


MILLIMETRE = 96 / 25.4


@pytest.mark.parametrize("text", ["m", "xl"])
def test_the_small_card_is_as_large_as_a_bank_card_whatever_the_text_size(paper, text):
    page = paper(CARD)
    page.evaluate("size => document.documentElement.dataset.text = size", text)
    boxes = [side.bounding_box() for side in page.locator(".emergency-card--wallet > div").all()]
    assert len(boxes) == 4
    for box in boxes:
        assert box["width"] == pytest.approx(85.6 * MILLIMETRE, abs=4)
        assert box["height"] == pytest.approx(54 * MILLIMETRE, abs=4)
    cut_off = page.locator(".emergency-card__side").evaluate_all(
        "all => all.filter(side => side.scrollHeight > side.clientHeight + 1).length"
    )
    assert cut_off == 0


def test_the_card_is_printed_alone_with_where_it_is_from(paper):
    page = paper(CARD)
    assert page.locator("h1").is_visible()
    assert not page.locator(".page-head__summary").is_visible()
    assert not page.locator(".take-away__screen").is_visible()
    assert page.locator(".print-source").is_visible()
    assert page.get_by_text("10.3390/jcm10071537").is_visible()
    sheets = page.locator(".take-away__sheet").evaluate_all(
        "all => all.map(element => getComputedStyle(element).breakBefore)"
    )
    assert sheets == ["auto", "page"]


@pytest.fixture
def kept(page, site, tmp_path):
    """Saves the copy of a page as a reader does, and opens the file."""

    def opened(path):
        page.goto(f"{site.address}{path}")
        with page.expect_download() as saving:
            page.get_by_role("link", name="Save this page to read offline").click()
        file = tmp_path / saving.value.suggested_filename
        saving.value.save_as(file)
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        return page, asked

    return opened


@pytest.mark.parametrize("path", ["/about-mg/what-is-mg/", "/treatments/overview-of-treatments/"])
def test_a_kept_copy_is_whole_without_the_site(kept, path):
    page, asked = kept(path)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.url.endswith(f"{path.strip('/').split('/')[1]}.html")
    assert page.get_by_text("gives no medical advice").is_visible()
    drawn = page.locator("img").evaluate_all("all => all.map(image => image.naturalWidth)")
    assert all(drawn)
    # The stylesheet came along: a page without it has the browser's own margin.
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    assert what_axe_finds(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    open_folds(page)
    assert what_is_too_wide(page) == []
