"""Pasting in a real browser: one undo, a place that does not wander, and nothing lost."""

from pathlib import Path

import pytest

from tests.browser.writing import article, desk, form, sign_out_in_another_tab, text_of  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLIPBOARD = Path(__file__).parents[1] / "rendering" / "clipboard"


def sample(name, ending="html"):
    return (CLIPBOARD / f"{name}.{ending}").read_text()


def paste(page, html, plain):
    page.get_by_label("Text:").evaluate(
        """(area, [html, plain]) => {
            const transfer = new DataTransfer();
            transfer.setData("text/html", html);
            transfer.setData("text/plain", plain);
            area.focus();
            const options = {bubbles: true, cancelable: true, clipboardData: transfer};
            const goesOn = area.dispatchEvent(new ClipboardEvent("paste", options));
            if (goesOn) document.execCommand("insertText", false, plain);
        }""",
        [html, plain],
    )


def says(page, words):
    page.locator("[data-pasted-said]").get_by_text(words).wait_for()


def test_what_is_pasted_becomes_markdown_and_one_undo_takes_it_back(form, live_server):
    text = form.get_by_label("Text:")
    text.fill("Before. After.")
    text.evaluate("area => area.setSelectionRange(7, 7)")
    held = []
    form.route("**/article/paste/", lambda route: held.append(route))
    paste(form, sample("google_docs"), "plain")
    says(form, "Cleaning what you pasted")
    text.press_sequentially(" Typed meanwhile.")
    held[0].continue_()
    says(form, "Pasted as Markdown: 2 headings, 1 table.")
    assert text_of(form) == (
        f"Before.\n\n{sample('google_docs', 'md').strip()}\n\n Typed meanwhile. After."
    )
    text.press("Control+z")
    assert text_of(form) == "Before. Typed meanwhile. After."
    form.unroute("**/article/paste/")

    text.fill("")
    paste(form, sample("word_windows"), "Tired by evening")
    says(form, "1 footnote to complete")
    assert text_of(form) == sample("word_windows", "md").strip()
    form.get_by_text("Upload the picture “A drooping eyelid”").wait_for()
    form.get_by_role("button", name="Paste as plain text instead").click()
    assert text_of(form) == "Tired by evening"

    text.fill("")
    paste(form, "<span style='color: red'>- typed *so*</span>", "- typed *so*")
    assert text_of(form) == "- typed *so*"

    sign_out_in_another_tab(form, live_server)
    text.fill("Kept. ")
    paste(form, "<p>One</p><p><b>Two</b></p>", "One Two")
    says(form, "You have been signed out")
    assert text_of(form) == "Kept. One Two"
