"""What the renderer makes of a revision: its derived columns, and the lists of what it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from django.db import transaction

from articles import rendering
from articles.models import (
    Article,
    Citation,
    Image,
    ImageUse,
    PageLink,
    Reference,
    Revision,
    SnippetUse,
    SnippetVersion,
    Term,
    TermUse,
)
from articles.publishing.beats import lock_register
from articles.publishing.content import Content, content_of
from articles.publishing.verdicts import doubt

# How many texts one transaction renders when all are rendered again.
BATCH = 100


def derive(revision: Revision, content: Content, *, for_readers: bool = False) -> None:
    """Fill in the derived columns of `revision` from `content`; stores nothing.

    What readers have seen, or are about to see, is made `for_readers`; in what is on the desk
    links to pages that readers cannot see are marked.
    """
    rendered = content.rendered_for_readers if for_readers else content.rendered
    revision.html = rendering.with_anchors(rendered.html, revision.anchors)
    revision.text = rendered.text
    revision.headings = [asdict(heading) for heading in rendered.headings]
    revision.word_count = rendered.word_count
    revision.works = [_work(use, content) for use in rendered.citations]
    known = {term.slug: term for term in content.glossary}
    revision.terms = [
        {"slug": slug, "name": known[slug].name, "is_medicine": known[slug].is_medicine}
        for slug in rendered.terms
    ]
    revision.snippets = [
        {"key": key, "title": one.snippet.title, "number": one.number, "text": one.text}
        for key, one in _snippets(content).items()
    ]
    linked = {slug: page.as_linked_page(slug) for slug, page in content.linked.items()}
    revision.linked_pages = [
        asdict(linked[slug])
        for slug in dict.fromkeys(use.slug for use in rendered.page_links)
        if slug in linked
    ]


def _work(use: rendering.CitationUse, content: Content) -> dict[str, Any]:
    """One entry of the list of references; a key that the register does not know stands alone."""
    facts = asdict(content.works[use.key]) if use.known else {"key": use.key}
    return facts | {"number": use.number, "uses": use.uses, "known": use.known}


def note_uses(revision: Revision, content: Content) -> None:
    """Record which pictures, sources, pages, facts and terms the stored `revision` uses.

    As far as it is not on record: all but the terms are facts about its text, to which rows are
    only added. Terms are derived: the list is made anew. `content` is what it was made from.
    """
    ImageUse.objects.bulk_create(
        (
            ImageUse(revision=revision, image=image)
            for image in Image.objects.named_in(revision.body)
        ),
        ignore_conflicts=True,
    )
    numbers = {work["key"]: work["number"] for work in revision.works if work["known"]}
    Citation.objects.bulk_create(
        (
            Citation(revision=revision, reference=reference, number=numbers[reference.key])
            for reference in Reference.objects.filter(key__in=numbers)
        ),
        ignore_conflicts=True,
    )
    SnippetUse.objects.bulk_create(
        (SnippetUse(revision=revision, version=one) for one in _snippets(content).values()),
        ignore_conflicts=True,
    )
    _note_page_links(revision, content)
    TermUse.objects.filter(revision=revision).delete()
    TermUse.objects.bulk_create(
        TermUse(revision=revision, term=term)
        for term in Term.objects.filter(slug__in=[term["slug"] for term in revision.terms])
    )


def _snippets(content: Content) -> dict[str, SnippetVersion]:
    """The facts kept once that really are part of it, by key."""
    used = {found.key for found in content.rendered.snippets}
    return {key: version for key, version in content.snippets.items() if key in used}


def _note_page_links(revision: Revision, content: Content) -> None:
    """Record which pages it links to, and what a slug means that meant no page before."""
    uses = content.rendered.page_links
    if not uses:
        return
    slugs = dict.fromkeys(use.slug for use in uses)
    with_title = {use.slug for use in uses if use.shows_title}
    noted = dict(revision.page_links.values_list("slug", "article"))
    PageLink.objects.bulk_create(
        PageLink(
            revision=revision,
            slug=slug,
            article=content.linked.get(slug),
            shows_title=slug in with_title,
        )
        for slug in slugs
        if slug not in noted
    )
    for slug, key in noted.items():
        if key is None and slug in content.linked:
            revision.page_links.filter(slug=slug).update(article=content.linked[slug])


def render_again(revisions: Iterable[Revision], *, for_readers: bool = False) -> int:
    """Make the derived columns of stored `revisions` anew; return how many there were.

    For a picture, a source, a term or another page that came, went or changed, and for a better
    renderer. No words, no dates and no pointers change. What was published is made for readers;
    with `for_readers` so is what is about to be.
    """
    glossary = list(Term.objects.with_names())
    count = 0
    for revision in revisions:
        content = content_of(revision)
        content.__dict__["glossary"] = glossary  # read once for all of them
        is_marked = not all(use.leads for use in content.rendered.page_links)
        is_read = for_readers or (is_marked and revision.publications.exists())
        derive(revision, content, for_readers=is_read)
        revision.save_derived()
        note_uses(revision, content)
        count += 1
    return count


def render_everything_again() -> Iterator[tuple[int, int]]:
    """Make the derived columns of every stored text anew, for a renderer that has changed.

    Yields (texts done, texts in all) after each batch. Each batch is a transaction of its own, so
    readers and editors can go on meanwhile, and a run that was cut short can be run again.
    """
    keys = list(Revision.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        with transaction.atomic():
            lock_register()
            render_again(Revision.objects.filter(pk__in=batch).order_by("pk"))
        yield start + len(batch), len(keys)
    # The checks look at what was rendered, and may have changed with the renderer.
    doubt(Article.objects.public())
