"""The one rule of what readers may see, for all rows that lead to an article."""

from django.db.models import Q


def is_public(through: str = "") -> Q:
    """Whether readers may see an article: it has a live revision.

    `through` is the way from the rows that are asked for to the article, such as "article__".
    """
    return Q(**{f"{through}live_revision__isnull": False})
