"""A site of many articles, for the bench: python -m tests.bench.large_site 20000.

Publishing them one by one by the verbs would take an hour, and is measured elsewhere. So here, and
nowhere else, rows are written as the verbs would leave them, and the index is made by `reindex`.
"""

import datetime
import sys
import time

import django

django.setup()

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from articles.importing.sample_site import load_sample
from articles.models import Article, Publication, Revision, Section
from articles.search import reindex
from tests.bench.search import page_of

BATCH = 500
FIRST_DAY = datetime.date(2000, 1, 1)
NOON = datetime.time(12)


def main(count):
    make(count)
    start = time.monotonic()
    for done, total in reindex():
        sys.stderr.write(f"\r{done:,} of {total:,} pages in the index        ")
    sys.stderr.write(f"\nmanage.py reindex took {time.monotonic() - start:.0f} s\n")


def make(count):
    """The sample site and `count` articles more, which no search finds yet."""
    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        load_sample()
    sections = list(Section.objects.filter(kind__in=["information", "news"]).order_by("pk"))
    for first in range(0, count, BATCH):
        write([(n, sections[n % len(sections)]) for n in range(first, min(first + BATCH, count))])
        sys.stderr.write(f"\r{min(first + BATCH, count):,} of {count:,} articles written")


@transaction.atomic
def write(pages):
    now = timezone.now()
    articles, revisions, publications = [], [], []
    for number, section in pages:
        day = FIRST_DAY + datetime.timedelta(days=number % 9000)
        title, summary, parts = page_of(number)
        body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in parts)
        article = Article(section=section, slug=f"page-{number}", state="published")
        article.first_published_on = article.last_updated_on = day
        revision = Revision(
            article=article,
            number=1,
            title=title,
            summary=summary,
            body=body,
            html="".join(f"<h2>{heading}</h2><p>{text}</p>" for heading, text in parts),
            text="\n".join(line for part in parts for line in part),
            headings=[{"level": 2, "text": heading, "id": "x"} for heading, _text in parts],
            word_count=len(body.split()),
            created_at=now,
            created_by_name="bench",
        )
        article.live_revision = revision
        articles.append(article)
        revisions.append(revision)
        publications.append(
            Publication(
                article=article,
                revision=revision,
                number=1,
                kind=Publication.Kind.FIRST,
                dated_on=day,
                published_at=datetime.datetime.combine(day, NOON, datetime.UTC),
                published_by_name="bench",
            )
        )
    # The article and its text point at each other; the keys are checked at the end.
    Article.objects.bulk_create(articles)
    for rows in (revisions, publications):
        for row in rows:
            row.article_id = row.article.pk
        type(rows[0])._base_manager.bulk_create(rows, batch_size=100)


if __name__ == "__main__":
    main(int(sys.argv[1]))
