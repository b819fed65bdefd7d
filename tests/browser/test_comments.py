"""Comments in a real browser: started on marked words, sent beside a text that is not saved."""

import pytest
from playwright.sync_api import expect

from articles.models import Role, Thread
from articles.publishing import start_thread, submit
from tests.browser.looking import has_focus, open_folds, what_axe_finds, what_is_too_wide
from tests.factories import make_draft, make_editor, make_member, make_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILLER = "\n\n".join(f"Paragraph {number} has words." for number in range(60))
BODY = f"Take 60 mg.\n\n{FILLER}\n\nThe **signal** grows weak [@gilhus-2019] in the evening.\n"


@pytest.fixture
def article():
    make_reference("gilhus-2019")
    return make_draft(title="Doses", body=BODY)


def come_in(page, live_server, client, person, address):
    client.force_login(person)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}{address}")


def mark(field, words):
    """Select words in a field as somebody does with the keyboard."""
    field.evaluate(
        """(one, words) => {
            const at = one.value.indexOf(words);
            one.focus();
            one.setSelectionRange(at, at + words.length);
        }""",
        words,
    )


def selected(field):
    return field.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")


def test_a_writer_comments_and_answers_by_keyboard_and_keeps_what_is_unsaved(
    page, live_server, client, article
):
    make_member(Role.REVIEWER, "vera")
    start_thread(article, words="The last word?", by=None)
    come_in(
        page, live_server, client, make_editor(), f"/admin/articles/article/{article.pk}/change/"
    )
    text, dialog = page.get_by_label("Text:"), page.locator("dialog[data-thread-dialog]")
    text.fill(f"{BODY}\nTyped and not saved.\n")
    mark(text, "The **signal** grows")
    page.keyboard.press("Alt+Shift+KeyM")
    expect(dialog.get_by_label("The words it is about")).to_have_value("The **signal** grows")
    page.keyboard.type("Is this so, @ve")
    names = dialog.get_by_role("listbox", name="Colleagues")
    expect(names.get_by_role("option", name="Vera (@vera)")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("and @vra?")
    dialog.get_by_role("button", name="Comment").press("Enter")
    expect(dialog).to_contain_text("Nobody at this desk signs in as “vra”.")
    words = dialog.get_by_label("What do you want to say?")
    expect(words).to_have_value("Is this so, @vera and @vra?")
    words.fill("Is this so, @vera?")
    dialog.get_by_role("button", name="Comment").press("Enter")
    expect(dialog).to_be_hidden()
    assert has_focus(text)
    expect(page.locator("a[data-threads-count]")).to_have_text("Comments (2 open)")

    threads = page.locator("[data-threads]")
    other = threads.locator(".thread", has_text="The last word?")
    other.locator("summary").press("Enter")
    other.get_by_label("What do you want to say?").fill("Half an answ")
    mine = threads.locator(".thread", has_text="Is this so")
    mine.get_by_role("link", name="Show the passage").press("Enter")
    assert selected(text) == "The **signal** grows"
    assert text.evaluate("one => one.scrollTop") > 500
    mine.locator("summary").press("Enter")
    mine.get_by_label("What do you want to say?").fill("It is.")
    mine.get_by_role("button", name="Resolve").press("Enter")
    expect(threads.locator("[data-threads-said]")).to_have_text("Resolved.")
    expect(page.locator("a[data-threads-count]")).to_have_text("Comments (1 open)")
    expect(other.get_by_label("What do you want to say?")).to_have_value("Half an answ")

    expect(text).to_have_value(f"{BODY}\nTyped and not saved.\n")
    article.refresh_from_db()
    assert article.draft_revision.number == 1
    page.set_viewport_size({"width": 360, "height": 740})
    open_folds(page)
    assert not [html for html in what_is_too_wide(page) if "thread" in html]
    assert what_axe_finds(page, part="[data-threads]", is_printed=False) == []

    page.context.clear_cookies()
    other.get_by_role("button", name="Answer").press("Enter")
    expect(threads.locator("[data-threads-said]")).to_contain_text("You have been signed out")
    expect(other.get_by_label("What do you want to say?")).to_have_value("Half an answ")


def test_a_reviewer_comments_on_words_that_are_marked_on_the_page(
    page, live_server, client, article
):
    submit(article, by=None)
    vera = make_member(Role.REVIEWER, "vera")
    page.set_viewport_size({"width": 360, "height": 740})
    come_in(page, live_server, client, vera, f"/admin/articles/article/{article.pk}/approve/")
    frame = page.frame_locator("iframe.review-desk__frame")
    frame.locator("p", has_text="grows weak").evaluate(
        "one => getSelection().selectAllChildren(one)"
    )
    page.get_by_role("button", name="Comment on this passage").click()
    dialog = page.locator("dialog[data-thread-dialog]")
    expect(dialog.get_by_label("The words it is about")).to_have_value(
        "The signal grows weak in the evening."
    )
    dialog.get_by_label("What do you want to say?").fill("Always?")
    dialog.get_by_role("button", name="Comment").click()
    expect(page.locator(".thread")).to_contain_text("Always?")
    assert Thread.objects.get().quote == "The **signal** grows weak [@gilhus-2019] in the evening."
