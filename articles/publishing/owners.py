"""Owners: who answers for which page at the desk, and how pages change hands."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Right, TrailEntry, colleagues
from articles.models.shown import is_in_bin
from articles.publishing.beats import name_of
from articles.publishing.reasons import Reason, Refused
from articles.publishing.trail import note_done
from articles.publishing.workflow import reasons_without_right

# More titles than this make a sentence that nobody reads.
_MOST_NAMED = 5


def owner_name(user: AbstractBaseUser | None) -> str:
    """The name of somebody who answers for pages, and whether they have left; "" for nobody."""
    if user is None:
        return ""
    if user.is_active:
        return name_of(user)
    return _("%(name)s (has left)") % {"name": name_of(user)}


def possible_owners() -> QuerySet:
    """The accounts that can answer for a page: those that can read it at the desk."""
    return colleagues().order_by("first_name", "last_name", "username")


def owners() -> QuerySet:
    """The accounts that answer for pages, whether they have left or not, each with `page_count`."""
    return (
        get_user_model()
        ._default_manager.annotate(page_count=Count("articles", filter=~is_in_bin("articles__")))
        .filter(Q(page_count__gt=0))
        .order_by("is_active", "first_name", "last_name", "username")
    )


def reasons_not_to_answer(user: AbstractBaseUser | None) -> list[Reason]:
    """Why `user` cannot answer for a page, or nothing; None is nobody, which can always be."""
    if user is None or (user.is_active and user.is_staff):
        return []
    sentence = _(
        "%(name)s cannot sign in to the desk, so nobody would see what is due. Choose somebody "
        "else."
    )
    return [Reason(sentence % {"name": name_of(user)}, field="owner")]


@transaction.atomic
def hand_over(
    articles: QuerySet[Article],
    *,
    to: AbstractBaseUser,
    by: AbstractBaseUser | None,
    seen: Mapping[int, int | None] | None = None,
) -> list[Article]:
    """Let `to` answer for all of `articles` from now on; acts at once, for all or none of them.

    `seen` says who answered for each, by keys, when the editor looked; left out, nobody is asked.
    Returns those that changed hands. Raises Refused with every reason why not: also when somebody
    else has given one of them away meanwhile.
    """
    locked = Article.objects.select_for_update(of=("self",)).filter(pk__in=articles.values("pk"))
    found = list(locked.order_by("pk").with_working_text().select_related("owner"))
    reasons = reasons_without_right(Right.FILE, by) + reasons_not_to_answer(to)
    if not found:
        reasons.append(Reason(_("There are no pages to give to anybody.")))
    elif all(article.owner_id == to.pk for article in found):
        sentence = ngettext(
            "%(name)s answers for this page already.",
            "%(name)s answers for these pages already.",
            len(found),
        )
        reasons.append(Reason(sentence % {"name": name_of(to)}, field="owner"))
    if seen is not None:
        reasons += _given_away(found, seen)
    if reasons:
        raise Refused(reasons)
    moved = [article for article in found if article.owner_id != to.pk]
    Article.objects.filter(pk__in=[article.pk for article in moved]).update(owner=to)
    for article in moved:
        answered = owner_name(article.owner) if article.owner else ""
        changes = [(_("Owner"), answered, owner_name(to))]
        note_done(TrailEntry.Kind.FILED, article, by=by, changes=changes)
        article.owner = to
    return moved


def _given_away(found: list[Article], seen: Mapping[int, int | None]) -> list[Reason]:
    """The reason that somebody else was faster with some of them, or none."""
    changed = [one for one in found if one.pk in seen and one.owner_id != seen[one.pk]]
    if not changed:
        return []
    titles = ", ".join(f"“{article}”" for article in changed[:_MOST_NAMED])
    sentence = _(
        "Somebody else answers for these by now: %(titles)s. Nothing has changed; look at the "
        "list again."
    )
    return [Reason(sentence % {"titles": titles})]
