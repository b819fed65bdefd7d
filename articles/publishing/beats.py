"""What every verb begins and ends with: the locked article, and the name it is recorded under."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.utils.translation import gettext as _

from articles.models import Article, Publication
from articles.publishing.reasons import Reason, Refused, in_words


def locked(article: Article) -> Article:
    """Return the article as the database holds it now, locked until the transaction ends.

    Verbs work on this row and never on the caller's copy, which may be minutes old. Raises Refused
    when it is in the bin, where nothing can be done to it but to take it out.
    """
    current = locked_with_bin(article)
    if current.is_in_bin:
        raise Refused([reason_in_bin(current)])
    return current


def locked_with_bin(article: Article) -> Article:
    """The same for the verbs of the bin, which also find what is in it."""
    # Not its key: a text that links to this article can be stored meanwhile.
    # Two queries: PostgreSQL, when it had to wait for the lock, reads the locked row anew but not
    # the rows joined to it, and a revision that was inserted meanwhile would be missing.
    Article.everything.select_for_update(no_key=True).only("pk").get(pk=article.pk)
    return Article.everything.select_related(
        "section",
        "draft_revision__lead_image",
        "live_revision__lead_image",
        "withdrawal__revision",
        "schedule",
    ).get(pk=article.pk)


def reason_in_bin(article: Article) -> Reason:
    """Why nothing can be done to an article that was deleted."""
    sentence = _("%(who)s deleted this article on %(when)s. Take it out of the bin first.")
    return Reason(sentence % {"who": article.binned_by_name, "when": in_words(article.binned_at)})


def lock_together(*articles: Article) -> None:
    """Lock several articles until the transaction ends, in the same order whoever asks.

    Two verbs that need the same two rows would otherwise wait for each other for ever.
    """
    rows = Article.everything.select_for_update(no_key=True).filter(
        pk__in=[article.pk for article in articles]
    )
    list(rows.order_by("pk").values_list("pk"))


# Any number will do; it must only be the same in every process.
_REGISTER = 0x6D676E


def lock_register() -> None:
    """Lock what texts are rendered with until the transaction ends: for those who change it.

    Sources, terms, the words about pictures, and the titles and addresses of the pages that texts
    link to; an article is locked before. One change follows the other: two side by side
    would render the same text, each without the other's news, and a row cannot be locked before
    it is there. A text that is being saved at this moment is finished first, so that a change
    finds it; one that comes later waits, so that it sees the change. Readers do not wait.
    """
    _advisory_lock("pg_advisory_xact_lock")


def share_register() -> None:
    """Let nobody change what texts are rendered with until the transaction ends: for savers."""
    _advisory_lock("pg_advisory_xact_lock_shared")


def _advisory_lock(function: str) -> None:
    # On SQLite every transaction of ours has the whole database for itself.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_REGISTER])


def name_of(user: AbstractBaseUser | None) -> str:
    """Return the name under which what `user` does is recorded; None is the software itself."""
    if user is None:
        return "mgnews"
    return user.get_full_name() or user.get_username()


def role_of(user: AbstractBaseUser | None) -> str:
    """Return in which role `user` acts, one of Publication.Role; readers are told it."""
    return Publication.Role.SOFTWARE if user is None else Publication.Role.EDITOR
