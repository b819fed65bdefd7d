"""manage.py publish_due: publish every scheduled text whose time has come."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Publication
from articles.publishing import publish_due


class Command(BaseCommand):
    help = (
        "Publishes what is due. The site does so by itself whenever somebody asks for a page; this "
        "is for those who want feeds and newsletters to have it without waiting for a reader."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        held_back = 0
        for outcome in publish_due():
            if isinstance(outcome, Publication):
                self.stdout.write(f"published {outcome.article.url}: {outcome.revision.title}")
            else:
                held_back += 1
                self.stderr.write(f"held back {outcome.article.url}: {outcome.reason}")
        if held_back:
            raise CommandError(f"{held_back} scheduled text(s) did not go out.")
