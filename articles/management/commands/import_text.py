"""Import pages that were saved as plain text."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.importing.plain_text import Unreadable
from articles.importing.text_files import import_text_files


class Command(BaseCommand):
    help = "Import pages saved as plain text: title, paragraphs, headings, “Last updated” date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--section", required=True, metavar="SLUG")
        parser.add_argument("--publish", action="store_true", help="make the pages public")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen only")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_text_files(
                options["files"],
                section_slug=options["section"],
                publish_them=options["publish"],
                dry_run=options["dry_run"],
            )
        except Unreadable as error:
            raise CommandError("\n".join([*error.reasons, "Nothing was imported."])) from error
        for line in report.lines():
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was changed.")
