"""Text files: from pages of plain text to articles, once each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from articles.importing.plain_text import PlainPage, Unreadable, read_page
from articles.importing.report import Report
from articles.models import Article, Callout, Revision, Section, SiteSettings
from articles.publishing import (
    Action,
    Content,
    Refused,
    Source,
    possible_actions,
    propose_slug,
    publish,
    refile,
    save_draft,
    start_article,
)

MAX_SUMMARY = Revision._meta.get_field("summary").max_length


class _DryRun(Exception):
    """Undoes the transaction of a dry run."""


def import_text_files(
    paths: Sequence[Path], *, section_slug: str, publish_them: bool = False, dry_run: bool = False
) -> Report:
    """Bring pages saved as plain text into the section, all of them or none.

    A page is known again by its title: a second run says "unchanged", and a page that editors
    have changed since is skipped rather than overwritten. Raises Unreadable with a sentence for
    every file that cannot be read, before anything is stored.
    """
    pages, reasons = [], []
    for path in paths:
        try:
            pages.append((path, read_page(path)))
        except Unreadable as error:
            reasons += error.reasons
    section = Section.objects.filter(slug=section_slug).first()
    if section is None:
        known = ", ".join(Section.objects.values_list("slug", flat=True)) or "none yet"
        reasons.insert(0, f"There is no section “{section_slug}”. Sections: {known}.")
    if reasons:
        raise Unreadable(reasons)

    report = Report()
    try:
        with transaction.atomic():
            for path, page in pages:
                _import_page(path, page, section, publish_them, report)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    except Refused as refused:
        raise Unreadable([f"{path}: {reason}" for reason in refused.reasons]) from refused
    return report


def _import_page(
    path: Path, page: PlainPage, section: Section, publish_it: bool, report: Report
) -> None:
    key, digest = f"text:{page.title.casefold()}", _digest(page)
    summary, body = page.summary_and_body(MAX_SUMMARY)
    content = Content(title=page.title, summary=summary, body=body)
    source = Source(name=f"import_text {path.name}", dated_on=page.updated_on)
    article = Article.objects.filter(import_key=key).first()
    if article is None:
        article = start_article(
            content, section=section, slug=propose_slug(page.title), by=None, source=source
        )
        refile(article, import_key=key, import_digest=digest)
        report.created.append(f"article “{page.title}” ({article.url}) from {path}")
        report.remarks += [f"{path.name}, {remark}" for remark in page.remarks]
    elif article.import_digest == digest:
        report.unchanged.append(f"article “{page.title}” ({article.url})")
    elif not article.working_revision.source_name:
        report.skipped.append(f"article “{page.title}”: editors have changed it since its import")
        return
    else:
        number = article.working_revision.number
        save_draft(article, content, by=None, based_on=number, source=source)
        refile(article, import_digest=digest)
        report.updated.append(f"article “{page.title}” ({article.url}) from {path}")

    if publish_it and Action.PUBLISH in possible_actions(article):
        again = article.first_published_on is not None
        publish(
            article,
            kind="significant" if again else "first",
            note="The text was imported anew from its source." if again else "",
            by=None,
        )
        report.remarks.append(f"{path.name}: published, dated {article.last_updated_on}")
    if page.callout_title:
        _place_callout(page, article, report)


def _digest(page: PlainPage) -> str:
    text = "\x00".join((page.title, str(page.updated_on), *(p.text for p in page.paragraphs)))
    return hashlib.sha256(text.encode()).hexdigest()


def _place_callout(page: PlainPage, article: Article, report: Report) -> None:
    """Store the page's callout, on this page alone at first.

    Other pages that carry the same one show that it belonged everywhere.
    """
    known = Callout.objects.filter(title=page.callout_title).first()
    if known is None:
        callout = Callout(
            title=page.callout_title,
            text=page.callout_text,
            placement=Callout.Placement.ARTICLE,
            article=article,
            starts_on=SiteSettings.current().today(),
        )
        callout.full_clean()
        callout.save()
        report.created.append(f"callout “{callout}”, shown on this page")
    elif known.placement == Callout.Placement.ARTICLE and known.article_id != article.pk:
        known.placement, known.article = Callout.Placement.EVERYWHERE, None
        known.full_clean()
        known.save(update_fields=["placement", "article"])
        report.updated.append(f"callout “{known}”, now shown everywhere")
    else:
        report.unchanged.append(f"callout “{known}”")
