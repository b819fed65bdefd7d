"""Readers tell us what is wrong with a page."""

import importlib
import re

import pytest
from django.apps import apps

from articles.models import Feedback, SiteSettings
from articles.public import throttle
from tests.factories import change, make_article, make_draft, make_term, take_back

pytestmark = pytest.mark.django_db

FORM = "/feedback/"
ABOUT_CAUSES = "/feedback/?page=/about-mg/causes/"
TYPED = {"page": "/about-mg/causes/", "message": "The second number is wrong."}


@pytest.fixture(autouse=True)
def nobody_has_sent_anything():
    throttle.storage.reset()


@pytest.fixture
def causes(db):
    return make_article("causes", title="Causes of MG")


def read(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_every_article_leads_to_the_form_with_its_address(client, causes):
    assert f'href="{ABOUT_CAUSES}"' in read(client.get(causes.url))
    html = read(client.get(ABOUT_CAUSES))
    assert '<a href="/about-mg/causes/">Causes of MG</a>' in html
    assert '<input type="hidden" name="page" value="/about-mg/causes/">' in html


def test_a_message_reaches_the_queue_and_the_reader_is_thanked(client, causes):
    sent = client.post(FORM, TYPED | {"email": "ann@example.org"})
    assert sent.status_code == 302
    html = read(client.get(sent["Location"]))
    assert "your message has arrived" in html
    assert 'href="/about-mg/causes/"' in html
    feedback = Feedback.objects.get()
    assert (feedback.path, feedback.page) == ("/about-mg/causes/", "Causes of MG")
    assert feedback.article == causes
    assert feedback.message == "The second number is wrong."
    assert feedback.email == "ann@example.org"
    assert feedback.state == "new"


def test_messages_of_before_learn_which_article_they_are_about(causes):
    for path in (causes.url, "/people/causes/", ""):
        Feedback.objects.receive("The second number is wrong.", path=path)
    migration = importlib.import_module("articles.migrations.0019_feedback_article")
    migration.point_at_articles(apps, None)
    known = dict(Feedback.objects.values_list("path", "article"))
    assert known == {causes.url: causes.pk, "/people/causes/": None, "": None}


def test_it_warns_against_medical_details_before_anything_is_typed(client):
    html = read(client.get(FORM))
    assert html.index("Please send no medical details") < html.index("<textarea")
    assert "emergency number" in html


def test_it_sets_no_cookie_asks_for_no_token_and_is_the_same_for_everybody(client, causes):
    for response in (client.get(ABOUT_CAUSES), client.post(FORM, TYPED), client.post(FORM, {})):
        assert not response.cookies
        assert b"csrf" not in response.content
    assert "noindex" in read(client.get(FORM))


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"message": ""}, "message", "Write what is wrong"),
        ({"message": "   \r\n  "}, "message", "Write what is wrong"),
        ({"message": "Wrong."}, "message", "Write a little more"),
        ({"message": "x" * 4001}, "message", "4000 characters; it has 4001"),
        ({"message": "long enough\0"}, "message", "Null characters"),
        ({"email": "ann at home"}, "email", "name@example.org"),
        ({"page": "x" * 301}, "page", "300 characters"),
    ],
)
def test_what_is_wrong_is_said_in_a_summary_and_beside_the_field(client, typed, field, words):
    html = read(client.post(FORM, TYPED | typed), 422)
    summary = html.partition('class="error-summary"')[2].partition("</div>")[0]
    assert "autofocus" in summary
    assert words in summary
    assert f'href="#frame-feedback-{field}"' in summary
    control = re.search(rf'<(?:input|textarea)[^>]*name="{field}"[^>]*>', html)[0]
    assert 'aria-invalid="true"' in control
    assert f"frame-feedback-{field}_error" in control
    assert f'id="frame-feedback-{field}_error"' in html
    assert "<title>Error:" in html
    assert not Feedback.objects.exists()


def test_what_was_typed_comes_back(client, causes):
    typed = TYPED | {"message": "A <b>long</b> story. " * 300, "email": "ann"}
    response = client.post(FORM, typed)
    html = read(response, 422)
    assert "A &lt;b&gt;long&lt;/b&gt; story. " * 300 in html
    assert 'value="ann"' in html
    assert "Causes of MG</a>" in html
    assert response["Cache-Control"] == "no-store"


def test_line_ends_count_once(client):
    message = "\r\n".join(["x" * 9] * 400)
    assert client.post(FORM, {"message": message}).status_code == 302
    assert len(Feedback.objects.get().message) == 3999


def test_a_page_may_be_named_in_words_or_not_at_all(client):
    client.post(FORM, TYPED | {"page": "the one about causes"})
    client.post(FORM, TYPED | {"page": ""})
    assert {str(one) for one in Feedback.objects.all()} == {
        "The whole site",
        "the one about causes",
    }
    assert set(Feedback.objects.values_list("path", flat=True)) == {""}


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("/About-MG/Causes", "Causes of MG"),
        ("/about-mg/causes/?x=1#y", "Causes of MG"),
        ("/about-mg/", "About mg"),
        ("/glossary/ptosis/", "ptosis"),
        ("/glossary/", "/glossary/"),
        ("/", "/"),
    ],
)
def test_any_page_of_ours_is_shown_by_its_title(client, causes, asked, title):
    make_term("ptosis")
    assert f">{title}</a>" in read(client.get(FORM, {"page": asked})).partition("<form")[2]


@pytest.mark.parametrize(
    "asked",
    [
        "https://elsewhere.example/about-mg/causes/",
        "//elsewhere.example/",
        "https://[",
        "javascript:alert(1)",
        "/admin/",
        "/about-mg/secret/",
        "/nowhere/",
        "/ \\",
        '" onfocus="alert(1)',
        "x" * 5000,
    ],
)
def test_what_is_no_page_of_ours_is_no_link(client, asked):
    make_draft("secret", title="A secret title")
    html = read(client.get(FORM, {"page": asked}))
    assert "About the page" not in html
    assert "secret title" not in html
    assert 'href="https://elsewhere' not in html
    assert ' onfocus="' not in html


def test_the_title_is_the_one_that_readers_see(client, causes):
    change(causes, title="A secret title")
    assert "Causes of MG" in read(client.get(ABOUT_CAUSES))
    take_back(causes)
    html = read(client.get(ABOUT_CAUSES))
    assert "Causes of MG</a>" in html
    assert "secret" not in html


def test_programs_that_fill_in_every_field_are_sorted_out_and_not_lost(client, causes):
    trap = read(client.get(FORM)).partition('class="form__trap"')[2].partition("</div>")[0]
    assert 'tabindex="-1"' in trap
    assert 'autocomplete="off"' in trap
    assert client.post(FORM, TYPED | {"website": "https://spam.example"}).status_code == 302
    assert Feedback.objects.get().state == "spam"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_what_another_site_makes_a_browser_send_is_refused_and_shown(client, headers):
    html = read(client.post(FORM, TYPED, headers=headers), 403)
    assert "did not come from our own form" in html
    assert "The second number is wrong." in html
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin", "origin": "http://testserver"},
        {"sec-fetch-site": "none"},
        {"origin": "http://testserver"},
    ],
)
def test_what_our_own_form_sends_is_taken(client, headers):
    assert client.post(FORM, TYPED, headers=headers).status_code == 302


def send(client, **environ):
    return client.post(FORM, TYPED, **environ).status_code


def test_a_sixth_message_within_an_hour_waits_and_is_not_lost(client):
    SiteSettings.objects.create(pk=1, contact_email="desk@example.org")
    assert [send(client) for _ in range(5)] == [302] * 5
    html = read(client.post(FORM, TYPED), 429)
    assert "wait an hour" in html
    assert "desk@example.org" in html
    assert "The second number is wrong." in html
    assert send(client, REMOTE_ADDR="198.51.100.7") == 302
    assert Feedback.objects.count() == 6


def test_one_household_is_one_sender_however_many_addresses_it_has(client):
    for number in range(5):
        assert send(client, REMOTE_ADDR=f"2001:db8:1:2::{number + 1}") == 302
    assert send(client, REMOTE_ADDR="2001:db8:1:2:ffff::1") == 429
    assert send(client, REMOTE_ADDR="2001:db8:1:3::1") == 302


def test_behind_a_proxy_its_word_counts_and_not_the_senders(client, settings):
    settings.BEHIND_PROXY = True
    for number in range(5):
        assert send(client, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 203.0.113.7") == 302
    assert send(client, HTTP_X_FORWARDED_FOR="203.0.113.7") == 429
    assert send(client, HTTP_X_FORWARDED_FOR="203.0.113.7, 203.0.113.8") == 302


def test_without_a_proxy_a_sender_cannot_pretend_to_be_many(client):
    for number in range(5):
        send(client, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert send(client, HTTP_X_FORWARDED_FOR="10.0.0.9") == 429


def test_nothing_is_kept_of_who_sent_it(client):
    send(client, REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT="Firefox")
    assert "203.0.113.7" not in str(Feedback.objects.values().get())
    assert "203.0.113.7" not in str(vars(throttle.storage))


def test_an_address_for_the_answer_is_forgotten_after_180_days(client, time_machine):
    time_machine.move_to("2026-01-01T12:00:00Z", tick=False)
    Feedback.objects.receive("An old message.", email="old@example.org")
    time_machine.move_to("2026-06-30T12:00:00Z", tick=False)
    send(client)
    assert Feedback.objects.last().email == "old@example.org"
    time_machine.move_to("2026-07-01T12:00:00Z", tick=False)
    send(client)
    assert Feedback.objects.last().email == ""
    assert Feedback.objects.last().message == "An old message."


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_wrong(client, method):
    assert getattr(client, method)(FORM).status_code == 405
    assert getattr(client, method)("/feedback/thanks/").status_code == 405
