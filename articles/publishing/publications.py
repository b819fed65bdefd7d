"""Publications: the draft becomes what readers see."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.models import (
    Article,
    PreviewLink,
    Publication,
    Revision,
    SiteSettings,
    Step,
    TrailEntry,
)
from articles.publishing.approvals import refuse_unless_last, take_step
from articles.publishing.beats import lock_register, locked, name_of, role_of
from articles.publishing.decisions import Decision, decide
from articles.publishing.derived import render_again
from articles.publishing.page_links import bring_to_linking_texts, shown_of
from articles.publishing.preview_links import end_previews
from articles.publishing.reasons import Conflict, in_words
from articles.publishing.reviews import review_of, review_that_lasts
from articles.publishing.trail import note_done
from articles.publishing.verdicts import addresses_of, doubt, keep_verdicts
from articles.publishing.words import words_of
from articles.publishing.workflow import Action, refuse_unless_possible
from articles.rendering import anchors_kept

State = Article.State
Kind = Publication.Kind


@transaction.atomic
def publish(
    article: Article,
    *,
    kind: str | None = None,
    note: str = "",
    was_wrong: str = "",
    is_right: str = "",
    alone: str = "",
    override: str = "",
    by: AbstractBaseUser | None,
    based_on: int | None = None,
    last_step: int | None = None,
    brings_back: bool | None = None,
    alongside: Collection[Article] = (),
) -> Publication:
    """Make the draft what readers see, and record when and why.

    `kind` is one of Publication.Kind and may be left out the first time. `note` is a sentence for
    readers and required for a significant change; a correction needs `was_wrong` and `is_right`
    instead, and may have a note as well. `based_on` is the number of the revision that the editor
    looked at; left out, it is the one that `article` held in memory. `last_step` is the key of
    the last step that they saw taken with it, 0 for none, and `brings_back` whether they knew the
    page as a withdrawn one; left out, nobody is asked. `alongside` are articles that go out in the
    same transaction, so that a batch may link to its own pages.

    A text about the disease needs a second pair of eyes: an approval, or a publisher who has not
    written in it, or `alone`, the reason why it cannot wait. What the checks block goes out only
    with the right to do so and `override`, a reason. Both are recorded.

    "Last updated" becomes the site's date of today, or the date that an import carried with this
    very text; a minor edit moves no date. A review of exactly this text comes along; an
    older one stays, but not that of a text published in error. A page that was withdrawn is public
    again, of which readers must be told. Raises Refused with every reason
    why not, Conflict when the draft is no longer the one that was looked at, or the page was
    withdrawn meanwhile.
    """
    meant = article.working_revision.number if based_on is None else based_on
    current = locked(article)
    lock_register()  # what links to this page will show it, or its new title
    refuse_unless_possible(Action.PUBLISH, current, by=by)
    if current.draft_revision.number != meant:
        raise Conflict(theirs=current.draft_revision)
    refuse_unless_last(current.draft_revision, last_step)
    if brings_back is False and current.is_withdrawn:
        raise Conflict(theirs=current.draft_revision, sentence=who_withdrew(current))
    decision = decide(
        current,
        kind=kind,
        words=words_of(note, was_wrong, is_right),
        alone=alone,
        override=override,
        by=by,
        alongside=alongside,
    )
    if decision.is_first_reading:
        take_step(current, current.draft_revision, Step.Kind.APPROVED, by=by)
    publication = go_out(current, decision, by=by, by_name=name_of(by))
    article.refresh_from_db()
    return publication


def go_out(
    current: Article,
    decision: Decision,
    *,
    by: AbstractBaseUser | None,
    by_name: str,
    at: datetime.datetime | None = None,
) -> Publication:
    """Move the pointers of a locked article and record its publication, as decided.

    `at` is the moment that it was scheduled for: whoever asked for the page then got it.
    """
    revision, as_linked = current.draft_revision, shown_of(current)
    previous = _newest(current)
    is_new_here = not current.is_public
    if previous and previous.revision_id != revision.pk:
        revision.anchors = _anchors(previous.revision, revision)
    # The text was checked as it renders today; that is also what must go out. A picture may have
    # come into the library since the draft was saved.
    render_again([revision], for_readers=True)
    today = _local_day(at)
    shown = date_after(current, decision.kind, today=today)
    # A minor edit has its own day in the history, though it moves no date on the page.
    dated_on = _day_of(revision, today) if decision.kind == Kind.MINOR else shown
    current.last_review = review_of(revision) or review_that_lasts(current)
    current.live_revision, current.draft_revision = revision, None
    current.state = State.PUBLISHED
    current.withdrawal = current.schedule = None
    current.last_updated_on = shown
    current.first_published_on = current.first_published_on or shown
    current.save(
        update_fields=[
            "live_revision",
            "draft_revision",
            "state",
            "schedule",
            "withdrawal",
            "last_review",
            "last_updated_on",
            "first_published_on",
        ]
    )
    publication = _record(
        current,
        revision,
        decision,
        previous=previous,
        dated_on=dated_on,
        by=by,
        by_name=by_name,
        at=at,
    )
    end_previews(current, PreviewLink.Ending.PUBLISHED, by_name=by_name)
    search.index_article(current)
    bring_to_linking_texts(current, before=as_linked)
    if is_new_here:
        # Somebody may have linked to it before it was there.
        doubt(Article.objects.failing().leading_to(addresses_of(current)))
        doubt(Article.objects.failing().linking_to_page(current))
    return publication


def go_on(
    current: Article, revision: Revision, decision: Decision, *, by: AbstractBaseUser | None
) -> Publication:
    """Let readers of a locked public page see `revision`, which has the same words in its place.

    For a fact kept once that says something new. What is in work beside the page stays as it is.
    """
    previous = _newest(current)
    current.live_revision = revision
    if decision.kind != Kind.MINOR:
        current.last_updated_on = max([_local_day(), *_days_of(current)])
    current.save(update_fields=["live_revision", "last_updated_on"])
    publication = _record(
        current,
        revision,
        decision,
        previous=previous,
        dated_on=_local_day() if decision.kind == Kind.MINOR else current.last_updated_on,
        by=by,
        by_name=name_of(by),
    )
    search.index_article(current)
    return publication


def _newest(article: Article) -> Publication | None:
    return article.publications.select_related("revision").order_by("number").last()


def _record(
    current: Article,
    revision: Revision,
    decision: Decision,
    *,
    previous: Publication | None,
    dated_on: datetime.date,
    by: AbstractBaseUser | None,
    by_name: str,
    at: datetime.datetime | None = None,
) -> Publication:
    """Add the edition, with its entry in the trail and what the checks say of it now."""
    publication = Publication.objects.create(
        article=current,
        revision=revision,
        number=previous.number + 1 if previous else 1,
        kind=decision.kind,
        **decision.words._asdict(),
        alone=decision.alone,
        override=decision.override,
        overridden=list(decision.overridden),
        dated_on=dated_on,
        carried_from=revision.source_name if dated_on == revision.source_dated_on else "",
        published_at=at or timezone.now(),
        published_by=by,
        published_by_name=by_name,
        published_as=role_of(by),
    )
    note_done(
        TrailEntry.Kind.PUBLISHED,
        current,
        by=by,
        by_name=by_name,
        changes=[
            (_("Revision"), previous.revision.number if previous else "", revision.number),
            (_("Kind"), "", publication.get_kind_display()),
            *(
                (Publication._meta.get_field(name).verbose_name, "", said)
                for name in ("was_wrong", "is_right", "alone", "override")
                if (said := getattr(publication, name))
            ),
        ],
        reason=publication.note,
    )
    # Whatever spoke against it was overridden.
    keep_verdicts([(current, revision, len(decision.overridden))], looked_at=timezone.now())
    return publication


def date_after(article: Article, kind: str, *, today: datetime.date | None = None) -> datetime.date:
    """Return what "Last updated" will say once the draft is published as `kind`, on `today`."""
    if kind == Kind.MINOR and article.last_updated_on:
        return article.last_updated_on
    date = _day_of(article.draft_revision, today or _local_day())
    # A page's date never goes back, whatever an import's source says.
    return max([date, *_days_of(article)])


def _local_day(at: datetime.datetime | None = None) -> datetime.date:
    settings = SiteSettings.current()
    return timezone.localdate(at, settings.zone) if at else settings.today()


def _day_of(draft: Revision | None, today: datetime.date) -> datetime.date:
    """The day that the source of an imported text gives for it, else `today`.

    What a source says about a text holds for its first day here, not for the day on which a page
    that was withdrawn comes back.
    """
    if draft and draft.source_dated_on and not draft.publications.exists():
        return draft.source_dated_on
    return today


def _days_of(article: Article) -> list[datetime.date]:
    """The days that a reader may have seen on the page so far."""
    days = [article.last_updated_on, article.withdrawal and article.withdrawal.dated_on]
    return [day for day in days if day]


def who_withdrew(article: Article) -> str:
    """Who took the page back meanwhile, and why: for whoever did not know it as a withdrawn one."""
    withdrawal = article.withdrawal
    return _("%(who)s withdrew this page on %(when)s, after you had opened it: “%(reason)s”") % {
        "who": withdrawal.withdrawn_by_name,
        "when": in_words(withdrawal.withdrawn_at),
        "reason": withdrawal.reason,
    }


def _anchors(earlier: Revision, revision: Revision) -> dict[str, str]:
    """Where the anchors of the edition before lead in this one, and those of all before it."""
    return anchors_kept(earlier.body, revision.body, earlier.anchors)
