"""The desk by keyboard alone, and what axe and a narrow screen find on each of its pages."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Role
from articles.publishing import (
    note_visit,
    publish,
    resolve_thread,
    schedule,
    start_thread,
    submit,
)
from tests.browser.looking import HEIGHT, tab_to, what_axe_finds, what_is_too_wide
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_draft,
    make_editor,
    make_member,
    make_reviewer,
    make_section,
    publish_again,
    review,
    share,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a good password"


class Keyboard:
    """Somebody at a page who has no mouse: finds things by Tab, types, and presses keys."""

    def __init__(self, page, address):
        self.page = page
        self.address = address

    def sign_in(self, name):
        self.page.goto(f"{self.address}/admin/login/")
        self.type_into("Username:", name)
        self.type_into("Password:", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/admin/")

    def go_to(self, name, article=None):
        args = [article.pk] if article else []
        self.page.goto(self.address + reverse(f"admin:articles_article_{name}", args=args))

    def find(self, target):
        tab_to(self.page, target)

    def type_into(self, label, words):
        self.find(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def press(self, name, role="button"):
        self.find(self.page.get_by_role(role, name=name, exact=True))
        self.page.keyboard.press("Enter")

    def choose(self, label):
        """Choose one of several: Tab reaches the group, the arrows its members."""
        wanted = self.page.get_by_label(label)
        group = self.page.locator(f"input[name='{wanted.get_attribute('name')}']")
        for _ in range(100):
            self.page.keyboard.press("Tab")
            if group.evaluate_all("all => all.includes(document.activeElement)"):
                break
        for _ in range(5):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert wanted.is_checked()

    def reads(self, words):
        self.page.get_by_text(words).first.wait_for()


@pytest.fixture
def keyboard(page, live_server):
    return Keyboard(page, live_server.url)


def test_an_author_writes_an_article_and_hands_it_in(keyboard):
    make_member(Role.AUTHOR, "ann")
    make_section("about-mg", title="About MG")
    keyboard.sign_in("ann")
    keyboard.press("Articles", role="link")
    keyboard.press("Add article", role="link")
    keyboard.type_into("Title:", "What is MG?")
    keyboard.find(keyboard.page.get_by_label("Section:", exact=True))
    keyboard.page.keyboard.type("About")
    keyboard.type_into("Summary:", "Muscles that tire quickly, and why they do so.")
    keyboard.type_into("Text:", "## What happens\n\nThe signal grows weak.")
    keyboard.press("Hand in…")
    keyboard.reads("goes to an editor or a medical reviewer")
    keyboard.type_into("A word to whoever reads it:", "Please check the summary.")
    keyboard.press("Hand in")
    keyboard.reads("Handed in.")
    article = Article.objects.get()
    assert article.state == Article.State.IN_REVIEW
    assert article.steps.get().reason == "Please check the summary."


def test_an_editor_approves_and_publishes_what_an_author_wrote(keyboard):
    ann = make_member(Role.AUTHOR, "ann")
    make_member(Role.EDITOR, "ed")
    article = make_draft(title="Causes of MG", by=ann)
    submit(article, by=ann)
    keyboard.sign_in("ed")
    keyboard.press("Causes of MG", role="link")
    keyboard.choose("Approve: I have read")
    keyboard.press("Say so")
    keyboard.reads("Approved. It can be published now.")
    keyboard.press("Publish…")
    keyboard.reads("will be what readers see")
    keyboard.press("Publish")
    keyboard.reads("Published.")
    article.refresh_from_db()
    assert article.is_public
    assert article.publications.get().alone == ""


def test_a_reviewer_sends_a_text_back_on_a_phone(keyboard):
    ann = make_member(Role.AUTHOR, "ann")
    make_member(Role.REVIEWER, "vera")
    article = make_draft(title="Causes of MG", by=ann)
    submit(article, by=ann)
    keyboard.page.set_viewport_size({"width": 360, "height": HEIGHT})
    keyboard.sign_in("vera")
    keyboard.press("Causes of MG", role="link")
    keyboard.choose("Send it back")
    keyboard.type_into("What should be changed:", "The second sentence lacks a source.")
    keyboard.press("Say so")
    keyboard.reads("Sent back.")
    article.refresh_from_db()
    assert article.state == Article.State.DRAFT


def test_a_reviewer_reviews_a_page_on_a_phone(keyboard):
    vera = make_member(Role.REVIEWER, "vera")
    make_reviewer(account=vera)
    page = make_article(title="Causes of MG", body="Start.\n\n## Doses\n\nTake 30 mg.\n")
    review(page, reviewer=make_reviewer("Omar Reed"))
    publish_again(page, title="Causes of MG", body="Start.\n\n## Doses\n\nTake 60 mg.\n")
    other = make_article(title="Signs of MG")
    phone = keyboard.page
    phone.set_viewport_size({"width": 360, "height": HEIGHT})
    keyboard.sign_in("vera")
    keyboard.go_to("review", other)
    keyboard.reads("Nobody has reviewed the whole of this page yet")
    keyboard.press("Your answer", role="link")
    keyboard.find(phone.get_by_text("Needs change", exact=True))
    phone.keyboard.press("Enter")
    keyboard.type_into("What needs to change?", "The second sentence lacks a source.")
    keyboard.press("Ask for the change")
    keyboard.reads("The second sentence lacks a source.")
    keyboard.go_to("review", page)
    keyboard.reads("1 word added")
    keyboard.press("Doses", role="link")
    assert phone.locator("#text-doses").bounding_box()["y"] < HEIGHT
    assert "60 mg" in phone.locator(".readers-page ins").inner_text()
    assert what_is_too_wide(phone) == []
    keyboard.find(phone.get_by_text("Reviewed, no change needed"))
    phone.keyboard.press("Enter")
    keyboard.find(phone.get_by_label("The reviewer has read"))
    phone.keyboard.press("Space")
    keyboard.press("Record the review")
    keyboard.reads("Readers see “Reviewed")
    page.refresh_from_db()
    assert page.last_review.reviewer_name == "Vera Stone, MD"
    assert other.opinions.get().given_by == vera


@pytest.fixture
def world():
    """An article in each of the states that have a page of their own."""
    boss = make_editor("boss", first_name="Ida")
    ann = make_member(Role.AUTHOR, "ann")
    make_member(Role.REVIEWER, "vera")
    long_title = "What everybody who has just been told that they have myasthenia gravis asks"
    public = make_article(title=long_title)
    review(public, reviewer=make_reviewer())
    change(public, by=ann, title=long_title, summary="Another summary, which ann has written.")
    submit(public, note="Please look at the summary.", by=ann)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    planned = make_draft(title="For tomorrow")
    schedule(planned, due_at=tomorrow, by=boss)
    alone = make_draft(title="In haste", by=boss)
    publish(alone, by=boss, alone=ALONE)
    publish_again(alone, kind="correction", was_wrong="5 mg.", is_right="50 mg.", by=boss)
    faulty = make_draft(title="With faults", summary="", by=ann)
    note_visit(share("secret", public, by=boss))
    start_thread(public, words="Why?", assignee=ann, by=None)
    resolve_thread(start_thread(public, words="How?", by=boss), by=boss)
    return {"public": public, "planned": planned, "alone": alone, "faulty": faulty}


# In the states that `test_console.py` does not see them in, and as somebody who may do less.
SCREENS = [
    ("boss", "change", "planned"),
    ("boss", "publish", "planned"),
    ("boss", "publish", "faulty"),
    ("boss", "submit", "faulty"),
    ("vera", "confirm", "alone"),
    ("vera", "review", "alone"),
    ("vera", "change", "public"),
]


@pytest.mark.parametrize("who", ["boss", "vera"])
def test_axe_finds_nothing_on_the_screens_of_the_desk(page, live_server, world, who):
    keyboard = Keyboard(page, live_server.url)
    keyboard.sign_in(who)
    # The admin's first page.
    found = what_axe_finds(page, widths=(1280, 360), is_printed=False)
    for _who, name, which in (screen for screen in SCREENS if screen[0] == who):
        keyboard.go_to(name, world.get(which))
        found += what_axe_finds(page, widths=(1280, 360), is_printed=False)
        found += [f"{page.url} is too wide: {html}" for html in what_is_too_wide(page)]
    assert found == []
