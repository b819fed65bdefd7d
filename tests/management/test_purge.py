"""The command that forgets."""

import pytest
from django.core.management import call_command

from articles.models import Feedback, MissingAddress
from tests.factories import make_draft, share

pytestmark = pytest.mark.django_db


def test_what_was_kept_long_enough_goes_and_the_rest_stays(time_machine, capsys):
    time_machine.move_to("2026-01-01T12:00:00Z")
    Feedback.objects.receive("An old message.", email="old@example.org")
    MissingAddress.objects.create(path="/old/", first_on="2026-01-01", last_on="2026-01-01")
    share("secret", make_draft())
    time_machine.move_to("2026-08-01T12:00:00Z")
    MissingAddress.objects.create(path="/new/", first_on="2026-08-01", last_on="2026-08-01")
    call_command("purge")
    said = capsys.readouterr().out
    assert "1 e-mail addresses, 1 missing addresses, 0 unsaved texts, 1 preview links" in said
    assert Feedback.objects.get().email == ""
    assert MissingAddress.objects.get().path == "/new/"
    call_command("purge")
    said = capsys.readouterr().out
    assert "0 e-mail addresses, 0 missing addresses, 0 unsaved texts, 0 preview links" in said
