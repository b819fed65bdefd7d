"""Preview links in a real browser: an editor makes one, and somebody outside reads."""

import pytest
from django.urls import reverse

from articles.publishing import revoke_preview
from tests.browser.looking import what_axe_finds, what_is_too_wide
from tests.factories import make_draft, make_editor, make_image, share

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "## Signs\n\nLids hang.\n\n![A lid that hangs](image:lid)\n"


@pytest.fixture
def article():
    lead = make_image("face", width=900)
    make_image("lid", width=900)
    return make_draft(
        "lids", title="Hanging lids", body=BODY, lead_image=lead, lead_alt="A tired face"
    )


def pictures_shown(page):
    """How many pictures of the text have arrived, of how many."""
    page.locator("article img").last.scroll_into_view_if_needed()
    loaded = "all => all.filter(one => one.complete && one.naturalWidth > 0).length"
    page.wait_for_function("[...document.images].every(one => one.complete)")
    pictures = page.locator("article img")
    return pictures.evaluate_all(loaded), pictures.count()


def test_an_editor_copies_a_new_link_and_somebody_outside_reads_the_draft(
    page, browser, live_server, article
):
    make_editor("ida")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("Username").fill("ida")
    page.get_by_label("Password").fill("a good password")
    page.get_by_role("button", name="Log in").click()
    page.goto(live_server.url + reverse("admin:articles_article_share", args=[article.pk]))
    page.get_by_label("For whom?").fill("Dr. Lee")
    page.get_by_role("button", name="Make a link").click()
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("The link is copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Address").input_value()

    outside = browser.new_context().new_page()
    # The test's own server has another port than the site's address says.
    outside.goto(f"{live_server.url}/preview/{copied.partition('/preview/')[2]}")
    assert outside.get_by_text("Lids hang.").count() == 0
    outside.get_by_role("link", name="Read the text").click()
    outside.get_by_text("please do not pass it on").wait_for()
    assert pictures_shown(outside) == (2, 2)
    assert outside.context.cookies() == []
    outside.context.close()


def test_axe_finds_nothing_on_what_somebody_outside_sees(page, live_server, article):
    link = share("the-secret", article)
    address = f"{live_server.url}/preview/the-secret/"
    found = []
    for query, words in (("", "Read the text"), ("?read=yes", "Lids hang."), ("", "has ended")):
        if words == "has ended":
            revoke_preview(link, by=None)
        page.goto(address + query)
        page.get_by_text(words).first.wait_for()
        found += what_axe_finds(page)
        found += [f"{words} is too wide: {html}" for html in what_is_too_wide(page)]
    assert found == []
