"""Publications of snippets: a new text of a fact goes out, and with it every page that has it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Publication,
    Revision,
    Right,
    Snippet,
    SnippetVersion,
    Words,
    may,
)
from articles.publishing.beats import lock_register, lock_together, locked, name_of
from articles.publishing.checks import blockers_on
from articles.publishing.content import Content, content_of
from articles.publishing.decisions import Decision, reasons_in_spite_of
from articles.publishing.publications import go_on
from articles.publishing.reasons import Reason, Refused
from articles.publishing.revisions import insert_revision, new_revision
from articles.publishing.snippets import (
    CHANGE,
    locked_snippet,
    reasons_without_permission,
    written_meanwhile,
)
from articles.publishing.words import one_line, reasons_not_to_tell, reasons_too_long, words_of
from articles.publishing.workflow import reasons_without_right

Kind = Publication.Kind


class SnippetRefused(Refused):
    """A fact was not published: `own` is why, `by_article` what stands in the way on each page."""

    def __init__(self, reasons: list[Reason], by_article: Mapping[int, list[Reason]]) -> None:
        self.own = reasons
        self.by_article = by_article
        super().__init__([*reasons, *(one for many in by_article.values() for one in many)])


@dataclass(frozen=True)
class Effect:
    """What publishing a version does to one page: `reasons` are why the page cannot go along."""

    article: Article
    reasons: list[Reason]


@transaction.atomic
def publish_snippet(
    snippet: Snippet,
    *,
    kind: str = Kind.MINOR,
    note: str = "",
    was_wrong: str = "",
    is_right: str = "",
    alone: str = "",
    override: str = "",
    by: AbstractBaseUser | None,
    based_on: int | None = None,
) -> list[Publication]:
    """Let new texts get the version in work, and every public page that has the fact say it now.

    Each such page has its next edition: the same words around the new version, of the given kind,
    with the name of the fact and `note` in its history. A significant change or a correction
    moves "last updated" on all of them; a minor one moves no date. Reviews stay with the text that
    was reviewed. Drafts get the new version when they are saved next.

    Somebody else than its writers publishes a version, or says in `alone` why it cannot wait; the
    pages about the disease then wait for a second pair of eyes. `based_on` is the number of the
    version that was looked at. Raises SnippetRefused with every reason, by page, when any of the
    pages cannot go along: then nothing has changed.
    """
    meant = snippet.draft_version.number if based_on is None and snippet.draft_version else based_on
    current = locked_snippet(snippet)
    reasons = reasons_without_permission(CHANGE, by) + reasons_without_right(Right.PUBLISH, by)
    version = current.draft_version
    if version is None:
        reasons.append(Reason(_("There is no new text: pages say what it says already.")))
    elif version.number != meant:
        reasons.append(written_meanwhile(current))
    if reasons:
        raise SnippetRefused(reasons, {})
    pages = _locked_pages(current)
    words = words_of(note, was_wrong, is_right)
    alone, override = one_line(alone), one_line(override)
    reasons = _reasons_not_to_tell(current, kind, words) if pages else []
    reasons += reasons_alone(current, by, alone)
    alone = alone if _is_own(current, by) else ""
    current.live_version, current.draft_version = version, None
    version.snippet = current
    contents = {page.pk: _with_version(page, version) for page in pages}
    faults = {page.pk: blockers_on(contents[page.pk], article=page) for page in pages}
    by_article = {
        page.pk: found
        for page in pages
        if (found := reasons_in_spite_of(faults[page.pk], override, by))
    }
    if reasons or by_article:
        raise SnippetRefused(reasons, by_article)
    current.save(update_fields=["live_version", "draft_version"])
    told = _told(current, words)
    published = []
    for page in pages:
        decision = Decision(
            kind=kind,
            words=told,
            alone=_alone_of(page, alone),
            override=override if faults[page.pk] else "",
            overridden=tuple(map(str, faults[page.pk])),
        )
        revision = _next_text(page, contents[page.pk], by=by)
        published.append(go_on(page, revision, decision, by=by))
    snippet.refresh_from_db()
    return published


def effects_of(snippet: Snippet) -> list[Effect]:
    """Return what publishing the version in work would do to each public page, by title."""
    version = snippet.draft_version
    pages = sorted(_live_pages(snippet).with_standing(), key=str)
    if version is None:
        return [Effect(page, []) for page in pages]
    version.snippet = copy(snippet)
    version.snippet.live_version = version
    return [Effect(page, blockers_on(_with_version(page, version), article=page)) for page in pages]


def reasons_alone(snippet: Snippet, by: AbstractBaseUser | None, alone: str) -> list[Reason]:
    """Why `by` may not publish the version in work because nobody else has read it; or nothing."""
    if snippet.draft_version is None or not _is_own(snippet, by):
        return []
    if not may(by, Right.PUBLISH_ALONE):
        sentence = _("You have written this text. Ask a colleague to read and publish it.")
        return [Reason(sentence)]
    if not alone:
        sentence = _(
            "You have written this text. Ask a colleague to read and publish it, or say here why "
            "it cannot wait."
        )
        return [Reason(sentence, field="alone")]
    return reasons_too_long(alone, Publication.MAX_NOTE, field="alone")


def _is_own(snippet: Snippet, by: AbstractBaseUser | None) -> bool:
    """Whether `by` has written in the version in work since one was published last."""
    if by is None:
        return False
    live = snippet.live_version.number if snippet.live_version else 0
    return snippet.versions.filter(number__gt=live, created_by=by).exists()


def _live_pages(snippet: Snippet) -> QuerySet[Article]:
    return Article.objects.public().filter(live_revision__snippet_uses__version__snippet=snippet)


def _locked_pages(snippet: Snippet) -> list[Article]:
    """The public pages that have the fact, locked, and the register with them."""
    keys = set(_live_pages(snippet).values_list("pk", flat=True))
    lock_together(*(Article(pk=key) for key in keys))
    lock_register()
    if set(_live_pages(snippet).values_list("pk", flat=True)) - keys:
        sentence = _("Another page with this fact went out at this moment. Look at the list again.")
        raise SnippetRefused([Reason(sentence)], {})
    return [locked(Article(pk=key)) for key in sorted(keys)]


def _with_version(page: Article, version: SnippetVersion) -> Content:
    """What the page says with `version` in it."""
    content = content_of(page.live_revision)
    content.__dict__["snippets"] = content.snippets | {version.snippet.key: version}
    return content


def _reasons_not_to_tell(snippet: Snippet, kind: str, words: Words) -> list[Reason]:
    if kind not in (Kind.MINOR, *Publication.NOTED_KINDS):
        return [Reason(_("Choose what kind of change this is."), field="kind")]
    if reasons := reasons_not_to_tell(kind, words):
        return reasons
    # The name of the fact stands before it.
    before = len(_told(snippet, words).note) - len(words.note)
    return reasons_too_long(words.note, Publication.MAX_NOTE - before, field="note")


def _told(snippet: Snippet, words: Words) -> Words:
    """What the history of each page says."""
    said = (
        _("The fact “%(title)s” was updated: %(note)s")
        if words.note
        else _("The fact “%(title)s” was updated.")
    )
    note = said % {"title": snippet.title, "note": words.note}
    return words._replace(note=note)


def _alone_of(page: Article, alone: str) -> str:
    """Why nobody else has read what the page says: the fact, or the edition before."""
    if alone and page.needs_second_pair:
        return alone
    newest = page.publications.order_by("-number").values("pk")[:1]
    unread = Publication.objects.unread().filter(pk__in=list(newest.values_list("pk", flat=True)))
    return unread.values_list("alone", flat=True).first() or ""


def _next_text(page: Article, content: Content, *, by: AbstractBaseUser | None) -> Revision:
    """The same words of the page, with the new version in them, as a revision of the software's.

    Nobody has written in the page, so that it makes nobody one of its writers.
    """
    live = page.live_revision
    number = page.revisions.aggregate(Max("number"))["number__max"] + 1
    revision = new_revision(page, content, by=None, number=number, base=live, for_readers=True)
    revision.created_by_name, revision.anchors = name_of(by), live.anchors
    insert_revision(revision, page, content)
    return revision
