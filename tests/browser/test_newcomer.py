"""Somebody who has never seen the admin: finds what is written on the screen, and counts."""

import io

import pytest
from django.urls import reverse
from PIL import Image as Pillow
from playwright.sync_api import expect

from articles.models import Article, Role
from tests.browser.looking import HEIGHT, has_focus, what_is_too_wide
from tests.factories import make_member, make_reference, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a good password"
MOST_STEPS = 60

OPENING = """\
Many people with myasthenia gravis find that reading is the first thing to go in the evening. \
The letters are sharp in the morning. Some hours later there are two of each, or the lids come \
down over the top of the page. Nothing is wrong with your glasses. The muscles that turn the eyes \
and lift the lids are small, work all day, and tire sooner than others.

You are not alone in this. """
CLAIM = "The eyes are where the disease is first seen in most people."
MIDDLE = """

Rest helps, and so does a plan for the day. Read what matters while your eyes are fresh, and leave \
the rest for another morning. Stop before the letters double, not after. A break of ten minutes \
with closed eyes is often worth more than half an hour of effort.

"""
HEADING = "What makes a page easier"
AFTER_HEADING = """

Print that is large asks less of your eyes. So does a narrow column, because each line is short \
and the next one is easy to find. Put a sheet of dark paper below the line that you read. Turn the \
light so that it falls on the page and not on your face.

A screen can do more than paper can. Choose larger letters once, and the page keeps them. Let the \
device read to you when the lids are heavy. Many people cover one eye, as in this drawing, so that \
one picture is left.

"""
CLOSING = """\
Change the eye now and then. Tell the people around you what they can do as well: read a letter \
aloud, send words as sound, or print a recipe in large type. It is no trouble for them, and it \
spares you a good part of the day.

Write down for a week at what time the letters begin to double. Take that page with you when you \
next see your doctor, who can tell more from it than from a single visit. There is more about \
aids for reading in a list of the national library: """
AIDS = "https://www.loc.gov/nls/"


class Newcomer:
    """Somebody at a screen who acts on what can be read there; each act is a step."""

    def __init__(self, page):
        self.page = page
        self.taken = 0

    def step(self):
        self.taken += 1

    def open(self, address):
        self.step()
        self.page.goto(address)

    def fill(self, label, words, within=None):
        self.step()
        (within or self.page).get_by_label(label).fill(words)

    def type(self, words):
        """Go on typing where the cursor stands."""
        self.step()
        self.page.keyboard.insert_text(words)

    def keys(self, *keys):
        self.step()
        for key in keys:
            self.page.keyboard.press(key)

    def press(self, name, role="button", within=None):
        self.step()
        (within or self.page).get_by_role(role, name=name, exact=True).click()

    def follow(self, name, within=None):
        self.press(name, role="link", within=within)

    def choose(self, label, option):
        self.step()
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def tick(self, label):
        self.step()
        self.page.get_by_label(label).check()

    def hand_over(self, label, file):
        self.step()
        self.page.get_by_label(label, exact=True).set_input_files(file)

    def reads(self, words, within=None):
        """See words on the screen, which costs no step."""
        expect((within or self.page).get_by_text(words).first).to_be_visible()

    def sign_in(self, address, name):
        self.open(address)
        self.fill("Username", name)
        self.fill("Password", PASSWORD)
        self.press("Log in")


def drawing():
    file = io.BytesIO()
    Pillow.new("RGB", (1200, 800), "teal").save(file, "PNG")
    return {"name": "one-eye.png", "mimeType": "image/png", "buffer": file.getvalue()}


@pytest.fixture
def world():
    """A site with a section and a source, and two people who work for it."""
    make_section("living", title="Living with MG")
    make_reference("gilhus-2019", title="Myasthenia gravis")
    make_member(Role.AUTHOR, "ann")
    make_member(Role.EDITOR, "ed")


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport={"width": 360, "height": HEIGHT}, has_touch=True)
    yield context.new_page()
    context.close()


def write_article(ann):
    """Begin an article at the desk, and write it: heading, picture, citation."""
    ann.follow("Add", within=ann.page.get_by_role("row", name="Articles"))
    ann.fill("Title:", "Reading when your eyes are tired")
    ann.choose("Section:", "Living with MG")
    ann.fill("Summary:", "Eyes that tire make reading hard. A plan for the day and a page help.")

    ann.fill("Text:", OPENING + CLAIM)
    ann.keys("Alt+Shift+C")
    ann.type("gilhus")
    ann.reads("1 source found.")
    ann.keys("Enter")
    ann.type(MIDDLE + HEADING)
    ann.press("Heading")
    ann.type(AFTER_HEADING)

    ann.press("Insert picture…")
    ann.hand_over("File", drawing())
    ann.fill("What the picture shows", "A reader who covers one eye with a hand")
    ann.fill("Licence", "Own work")
    ann.press("Upload and insert")
    expect(ann.page.get_by_role("dialog")).to_be_hidden()
    ann.type(CLOSING)
    link(ann, address=AIDS, words="click here")
    ann.reads("words · 2 minutes to read")
    ann.press("Save draft")
    ann.reads("Draft saved.")


def link(ann, *, address="", words):
    """Make a link at the cursor, or give the one that stands there other words."""
    ann.press("Link…")
    if address:
        ann.fill("Address", address, within=ann.page.get_by_role("dialog"))
    ann.fill("Words of the link", words)
    ann.press("Insert link")


def mend_and_hand_in(ann):
    """Be told what is in the way, have it shown, mend it, and hand the text in."""
    ann.press("Hand in…")
    ann.reads("1 thing to mend before it can go out")
    ann.reads("does not say where it leads")
    ann.follow("Not yet")
    vague = ann.page.get_by_role("listitem").filter(has_text="does not say where it leads")
    ann.follow("Show me", within=vague)
    text = ann.page.get_by_label("Text:")
    assert has_focus(text)
    link(ann, words="the National Library Service")
    expect(vague).to_have_count(0)
    ann.press("Hand in…")
    ann.fill("A word to whoever reads it", "My first one. Is it too long?")
    ann.press("Hand in")
    ann.reads("Handed in.")


def approve_and_publish(ed):
    """Find the text on the desk, read it, approve it, publish it, all on a phone."""
    waiting = ed.page.get_by_role("listitem").filter(has_text="To approve")
    ed.reads("Reading when your eyes are tired", within=waiting)
    assert what_is_too_wide(ed.page) == []
    ed.follow("Reading when your eyes are tired", within=waiting)
    ed.reads("My first one. Is it too long?")
    text = ed.page.frame_locator("iframe[title='The text to read']")
    expect(text.get_by_role("heading", name=HEADING)).to_be_visible()
    assert what_is_too_wide(ed.page) == []
    ed.tick("Approve: I have read")
    ed.press("Say so")
    ed.reads("Approved. It can be published now.")
    assert what_is_too_wide(ed.page) == []
    ed.press("Publish…")
    ed.press("Publish")
    ed.reads("Published.")


def test_a_newcomer_writes_an_article_and_a_colleague_publishes_it_in_under_sixty_steps(
    page, phone, browser, live_server, world
):
    door = live_server.url + reverse("admin:index")
    ann = Newcomer(page)
    ann.sign_in(door, "ann")
    write_article(ann)
    article = Article.objects.get()
    words = article.draft_revision.body.split()
    assert 280 <= len(words) <= 400
    mend_and_hand_in(ann)

    ed = Newcomer(phone)
    ed.sign_in(door, "ed")
    approve_and_publish(ed)
    ed.follow("View live page", within=phone.get_by_role("list").first)

    reader = browser.new_context().new_page()
    reader.goto(phone.url)
    assert phone.url == f"{live_server.url}/living/reading-when-your-eyes-are-tired/"
    expect(reader.get_by_role("heading", name=HEADING)).to_be_visible()
    expect(reader.get_by_role("link", name="National Library Service")).to_be_visible()
    picture = reader.get_by_role("img", name="A reader who covers one eye with a hand")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("async one => { await one.decode(); return one.naturalWidth; }") > 0
    number = reader.get_by_role("link", name="Reference 1", exact=True)
    expect(number).to_have_text("1")
    number.click()
    expect(reader.get_by_role("list").get_by_text("Gilhus NE").last).to_be_in_viewport()
    expect(reader.get_by_text("gives no medical advice").first).to_be_visible()
    reader.context.close()

    taken = ann.taken + ed.taken
    assert taken < MOST_STEPS, f"{taken} steps: {ann.taken} to write, {ed.taken} to publish"
