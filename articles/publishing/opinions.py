"""Opinions: a reviewer says that a text needs change, or that they should not review it."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Opinion, Person, Revision, Right
from articles.publishing.beats import locked, name_of
from articles.publishing.reasons import Reason, Refused
from articles.publishing.reviews import number_meant, text_reviewed
from articles.publishing.trail import note_done
from articles.publishing.words import reasons_too_long
from articles.publishing.workflow import reasons_without_right
from articles.rendering import without_unseen

Kind = Opinion.Kind


@transaction.atomic
def ask_for_change(
    article: Article, *, words: str, by: AbstractBaseUser | None, based_on: int | None = None
) -> Opinion:
    """Record that a text of the article cannot stand as it is; `words` say what needs to change.

    It stands on the desk and on the article's form until a newer text is published or a whole text
    is reviewed. The text is chosen as in `record_review`. No text, date or state moves. Raises
    Refused with every reason why not, Conflict when the text is another one by now.
    """
    words = _tidied(words)
    reasons = [] if words else [Reason(_("Say what needs to change."), field="words")]
    return _give(Kind.NEEDS_CHANGE, article, words, by=by, based_on=based_on, reasons=reasons)


@transaction.atomic
def decline_review(
    article: Article, *, words: str = "", by: AbstractBaseUser | None, based_on: int | None = None
) -> Opinion:
    """Record that whoever has the account `by` should not review this page.

    They are not asked for it again; others are, and see who stepped aside. `words`, the reason, may
    be left out; it is for those only who record reviews for others. Raises as `ask_for_change`.
    """
    return _give(Kind.DECLINED, article, _tidied(words), by=by, based_on=based_on)


@transaction.atomic
def offer_review(
    article: Article, *, by: AbstractBaseUser | None, based_on: int | None = None
) -> Opinion:
    """Record that `by` can review this page after all. Raises Refused when they never declined."""
    reasons = []
    if not has_declined(article, by):
        reasons = [Reason(_("You have not stepped aside from this page."))]
    return _give(Kind.AVAILABLE, article, "", by=by, based_on=based_on, reasons=reasons)


def has_declined(article: Article, account: AbstractBaseUser | None) -> bool:
    """Whether whoever has this account has said that they should not review the page."""
    return account is not None and article.opinions.declining().of_account(account).exists()


def _give(
    kind: str,
    article: Article,
    words: str,
    *,
    by: AbstractBaseUser | None,
    based_on: int | None,
    reasons: list[Reason] | None = None,
) -> Opinion:
    meant = number_meant(article) if based_on is None else based_on
    current = locked(article)
    revision = text_reviewed(current, meant)
    reasons = [
        *reasons_without_right(Right.REVIEW, by),
        *(reasons or []),
        *reasons_too_long(words, Opinion.MAX_WORDS, field="words"),
    ]
    if reasons:
        raise Refused(reasons)
    if before := _on_record(revision, kind, words, by):
        return before
    person = Person.objects.of_account(by)
    # Why somebody steps aside is for those who plan reviews, not for all who read the trail.
    said = "" if kind == Opinion.Kind.DECLINED else words
    note_done(kind, current, by=by, reason=said)
    return Opinion.objects.create(
        article=current,
        revision=revision,
        kind=kind,
        words=words,
        person=person,
        given_at=timezone.now(),
        given_by=by,
        given_by_name=str(person) if person else name_of(by),
    )


def _on_record(
    revision: Revision, kind: str, words: str, by: AbstractBaseUser | None
) -> Opinion | None:
    """The last opinion of `by` about this page, if it is this very one: a double click is one."""
    own = Opinion.objects.filter(article=revision.article_id, given_by=by).order_by("pk").last()
    if own and (own.revision_id, own.kind, own.words) == (revision.pk, kind, words):
        return own
    return None


def _tidied(words: str) -> str:
    """`words` with their lines, without what nobody can see; "" when no word is left."""
    lines = (line.strip() for line in without_unseen(words.replace("\r\n", "\n")).splitlines())
    text = "\n".join(lines).strip()
    return text if any(character.isalnum() for character in text) else ""
