"""The audit: what the checks say of every page, as they do of one text before it goes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

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
from articles.publishing.checks import Finding, Site, findings_in
from articles.publishing.content import content_of

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

    What is asked of the site (glossary, pictures, sources, public addresses, wordings) is read
    once for all of them, so that the number of queries does not grow with the pages.
    """
    register = _Register()
    public = Article.objects.public()
    yield from _texts(register, public, "live_revision")
    if drafts:
        in_work = Article.objects.filter(draft_revision__isnull=False)
        yield from _texts(register, in_work, "draft_revision")


class _Register:
    """What texts are rendered with and checked against, read once."""

    def __init__(self) -> None:
        self.glossary = list(Term.objects.with_names())
        self.pictures = {image.key: image.as_picture() for image in Image.objects.all()}
        self.works = {work.key: work.as_work() for work in Reference.objects.all()}
        pages = Article.objects.public().select_related("section").only("slug", "section__slug")
        pages_by_key = (
            Article.objects.filter(page_links__isnull=False).distinct().as_linked().in_bulk()
        )
        self.linked: dict[UUID, dict[str, Article]] = defaultdict(dict)
        links = PageLink.objects.in_use().filter(article__isnull=False)
        for revision, slug, key in links.values_list("revision", "slug", "article"):
            self.linked[revision][slug] = pages_by_key[key]
        self.snippets: dict[UUID, dict[str, SnippetVersion]] = defaultdict(dict)
        for use in SnippetUse.objects.select_related("version__snippet__live_version"):
            self.snippets[use.revision_id][use.version.snippet.key] = use.version
        rows = [*Section.objects.only("slug"), *self.glossary, *pages]
        self.site = Site({row.url for row in rows})


def _texts(register: _Register, articles: QuerySet[Article], pointer: str) -> Iterator[Audited]:
    rows = articles.select_related("section", f"{pointer}__lead_image")
    for article in rows.order_by("section__slug", "slug").iterator(chunk_size=BATCH):
        revision = getattr(article, pointer)
        content = content_of(revision)
        # Read once for all of them; the content would ask for each page anew.
        content.__dict__["glossary"] = register.glossary
        content.__dict__["pictures"] = register.pictures
        content.__dict__["works"] = register.works
        content.__dict__["linked"] = register.linked[revision.pk]
        content.__dict__["snippets"] = register.snippets[revision.pk]
        yield Audited(
            article=article,
            revision=revision,
            is_live=pointer == "live_revision",
            findings=findings_in(content, article=article, site=register.site),
        )
