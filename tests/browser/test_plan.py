"""The plan and the batches in a real browser: by keyboard alone, in every width, in the dark."""

import datetime

import pytest
from django.utils import timezone

from articles.models import Article, SiteSettings, Step
from articles.publishing import approve, save_site_settings, schedule, set_embargo, submit
from tests.browser.looking import tab_to, what_axe_finds, what_is_too_wide
from tests.factories import change, make_article, make_draft, make_editor, take_back

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/admin/articles/article/"


@pytest.fixture
def desk(browser, live_server):
    """A page in which an editor is signed in, without Django's fading colours."""
    save_site_settings(SiteSettings(time_zone="Europe/Berlin"), by=None)
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("* { transition: none !important; }");
            document.adoptedStyleSheets = [sheet];
        });"""
    )
    page = context.new_page()
    make_editor("ida")
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("Username").fill("ida")
    page.get_by_label("Password").fill("a good password")
    page.get_by_role("button", name="Log in").click()
    yield page
    context.close()


@pytest.fixture
def planned(desk):
    """One of everything that the calendar and the batches can show."""
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    vera = make_editor("vera")
    public = make_article(title="A page that is out")
    change(public, title="A page that is out", summary="Other.")
    take_back(make_article(title="Taken back"))
    ready = make_draft(title="Ready")
    submit(ready, by=None)
    approve(ready, by=vera)
    scheduled = make_draft(title="A title as long as editors write it about myasthenia gravis")
    schedule(scheduled, due_at=tomorrow, by=vera)
    secret = make_draft(title="Secret", summary="")
    set_embargo(secret, until=tomorrow, by=vera)
    return {"scheduled": scheduled, "secret": secret, "ready": ready}


def test_the_new_pages_of_the_desk_are_for_everybody_at_every_width(desk, planned, live_server):
    selected = "&".join(f"article={pk}" for pk in Article.objects.values_list("pk", flat=True))
    found = []
    for address in (
        "calendar/",
        f"selected/publish/?{selected}",
        f"selected/submit/?{selected}",
        f"{planned['scheduled'].pk}/unschedule/",
        f"{planned['secret'].pk}/embargo/",
    ):
        desk.goto(f"{live_server.url}{LIST}{address}")
        found += what_axe_finds(desk)
        for width in (360, 768, 1280):
            desk.set_viewport_size({"width": width, "height": 800})
            found += [f"{address} at {width} px: {html}" for html in what_is_too_wide(desk)]
    assert found == []


def test_an_editor_plans_and_publishes_without_a_mouse(desk, planned, live_server):
    desk.goto(f"{live_server.url}{LIST}calendar/")
    tab_to(desk, desk.get_by_role("link", name="Take it off the schedule…").first)
    desk.keyboard.press("Enter")
    tab_to(desk, desk.get_by_role("button", name="Take it off the schedule"))
    desk.keyboard.press("Enter")
    desk.get_by_text("Taken off the schedule.").wait_for()
    assert planned["scheduled"].steps.filter(kind=Step.Kind.UNSCHEDULED).exists()

    desk.goto(f"{live_server.url}{LIST}")
    tab_to(desk, desk.locator("select[name=action]"))
    desk.keyboard.type("Publish")
    row = desk.get_by_role("row").filter(has=desk.get_by_role("link", name="Ready"))
    tab_to(desk, row.get_by_role("checkbox"))
    desk.keyboard.press("Space")
    desk.keyboard.press("Enter")
    tab_to(desk, desk.get_by_role("button", name="Publish what is ticked"))
    desk.keyboard.press("Enter")
    desk.get_by_text("Published: Ready").wait_for()
    planned["ready"].refresh_from_db()
    assert planned["ready"].is_public
