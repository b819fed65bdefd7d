"""Pictures in a real browser: dropped, described, brought to a focus, and put into a text."""

import io

import pytest
from PIL import Image as Pillow
from playwright.sync_api import expect

from articles.models import Image
from tests.browser.looking import has_focus, what_axe_finds
from tests.factories import make_editor, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """(zone, files) => {
    const transfer = new DataTransfer();
    for (const [name, bytes] of files) {
        transfer.items.add(new File([new Uint8Array(bytes)], name));
    }
    const options = {bubbles: true, cancelable: true, dataTransfer: transfer};
    zone.dispatchEvent(new DragEvent("drop", options));
}"""


def png():
    file = io.BytesIO()
    Pillow.new("RGB", (600, 400), "teal").save(file, "PNG")
    return list(file.getvalue())


def test_pictures_are_dropped_described_focused_and_used_by_keyboard(page, live_server, client):
    make_section()
    client.force_login(make_editor())
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    # Two at once: one comes in, the other says why it does not and can be left out.
    page.goto(f"{live_server.url}/admin/articles/image/several/")
    page.get_by_label("Licence of all").fill("Own work")
    page.locator("[data-drop-zone]").evaluate(DROP, [["nerve.png", png()], ["b.heic", [0, 1, 2]]])
    page.get_by_text("1 in the library, 1 not.").wait_for()
    expect(page.get_by_text("This is not a picture")).to_be_visible()
    assert what_axe_finds(page) == []
    page.get_by_role("button", name="Leave out: b.heic").click()
    page.get_by_text("1 in the library, 0 not.").wait_for()
    page.get_by_role("link", name="Describe them now").click()
    page.get_by_label("Description").fill("A nerve ending beside a muscle")
    page.get_by_role("button", name="Save what is described").click()

    # Its focus, by arrow keys; the crops follow.
    page.get_by_text("can be used now.").get_by_role("link").click()
    ring = page.get_by_role("button", name="Focus: 50 percent from the left")
    ring.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    assert page.get_by_label("Focus from the left").input_value() == "60"
    assert page.get_by_label("Focus from the top").input_value() == "49"
    crop = page.locator("[data-crop]").first
    assert crop.evaluate("crop => getComputedStyle(crop).objectPosition") == "60% 50%"
    assert what_axe_finds(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert (Image.objects.get().focus_x, Image.objects.get().focus_y) == (60, 49)

    # Into a text, by keyboard: found, said anew for this text, then once more as decoration.
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    text = page.get_by_label("Text:")
    dialog = page.get_by_role("dialog")
    for is_decorative in (False, True):
        page.get_by_role("button", name="Insert picture").press("Enter")
        field = dialog.get_by_role("combobox", name="Search the library")
        assert has_focus(field)
        page.keyboard.insert_text("nerve")
        page.get_by_text("1 picture found.").wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        words = dialog.get_by_label("What it shows here")
        assert words.input_value() == "A nerve ending beside a muscle"
        if is_decorative:
            dialog.get_by_label("Decorative").check()
        else:
            words.fill("")
            dialog.get_by_role("button", name="Insert", exact=True).click()
            dialog.get_by_text("Say what the picture shows here").wait_for()
            words.fill("A [weak] signal")
        dialog.get_by_role("button", name="Insert", exact=True).click()
        dialog.wait_for(state="hidden")
    expect(text).to_have_value(
        "![A (weak) signal](image:nerve)\n\n![](image:nerve){.decorative}\n\n"
    )
