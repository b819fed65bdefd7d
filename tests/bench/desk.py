"""make bench-desk: what the desk costs on a large site. Fails above 15 queries or 400 ms of CPU.

Makes a site of 20,000 articles with owners, reviews, drafts, sources and verdicts, and asks for its
pages through the whole stack of middleware, as an editor. Prints queries and the median and worst
CPU time of this process in milliseconds, which other work on the machine does not lengthen. SQLite
runs within the process, so its time is in it. The site is kept under var/bench/ for the next time.

    python -m tests.bench.desk [--articles 20000] [--rounds 15]
"""

import argparse
import datetime
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MGNEWS_DATA") or ROOT / "var") / "bench"

parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
parser.add_argument("--articles", type=int, default=20_000)
parser.add_argument("--rounds", type=int, default=15)
CHOSEN = parser.parse_args()
SITE = DATA / f"desk-{CHOSEN.articles}"
SITE.mkdir(parents=True, exist_ok=True)
os.environ |= {
    "MGNEWS_DATA": str(SITE),
    "DATABASE_URL": f"sqlite:///{SITE / 'db.sqlite3'}",
    "MGNEWS_ORIGIN": "",
    "DEBUG": "",
    "DJANGO_SETTINGS_MODULE": "mgnews.settings",
}

import django
from django.conf import settings

django.setup()
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
settings.ALLOWED_HOSTS.append("testserver")

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles.models import (
    Article,
    Citation,
    Person,
    Reference,
    Review,
    Revision,
    Role,
    Step,
    Verdict,
)
from tests.bench.large_site import make

MOST_QUERIES = 15
MOST_MS = 400
PEOPLE = 12

PAGES = {
    "the desk": "/admin/",
    "the list": "/admin/articles/article/",
    "overdue": "/admin/articles/article/?desk=overdue",
    "overdue, mine, by due date": "/admin/articles/article/?desk=overdue&owner=mine&o=6",
    "no source of five years": "/admin/articles/article/?desk=old_sources",
    "failing, of one section": "/admin/articles/article/?desk=failing&section__id__exact=1",
    "to approve": "/admin/articles/article/?desk=to_approve",
    "the list, page 200": "/admin/articles/article/?p=200",
    "a search in the list": "/admin/articles/article/?q=plasmapheresis",
}


def main():
    ready = SITE / "ready"
    if not ready.exists():
        make(CHOSEN.articles)
        with transaction.atomic():
            make_busy()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        ready.touch()
    editor = get_user_model().objects.get(username="bench-0")
    client = Client()
    client.force_login(editor)
    article = Article.objects.filter(draft_revision__isnull=False).order_by("-pk").first()
    pages = PAGES | {"the form": f"/admin/articles/article/{article.pk}/change/"}
    say(f"{Article.objects.count():,} articles, load {os.getloadavg()[0]:.1f}")
    say(f"{'':28}{'queries':>9}{'median':>9}{'worst':>9}   ms of CPU")
    too_much = [what for what, path in pages.items() if not measure(client, what, path)]
    if too_much:
        raise SystemExit(f"Above {MOST_QUERIES} queries or {MOST_MS} ms: {', '.join(too_much)}")


def measure(client, what, path):
    """Print what a page costs; whether it stays below the limits."""
    queries, taken = [], []

    def count(execute, sql, *arguments):
        queries.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(count):
        response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    for _ in range(CHOSEN.rounds):
        start = time.process_time()
        client.get(path)
        taken.append((time.process_time() - start) * 1000)
    median = statistics.median(taken)
    say(f"{what:28}{len(queries):9}{median:9.0f}{max(taken):9.0f}")
    return len(queries) <= MOST_QUERIES and median <= MOST_MS


def make_busy():
    """Owners, reviews, sources, verdicts and texts in work, as the verbs would leave them."""
    today, now = timezone.localdate(), timezone.now()
    people = make_people()
    reviewer = Person.objects.create(name="Bench Reviewer", slug="bench-reviewer")
    sources = [
        Reference.objects.create(key=f"bench-{year}", title=f"Of {year}", year=year)
        for year in range(today.year - 12, today.year)
    ]
    pages = list(
        Article.objects.filter(slug__startswith="page-").order_by("pk").select_related("section")
    )
    reviews, citations, verdicts, drafts, steps = [], [], [], [], []
    for n, page in enumerate(pages):
        # A tenth belongs to nobody, and a few to people who have left.
        page.owner = people[n % PEOPLE] if n % 10 else None
        if page.section.is_information and n % 4:
            day = today - datetime.timedelta(days=n % 700)
            reviews.append(
                Review(
                    article=page,
                    revision_id=page.live_revision_id,
                    reviewer=reviewer,
                    reviewer_name="Bench Reviewer",
                    reviewed_on=day,
                    next_due=day + datetime.timedelta(days=365),
                    recorded_at=now,
                    recorded_by_name="bench",
                )
            )
        citations.append(
            Citation(
                revision_id=page.live_revision_id, reference=sources[n % len(sources)], number=1
            )
        )
        if n % 50:
            verdicts.append(
                Verdict(
                    article=page,
                    revision_id=page.live_revision_id,
                    blocks=not n % 97,
                    looked_at=now,
                )
            )
        if not n % 40:
            draft = Revision(
                article=page,
                number=2,
                title=f"Draft {n}",
                body="Text.",
                html="<p>Text.</p>",
                text="Text.",
                created_at=now,
                created_by=people[n % 3],
                created_by_name="bench",
            )
            drafts.append(draft)
            page.draft_revision = draft
            page.state = ("draft", "in_review", "approved")[n // 40 % 3]
            kind = "sent_back" if page.state == "draft" and not n % 120 else "submitted"
            steps.append(
                Step(
                    article=page,
                    revision=draft,
                    kind=kind,
                    reason="Why.",
                    taken_at=now,
                    taken_by_name="bench",
                )
            )
    for rows in (drafts, reviews, citations, verdicts, steps):
        type(rows[0])._base_manager.bulk_create(rows, batch_size=500)
    newest = {review.article_id: review for review in reviews}
    for page in pages:
        page.last_review = newest.get(page.pk)
    fields = ["owner", "draft_revision", "state", "last_review"]
    Article.objects.bulk_update(pages, fields, batch_size=300)


def make_people():
    users = get_user_model().objects
    people = [
        users.create_user(f"bench-{n}", password=None, is_staff=True, is_active=n < PEOPLE - 1)
        for n in range(PEOPLE)
    ]
    for person in people:
        person.groups.add(Group.objects.get(name=Role.EDITOR))
    return people


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
