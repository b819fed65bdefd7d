"""Make the sizes that stored pictures lack."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.publishing import complete_renditions


class Command(BaseCommand):
    help = "Make the sizes that stored pictures lack, after an update of this software."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for image, made in complete_renditions():
            count += 1
            self.stdout.write(f"{image.key}: {made} files")
        self.stdout.write(f"Completed pictures: {count}")
