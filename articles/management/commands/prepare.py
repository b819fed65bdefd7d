"""Make a site ready to serve: what `make run` does before the server starts."""

import os
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.importing.sample_site import is_first_start, load_sample
from articles.models import Article, SearchEntry


class Command(BaseCommand):
    help = "Migrate, load the sample site on first start, and see that somebody can sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if is_first_start():
            self.stdout.write("First start: loading the sample site …")
            report = load_sample()
            self.stdout.write(f"  {len(report.created)} things made.")
        if Article.objects.public().exists() and not SearchEntry.objects.exists():
            self.stdout.write("The site is older than its search: making the index …")
            call_command("reindex", stdout=self.stdout)
        self.stdout.write(f"\n  The site     {settings.ORIGIN}/")
        self.stdout.write(f"  The editors  {settings.ORIGIN}/admin/")
        self.stdout.write(f"  {see_that_somebody_can_sign_in()}\n")


def see_that_somebody_can_sign_in() -> str:
    """Make the account that the environment names, or a first one; return how to sign in."""
    accounts = get_user_model().objects
    named = os.environ.get("DJANGO_SUPERUSER_USERNAME", "")
    chosen = os.environ.get("DJANGO_SUPERUSER_PASSWORD", "")
    somebody = accounts.filter(is_staff=True, is_active=True).order_by("pk")
    if not named and (editor := somebody.first()):
        named = editor.get_username()
    username = named or "editor"
    if accounts.filter(username=username).exists():
        return f"Sign in as “{username}”. Forgotten the password? make password USER={username}"
    password = chosen or secrets.token_urlsafe(12)
    email = os.environ.get("DJANGO_SUPERUSER_EMAIL", "")
    accounts.create_superuser(username, email, password)
    if chosen:
        return f"Sign in as “{username}” with the password you set."
    return f"Sign in as “{username}” with the password {password} (it is not shown again)."
