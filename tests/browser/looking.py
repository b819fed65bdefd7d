"""Ways of looking at an open page: what axe finds, what sticks out, where the focus is."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (320, 768, 1280)
HEIGHT = 800
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# What is pressed with a thumb, and not within a sentence.
UNDER_A_THUMB = (
    ".masthead a, nav a, summary, button, label:has(input), :is(h2, h3) > a, .site-footer a, "
    ".callout__link, .updates__link"
)
# How far a finger may be from the middle of a link's first line and still press this very link.
SIZES = """elements => elements.filter(element => element.checkVisibility()).map(element => {
    element.scrollIntoView({block: "center"});
    const line = element.getClientRects()[0];
    const x = Math.min(line.left + line.width / 2, line.left + 40);
    const y = line.top + line.height / 2;
    const reach = (dx, dy) => {
        for (let step = 0; step < 50; step += 1) {
            const hit = document.elementFromPoint(x + dx * step, y + dy * step);
            if (!hit || !element.contains(hit)) return step;
        }
        return 50;
    };
    const [width, height] = [reach(1, 0) + reach(-1, 0), reach(0, 1) + reach(0, -1)];
    return {size: Math.min(width, height) - 1, html: element.outerHTML.slice(0, 200)};
})"""


def what_axe_finds(page, widths=(WIDTHS[0], WIDTHS[-1]), is_printed=True, part=""):
    """Return what axe-core finds on the open page, or in `part` (a selector), as sentences.

    All rules at the first width. Colours know no width, and structure knows no colours: so all but
    contrast at the others, and contrast alone in the dark and as it is printed.
    """
    page.evaluate(AXE_SCRIPT)
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        open_folds(page)
        page.emulate_media(media="screen", color_scheme="light")
        colours = {"color-contrast": {"enabled": width == widths[0]}}
        found += _violations(page, f"at {width} px", part, runOnly=AXE_TAGS, rules=colours)
    page.emulate_media(media="screen", color_scheme="dark")
    found += _violations(page, "in the dark", part, runOnly=["color-contrast"])
    if is_printed:
        page.emulate_media(media="print", color_scheme="light")
        found += _violations(page, "printed", part, runOnly=["color-contrast"])
    page.emulate_media(media="screen")
    return found


def _violations(page, how, part, **options):
    # Another scheme comes with a transition, and a colour halfway is nobody's.
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    violations = page.evaluate(
        """([part, options]) => axe.run(part || document, options).then(all => all.violations)""",
        [part, {"preload": False, "resultTypes": ["violations"]} | options],
    )
    return [
        f"{page.url} {how}: {violation['id']}: {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]


def what_is_too_wide(page):
    """Return what sticks out of the window and is in no box that scrolls by itself, as HTML.

    What a closed fold holds has no box yet, or one from before the window was made narrower.
    """
    return page.evaluate(
        """() => {
            const isFramed = element => {
                for (let box = element.parentElement; box; box = box.parentElement)
                    if (getComputedStyle(box).overflowX !== "visible") return true;
                return false;
            };
            return [...document.body.querySelectorAll("*")]
                .filter(element => element.checkVisibility() && !isFramed(element))
                .filter(element => {
                    const box = element.getBoundingClientRect();
                    return box.left < -0.5 || box.right > innerWidth + 0.5;
                })
                .map(element => element.outerHTML.slice(0, 200));
        }"""
    )


def see_all_pictures(page):
    """Scroll to the pictures: a browser asks for one only when the reader comes near."""
    page.evaluate(
        """async () => {
            for (const image of document.images) {
                if (!image.checkVisibility()) continue;
                image.scrollIntoView();
                await image.decode();
            }
        }"""
    )


def open_folds(page):
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")


def tab_to(page, target):
    # The article form has about a hundred stops, with the list at its side and the preview.
    for _ in range(150):
        page.keyboard.press("Tab")
        if has_focus(target):
            return
    pytest.fail("Tab never gets there.")


def has_focus(locator):
    return locator.evaluate("element => element === document.activeElement")


def is_on_screen(locator):
    return locator.evaluate(
        """element => {
            const box = element.getBoundingClientRect();
            return box.top >= 0 && box.left >= 0 && box.right <= innerWidth;
        }"""
    )
