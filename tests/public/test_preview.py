"""An unpublished text, for whoever holds a link to it."""

import pytest
from django.test import Client

from articles.models import MissingAddress, PreviewVisit, SiteSettings
from articles.publishing import (
    discard_draft,
    publish,
    revoke_preview,
    save_site_settings,
)
from tests.factories import (
    ALONE,
    change,
    make_article,
    make_draft,
    make_image,
    make_person,
    make_reference,
    make_term,
    review,
    share,
)
from tests.public.reading import links, words

pytestmark = pytest.mark.django_db

PAGE = "/preview/the-secret/"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ROBOTS = [
    "WhatsApp/2.23.20.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "TelegramBot (like TwitterBot)",
    "",
]
TEXT = "## Signs\n\nLids hang.\n"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z")
    return time_machine


@pytest.fixture
def client():
    return Client(headers={"User-Agent": BROWSER})


@pytest.fixture
def article():
    return make_draft("lids", title="Hanging lids", summary="Why lids hang.", body=TEXT)


@pytest.fixture
def link(article):
    return share("the-secret", article)


def page(client, address=PAGE):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# -- What whoever holds it reads ------------------------------------------------------------------


def test_the_draft_is_shown_as_readers_would_see_it_under_a_notice(client, link):
    text = words(page(client))
    assert "Hanging lids" in text
    assert "Lids hang." in text
    assert "Not published" in text
    assert (
        "Shared with you by the editors of MG News until Monday, March 9, 2026, 12:00 UTC; "
        "please do not pass it on."
    ) in text
    assert "It gives no medical advice" in text
    assert "Not yet medically reviewed" in text


def test_the_end_is_told_in_the_time_of_the_site(client, link):
    save_site_settings(SiteSettings(pk=1, time_zone="America/New_York"), by=None)
    # By then clocks there have gone forward.
    assert "until Monday, March 9, 2026, 08:00 EDT" in words(page(client))


def test_nobody_keeps_finds_or_learns_the_address(client, link):
    response = client.get(PAGE)
    html = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"].startswith("noindex")
    assert '<meta name="robots" content="noindex">' in html
    assert not response.cookies
    assert "ETag" not in response
    for told in ("canonical", "og:", "application/ld+json", 'name="description"', "updates.atom"):
        assert told not in html
    assert "the-secret" not in html


def test_it_says_nothing_of_dates_and_offers_no_way_to_pass_it_on(client, link):
    text = words(page(client))
    for said in (
        "Last updated",
        "First published",
        "Share this page",
        "Something wrong",
        "Printed",
    ):
        assert said not in text


def test_a_draft_over_a_live_page_is_shown_without_what_the_page_says_of_its_own_text(client):
    article = make_article("causes")
    review(article)
    change(article, title="New causes")
    share("the-secret", article)
    text = words(page(client))
    assert "New causes" in text
    assert "Reviewed March" not in text
    assert "Last updated" not in text


def test_a_review_of_exactly_this_text_is_named(client, article, link):
    review(article)
    assert "Reviewed March 2, 2026 by Vera Stone" in words(page(client))


def test_a_newer_draft_is_not_shown_but_told_of(client, article, link):
    change(article, title="Another title", body="## Other\n\nOther words.\n")
    text = words(page(client))
    assert "There is a newer draft" in text
    assert "Lids hang." in text
    assert "Another title" not in text
    assert "Other words." not in text


def test_staff_see_the_same_page(client, desk, link):
    assert "Lids hang." in desk.get(f"{PAGE}?read=yes").content.decode()


# -- Where it leads -------------------------------------------------------------------------------


def test_no_link_leads_to_what_readers_cannot_see(client):
    make_draft("hidden", title="Hidden")
    make_article("causes", title="Causes")
    make_term("ptosis")
    make_reference("lee")
    writer = make_person("Zoe Ash", bio="Writes.")
    body = (
        "## Signs\n\nSee [the hidden page](/about-mg/hidden/), [the causes](/about-mg/causes/), "
        "[the desk](/admin/), [another secret](/preview/other/) and "
        "[a source](https://example.org/a/). It is ptosis [@lee].\n"
    )
    article = make_draft("lids", body=body)
    article.bylines.create(person=writer)
    share("the-secret", article)
    html = page(client)
    text = words(html)
    for said in ("the hidden page", "the desk", "another secret", "Zoe Ash"):
        assert said in text
    led_to = links(html)
    assert "/about-mg/causes/" in led_to
    assert "https://example.org/a/" in led_to
    assert "/glossary/ptosis/" in led_to
    assert not [href for href in led_to if href.startswith(("/admin", "/preview", "/people/zoe"))]
    assert "/about-mg/hidden/" not in html
    assert "/about-mg/lids/" not in html
    for href in led_to:
        if href.startswith("/"):
            assert Client().get(href).status_code == 200, href


def test_its_pictures_are_shown_through_the_link_and_end_with_it(client):
    lead, within, other = (make_image(key, width=900) for key in ("lead", "within", "other"))
    body = "## Signs\n\n![A lid](image:within)\n"
    article = make_draft("lids", body=body, lead_image=lead, lead_alt="A face")
    link = share("the-secret", article)
    html = page(client)
    assert "/media/" not in html.replace("/preview/the-secret/", "")
    assert html.count("/preview/the-secret/images/within-") >= 3
    addresses = [f"{PAGE}{name}" for image in (lead, within) for name in image.file_names]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert b"".join(response.streaming_content)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"].startswith("noindex")
        assert not response.cookies
    for refused in (f"{PAGE}{other.file.name}", f"/preview/wrong/{within.file.name}"):
        assert client.get(refused).status_code == 404
    revoke_preview(link, by=None)
    for address in addresses:
        assert client.get(address).status_code == 404
    assert PreviewVisit.objects.count() == 1


# -- Who is counted -------------------------------------------------------------------------------


def test_each_visit_is_counted_with_its_time(client, link, clock):
    page(client)
    clock.move_to("2026-03-03T12:00:00Z", tick=False)
    page(client)
    assert [str(visit) for visit in link.visits.all()] == [
        "2026-03-03 12:00 UTC",
        "2026-03-02 12:00 UTC",
    ]


def test_asking_for_the_head_is_no_visit(client, link):
    response = client.head(PAGE)
    assert response.status_code == 200
    assert not response.content
    assert not link.visits.exists()


@pytest.mark.parametrize("agent", ROBOTS)
def test_a_program_that_draws_a_card_of_it_learns_nothing_and_is_not_counted(agent, link):
    client = Client(headers={"User-Agent": agent})
    response = client.get(PAGE)
    html = response.content.decode()
    assert response.status_code == 200
    assert response["X-Robots-Tag"].startswith("noindex")
    for leak in ("Hanging lids", "Why lids hang", "Lids hang", "Dr. Lee", "the-secret"):
        assert leak not in html
    assert not link.visits.exists()
    assert "?read=yes" in links(html), "somebody whom we take for a program can go on"
    assert "Lids hang." in page(client, f"{PAGE}?read=yes")
    assert link.visits.count() == 1


# -- When it is over ------------------------------------------------------------------------------

ENDS = {
    "revoked": lambda link, clock: revoke_preview(link, by=None),
    "expired": lambda link, clock: clock.move_to("2026-03-09T12:00:01Z"),
    "published": lambda link, clock: publish(link.article, alone=ALONE, by=None),
    "its maker left": lambda link, clock: link.made_by.delete(),
    "the article deleted": lambda link, clock: link.article.delete(),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_link_that_is_over_says_so_and_no_word_of_the_text(client, link, clock, how):
    ENDS[how](link, clock)
    for agent in (BROWSER, *ROBOTS):
        for address in (PAGE, f"{PAGE}?read=yes"):
            response = Client(headers={"User-Agent": agent}).get(address)
            html = response.content.decode()
            assert response.status_code == 410
            assert "no-store" in response["Cache-Control"]
            assert "This link has ended" in html
            assert "ask whoever sent you the link" in html
            for leak in ("Hanging lids", "lids hang", "Lids hang", "Dr. Lee", "/about-mg/lids/"):
                assert leak not in html
    assert not link.visits.exists()


def test_a_discarded_draft_is_over(client):
    article = make_article("causes")
    change(article, title="New causes")
    share("the-secret", article)
    discard_draft(article, by=None)
    assert client.get(PAGE).status_code == 410


def test_the_page_that_is_over_names_the_editors_address(client, link):
    save_site_settings(SiteSettings(pk=1, contact_email="desk@example.org"), by=None)
    revoke_preview(link, by=None)
    assert "mailto:desk@example.org" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "secret", ["no", "the-secre", "THE-SECRET", "x" * 300, "%00", "the-secret%20"]
)
def test_a_made_up_address_is_not_found_and_not_noted(client, link, secret):
    assert client.get(f"/preview/{secret}/").status_code in (400, 404)
    assert not MissingAddress.objects.exists(), "a mistyped secret is still a secret"


def test_nothing_can_be_sent_to_it(client, link):
    assert client.post(PAGE).status_code == 405


def test_it_asks_the_database_a_few_times(client, link, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page(client)
