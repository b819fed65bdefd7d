"""The audit: what the checks say of every page, as they do of one text before it goes out."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import (
    Article,
    Image,
    PageLink,
    Reference,
    Revision,
    Section,
    SnippetUse,
    SnippetVersion,
    Term,
)
from articles.publishing.checks import BLOCKING, CHECKS, Check, Finding, Site, findings_in
from articles.publishing.content import content_of
from articles.publishing.verdicts import keep_verdicts

# How many texts are held in memory at a time.
BATCH = 100


@dataclass(frozen=True)
class Audited:
    """One text that was looked at, and what was found in it; `is_live` says that readers see it."""

    article: Article
    revision: Revision
    is_live: bool
    findings: list[Finding]

    @property
    def blockers(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_blocker]


def audit(*, drafts: bool = False) -> Iterator[Audited]:
    """Look at the text of every public page, in the order of addresses; with `drafts` at those too.

    What would stop one that readers see is kept, so that lists can say which fail.

    What is asked of the site (glossary, pictures, sources, public addresses, wordings) is read
    once for all of them, so that the number of queries does not grow with the pages.
    """
    began, register = timezone.now(), _Register()
    public = Article.objects.public()
    yield from _kept(_texts(register, public, "live_revision"), began)
    if drafts:
        in_work = Article.objects.filter(draft_revision__isnull=False)
        yield from _texts(register, in_work, "draft_revision")


def look_again(most: int | None = None) -> int:
    """Look at public pages of which the checks have not said what they say today, `most` of them.

    The oldest verdicts first. Only what would stop a page is looked for. Returns how many were
    looked at; a page that changes meanwhile must be looked at once more.
    """
    began = timezone.now()
    waiting = Article.objects.not_looked_at().order_by("verdict__looked_at", "pk")
    keys = list(waiting.values_list("pk", flat=True)[:most])
    # A few pages ask for what they link to; for many, all of it is worth reading at once.
    register = _Register(whole=len(keys) > BATCH)
    done = 0
    for start in range(0, len(keys), BATCH):
        some = Article.objects.public().filter(pk__in=keys[start : start + BATCH])
        texts = _texts(register, some, "live_revision", BLOCKING)
        done += sum(1 for _text in _kept(texts, began))
    return done


def _kept(texts: Iterator[Audited], began: datetime.datetime) -> Iterator[Audited]:
    """Hand on what was looked at since `began`, each once its verdict is kept."""
    while batch := list(islice(texts, BATCH)):
        facts = ((text.article, text.revision, len(text.blockers)) for text in batch)
        keep_verdicts(facts, looked_at=began)
        yield from batch


class _Register:
    """What texts are rendered with and checked against, read once."""

    def __init__(self, *, whole: bool = True) -> None:
        """What texts have in common; with `whole` also what only some of them ask for."""
        self.glossary = list(Term.objects.with_names())
        self.pictures = {image.key: image.as_picture() for image in Image.objects.all()}
        self.works = {work.key: work.as_work() for work in Reference.objects.all()}
        self.is_whole = whole
        if not whole:
            self.site = Site()
            return
        pages = Article.objects.public().select_related("section").only("slug", "section__slug")
        pages_by_key = (
            Article.objects.filter(page_links__isnull=False).distinct().as_linked().in_bulk()
        )
        self.linked: dict[UUID, dict[str, Article]] = defaultdict(dict)
        links = PageLink.objects.in_use().filter(article__isnull=False)
        for revision, slug, key in links.values_list("revision", "slug", "article"):
            # What is in the bin is no page, here as in `linked_in`.
            if page := pages_by_key.get(key):
                self.linked[revision][slug] = page
        self.snippets: dict[UUID, dict[str, SnippetVersion]] = defaultdict(dict)
        for use in SnippetUse.objects.select_related("version__snippet__live_version"):
            self.snippets[use.revision_id][use.version.snippet.key] = use.version
        rows = [*Section.objects.only("slug"), *self.glossary, *pages]
        self.site = Site({row.url for row in rows})


def _texts(
    register: _Register,
    articles: QuerySet[Article],
    pointer: str,
    checks: Collection[Check] = CHECKS,
) -> Iterator[Audited]:
    rows = articles.select_related("section", f"{pointer}__lead_image")
    for article in rows.order_by("section__slug", "slug").iterator(chunk_size=BATCH):
        revision = getattr(article, pointer)
        content = content_of(revision)
        # Read once for all of them; the content would ask for each page anew.
        content.__dict__["glossary"] = register.glossary
        content.__dict__["pictures"] = register.pictures
        content.__dict__["works"] = register.works
        if register.is_whole:
            content.__dict__["linked"] = register.linked[revision.pk]
            content.__dict__["snippets"] = register.snippets[revision.pk]
        yield Audited(
            article=article,
            revision=revision,
            is_live=pointer == "live_revision",
            findings=findings_in(content, article=article, site=register.site, checks=checks),
        )
