"""Render every stored text again."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.publishing import render_everything_again


class Command(BaseCommand):
    help = "Render every stored text again, after an update of this software. No date moves."

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        for done, total in render_everything_again():
            if self.stdout.isatty():
                self.stdout.write(f"\r  {done} of {total} texts", ending="")
                self.stdout.flush()
        if self.stdout.isatty():
            self.stdout.write("")
        self.stdout.write(f"{total} texts were rendered again.")
