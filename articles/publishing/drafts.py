"""Drafts: writing a text down without touching what readers see."""

from __future__ import annotations

import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import rendering
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
from articles.models.shown import is_in_bin
from articles.publishing.addresses import reasons_not_to_use
from articles.publishing.approvals import take_step
from articles.publishing.beats import locked, name_of, share_register
from articles.publishing.checks import reasons_not_to_store
from articles.publishing.content import Content, Source, content_of
from articles.publishing.derived import derive, note_uses
from articles.publishing.merging import common_base, merge_contents
from articles.publishing.page_links import adopt
from articles.publishing.preview_links import end_previews
from articles.publishing.reasons import Conflict, Refused
from articles.publishing.trail import note_done
from articles.publishing.workflow import (
    Action,
    reasons_without_right,
    refuse_unless_possible,
)

Kind = TrailEntry.Kind

# Among so many of a writer's last texts the same one is looked for.
MOST_SENT = 20
# And for so long an article of the same words is the same article.
LATELY = datetime.timedelta(minutes=10)


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
    draft = _new_revision(article, content, by=by, number=1, source=source)
    # The two rows point at each other; both keys are known and foreign keys are checked at the
    # end of the transaction, so neither row is ever incomplete.
    article.draft_revision_id = draft.pk
    article.save(force_insert=True)
    _insert(draft, article, content)
    adopt(article)
    note_done(Kind.STARTED, article, by=by, changes=_words_in(draft))
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
    if is_late and (sent := _sent_before(current, content, base, by=by)):
        if sent.was_set_aside:
            return Conflict(theirs=standing, kept=sent)
        article.refresh_from_db()
        return standing
    if is_late and _goes_on(content, base, standing, by=by):
        base, is_late = standing, False
    number = current.revisions.aggregate(Max("number"))["number__max"] + 1
    revision = _new_revision(current, content, by=by, number=number, base=base, source=source)
    revision.restored_from = restored
    if is_late:
        revision.was_set_aside = True
        _insert(revision, current, content)
        note_done(Kind.SET_ASIDE, current, by=by, changes=_words_in(revision))
        return Conflict(theirs=standing, kept=revision, sentence=_gone(base, standing))

    _insert(revision, current, content)
    # Whoever may not schedule does not undo what others have planned.
    if current.schedule and not keep_schedule and may(by, Right.PUBLISH):
        take_step(current, standing, Step.Kind.UNSCHEDULED, by=by, reason=_("The text was edited."))
        current.schedule = None
    current.draft_revision = revision
    current.state = Article.State.DRAFT
    current.save(update_fields=["draft_revision", "state", "schedule"])
    kind = Kind.RESTORED if restored else Kind.SAVED
    note_done(kind, current, by=by, changes=_words_in(revision), reason=revision.source_name)
    article.refresh_from_db()
    return revision


def started_lately(
    content: Content, *, section: Section, slug: str, by: AbstractBaseUser
) -> Article | None:
    """Return the article that `by` has just started with this very text, or None.

    So it is with a double click and with a request that comes again. `slug` may be empty, where
    it was left to be proposed.
    """
    texts = Revision.objects.select_related("lead_image", "article").exclude(is_in_bin("article__"))
    first = texts.filter(
        number=1,
        created_by=by,
        title=content.title,
        article__section=section,
        created_at__gte=timezone.now() - LATELY,
    )
    return next(
        (
            text.article
            for text in first.order_by("-created_at")[:MOST_SENT]
            if slug in ("", text.article.slug) and content_of(text) == content
        ),
        None,
    )


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
    revision = _new_revision(article, content, by=None, number=0)
    revision.html = content.html_with_lines()
    return revision


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


def _sent_before(
    article: Article, content: Content, base: Revision | None, *, by: AbstractBaseUser | None
) -> Revision | None:
    """The same text by the same writer, made from the same one: this request comes again.

    It was set aside then, or the writer has gone on from it since. None where it is new.
    """
    if by is None or base is None:
        return None
    has_gone_on = article.working_revision.created_by_id == by.pk
    sent = article.revisions.filter(based_on=base, created_by=by).select_related("lead_image")
    return next(
        (
            revision
            for revision in sent[:MOST_SENT]
            if (revision.was_set_aside or has_gone_on) and content_of(revision) == content
        ),
        None,
    )


def _goes_on(
    content: Content, base: Revision | None, standing: Revision, *, by: AbstractBaseUser | None
) -> bool:
    """Whether the writer saved `standing` themselves and `content` has all that is new in it.

    So it is when a browser leads back to the form as it was before that was saved.
    """
    if by is None or base is None or standing.created_by_id != by.pk:
        return False
    if standing.number < base.number:  # the draft was discarded
        return False
    common = content_of(common_base(base, standing))
    return merge_contents(common, content, content_of(standing)).mine_has_theirs


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


def _words_in(revision: Revision) -> list[tuple[str, str, object]]:
    """What the trail says of a saved text: which it is, and how many words came and went."""
    facts = [
        (_("Revision"), revision.based_on.number if revision.based_on else "", revision.number),
        (_("Words added"), "", revision.words_added),
        (_("Words removed"), "", revision.words_removed),
    ]
    if revision.restored_from:
        facts.append((_("Restored from revision"), "", revision.restored_from.number))
    return facts


def _insert(revision: Revision, article: Article, content: Content) -> None:
    revision.article = article
    base = content_of(revision.based_on).as_words if revision.based_on else ""
    revision.words_added, revision.words_removed = rendering.words_changed(
        base, content_of(revision).as_words
    )
    revision.save(force_insert=True)
    note_uses(revision, content)
