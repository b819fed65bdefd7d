"""Unsaved text: kept on the server while somebody types, offered to them when they come back.

It is no revision and never becomes one by itself; no verb here touches an article.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import rendering
from articles.models import Article, OpenForm
from articles.publishing.reasons import Reason, Refused

# What the form of an article holds, as it stands in the browser.
KEPT_FIELDS = (
    "title",
    "slug",
    "section",
    "summary",
    "body",
    "key_points",
    "lead_image",
    "lead_alt",
    "lead_is_decorative",
)

# Three times what can be saved: a text that is too long is kept while it is shortened.
MAX_KEPT = 3 * rendering.MAX_SOURCE
MAX_FORMS = 50


@transaction.atomic
def keep_open(
    article: Article | None,
    *,
    by: AbstractBaseUser,
    key: str,
    based_on: int | None = None,
    typed: Mapping[str, str] | None = None,
    is_as_saved: bool = False,
) -> OpenForm:
    """Note that `by` has a form of `article` open, with what is unsaved in it.

    `key` is what the browser calls the form that it opened. `typed` are the fields named in
    KEPT_FIELDS, as they stand, with the number of the revision that they started from; left out,
    the form only says that it is still there. `is_as_saved` says that nothing is unsaved any more.
    Raises Refused for more than can be kept, and for the key of a form of another article.
    """
    now = timezone.now()
    form, is_new = OpenForm.objects.select_for_update().get_or_create(
        user=by, key=key, defaults={"article": article}
    )
    if form.article_id != (article and article.pk):
        raise Refused([Reason(_("This is the form of another article. Open it again."))])
    form.seen_at = now
    if is_as_saved:
        form.typed = form.kept_at = None
    elif typed is not None:
        known = _known_fields(typed)
        # The same text again is as old as it was: a browser may bring a copy of last week.
        if form.typed != known:
            form.kept_at = now
        form.typed, form.based_on = known, based_on
    form.save(update_fields=["seen_at", "typed", "based_on", "kept_at"])
    if is_new:
        _forget_what_is_too_much(by)
    return form


def forget_unsaved(
    article: Article | None, *, by: AbstractBaseUser, key: str = "", pk: int | None = None
) -> None:
    """Forget what `by` had typed in the form `key`, or `pk`: it is saved now, or not wanted."""
    wanted = Q(pk=pk, article=article)
    if key:
        # A new article had no row yet when its form was opened.
        wanted |= Q(key=key)
    OpenForm.objects.filter(wanted, user=by).delete()


def _known_fields(typed: Mapping[str, str]) -> dict[str, str]:
    # PostgreSQL stores no NUL; nothing that is saved holds one either.
    known = {name: typed[name].replace("\0", "") for name in KEPT_FIELDS if name in typed}
    length = sum(map(len, known.values()))
    if length > MAX_KEPT:
        sentence = _("Too long to be kept: %(length)s characters. Copy it to a safe place.")
        raise Refused([Reason(sentence % {"length": length})])
    return known


def _forget_what_is_too_much(by: AbstractBaseUser) -> None:
    """One person has a few forms open; a script that makes up keys does not fill the table."""
    OpenForm.objects.forget_old()
    # Those in which nothing is unsaved go first.
    order = (F("kept_at").desc(nulls_last=True), "-seen_at", "-pk")
    newest = OpenForm.objects.filter(user=by).order_by(*order).values_list("pk")
    kept = [pk for (pk,) in newest[:MAX_FORMS]]
    OpenForm.objects.filter(user=by).exclude(pk__in=kept).delete()
