"""What editors do in a real browser: the scripts of the form, and the whole way to a page."""

import io

import pytest
from PIL import Image as Pillow

from articles.models import Article, Image
from tests.factories import change, make_article, make_editor, make_reviewer, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a good password"


def png():
    file = io.BytesIO()
    Pillow.new("RGB", (640, 480), "teal").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def desk(page, live_server):
    """A browser page in which an editor is signed in."""
    make_editor("ida")
    make_section("about-mg", title="About MG")
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("Username").fill("ida")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
    return page


@pytest.fixture
def form(desk, live_server):
    """The empty form of a new article."""
    desk.goto(f"{live_server.url}/admin/articles/article/add/")
    return desk


def preview(page):
    return page.frame_locator("iframe[name=body-preview]")


def open_form(page, live_server, article):
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")


def test_an_editor_writes_a_page_with_a_picture_and_a_reader_reads_it(form, live_server):
    form.get_by_label("Title:").fill("What is MG?")
    assert form.get_by_label("Address:").input_value() == "what-is-mg"
    form.get_by_label("Section:", exact=True).select_option(label="About MG")
    form.get_by_label("Summary:").fill("Muscles that tire quickly.")
    form.get_by_label("Text:").fill("## What happens\n\nThe signal grows weak.\n\n")

    form.get_by_role("button", name="Insert picture").click()
    dialog = form.get_by_role("dialog")
    dialog.get_by_label("File").set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": png()}
    )
    dialog.get_by_role("button", name="Upload and insert").click()
    dialog.get_by_role("alert").get_by_text("This field is required").wait_for()
    dialog.get_by_label("What the picture shows").fill("A nerve ending")
    dialog.get_by_label("Licence").fill("Own work")
    dialog.get_by_role("button", name="Upload and insert").click()
    dialog.wait_for(state="hidden")
    assert "![A nerve ending](image:a-nerve-ending)" in form.get_by_label("Text:").input_value()
    preview(form).get_by_alt_text("A nerve ending").wait_for()

    form.get_by_role("button", name="Publish…").click()
    form.get_by_label("Why it cannot wait").fill("Nobody else is here today.")
    form.get_by_role("button", name="Publish", exact=True).click()
    form.get_by_role("list").get_by_role("link", name="View live page").click()
    form.get_by_role("heading", level=1, name="What is MG?").wait_for()
    assert form.url == f"{live_server.url}/about-mg/what-is-mg/"
    assert form.get_by_alt_text("A nerve ending").count() == 1
    assert Article.objects.public().count() == 1


def test_the_preview_follows_what_is_typed_and_is_the_readers_page(form):
    form.get_by_label("Title:").fill("Causes")
    form.get_by_label("Text:").fill("## First part\n\nSome words.")
    preview(form).get_by_role("heading", name="First part").wait_for()
    form.get_by_label("Text:").fill("## Second part\n\nOther words.")
    preview(form).get_by_role("heading", name="Second part").wait_for()
    assert preview(form).get_by_role("heading", level=1).inner_text() == "Causes"
    assert preview(form).get_by_text("gives no medical advice").count() == 1
    links = preview(form).locator("link[rel=stylesheet]")
    sheets = links.evaluate_all("all => all.map(link => link.href)")
    assert all(sheet.endswith("/static/css/site.css") for sheet in sheets)


def test_the_preview_is_never_painted_over_by_an_error_or_the_login_page(form):
    form.get_by_label("Title:").fill("Causes")
    form.get_by_label("Text:").fill("A good text.")
    preview(form).get_by_text("A good text.").wait_for()
    form.context.clear_cookies()
    form.get_by_label("Text:").fill("Typed after the session ended.")
    form.locator("[data-preview-status]").get_by_text("You have been signed out").wait_for()
    assert preview(form).get_by_text("A good text.").count() == 1


def test_a_text_that_is_too_long_is_said_beside_the_editor(form):
    form.get_by_label("Title:").fill("Causes")
    form.get_by_label("Text:").fill("x" * 200_001)
    form.locator("[data-preview-status]").get_by_text("200,000").wait_for()


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_a_picture_comes_in_by_paste_and_by_drop_and_is_described_first(form, way):
    form.get_by_label("Text:").evaluate(
        """(area, [way, bytes]) => {
            const file = new File([new Uint8Array(bytes)], "photo.png", {type: "image/png"});
            const transfer = new DataTransfer();
            transfer.items.add(file);
            area.focus();
            const options = {bubbles: true, cancelable: true};
            area.dispatchEvent(
                way === "paste"
                    ? new ClipboardEvent("paste", {...options, clipboardData: transfer})
                    : new DragEvent("drop", {...options, dataTransfer: transfer})
            );
        }""",
        [way, list(png())],
    )
    dialog = form.get_by_role("dialog")
    dialog.get_by_label("What the picture shows").fill("A nerve ending")
    dialog.get_by_label("Licence").fill("Own work")
    dialog.get_by_label("Credit").fill("Rosa Lind")
    dialog.get_by_label("Credit").press("Enter")
    dialog.wait_for(state="hidden")
    assert Image.objects.get().credit == "Rosa Lind"
    assert "(image:a-nerve-ending)" in form.get_by_label("Text:").input_value()


def test_a_bad_picture_is_said_in_the_dialog_and_the_words_stay(form):
    form.get_by_role("button", name="Insert picture").click()
    dialog = form.get_by_role("dialog")
    dialog.get_by_label("File").set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": b"<html>"}
    )
    dialog.get_by_label("What the picture shows").fill("A nerve ending")
    dialog.get_by_role("button", name="Upload and insert").click()
    dialog.get_by_text("This is not a picture").wait_for()
    assert dialog.get_by_label("What the picture shows").input_value() == "A nerve ending"


def test_tab_leaves_the_text_and_brackets_can_be_typed(form):
    text = form.get_by_label("Text:")
    text.fill("Words")
    text.press("Control+]")
    text.press("Control+d")
    text.press("Tab")
    assert text.input_value() == "Words"
    assert form.evaluate("document.activeElement.id") != "id_body"


def test_undo_takes_an_inserted_picture_back(form):
    text = form.get_by_label("Text:")
    text.fill("Before.")
    form.get_by_role("button", name="Insert picture").click()
    dialog = form.get_by_role("dialog")
    dialog.get_by_label("File").set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": png()}
    )
    dialog.get_by_label("What the picture shows").fill("A nerve ending")
    dialog.get_by_label("Licence").fill("Own work")
    dialog.get_by_role("button", name="Upload and insert").click()
    dialog.wait_for(state="hidden")
    assert text.input_value() == "Before.\n\n![A nerve ending](image:a-nerve-ending)\n\n"
    text.press("Control+z")
    assert text.input_value() == "Before."


def test_the_counter_says_when_a_summary_is_too_long_and_loses_nothing(form):
    form.get_by_label("Summary:").fill("x" * 310)
    form.get_by_text("310 / 300").wait_for()
    assert len(form.get_by_label("Summary:").input_value()) == 310


def test_a_page_is_corrected_reviewed_and_withdrawn(desk, live_server):
    article = make_article(title="Causes")
    make_article(title="Living with MG")
    make_reviewer()
    open_form(desk, live_server, article)
    desk.get_by_label("Summary:").fill("The signal is disturbed.")
    desk.get_by_role("button", name="Publish…").click()
    desk.get_by_label("What was wrong").wait_for(state="hidden")
    desk.get_by_label("Correction: the page said").check()
    desk.get_by_label("What was wrong").fill("The signal is lost.")
    desk.get_by_label("Why it cannot wait").fill("Nobody else is here today.")
    desk.get_by_role("button", name="Publish", exact=True).click()
    desk.get_by_text("Say what is right.").wait_for()
    desk.get_by_label("What is right").fill("The signal is weak.")
    assert desk.locator(".as-told").get_by_text("The signal is weak.").is_visible()
    desk.get_by_role("button", name="Publish", exact=True).click()

    desk.get_by_role("link", name="Review…", exact=True).click()
    desk.locator(".readers-page").get_by_text("The signal is disturbed.").wait_for()
    desk.get_by_text("Reviewed, no change needed").click()
    desk.get_by_label("Reviewer:").select_option(label="Vera Stone, MD")
    desk.get_by_label("The reviewer has read").check()
    desk.get_by_role("button", name="Record the review").click()
    desk.get_by_text("Readers see “Reviewed").wait_for()

    desk.get_by_role("link", name="Withdraw…").click()
    desk.get_by_label("Merged.").check()
    desk.get_by_label("Reason, for readers").fill("Told better elsewhere.")
    desk.locator(".select2-selection").click()
    desk.locator(".select2-search__field").fill("Living")
    desk.get_by_role("option", name="Living with MG").click()
    desk.get_by_role("button", name="Withdraw the page").click()
    desk.get_by_text("Told better elsewhere.").wait_for()
    article.refresh_from_db()
    assert article.withdrawal.replacement.title == "Living with MG"
    assert article.publications.get(kind="correction").is_right == "The signal is weak."


def test_what_stands_in_a_field_never_hides(desk, live_server):
    article = make_article()
    change(article, summary="Other.")
    desk.goto(f"{live_server.url}/admin/articles/article/{article.pk}/publish/")
    desk.get_by_label("What was wrong").wait_for(state="hidden")
    desk.get_by_label("Correction: the page said").check()
    desk.get_by_label("What was wrong").fill("The dose.")
    desk.get_by_label("Minor:").check()
    assert desk.get_by_label("What was wrong").is_visible()
    assert not desk.get_by_label("What is right").is_visible()


def test_without_scripts_every_field_for_readers_is_shown(browser, live_server):
    make_editor("ida")
    article = make_article()
    change(article, summary="Other.")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/publish/")
    page.get_by_label("Username").fill("ida")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    for label in ("What was wrong", "What is right", "What changed"):
        assert page.get_by_label(label).is_visible()
    context.close()


def test_the_form_works_without_scripts(browser, live_server):
    make_editor("ida")
    make_section("about-mg", title="About MG")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.get_by_label("Username").fill("ida")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Title:").fill("What is MG?")
    page.get_by_label("Section:", exact=True).select_option(label="About MG")
    page.get_by_label("Text:").fill("## A part\n\nWords.")
    page.get_by_role("button", name="Show preview").click()
    preview(page).get_by_role("heading", name="A part").wait_for()
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Draft saved.").wait_for()
    assert Article.objects.get().slug == "what-is-mg"
    context.close()
