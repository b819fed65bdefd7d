"""Withdrawals: taking a page back, and saying why."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.models import (
    Article,
    Callout,
    PreviewLink,
    SiteSettings,
    Step,
    TrailEntry,
    Withdrawal,
)
from articles.publishing.approvals import take_step
from articles.publishing.beats import lock_register, lock_together, locked, name_of
from articles.publishing.content import Source
from articles.publishing.page_links import bring_to_linking_texts, shown_of
from articles.publishing.preview_links import end_previews
from articles.publishing.reasons import Conflict, Reason, Refused, in_words
from articles.publishing.trail import note_done
from articles.publishing.verdicts import addresses_of, doubt
from articles.publishing.words import one_line, reasons_too_long
from articles.publishing.workflow import Action, refuse_unless_possible

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
    of the live revision that the editor looked at; left out, it is the one that `article` held in
    memory. The text goes back on the desk: it becomes the draft, unless one is in work already,
    and can be published again. `source` is an import that carries the day.

    Raises Refused with every reason why not, Conflict when readers see another text by now.
    """
    meant = based_on
    if meant is None and article.live_revision:
        meant = article.live_revision.number
    # Both, so that of two pages that are merged into each other at once one stays.
    lock_together(article, *([replacement] if replacement else []))
    current = locked(article)
    lock_register()  # what links to this page will not do so any more
    reason = one_line(reason)
    refuse_unless_possible(Action.WITHDRAW, current, by=by)
    if current.live_revision.number != meant:
        raise Conflict(theirs=current.live_revision, sentence=_who_published(current))
    if reasons := _reasons_not_to_withdraw(current, outcome, reason, replacement):
        raise Refused(reasons)

    carried = source.dated_on if source else None
    # A page is not taken back before it says that it was last updated.
    dated_on = max(carried or SiteSettings.current().today(), current.last_updated_on)
    shown = shown_of(current)
    withdrawal = Withdrawal.objects.create(
        article=current,
        revision=current.live_revision,
        outcome=outcome,
        reason=reason,
        replacement=replacement,
        dated_on=dated_on,
        carried_from=source.name if source and dated_on == carried else "",
        withdrawn_at=timezone.now(),
        withdrawn_by=by,
        withdrawn_by_name=name_of(by),
    )
    current.draft_revision = current.draft_revision or current.live_revision
    current.live_revision = None
    # A draft over the page stays where it was on its way; what was on the schedule must be thought
    # over, because readers must be told why the page is back.
    if current.schedule:
        take_step(current, current.draft_revision, Step.Kind.UNSCHEDULED, by=by, reason=reason)
    current.schedule = None
    if current.state in (Article.State.PUBLISHED, Article.State.SCHEDULED):
        current.state = Article.State.DRAFT
    current.withdrawal = withdrawal
    current.save(
        update_fields=["draft_revision", "live_revision", "state", "schedule", "withdrawal"]
    )
    if outcome == Outcome.IN_ERROR:
        # The draft over it is likely to say the same.
        end_previews(current, PreviewLink.Ending.REVOKED, by_name=name_of(by))
    search.index_article(current)
    bring_to_linking_texts(current, before=shown)
    found = [(_("Readers find"), "", withdrawal.get_outcome_display())]
    note_done(TrailEntry.Kind.WITHDRAWN, current, by=by, changes=found, reason=reason)
    # Their links lead nowhere from now on.
    doubt(Article.objects.leading_to(addresses_of(current)))
    doubt(Article.objects.linking_to_page(current))
    article.refresh_from_db()
    return withdrawal


def pages_leading_to(article: Article) -> list[Article]:
    """The public pages whose text links to `article`; somebody should look at them afterwards.

    Links to one of its old addresses count, as do those with the site's name before them.
    """
    pages = Article.objects.leading_to(addresses_of(article)).exclude(pk=article.pk)
    return list(pages.as_cards())


def callouts_leading_to(article: Article) -> list[Callout]:
    """The callouts that link to `article`, or stand on its page and nowhere else."""
    links = Q(article=article)
    for address in addresses_of(article):
        for field in ("image_link", "story_link"):
            links |= Q(**{field: address})
            links |= Q(**{f"{field}__startswith": f"{address}#"})
            links |= Q(**{f"{field}__startswith": f"{address}?"})
    return list(Callout.objects.filter(links))


def pages_replaced_by(article: Article) -> list[Article]:
    """The withdrawn pages that lead their readers to `article`."""
    return list(
        Article.objects.withdrawn().filter(withdrawal__replacement=article).with_working_text()
    )


def _who_published(article: Article) -> str:
    newest = article.publications.order_by("number").last()
    return _("%(who)s published another text on %(when)s, after you had looked at this one.") % {
        "who": newest.published_by_name,
        "when": in_words(newest.published_at),
    }


def _reasons_not_to_withdraw(
    article: Article, outcome: str, reason: str, replacement: Article | None
) -> list[Reason]:
    reasons = []
    if outcome not in Outcome.values:
        reasons.append(Reason(_("Choose what readers find from now on."), field="outcome"))
    if not reason:
        reasons.append(Reason(_("Tell readers why the page is taken back."), field="reason"))
    reasons += reasons_too_long(reason, Withdrawal.MAX_REASON, field="reason")
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
