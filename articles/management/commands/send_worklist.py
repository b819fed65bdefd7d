"""manage.py send_worklist: the weekly e-mail about what is due."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.publishing import look_again, send_digests


class Command(BaseCommand):
    help = (
        "Sends everybody who answers for pages an e-mail about what is due on them. Meant to run "
        "once a week; a second run of the same day sends nothing twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        # So that what it says of the checks is true today.
        look_again()
        done = send_digests()
        self.stdout.write(f"{done.sent} e-mail(s) sent.")
        for number, words in (
            (done.told_before, "account(s) had theirs today already"),
            (done.not_wanted, "account(s) want none"),
            (done.without_address, "account(s) with something due have no address"),
            (
                len(done.for_away),
                "left or away with something due, so a second person was told",
            ),
        ):
            if number:
                self.stdout.write(f"{number} {words}.")
        if done.unconfirmed:
            self.stderr.write(
                f"{done.unconfirmed} of today were begun and not confirmed: a run was cut short, "
                "and they may not have arrived. They go again on another day."
            )
        if done.failed:
            raise CommandError(f"{done.failed} e-mail(s) could not be sent; run this again.")
