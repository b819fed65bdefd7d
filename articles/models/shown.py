"""The one rule of what readers may see, and that of the bin, for all rows of an article."""

from django.db.models import Q


def is_public(through: str = "") -> Q:
    """Whether readers may see an article: it has a live revision.

    `through` is the way from the rows that are asked for to the article, such as "article__".
    """
    return Q(**{f"{through}live_revision__isnull": False})


def is_in_bin(through: str = "") -> Q:
    """Whether an article was deleted and can still be brought back.

    `Article.objects` leaves these out; `through` is for other rows, which do not.
    """
    return Q(**{f"{through}binned_at__isnull": False})
