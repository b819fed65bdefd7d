"""What the renderer makes of a revision: its derived columns, and the lists of what it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from django.db import transaction

from articles import rendering
from articles.models import Article, Citation, Image, ImageUse, Reference, Revision, Term, TermUse
from articles.publishing.beats import lock_register
from articles.publishing.content import Content, content_of
from articles.publishing.verdicts import doubt

# How many texts one transaction renders when all are rendered again.
BATCH = 100


def derive(revision: Revision, content: Content) -> None:
    """Fill in the derived columns of `revision` from `content`; stores nothing."""
    rendered = content.rendered
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


def _work(use: rendering.CitationUse, content: Content) -> dict[str, Any]:
    """One entry of the list of references; a key that the register does not know stands alone."""
    facts = asdict(content.works[use.key]) if use.known else {"key": use.key}
    return facts | {"number": use.number, "uses": use.uses, "known": use.known}


def note_uses(revision: Revision) -> None:
    """Record which pictures, sources and terms the stored `revision` uses, as far as it is not.

    Pictures and sources are facts about its text, to which rows are only added. Terms are
    derived: the list is made anew.
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
    TermUse.objects.filter(revision=revision).delete()
    TermUse.objects.bulk_create(
        TermUse(revision=revision, term=term)
        for term in Term.objects.filter(slug__in=[term["slug"] for term in revision.terms])
    )


def render_again(revisions: Iterable[Revision]) -> int:
    """Make the derived columns of stored `revisions` anew; return how many there were.

    For a picture, a source or a term that came, went or changed, and for a better renderer. No
    words, no dates and no pointers change.
    """
    glossary = list(Term.objects.with_names())
    count = 0
    for revision in revisions:
        content = content_of(revision)
        content.__dict__["glossary"] = glossary  # read once for all of them
        derive(revision, content)
        revision.save_derived()
        note_uses(revision)
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
