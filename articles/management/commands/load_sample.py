"""Load the sample site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing.sample_site import load_sample
from articles.publishing import Refused


class Command(BaseCommand):
    help = "Load the sample site, once."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_sample()
        except Refused as refused:
            raise CommandError("\n".join([*refused.reasons, "Nothing was loaded."])) from refused
        for line in report.lines():
            self.stdout.write(line)
