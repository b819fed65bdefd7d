"""Forget what was kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.models import (
    Feedback,
    MissingAddress,
    OpenForm,
    PreviewLink,
    SiteSettings,
    TrailEntry,
)
from articles.publishing import empty_bin


class Command(BaseCommand):
    help = (
        "Forget e-mail addresses of readers after 180 days, missing addresses after 90, what "
        "editors typed and never saved after 30, preview links that are over after 90, sign-ins "
        "after a year, and articles that have been in the bin for 30 days. The site does so "
        "itself whenever one is added; this is for times in which none is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        emails = Feedback.objects.forget_emails()
        addresses = MissingAddress.objects.forget_old(SiteSettings.current().today())
        texts = OpenForm.objects.forget_old()
        links = PreviewLink.objects.forget_old()
        sign_ins = TrailEntry.objects.forget_old()
        binned = empty_bin()
        self.stdout.write(
            f"Forgotten: {emails} e-mail addresses, {addresses} missing addresses, "
            f"{texts} unsaved texts, {links} preview links, {sign_ins} sign-ins. "
            f"Deleted for good: {binned} articles."
        )
