"""Every page of the admin, opened once: nothing complains, sticks out, or fails axe."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from django.urls import reverse

from tests.admin.test_rights import address_of, addresses, build_world
from tests.browser.looking import AXE_TAGS, HEIGHT, open_folds, what_is_too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = {"width": 1280, "height": HEIGHT}
PHONE = {"width": 360, "height": HEIGHT}
# A violation of the policy is an event before it is a line of the console.
SAY_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event =>
    console.error(`The policy stops ${event.violatedDirective} ${event.blockedURI}`));"""
# Pages with a template in common that differ in their words alone: axe sees one of each.
ALL_ALIKE = {"admin/delete_confirmation.html", "admin/row_history.html"}
# What axe says of the page, but for what every page has around it and the first ones answer for.
ASK_AXE = """([rules, around]) => {
    document.getAnimations().forEach(animation => animation.finish());
    const options = {runOnly: rules, preload: false, resultTypes: ["violations"]};
    return axe.run({include: [document], exclude: around}, options).then(all => all.violations);
}"""
FRAME = [["#header"], ["#nav-sidebar"]]


class Looker:
    """Somebody who opens pages, and hears and sees what is wrong with them."""

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.asked = 0
        self.found = []
        page.add_init_script(SAY_VIOLATIONS)
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.tell(f"fails: {error}"))

    def hear(self, line):
        if line.type in ("error", "warning"):
            self.tell(f"says: {line.text}")

    def tell(self, words):
        self.found.append(f"{self.page.url.removeprefix(self.address)} {words}")

    def look_at(self, path, *, with_axe=True, in_the_dark=True):
        """Open the page once, wide and in the light, and make it narrow.

        Half of the pages go through axe wide and the others narrow, in the light; in the dark
        only their colours.
        """
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(WIDE)
        self.page.goto(self.address + path)
        headings = self.page.locator("h1").count()
        if headings != 1:
            self.tell(f"has {headings} headings of the first level")
        is_wide = self.asked % 2 == 0
        if with_axe and is_wide:
            self.ask_axe("wide", AXE_TAGS)
        self.page.set_viewport_size(PHONE)
        open_folds(self.page)
        for html in what_is_too_wide(self.page):
            self.tell(f"is too wide for a phone: {html}")
        if with_axe and not is_wide:
            self.ask_axe("on a phone", AXE_TAGS)
        self.asked += with_axe
        if in_the_dark:
            self.page.emulate_media(color_scheme="dark")
            self.ask_axe("in the dark", ["color-contrast"])

    def ask_axe(self, how, rules):
        around = FRAME if self.asked > 2 else []
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        for violation in self.page.evaluate(ASK_AXE, [rules, around]):
            for node in violation["nodes"]:
                self.tell(f"{how}: {violation['id']}: {node['html'][:200]}")


def pages_for(door, rows, article):
    """Return the paths of the admin that answer with a page, each with its template's name."""
    paths = dict.fromkeys(address_of(name, rows, article) for name in addresses())
    answers = {path: door.get(path) for path in paths}
    return {path: page.templates[0].name for path, page in answers.items() if is_page(page)}


def is_page(answer):
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


@pytest.mark.usefixtures("wordings")
def test_no_page_of_the_admin_complains_or_sticks_out_or_fails_axe(page, live_server):
    people, rows, article = build_world()
    door = Client()
    door.force_login(people["s"])
    pages = pages_for(door, rows, article)
    assert len(pages) > 100
    looker = Looker(page, live_server.url)
    looker.look_at(reverse("admin:login"))
    session = door.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    known = set()
    for path, template in pages.items():
        is_known = template in known
        is_alike = is_known and template in ALL_ALIKE
        # One of each template in the dark: they share their colours.
        looker.look_at(path, with_axe=not is_alike, in_the_dark=not is_known)
        known.add(template)
    assert not looker.found, "\n".join(looker.found)
