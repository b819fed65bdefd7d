"""Make the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.search import reindex


class Command(BaseCommand):
    help = "Make the search index anew. Readers and editors can go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        done = total = 0
        for done, total in reindex():
            if self.stdout.isatty():
                self.stdout.write(f"\r  {done} of {total} pages", ending="")
                self.stdout.flush()
        if self.stdout.isatty():
            self.stdout.write("")
        self.stdout.write(
            f"The search knows all {total} pages, terms and people."
            if total
            else "There is nothing to find yet."
        )
