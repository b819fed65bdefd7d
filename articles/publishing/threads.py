"""Threads: colleagues talk about an article, ask each other for something, and settle it."""

from __future__ import annotations

import datetime
import re

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import rendering
from articles.models import Article, Comment, Revision, Right, Thread, colleagues, may
from articles.publishing.beats import lock_together, name_of
from articles.publishing.mentions import mentioned_in, reasons_not_to_mention
from articles.publishing.passages import quotation_in
from articles.publishing.reasons import Reason, Refused, in_words
from articles.publishing.words import reasons_too_long
from articles.publishing.workflow import reasons_without_right

Kind = Comment.Kind

# For so long the same words of the same person are a second click and not said again.
LATELY = datetime.timedelta(minutes=2)


def reasons_not_to_comment(by: AbstractBaseUser | None) -> list[Reason]:
    """The reason why `by` may not say anything about articles, or none.

    Whoever may read the texts at the desk may comment on them.
    """
    return [] if may(by, Right.CHANGE) else reasons_without_right(Right.VIEW, by)


def reasons_not_to_resolve(thread: Thread, by: AbstractBaseUser | None) -> list[Reason]:
    """The reason why `by` may not say that `thread` is settled, or none."""
    if by is None or by.pk in (thread.started_by_id, thread.assignee_id):
        return []
    if may(by, Right.FILE) or may(by, Right.APPROVE):
        return []
    return [
        Reason(
            _(
                "Only whoever started this, whoever it is assigned to, an editor or a reviewer can "
                "resolve it. Answer instead."
            )
        )
    ]


@transaction.atomic
def start_thread(
    article: Article,
    *,
    words: str,
    by: AbstractBaseUser | None,
    passage: rendering.Quotation | None = None,
    based_on: int | None = None,
    assignee: AbstractBaseUser | None = None,
) -> Thread:
    """Say something about `article`, or about a passage of one of its texts, and return the thread.

    `passage` are the words it is about, as they were marked in the Markdown or on the page, and
    what stood around them, if it is known. `based_on` is the number of the text in which that
    was, by default the one in work. `assignee` is who is asked to see to it. A second click starts
    no second thread. Raises Refused with every reason why not.
    """
    lock_together(article)
    words = _tidy(words)
    revision = _revision_of(article, based_on)
    quotation = found = None
    if passage is not None and passage.words.strip():
        quotation = passage
        found = revision and quotation_in(revision, passage)
    reasons = [
        *reasons_not_to_comment(by),
        *_reasons_not_to_say(words),
        *_reasons_not_to_quote(revision, quotation, found),
        *_reasons_not_to_assign(assignee),
    ]
    if reasons:
        raise Refused(reasons)
    if again := _started_before(article, words, found, by):
        return again

    now = timezone.now()
    thread = Thread.objects.create(
        article_id=article.pk,
        revision=revision,
        quote=found.words if found else "",
        quote_before=found.before if found else "",
        quote_after=found.after if found else "",
        started_at=now,
        started_by=by,
        started_by_name=name_of(by),
        assignee=assignee,
    )
    _add(thread, Kind.SAID, words, by=by)
    if assignee is not None:
        _add(thread, Kind.ASSIGNED, by=by, assignee_name=name_of(assignee))
    return thread


@transaction.atomic
def reply_to(thread: Thread, *, words: str, by: AbstractBaseUser | None) -> Comment:
    """Say something in `thread`. One that is resolved is open again: somebody has to read it.

    A second click says nothing twice. Raises Refused with every reason why not.
    """
    current = _locked(thread)
    words = _tidy(words)
    if reasons := [*reasons_not_to_comment(by), *_reasons_not_to_say(words)]:
        raise Refused(reasons)
    if again := _said_before(current, words, by):
        return again
    if not current.is_open:
        _set_open(current, is_open=True, by=by)
    comment = _add(current, Kind.SAID, words, by=by)
    thread.refresh_from_db()
    return comment


@transaction.atomic
def resolve_thread(
    thread: Thread, *, by: AbstractBaseUser | None, words: str = "", seen: int | None = None
) -> None:
    """Settle `thread`; `words` may say how. One that is resolved already stays as it is.

    `seen` is the key of the last comment that `by` had before them, so that nothing that was said
    meanwhile is settled unread. Raises Refused with every reason why not.
    """
    current = _locked(thread)
    words = _tidy(words)
    reasons = reasons_not_to_comment(by) or reasons_not_to_resolve(current, by)
    if words:
        reasons = [*reasons, *_reasons_not_to_say(words)]
    if current.is_open:
        reasons = [*reasons, *_reasons_unread(current, seen)]
    if reasons:
        raise Refused(reasons)
    if current.is_open:
        _set_open(current, is_open=False, words=words, by=by)
    thread.refresh_from_db()


@transaction.atomic
def reopen_thread(thread: Thread, *, by: AbstractBaseUser | None, words: str = "") -> None:
    """Open a resolved thread again; `words` may say why. One that is open stays as it is.

    Raises Refused with every reason why not.
    """
    current = _locked(thread)
    words = _tidy(words)
    reasons = reasons_not_to_comment(by)
    if words:
        reasons = [*reasons, *_reasons_not_to_say(words)]
    if reasons:
        raise Refused(reasons)
    if not current.is_open:
        _set_open(current, is_open=True, words=words, by=by)
    thread.refresh_from_db()


@transaction.atomic
def assign_thread(
    thread: Thread, *, to: AbstractBaseUser | None, by: AbstractBaseUser | None, words: str = ""
) -> None:
    """Ask `to` to see to `thread`; None: it is nobody's. `words` may say what is asked for.

    Whoever has it already keeps it; words are said all the same. Raises Refused with every reason
    why not.
    """
    current = _locked(thread)
    words = _tidy(words)
    reasons = [*reasons_not_to_comment(by), *_reasons_not_to_assign(to)]
    if words:
        reasons += _reasons_not_to_say(words)
    if reasons:
        raise Refused(reasons)
    if current.assignee_id != (to and to.pk):
        current.assignee = to
        current.save(update_fields=["assignee"])
        _add(current, Kind.ASSIGNED, words, by=by, assignee_name=name_of(to) if to else "")
    elif words and not _said_before(current, words, by):
        _add(current, Kind.SAID, words, by=by)
    thread.refresh_from_db()


def _locked(thread: Thread) -> Thread:
    return Thread.objects.select_for_update().get(pk=thread.pk)


def _revision_of(article: Article, number: int | None) -> Revision | None:
    """The text of `article` with this number, by default the one in work."""
    if number is not None:
        return article.revisions.filter(number=number).first()
    return (
        Article.objects.select_related("draft_revision", "live_revision")
        .get(pk=article.pk)
        .working_revision
    )


def _tidy(words: str) -> str:
    """The words with plain line ends, without what nobody can see and blanks at their ends."""
    return re.sub(r"\n{3,}", "\n\n", rendering.without_unseen(words)).strip()


def _reasons_not_to_say(words: str) -> list[Reason]:
    if not words:
        return [Reason(_("Write what you want to say."), field="words")]
    too_long = reasons_too_long(words, Comment.MAX_WORDS, field="words")
    return [*too_long, *reasons_not_to_mention(words)]


def _reasons_not_to_quote(
    revision: Revision | None,
    passage: rendering.Quotation | None,
    found: rendering.Quotation | None,
) -> list[Reason]:
    if revision is None:
        return [Reason(_("The form did not say which text it shows. Open it again."))]
    if passage is None:
        return []
    if reasons := reasons_too_long(passage.words.strip(), Thread.MAX_QUOTE, field="quote"):
        return reasons
    if found is None:
        sentence = _(
            "These words are not in the text that was saved last (revision %(number)s). Save the "
            "draft first, choose other words, or comment on the whole page."
        )
        return [Reason(sentence % {"number": revision.number}, field="quote")]
    return reasons_too_long(found.words, Thread.MAX_QUOTE, field="quote")


def _reasons_not_to_assign(to: AbstractBaseUser | None) -> list[Reason]:
    if to is None or colleagues().filter(pk=to.pk).exists():
        return []
    sentence = _("%(name)s cannot read texts at this desk. Choose somebody else.")
    return [Reason(sentence % {"name": name_of(to)}, field="assignee")]


def _reasons_unread(thread: Thread, seen: int | None) -> list[Reason]:
    """The reason why more was said since `seen` than may be settled unread, or none."""
    last = thread.comments.order_by("pk").last()
    if seen is None or last is None or last.pk <= seen:
        return []
    sentence = _(
        "%(who)s wrote here on %(when)s, after you had opened this. Read it, then resolve it."
    )
    return [Reason(sentence % {"who": last.written_by_name, "when": in_words(last.written_at)})]


def _started_before(
    article: Article,
    words: str,
    found: rendering.Quotation | None,
    by: AbstractBaseUser | None,
) -> Thread | None:
    """The thread that `by` has just started with these very words, or None."""
    threads = Thread.objects.filter(
        article=article.pk,
        started_by=by,
        quote=found.words if found else "",
        started_at__gte=timezone.now() - LATELY,
    )
    return next((thread for thread in threads if thread.comments.first().words == words), None)


def _said_before(thread: Thread, words: str, by: AbstractBaseUser | None) -> Comment | None:
    """The comment in which `by` has just said these very words, or None."""
    lately = timezone.now() - LATELY
    return thread.comments.filter(
        kind=Kind.SAID, words=words, written_by=by, written_at__gte=lately
    ).last()


def _set_open(
    thread: Thread, *, is_open: bool, by: AbstractBaseUser | None, words: str = ""
) -> None:
    thread.is_open = is_open
    thread.save(update_fields=["is_open"])
    _add(thread, Kind.REOPENED if is_open else Kind.RESOLVED, words, by=by)


def _add(
    thread: Thread,
    kind: str,
    words: str = "",
    *,
    by: AbstractBaseUser | None,
    assignee_name: str = "",
) -> Comment:
    """Add what was said or done, as part of a verb that holds the lock."""
    comment = Comment.objects.create(
        thread=thread,
        kind=kind,
        words=words,
        assignee_name=assignee_name,
        written_at=timezone.now(),
        written_by=by,
        written_by_name=name_of(by),
    )
    comment.mentioned.set(mentioned_in(words))
    return comment
