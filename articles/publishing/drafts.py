"""Drafts: writing a text down without touching what readers see."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    PreviewLink,
    Revision,
    Right,
    Section,
    Step,
    TrailEntry,
    may,
)
from articles.publishing.addresses import reasons_not_to_use
from articles.publishing.approvals import take_step
from articles.publishing.beats import locked, name_of, share_register
from articles.publishing.checks import reasons_not_to_store
from articles.publishing.content import Content, Source, content_of
from articles.publishing.page_links import adopt
from articles.publishing.preview_links import end_previews
from articles.publishing.reasons import Conflict, Refused
from articles.publishing.revisions import insert_revision, new_revision, words_in
from articles.publishing.sent_again import goes_on, sent_before
from articles.publishing.trail import note_done
from articles.publishing.workflow import (
    Action,
    reasons_without_right,
    refuse_unless_possible,
)

Kind = TrailEntry.Kind


@transaction.atomic
def start_article(
    content: Content,
    *,
    section: Section,
    slug: str,
    by: AbstractBaseUser | None,
    source: Source | None = None,
) -> Article:
    """Make an article with its first draft and return it. Whoever starts it answers for it.

    Raises Refused when the slug or the text cannot be stored, with every reason.
    """
    content = _rendered_anew(content, None)
    reasons = reasons_without_right(Right.ADD, by)
    reasons += reasons_not_to_use(slug) + reasons_not_to_store(content)
    if reasons:
        raise Refused(reasons)
    article = Article(section=section, slug=slug, owner=by)
    draft = new_revision(article, content, by=by, number=1, source=source)
    # The two rows point at each other; both keys are known and foreign keys are checked at the
    # end of the transaction, so neither row is ever incomplete.
    article.draft_revision_id = draft.pk
    article.save(force_insert=True)
    insert_revision(draft, article, content)
    adopt(article)
    note_done(Kind.STARTED, article, by=by, changes=words_in(draft))
    return article


def save_draft(
    article: Article,
    content: Content,
    *,
    by: AbstractBaseUser | None,
    based_on: int,
    source: Source | None = None,
    keep_schedule: bool = False,
    restored: Revision | None = None,
) -> Revision:
    """Store `content` as the article's draft and return the new revision.

    `based_on` is the number of the revision that the writer had before them. When another one
    has taken its place, nothing is overwritten: the text is kept as a revision that is not in
    use, and Conflict says who saved and when. Live pages do not change.

    A text is not stored again when it stands already, or when the same writer has sent it before,
    so a double click or a retried request is no conflict; nor is it one when the writer went back
    to an older form and has all that they saved themselves since.

    An approval covers one exact text, so the article is a draft again; a scheduled one keeps its
    time only with `keep_schedule`, and goes out then if it is approved before. `restored` is the
    revision of which `content` is the text again. Raises Refused when the text cannot be stored, or
    `by` may not write in this article now.
    """
    outcome = _save_draft(
        article,
        content,
        by=by,
        based_on=based_on,
        source=source,
        keep_schedule=keep_schedule,
        restored=restored,
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
    restored: Revision | None,
) -> Revision | Conflict:
    current = locked(article)
    refuse_unless_possible(Action.SAVE_DRAFT, current, by=by)
    standing = current.working_revision
    content = _rendered_anew(content, standing)
    if reasons := reasons_not_to_store(content):
        raise Refused(reasons)

    is_newly_dated = source is not None and source.dated_on != standing.source_dated_on
    is_same = content_of(standing) == content and not has_older_facts(standing)
    if is_same and not is_newly_dated:
        article.refresh_from_db()
        return standing
    base = current.revisions.filter(number=based_on).first()
    is_late = standing.number != based_on
    if is_late and (sent := sent_before(current, content, base, by=by)):
        if sent.was_set_aside:
            return Conflict(theirs=standing, kept=sent)
        article.refresh_from_db()
        return standing
    if is_late and goes_on(content, base, standing, by=by):
        base, is_late = standing, False
    number = current.revisions.aggregate(Max("number"))["number__max"] + 1
    revision = new_revision(current, content, by=by, number=number, base=base, source=source)
    revision.restored_from = restored
    if is_late:
        revision.was_set_aside = True
        insert_revision(revision, current, content)
        note_done(Kind.SET_ASIDE, current, by=by, changes=words_in(revision))
        return Conflict(theirs=standing, kept=revision, sentence=_gone(base, standing))

    insert_revision(revision, current, content)
    # Whoever may not schedule does not undo what others have planned.
    if current.schedule and not keep_schedule and may(by, Right.PUBLISH):
        take_step(current, standing, Step.Kind.UNSCHEDULED, by=by, reason=_("The text was edited."))
        current.schedule = None
    current.draft_revision = revision
    current.state = Article.State.DRAFT
    current.save(update_fields=["draft_revision", "state", "schedule"])
    kind = Kind.RESTORED if restored else Kind.SAVED
    note_done(kind, current, by=by, changes=words_in(revision), reason=revision.source_name)
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

    Its HTML says on which line each block was typed, so that a preview can scroll along.

    Raises Refused when the text cannot be stored, with every reason.
    """
    content = content.in_place_of(article.working_revision)
    if reasons := reasons_not_to_store(content):
        raise Refused(reasons)
    revision = new_revision(article, content, by=None, number=0)
    revision.html = content.html_with_lines()
    return revision


def _gone(base: Revision | None, standing: Revision) -> str:
    """What to say where nobody has saved: the draft was discarded, and an older text stands."""
    if base is None or base.number < standing.number:
        return ""
    return _("The draft that you had before you was discarded, after you had opened it.")


def has_older_facts(revision: Revision) -> bool:
    """Whether a fact kept once says another thing today than in the stored `revision`."""
    return any(not version.is_newest for version in content_of(revision).snippets.values())


def _rendered_anew(content: Content, standing: Revision | None) -> Content:
    """The same content, which will be rendered with the register as it is until the commit.

    It may have been rendered for a form already, and a source may have been retracted since.
    """
    share_register()
    return content.in_place_of(standing)
