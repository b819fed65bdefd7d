"""manage.py send_worklist: says in numbers what it did, and nothing of anybody."""

import datetime

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article, Role, Verdict
from articles.publishing import Source
from tests.factories import make_article, make_member, review

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    ann = make_member(Role.AUTHOR, "ann", email="ann@example.org", last_login=timezone.now())
    page = make_article(title="Crisis")
    review(page, source=Source("on paper", dated_on=datetime.date(2024, 1, 1)))
    Article.objects.update(owner=ann)
    return ann


def test_it_sends_and_says_how_many_and_a_second_run_sends_nothing(ann, capsys):
    Verdict.objects.update(doubted_at=timezone.now())
    call_command("send_worklist")
    first = capsys.readouterr()
    call_command("send_worklist")
    second = capsys.readouterr()
    assert "1 e-mail(s) sent." in first.out
    assert "0 e-mail(s) sent." in second.out
    assert "1 account(s) had theirs today already." in second.out
    assert len(mail.outbox) == 1
    assert not any("ann" in said.out + said.err for said in (first, second))
    # What it says of the checks is of today.
    assert not Article.objects.not_looked_at().exists()


def test_it_fails_when_the_server_takes_nothing(ann, monkeypatch):
    def refuse(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with pytest.raises(CommandError, match=r"1 e-mail\(s\) could not be sent"):
        call_command("send_worklist")
