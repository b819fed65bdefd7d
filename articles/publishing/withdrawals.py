"""Withdrawals: taking a page back, and saying why."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.models import Article, SiteSettings, Withdrawal
from articles.publishing.beats import locked, name_of
from articles.publishing.content import Source
from articles.publishing.reasons import Conflict, Reason, Refused
from articles.publishing.workflow import Action, refuse_unless_possible
from articles.rendering import without_unseen

Outcome = Withdrawal.Outcome


@transaction.atomic
def withdraw(
    article: Article,
    *,
    outcome: str,
    reason: str,
    replacement: Article | None = None,
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    source: Source | None = None,
) -> Withdrawal:
    """Take a public page back; it leaves every list, feed and index in the same transaction.

    `outcome` is one of Withdrawal.Outcome, `reason` one or two sentences for readers,
    `replacement` the public page to read instead (required when merged). `based_on` is the number
    of the live revision that the editor looked at. The text goes back on the desk: it becomes the
    draft, unless one is in work already, and can be published again. `source` is an import that
    carries the day.

    Raises Refused with every reason why not, Conflict when readers see another text by now.
    """
    meant = based_on
    current = locked(article)
    reason = " ".join(without_unseen(reason).split())
    refuse_unless_possible(Action.WITHDRAW, current)
    if meant is not None and current.live_revision.number != meant:
        raise Conflict(theirs=current.live_revision)
    if reasons := _reasons_not_to_withdraw(current, outcome, reason, replacement):
        raise Refused(reasons)

    carried = source.dated_on if source else None
    withdrawal = Withdrawal.objects.create(
        article=current,
        revision=current.live_revision,
        outcome=outcome,
        reason=reason,
        replacement=replacement,
        dated_on=carried or SiteSettings.current().today(),
        carried_from=source.name if source and carried else "",
        withdrawn_at=timezone.now(),
        withdrawn_by=by,
        withdrawn_by_name=name_of(by),
    )
    current.draft_revision = current.draft_revision or current.live_revision
    current.live_revision = None
    current.state = Article.State.DRAFT
    current.withdrawal = withdrawal
    current.save(update_fields=["draft_revision", "live_revision", "state", "withdrawal"])
    search.index_article(current)
    article.refresh_from_db()
    return withdrawal


def pages_leading_to(article: Article) -> list[Article]:
    """The public pages whose text links to `article`; somebody should look at them afterwards."""
    link = f'href="{article.url}'
    return list(
        Article.objects.public()
        .filter(live_revision__html__contains=link)
        .exclude(pk=article.pk)
        .as_cards()
    )


def _reasons_not_to_withdraw(
    article: Article, outcome: str, reason: str, replacement: Article | None
) -> list[Reason]:
    reasons = []
    if outcome not in Outcome.values:
        reasons.append(Reason(_("Choose what readers find from now on."), field="outcome"))
    if not reason:
        reasons.append(Reason(_("Tell readers why the page is taken back."), field="reason"))
    elif len(reason) > Withdrawal.MAX_REASON:
        sentence = _("Shorten this to %(limit)s characters; it has %(length)s.")
        numbers = {"limit": Withdrawal.MAX_REASON, "length": len(reason)}
        reasons.append(Reason(sentence % numbers, field="reason"))
    if replacement is None:
        if outcome == Outcome.MERGED:
            reasons.append(Reason(_("Say which page readers are led to."), field="replacement"))
    elif replacement.pk == article.pk:
        reasons.append(Reason(_("A page cannot replace itself."), field="replacement"))
    elif not Article.objects.public().filter(pk=replacement.pk).exists():
        reasons.append(
            Reason(_("Readers cannot see that page. Choose a public one."), field="replacement")
        )
    return reasons
