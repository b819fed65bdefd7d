"""What reviewers have said of an article apart from reviewing it, for its form and its pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser

from articles.models import Article, Opinion, Right, may


@dataclass(frozen=True)
class Opinions:
    """What needs to change, newest first, and who stepped aside."""

    asking: list[Opinion]
    declining: list[Opinion]
    user: AbstractBaseUser

    @property
    def stepped_aside(self) -> list[tuple[Opinion, str]]:
        """Who stepped aside, each with their reason if it is for this user's eyes.

        A conflict of interest is somebody's private affair until they make it public.
        """
        sees_all = may(self.user, Right.REVIEW_FOR_OTHERS)
        return [
            (one, one.words if sees_all or one.given_by_id == self.user.pk else "")
            for one in self.declining
        ]


def opinions_of(article: Article, user: AbstractBaseUser) -> Opinions:
    """Return what reviewers have said of `article` and what has not been answered since."""
    found = list(article.opinions.asking_for_change() | article.opinions.declining())
    return Opinions(
        asking=[one for one in found if one.kind == Opinion.Kind.NEEDS_CHANGE],
        declining=[one for one in found if one.kind == Opinion.Kind.DECLINED],
        user=user,
    )
