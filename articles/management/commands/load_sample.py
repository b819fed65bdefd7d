"""Load the sample site."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.importing.sample_site import load_sample


class Command(BaseCommand):
    help = "Load the sample site; what is there already stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in load_sample().lines():
            self.stdout.write(line)
