"""Digests: who is told of what by e-mail, once a day, and who besides when somebody is away."""

import datetime
import re
import smtplib

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from articles.models import Article, Digest, DigestChoice, Role, SiteSettings
from articles.publishing import Source, save_site_settings, send_digests
from tests.factories import make_article, make_member, review

pytestmark = pytest.mark.django_db

MONDAY = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(MONDAY, tick=False)


def member(role, name, *, signed_in=0, **fields):
    """Somebody who signed in so many days ago."""
    last_login = timezone.now() - datetime.timedelta(days=signed_in)
    return make_member(role, name, email=f"{name}@example.org", last_login=last_login, **fields)


@pytest.fixture
def ed():
    return member(Role.EDITOR, "ed")


@pytest.fixture
def ann():
    return member(Role.AUTHOR, "ann")


def overdue(title, owner):
    page = make_article(title=title)
    review(page, source=Source("on paper", dated_on=datetime.date(2024, 1, 1)))
    Article.objects.filter(pk=page.pk).update(owner=owner)
    return page


def sent_to():
    return sorted(address for message in mail.outbox for address in message.to)


def to(user):
    [message] = [one for one in mail.outbox if one.to == [user.email]]
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    return message, html


def test_whoever_answers_for_a_page_is_told_that_its_review_is_overdue(ed, ann):
    page = overdue("Eating & “tiring”", ann)
    outcome = send_digests()
    assert (outcome.sent, sent_to()) == (1, ["ann@example.org"])
    message, html = to(ann)
    assert message.subject == "MG News: 1 thing is due"
    assert "Eating & “tiring”" in message.body
    assert "Eating &amp; “tiring”" in html
    for text in (message.body, html.replace("&amp;", "&")):
        assert f"{settings.ORIGIN}/admin/articles/article/{page.pk}/" in text
        assert f"{settings.ORIGIN}/admin/articles/article/?desk=overdue&owner=mine" in text
        assert "Ann" in text


def test_the_mail_fetches_nothing_and_bears_the_disclaimer(ann):
    save_site_settings(SiteSettings(name="News of\nMG"), by=None)
    overdue("Diagnosis", ann)
    send_digests()
    message, html = to(ann)
    short = SiteSettings.current().disclaimer_short
    assert "not medical advice" in short
    assert short in message.body
    assert short in html
    assert not re.search(r"<(img|link|script|style|iframe)|style=|url\(", html)
    assert "\n" not in message.subject


def test_nothing_due_is_no_mail(ed, ann):
    page = make_article(by=None)
    review(page)
    Article.objects.update(owner=ann)
    assert send_digests().sent == 0
    assert mail.outbox == []
    assert not Digest.objects.exists()


def test_a_second_run_of_the_day_sends_nothing_and_the_next_day_does(ann, time_machine):
    overdue("Diagnosis", ann)
    send_digests()
    again = send_digests()
    assert (again.sent, again.told_before, len(mail.outbox)) == (0, 1, 1)
    row = Digest.objects.get()
    assert (row.user, row.day, row.told) == (ann, MONDAY.date(), {"overdue": 1})
    assert row.sent_at is not None
    time_machine.move_to(MONDAY + datetime.timedelta(days=7))
    assert send_digests().sent == 1


def test_a_run_that_was_cut_short_sends_nobody_the_same_twice(ed, ann, monkeypatch):
    for owner in (ed, ann):
        overdue("Diagnosis", owner)

    def die(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(EmailBackend, "send_messages", die)
    with pytest.raises(KeyboardInterrupt):
        send_digests()
    monkeypatch.undo()
    outcome = send_digests()
    # Whether the first one went out nobody knows; the other goes now.
    assert (outcome.sent, outcome.told_before, outcome.unconfirmed) == (1, 1, 1)


def test_a_mail_that_the_server_refuses_goes_with_the_next_run(ed, ann, monkeypatch, caplog):
    for owner in (ed, ann):
        overdue("Diagnosis", owner)
    really = EmailBackend.send_messages

    def refuse(self, messages):
        if messages[0].to == ["ann@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"ann@example.org": (550, b"who?")})
        return really(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    outcome = send_digests()
    assert (outcome.sent, outcome.failed) == (1, 1)
    assert "example.org" not in caplog.text
    assert "SMTPRecipientsRefused" in caplog.text
    monkeypatch.undo()
    assert send_digests().sent == 1
    assert sent_to() == ["ann@example.org", "ed@example.org"]


def test_editors_are_told_of_pages_that_nobody_answers_for(ed, ann):
    overdue("Left alone", None)
    send_digests()
    assert sent_to() == ["ed@example.org"]
    message, _html = to(ed)
    assert "PAGES THAT NOBODY ANSWERS FOR" in message.body
    assert "Left alone" in message.body
    assert "owner=nobody" in message.body


def test_who_has_left_is_not_written_to_and_the_editors_are(ed, ann):
    overdue("Diagnosis", ann)
    ann.is_active = False
    ann.save(update_fields=["is_active"])
    outcome = send_digests()
    assert (sent_to(), outcome.for_away) == (["ed@example.org"], {ann.pk})
    message, _html = to(ed)
    assert "PAGES OF ANN (HAS LEFT)" in message.body
    assert f"{settings.ORIGIN}/admin/articles/article/hand-over/?owner={ann.pk}" in message.body


def test_what_is_due_on_pages_of_who_has_left_is_told_before_it_is_overdue(ed, ann):
    never = make_article(title="Never reviewed")
    Article.objects.filter(pk=never.pk).update(owner=ann)
    send_digests()
    assert sent_to() == ["ann@example.org"]
    mail.outbox.clear()
    ann.is_active = False
    ann.save(update_fields=["is_active"])
    outcome = send_digests()
    assert (sent_to(), outcome.for_away) == (["ed@example.org"], {ann.pk})
    assert "PAGES OF ANN (HAS LEFT)" in to(ed)[0].body


def test_a_second_person_is_told_when_somebody_has_not_signed_in_for_long(ed):
    olga = member(Role.EDITOR, "olga")
    away = member(Role.AUTHOR, "away", signed_in=31)
    overdue("Diagnosis", away)
    DigestChoice.objects.create(user=away, stand_in=olga)
    send_digests()
    assert sent_to() == ["away@example.org", "olga@example.org"]
    message, _html = to(olga)
    assert "They have not signed in for 30 days" in message.body


def test_nobody_else_is_told_while_the_owner_comes_by_or_nothing_is_overdue(ed):
    here = member(Role.AUTHOR, "here", signed_in=29)
    overdue("Diagnosis", here)
    away = member(Role.AUTHOR, "away", signed_in=90)
    never = make_article(title="Never reviewed")
    Article.objects.filter(pk=never.pk).update(owner=away)
    send_digests()
    assert sent_to() == ["away@example.org", "here@example.org"]


def test_an_editor_who_is_away_too_is_no_second_person(ed):
    member(Role.EDITOR, "olga", signed_in=100)
    away = member(Role.AUTHOR, "away", signed_in=31)
    overdue("Diagnosis", away)
    DigestChoice.objects.create(user=away, stand_in=None)
    send_digests()
    assert sent_to() == ["away@example.org", "ed@example.org"]


def test_who_wants_none_or_has_no_address_gets_none(ed, ann):
    overdue("Diagnosis", ann)
    overdue("Thymectomy", ed)
    DigestChoice.objects.create(user=ann, wants_none=True)
    ed.email = ""
    ed.save(update_fields=["email"])
    outcome = send_digests()
    assert (outcome.sent, outcome.not_wanted, outcome.without_address) == (0, 1, 1)
    assert mail.outbox == []


def test_a_long_list_names_the_first_and_says_how_many_more(ann):
    for number in range(17):
        overdue(f"Page {number}", ann)
    send_digests()
    message, html = to(ann)
    assert "And 2 more." in message.body
    assert "And 2 more." in html
    assert message.subject == "MG News: 17 things are due"
