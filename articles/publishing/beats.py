"""What every verb begins and ends with: the locked article, and the name it is recorded under."""

from django.contrib.auth.base_user import AbstractBaseUser

from articles.models import Article, Publication


def locked(article: Article) -> Article:
    """Return the article as the database holds it now, locked until the transaction ends.

    Verbs work on this row and never on the caller's copy, which may be minutes old.
    """
    # Two queries: PostgreSQL, when it had to wait for the lock, reads the locked row anew but not
    # the rows joined to it, and a revision that was inserted meanwhile would be missing.
    Article.objects.select_for_update().only("pk").get(pk=article.pk)
    return Article.objects.select_related(
        "section", "draft_revision__lead_image", "live_revision__lead_image", "withdrawal"
    ).get(pk=article.pk)


def lock_together(*articles: Article) -> None:
    """Lock several articles until the transaction ends, in the same order whoever asks.

    Two verbs that need the same two rows would otherwise wait for each other for ever.
    """
    rows = Article.objects.select_for_update().filter(pk__in=[article.pk for article in articles])
    list(rows.order_by("pk").values_list("pk"))


def name_of(user: AbstractBaseUser | None) -> str:
    """Return the name under which what `user` does is recorded; None is the software itself."""
    if user is None:
        return "mgnews"
    return user.get_full_name() or user.get_username()


def role_of(user: AbstractBaseUser | None) -> str:
    """Return in which role `user` acts, one of Publication.Role; readers are told it."""
    return Publication.Role.SOFTWARE if user is None else Publication.Role.EDITOR
