"""manage.py publish_due: for those who do not want to wait for a reader."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from articles.publishing import schedule
from tests.factories import make_article, make_draft, take_back

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
LATER = NOON + datetime.timedelta(hours=1)


def test_it_says_what_went_out_and_fails_for_what_did_not(time_machine, capsys):
    time_machine.move_to(NOON, tick=False)
    target = make_article("target")
    schedule(make_draft("fine", title="A fine page"), due_at=LATER, by=None)
    linking = make_draft("linking", body="See [the other page](/about-mg/target/).")
    schedule(linking, due_at=LATER, by=None)
    take_back(target, outcome="in_error")
    time_machine.move_to(LATER)
    with pytest.raises(CommandError, match="1 scheduled"):
        call_command("publish_due")
    said = capsys.readouterr()
    assert "published /about-mg/fine/: A fine page" in said.out
    assert "held back /about-mg/linking/" in said.err
    assert "which readers cannot see" in said.err


def test_it_says_nothing_when_nothing_is_due(capsys):
    call_command("publish_due")
    assert capsys.readouterr().out == ""
