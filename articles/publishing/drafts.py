"""Drafts: writing a text down without touching what readers see."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, PreviewLink, Revision, Right, Section, Step
from articles.publishing.addresses import reasons_not_to_use
from articles.publishing.approvals import take_step
from articles.publishing.beats import locked, name_of, share_register
from articles.publishing.checks import reasons_not_to_store
from articles.publishing.content import Content, Source, content_of
from articles.publishing.derived import derive, note_uses
from articles.publishing.preview_links import end_previews
from articles.publishing.reasons import Conflict, Refused
from articles.publishing.workflow import (
    Action,
    reasons_without_right,
    refuse_unless_possible,
)


@transaction.atomic
def start_article(
    content: Content,
    *,
    section: Section,
    slug: str,
    by: AbstractBaseUser | None,
    source: Source | None = None,
) -> Article:
    """Make an article with its first draft and return it.

    Raises Refused when the slug or the text cannot be stored, with every reason.
    """
    content = _rendered_anew(content)
    reasons = reasons_without_right(Right.ADD, by)
    reasons += reasons_not_to_use(slug) + reasons_not_to_store(content)
    if reasons:
        raise Refused(reasons)
    article = Article(section=section, slug=slug)
    draft = _new_revision(article, content, by=by, number=1, source=source)
    # The two rows point at each other; both keys are known and foreign keys are checked at the
    # end of the transaction, so neither row is ever incomplete.
    article.draft_revision_id = draft.pk
    article.save(force_insert=True)
    _insert(draft, article)
    return article


def save_draft(
    article: Article,
    content: Content,
    *,
    by: AbstractBaseUser | None,
    based_on: int,
    source: Source | None = None,
    keep_schedule: bool = False,
) -> Revision:
    """Store `content` as the article's draft and return the new revision.

    `based_on` is the number of the revision that the writer had before them. When another one
    has taken its place, nothing is overwritten: the text is kept as a revision that is not in
    use, and Conflict says who saved and when. Text equal to what stands is not stored again, so
    a double click or a retried request is no conflict. Live pages do not change.

    An approval covers one exact text, so the article is a draft again; a scheduled one keeps its
    time only with `keep_schedule`, and goes out then if it is approved before. Raises Refused when
    the text cannot be stored, or `by` may not write in this article now.
    """
    outcome = _save_draft(
        article, content, by=by, based_on=based_on, source=source, keep_schedule=keep_schedule
    )
    # Raised here, after the transaction that kept the losing text has been committed.
    if isinstance(outcome, Conflict):
        raise outcome
    return outcome


@transaction.atomic
def _save_draft(
    article: Article,
    content: Content,
    *,
    by: AbstractBaseUser | None,
    based_on: int,
    source: Source | None,
    keep_schedule: bool,
) -> Revision | Conflict:
    current = locked(article)
    refuse_unless_possible(Action.SAVE_DRAFT, current, by=by)
    content = _rendered_anew(content)
    if reasons := reasons_not_to_store(content):
        raise Refused(reasons)

    standing = current.working_revision
    is_newly_dated = source is not None and source.dated_on != standing.source_dated_on
    if content_of(standing) == content and not is_newly_dated:
        article.refresh_from_db()
        return standing
    number = current.revisions.aggregate(Max("number"))["number__max"] + 1
    base = current.revisions.filter(number=based_on).first()
    revision = _new_revision(current, content, by=by, number=number, base=base, source=source)
    if standing.number != based_on:
        revision.was_set_aside = True
        _insert(revision, current)
        return Conflict(theirs=standing, kept=revision)

    _insert(revision, current)
    if current.schedule and not keep_schedule:
        take_step(current, standing, Step.Kind.UNSCHEDULED, by=by, reason=_("The text was edited."))
        current.schedule = None
    current.draft_revision = revision
    current.state = Article.State.DRAFT
    current.save(update_fields=["draft_revision", "state", "schedule"])
    article.refresh_from_db()
    return revision


@transaction.atomic
def discard_draft(
    article: Article, *, by: AbstractBaseUser | None, based_on: int | None = None
) -> None:
    """Take the draft off a live page; readers go on seeing what they saw.

    The text stays in the article's history. Raises Refused when there is no draft or nothing to
    fall back to, Conflict when the draft is no longer the one that the editor meant.
    """
    meant = article.working_revision.number if based_on is None else based_on
    current = locked(article)
    refuse_unless_possible(Action.DISCARD_DRAFT, current, by=by)
    if current.working_revision.number != meant:
        raise Conflict(theirs=current.working_revision)

    take_step(current, current.draft_revision, Step.Kind.DISCARDED, by=by)
    current.draft_revision = current.schedule = None
    current.state = Article.State.PUBLISHED
    current.save(update_fields=["draft_revision", "state", "schedule"])
    end_previews(current, PreviewLink.Ending.DISCARDED, by_name=name_of(by))
    article.refresh_from_db()


def preview_of(article: Article, content: Content) -> Revision:
    """Return `content` as a revision that is not stored, rendered as it would be.

    Raises Refused when the text cannot be stored, with every reason.
    """
    if reasons := reasons_not_to_store(content):
        raise Refused(reasons)
    return _new_revision(article, content, by=None, number=0)


def _new_revision(
    article: Article,
    content: Content,
    *,
    by: AbstractBaseUser | None,
    number: int,
    base: Revision | None = None,
    source: Source | None = None,
) -> Revision:
    revision = Revision(
        article=article,
        number=number,
        based_on=base,
        title=content.title,
        summary=content.summary,
        body=content.body,
        key_points=list(content.key_points),
        lead_image=content.lead_image,
        lead_alt=content.lead_alt,
        lead_is_decorative=content.lead_is_decorative,
        created_at=timezone.now(),
        created_by=by,
        created_by_name=name_of(by),
        source_name=source.name if source else "",
        source_dated_on=source.dated_on if source else None,
    )
    derive(revision, content)
    return revision


def _rendered_anew(content: Content) -> Content:
    """The same content, which will be rendered with the register as it is until the commit.

    It may have been rendered for a form already, and a source may have been retracted since.
    """
    share_register()
    return replace(content)


def _insert(revision: Revision, article: Article) -> None:
    revision.article = article
    revision.save(force_insert=True)
    note_uses(revision)
