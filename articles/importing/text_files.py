"""Text files: from pages of plain text to articles, once each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

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
MAX_CALLOUT = Callout._meta.get_field("text").max_length
FIRST_YEAR = 1990  # no page on the web is older
MAX_SOURCE_NAME = Revision._meta.get_field("source_name").max_length


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
    pages: dict[str, tuple[Path, PlainPage]] = {}
    reasons = []
    today = SiteSettings.current().today()
    for path in dict.fromkeys(paths):
        try:
            page = read_page(path)
        except Unreadable as error:
            reasons += error.reasons
            continue
        if page.updated_on and not FIRST_YEAR <= page.updated_on.year <= today.year + 1:
            reasons.append(f"{path}: “Last updated: {page.updated_on}” is not a year of the web.")
        elif page.updated_on and page.updated_on > today:
            reasons.append(f"{path}: “Last updated: {page.updated_on}” has not come yet.")
        other = pages.setdefault(page.title.casefold(), (path, page))[0]
        if other != path:
            reasons.append(f"{path}: has the same title as {other}. Give each page its own.")
    section = Section.objects.filter(slug=section_slug).first()
    if section is None:
        known = ", ".join(Section.objects.values_list("slug", flat=True)) or "none yet"
        reasons.insert(0, f"There is no section “{section_slug}”. Sections: {known}.")
    if reasons:
        raise Unreadable(reasons)

    report = Report()
    try:
        with transaction.atomic():
            for path, page in pages.values():
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
    """Bring in one page; a page is known again by its section and title."""
    key, digest = f"text:{section.slug}:{page.title.casefold()}", _digest(page)
    summary, body = page.summary_and_body(MAX_SUMMARY)
    content = Content(title=page.title, summary=summary, body=body)
    source = Source(name=f"import_text {path.name}"[:MAX_SOURCE_NAME], dated_on=page.updated_on)
    article = Article.everything.filter(import_key=key).first()
    is_known = article is not None and article.import_digest == digest
    named = f"article “{page.title}”"

    if article is None:
        article = start_article(
            content, section=section, slug=propose_slug(page.title), by=None, source=source
        )
        refile(article, by=None, import_key=key)
        report.created.append(f"{named} ({article.url}) from {path}")
        report.remarks += [f"{path.name}, {remark}" for remark in page.remarks]
    elif article.is_in_bin:
        report.skipped.append(f"{named}: editors have put it into the bin")
        return
    elif article.is_withdrawn:
        report.skipped.append(f"{named} ({article.url}): editors have withdrawn it")
        return
    elif not article.working_revision.source_name:
        report.skipped.append(f"{named} ({article.url}): editors have changed it since its import")
        return
    elif is_known:
        report.unchanged.append(f"{named} ({article.url})")
    else:
        number = article.working_revision.number
        save_draft(article, content, by=None, based_on=number, source=source)
        report.updated.append(f"{named} ({article.url}) from {path}")
    refile(article, by=None, import_digest=digest)

    if publish_it and Action.PUBLISH in possible_actions(article, by=None):
        again = article.first_published_on is not None
        publish(
            article,
            kind="significant" if again else "first",
            note=_("This text was taken over anew from its source.") if again else "",
            by=None,
        )
        report.remarks.append(f"{path.name}: published, dated {article.last_updated_on}")
    if page.callout_title and not is_known:
        _place_callout(page, article, report)


def _digest(page: PlainPage) -> str:
    words = (page.title, str(page.updated_on), page.callout_title, page.callout_text)
    text = "\x00".join((*words, *(paragraph.text for paragraph in page.paragraphs)))
    return hashlib.sha256(text.encode()).hexdigest()


def _place_callout(page: PlainPage, article: Article, report: Report) -> None:
    """Store the page's callout, on this page alone at first.

    Other pages that carry the same one show that it belonged everywhere.
    """
    text = page.callout_text
    known = Callout.objects.filter(title=page.callout_title).first()
    if len(text) > MAX_CALLOUT:
        report.skipped.append(
            f"callout “{page.callout_title}”: its text has {len(text)} characters, "
            f"{MAX_CALLOUT} are allowed"
        )
    elif known is None:
        callout = Callout(
            title=page.callout_title,
            text=text,
            placement=Callout.Placement.ARTICLE,
            article=article,
            starts_on=SiteSettings.current().today(),
        )
        callout.full_clean()
        callout.save()
        report.created.append(f"callout “{callout}”, shown on this page")
    elif known.text != text:
        report.skipped.append(f"callout “{known}”: its text differs here; change it in the admin")
    elif known.placement == Callout.Placement.ARTICLE and known.article_id != article.pk:
        known.placement, known.article = Callout.Placement.EVERYWHERE, None
        known.full_clean()
        known.save(update_fields=["placement", "article"])
        report.updated.append(f"callout “{known}”, now shown everywhere")
    else:
        report.unchanged.append(f"callout “{known}”")
