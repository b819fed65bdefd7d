"""make bench: what a page weighs and costs on this machine. Nothing here is asserted.

Runs on a database in memory with the sample site, through the whole stack of middleware.
"""

import gzip
import os
import re
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgnews.settings")

import django
from django.conf import settings

django.setup()
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
settings.ALLOWED_HOSTS.append("testserver")

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client

from articles import rendering
from articles.importing.sample_site import load_sample
from articles.models import Article
from articles.public.static_files import flatten
from articles.publishing import Content, content_of, publish, save_draft

ROUNDS = 100


def cpu_ms(action, rounds=ROUNDS):
    """The median CPU time of `action` in milliseconds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def main():
    call_command("migrate", verbosity=0)
    start = time.process_time()
    load_sample()
    say("load the sample site", f"{time.process_time() - start:.1f} s CPU")

    client = Client()
    stylesheet = gzip.compress(flatten(Path("static/css/site.css")).encode(), 9)
    say("stylesheet", f"{len(stylesheet):,} bytes gzipped")
    longest = Article.objects.public().with_live_text().order_by("-live_revision__word_count")[0]
    for path in ("/", "/about-mg/", longest.url, "/nowhere/"):
        queries = []
        with connection.execute_wrapper(partial(count, queries)):
            response = client.get(path)
        page = len(gzip.compress(response.content, 9))
        taken = cpu_ms(lambda path=path: client.get(path))
        say(
            path,
            f"{len(queries)} queries, {taken:.1f} ms CPU, {page:,} bytes gzipped, "
            f"{page + len(stylesheet):,} with the stylesheet",
        )

    desk = Client()
    desk.force_login(get_user_model().objects.create_superuser("bench"))

    longest = Article.objects.with_standing().get(pk=longest.pk)
    whole = content_of(longest.live_revision)

    def publish_at_the_desk():
        content = replace(whole, summary=f"The main message, at {time.time()}.")
        save_draft(longest, content, by=None, based_on=longest.working_revision.number)
        sent = {"kind": "minor", "based_on": longest.working_revision.number}
        start = time.process_time()
        response = desk.post(f"/admin/articles/article/{longest.pk}/publish/", sent)
        assert response.status_code == 302, response.content.decode()[-3000:]
        longest.refresh_from_db()
        return (time.process_time() - start) * 1000

    taken = statistics.median(publish_at_the_desk() for _ in range(20))
    say("publish it through the admin", f"{taken:.1f} ms CPU")

    def publish_once():
        content = Content(title=longest.live_revision.title, summary=f"{time.time()}", body="Text.")
        number = longest.working_revision.number
        save_draft(longest, content, by=None, based_on=number)
        publish(longest, kind="minor", by=None)

    body = longest.live_revision.body
    say("render its text", f"{cpu_ms(lambda: rendering.render(body), 20):.1f} ms CPU")
    say("save and publish a text", f"{cpu_ms(publish_once, 20):.1f} ms CPU")

    texts = list(Article.objects.public().values_list("live_revision__body", flat=True))
    old = "\n\n".join(texts)[:20_000]
    changed = re.sub(r"(?m)(\w{6,})( \w+){9}", r"another\2", old)
    for name, new in (("edited", changed), ("rewritten", "\n\n".join(texts)[20_000:40_000])):
        editions = [rendering.Document(title="", body=text) for text in (old, new)]
        taken = cpu_ms(lambda editions=editions: rendering.compare(*editions), 20)
        say(f"compare {len(old.split()):,} words with {name} ones", f"{taken:.1f} ms CPU")


def count(queries, execute, sql, *arguments):
    queries.append(sql)
    return execute(sql, *arguments)


def say(what, how):
    sys.stdout.write(f"{what:42} {how}\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as media:
        settings.MEDIA_ROOT = media
        main()
