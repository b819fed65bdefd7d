"""Sharing a draft outside: the page beside the article form."""

import datetime
import re

import pytest
from django.urls import reverse

from articles.models import PreviewLink, Role
from articles.publishing import note_visit, set_embargo
from tests.factories import change, make_article, make_draft, make_member, share
from tests.public.reading import links, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_draft(title="Hanging lids")


def sharing(article):
    return reverse("admin:articles_article_share", args=[article.pk])


def make_link(desk, article, **sent):
    return desk.post(sharing(article), {"based_on": article.draft_revision.number} | sent)


def test_the_form_of_a_draft_leads_there_and_that_of_a_page_does_not(desk, article):
    form = reverse("admin:articles_article_change", args=[article.pk])
    assert sharing(article) in links(desk.get(form).content.decode())
    live = make_article()
    form = reverse("admin:articles_article_change", args=[live.pk])
    assert sharing(live) not in links(desk.get(form).content.decode())


def test_an_author_has_no_such_link(client, article):
    client.force_login(make_member(Role.AUTHOR))
    form = reverse("admin:articles_article_change", args=[article.pk])
    assert sharing(article) not in links(client.get(form).content.decode())


def test_until_somebody_makes_one_there_is_none(desk, article):
    text = words(desk.get(sharing(article)).content.decode())
    assert "nobody outside can see this text" in text
    assert not PreviewLink.objects.exists()


def test_the_address_is_told_once_and_opens_the_draft(client, desk, article):
    response = make_link(desk, article, for_whom="Dr. Lee, Basel")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    html = response.content.decode()
    address = re.search(r'<input[^>]*value="http[^"]*(/preview/[\w-]{43,}/)"\s+readonly', html)[1]
    assert "Dr. Lee, Basel" in html
    assert "Hanging lids" in client.get(f"{address}?read=yes").content.decode()
    again = desk.get(sharing(article)).content.decode()
    assert address not in again
    assert "Opened once" in words(again)


def test_the_list_says_how_often_and_when_it_was_opened(desk, article, time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z")
    link = share("secret", article)
    note_visit(link)
    time_machine.move_to("2026-03-04T09:30:00Z")
    desk.force_login(make_member(Role.EDITOR))
    note_visit(link)
    text = words(desk.get(sharing(article)).content.decode())
    assert "For nobody" not in text
    assert "Dr. Lee" in text
    assert "Works until Monday, March 9, 2026, 12:00 UTC" in text
    assert "Opened 2 times, last on March 4, 2026, 09:30" in text


def test_a_link_is_revoked_by_one_press(client, desk, article):
    link = share("secret", article)
    assert 'name="revoke"' in desk.get(sharing(article)).content.decode()
    response = desk.post(sharing(article), {"revoke": link.pk}, follow=True)
    text = words(response.content.decode())
    assert "Revoked. The link does not show the text any more." in text
    assert "Revoked by Ida on" in text
    assert 'name="revoke"' not in response.content.decode()
    assert client.get("/preview/secret/").status_code == 410


def test_only_a_link_of_this_article_is_revoked_there(desk, article):
    other = share("secret", make_draft())
    for sent in (other.pk, "", "x", "9" * 30):
        assert desk.post(sharing(article), {"revoke": sent}).status_code == 404
    other.refresh_from_db()
    assert other.ended_at is None


def test_it_is_made_for_the_text_that_was_looked_at(desk, article):
    change(article, summary="Saved by somebody else.")
    response = desk.post(sharing(article), {"based_on": 1})
    assert response.status_code == 409
    assert not PreviewLink.objects.exists()
    assert desk.post(sharing(article), {"for_whom": "Dr. Lee"}).status_code == 409


def test_an_embargo_is_the_reason_why_there_is_no_button(desk, article, time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z")
    link = share("secret", article)
    set_embargo(article, until=datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC), by=None)
    desk.force_login(make_member(Role.EDITOR))
    html = desk.get(sharing(article)).content.decode()
    assert "under embargo until March 3, 2026" in html
    assert "Shut by the embargo" in html
    assert "Make a link" not in html
    assert make_link(desk, article).status_code == 422
    assert PreviewLink.objects.get() == link


def test_a_name_that_is_too_long_is_told_beside_its_field(desk, article):
    response = make_link(desk, article, for_whom="x" * 121)
    assert response.status_code == 422
    assert "Shorten this to 120 characters" in response.content.decode()


def test_a_link_to_an_older_draft_says_so(desk, article):
    share("secret", article)
    change(article, summary="A newer one.")
    text = words(desk.get(sharing(article)).content.decode())
    assert "shows revision 1. The draft is a newer one by now" in text
