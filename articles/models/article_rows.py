"""Rows of articles: which ones a page, a list or a form asks for, and what comes with them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Lower
from django.utils.html import escape

from articles.models.byline import Byline
from articles.models.citation import Citation
from articles.models.image import Image
from articles.models.person import Person
from articles.models.publication import Publication, texts_in_hand
from articles.models.reference import Reference
from articles.models.review_rows import ReviewRows
from articles.models.revision import LONG_COLUMNS, Revision
from articles.models.section import Section
from articles.models.shown import is_in_bin, is_public
from articles.models.snippet import Snippet, SnippetUse
from articles.models.step import Step
from articles.models.thread import Thread
from articles.models.verdict import Verdict
from articles.rendering import without_unseen

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

    from articles.models.article import Article
    from articles.models.term import Term

# No title has more words that tell it from others.
MAX_WORDS = 8
# What stands around a slug where it was copied: [[causes]], /about-mg/causes/.
_BESIDE = re.compile(r"[\[\]|/]")


def _last_step() -> models.QuerySet:
    """The steps of the outer article's text in work, the last one first."""
    steps = Step.objects.filter(revision=OuterRef("draft_revision"))
    return steps.exclude(kind__in=Step.ABOUT_EMBARGO).order_by("-taken_at", "-pk")


def _in_hand(pointer: str) -> models.QuerySet:
    """The texts of the outer article up to one of its pointers that nobody else has read."""
    return texts_in_hand(OuterRef("pk"), OuterRef(f"{pointer}__number"))


class ArticleQuerySet(ReviewRows):
    def public(self) -> ArticleQuerySet:
        """The articles that readers may see: those with a live revision. The one rule.

        Pages, lists, redirects and everything else that leaves the site start here.
        """
        return self.filter(is_public())

    def in_bin(self) -> ArticleQuerySet:
        """Those that were deleted and can be brought back, of `Article.everything`."""
        return self.filter(is_in_bin()).order_by("-binned_at", "-pk")

    def withdrawn(self) -> ArticleQuerySet:
        """The articles that were taken back and have not been published again."""
        return self.filter(withdrawal__isnull=False)

    def ever_public(self) -> ArticleQuerySet:
        """Those that readers may see, or could until they were taken back: they have a past."""
        return self.filter(is_public() | Q(withdrawal__isnull=False))

    def due(self, moment: datetime.datetime) -> ArticleQuerySet:
        """Those whose scheduled text should be with the readers at `moment`, earliest first."""
        scheduled = self.filter(state="scheduled", schedule__due_at__lte=moment)
        return scheduled.order_by("schedule__due_at", "pk")

    def scheduled(self) -> ArticleQuerySet:
        """Those whose text in work goes out by itself, in the order of time."""
        return self.filter(state="scheduled").order_by("schedule__due_at", "pk")

    def planned(self) -> ArticleQuerySet:
        """Those with a schedule, in the order of time; an edited text may have kept one."""
        return (
            self.filter(schedule__isnull=False)
            .select_related("schedule")
            .order_by("schedule__due_at", "pk")
        )

    def embargoed(self, moment: datetime.datetime) -> ArticleQuerySet:
        """Those whose text in work may not leave the desk at `moment`, in the order of time."""
        return self.filter(embargo_until__gt=moment).order_by("embargo_until", "pk")

    def held_back(self) -> ArticleQuerySet:
        """Those whose text could not go out at its time, each with `held_reason` and `held_at`.

        As long as nothing was decided about that text since; a newer text has a new chance.
        """
        return self._whose_last_step(Step.Kind.HELD_BACK).annotate(
            held_reason=models.Subquery(_last_step().values("reason")[:1]),
            held_at=models.Subquery(_last_step().values("taken_at")[:1]),
        )

    def sent_back(self) -> ArticleQuerySet:
        """Those whose text in work was sent back, and nobody has written in it since."""
        return self.filter(state="draft")._whose_last_step(Step.Kind.SENT_BACK)

    def _whose_last_step(self, kind: str) -> ArticleQuerySet:
        """Those of which the last thing that was done with the text in work is `kind`."""
        last = models.Subquery(_last_step().values("kind")[:1])
        # Asked only of those of which it was done at all, which are few.
        ever = Step.objects.filter(kind=kind).values("revision")
        return self.filter(draft_revision__in=ever).annotate(last_step=last).filter(last_step=kind)

    def in_review(self) -> ArticleQuerySet:
        """Those whose text in work was handed in and waits for approval."""
        return self.filter(state="in_review")

    def approved(self) -> ArticleQuerySet:
        """Those whose text in work is approved and has no time at which it goes out."""
        return self.filter(state="approved", schedule__isnull=True)

    def drafts_over_live(self) -> ArticleQuerySet:
        """Those that readers see while somebody is at work on them."""
        return self.public().filter(draft_revision__isnull=False)

    def written_by_account(self, user: AbstractBaseUser) -> ArticleQuerySet:
        """Those whose text in work `user` has written in, as far as nobody else has read it."""
        return self.filter(Exists(_in_hand("draft_revision").filter(created_by=user)))

    def for_second_pair(self, user: AbstractBaseUser) -> ArticleQuerySet:
        """Those whose text in work `user` has not written, or that need no second pair of eyes."""
        is_writer = Exists(_in_hand("draft_revision").filter(created_by=user))
        return self.filter(Q(section__kind=Section.Kind.ABOUT) | ~is_writer)

    def unread_by(self, user: AbstractBaseUser) -> ArticleQuerySet:
        """Those that wait for a second pair of eyes which `user` can be: they wrote none of it."""
        is_writer = Exists(_in_hand("live_revision").filter(created_by=user))
        return self.awaiting_second_pair().filter(Q(section__kind=Section.Kind.ABOUT) | ~is_writer)

    def awaiting_second_pair(self) -> ArticleQuerySet:
        """Those whose readers see a text that only its writers have read."""
        return self._whose_edition(Publication.objects.unread())

    def published_in_spite(self) -> ArticleQuerySet:
        """Those whose readers see a text that the checks would have stopped."""
        return self._whose_edition(Publication.objects.in_spite())

    def with_open_threads(self) -> ArticleQuerySet:
        """Those about which colleagues have something to settle; `threads_open` says how much."""
        threads = Thread.objects.open().filter(article=OuterRef("pk")).order_by()
        number = threads.values("article").annotate(number=models.Count("pk")).values("number")
        return self.annotate(threads_open=models.Subquery(number)).filter(threads_open__gte=1)

    def _whose_edition(self, editions: models.QuerySet) -> ArticleQuerySet:
        """The public ones of which the last publication is one of `editions`."""
        # From the editions, which are few; the last publication of each of all pages is dear.
        later = Publication.objects.filter(
            article=OuterRef("article"), number__gt=OuterRef("number")
        )
        return self.public().filter(pk__in=editions.filter(~Exists(later)).values("article"))

    def with_withdrawal(self) -> ArticleQuerySet:
        """Each with the reason why it was taken back and the page to read instead, if any."""
        replacement = "withdrawal__replacement__live_revision"
        return self.select_related(
            "section", "withdrawal__replacement__section", replacement
        ).defer(*(f"{replacement}__{column}" for column in LONG_COLUMNS))

    def with_withdrawn_text(self) -> ArticleQuerySet:
        """Each with all that its page prints under the notice that it was taken back."""
        return (
            self.with_withdrawal()
            .select_related("withdrawal__revision__lead_image", "last_review__reviewer")
            .with_people_and_editions()
        )

    def with_live_text(self) -> ArticleQuerySet:
        """Each with all that its page prints, in three queries."""
        return self.select_related(
            "section", "live_revision__lead_image", "last_review__reviewer"
        ).with_people_and_editions()

    def with_people_and_editions(self) -> ArticleQuerySet:
        """Each with its authors and with what readers were told of its editions, in two queries."""
        return self.prefetch_related(
            models.Prefetch("bylines", Byline.objects.select_related("person")),
            models.Prefetch("publications", Publication.objects.as_told(), to_attr="editions"),
        )

    def as_cards(self) -> ArticleQuerySet:
        """Each with what a card in a list shows, without the texts themselves."""
        return self.select_related("section", "live_revision__lead_image", "last_review").defer(
            *(f"live_revision__{column}" for column in LONG_COLUMNS)
        )

    def with_working_text(self) -> ArticleQuerySet:
        """Each with its draft and live revision, for the editors' lists."""
        return self.select_related(
            "section", "draft_revision", "live_revision", "last_review"
        ).defer(
            *(
                f"{pointer}_revision__{column}"
                for pointer in ("draft", "live")
                for column in LONG_COLUMNS
            )
        )

    def failing(self) -> ArticleQuerySet:
        """The public pages that the checks would stop, as far as they were looked at."""
        return self.public().filter(verdict__blocks__gt=0)

    def not_looked_at(self) -> ArticleQuerySet:
        """The public pages of which the checks have not said yet what they say today."""
        holds = Verdict.objects.filter(
            Q(doubted_at__isnull=True) | Q(doubted_at__lt=F("looked_at")),
            revision=F("article__live_revision"),
        )
        return self.public().filter(~Q(pk__in=holds.values("article")))

    def leading_to(self, addresses: Collection[str]) -> ArticleQuerySet:
        """The public ones whose text links to one of `addresses`, or to a part of what is there."""
        links = Q(pk__in=[])
        for address in addresses:
            for end in ('"', "#", "?"):
                links |= Q(live_revision__html__contains=f'href="{escape(address)}{end}')
        return self.public().filter(links)

    def owned_by(self, user: AbstractBaseUser) -> ArticleQuerySet:
        """Those that `user` answers for."""
        return self.filter(owner=user)

    def without_owner(self) -> ArticleQuerySet:
        """Those that nobody answers for, apart from what was taken back."""
        return self.filter(owner__isnull=True, withdrawal__isnull=True)

    def of_leavers(self) -> ArticleQuerySet:
        """Those that somebody answers for whose account was closed."""
        return self.filter(owner__is_active=False)

    def with_standing(self) -> ArticleQuerySet:
        """Each with its whole texts, its review and its withdrawal, for one editor's form."""
        return self.select_related(
            "section",
            "owner",
            "draft_revision__lead_image",
            "live_revision__lead_image",
            "last_review__reviewer",
            "withdrawal__replacement__section",
            "schedule",
        )

    def matching(self, query: str) -> ArticleQuerySet:
        """Those that have every word of `query` in a title or their slug: public ones first.

        Any text will do; words beyond MAX_WORDS are passed over, and no words find nothing.
        """
        words = _BESIDE.sub(" ", without_unseen(query)).split()[:MAX_WORDS]
        found = self if words else self.none()
        for word in words:
            somewhere = Q(slug__icontains=word)
            for pointer in ("draft_revision", "live_revision"):
                somewhere |= Q(**{f"{pointer}__title__icontains": word})
            found = found.filter(somewhere)
        return found.order_by(
            Case(When(is_public(), then=0), default=1),
            F("last_updated_on").desc(nulls_last=True),
            "-pk",
        )

    def as_linked(self) -> ArticleQuerySet:
        """Each with what a link to it shows: its address, its title and why it was taken back."""
        return self.select_related(
            "section",
            "live_revision",
            "withdrawal__revision",
            "withdrawal__replacement__section",
        ).only(
            "slug",
            "section__slug",
            "live_revision__title",
            "withdrawal__outcome",
            "withdrawal__revision__title",
            "withdrawal__replacement__slug",
            "withdrawal__replacement__section__slug",
            "withdrawal__replacement__live_revision",
        )

    def using_snippet(self, snippet: Snippet) -> ArticleQuerySet:
        """Those of which the draft or the live text has any version of `snippet`."""
        uses = SnippetUse.objects.filter(version__snippet=snippet).values("revision")
        return self.filter(Q(draft_revision__in=uses) | Q(live_revision__in=uses))

    def with_changed_snippets(self) -> ArticleQuerySet:
        """The public ones in which a fact kept once says another thing than what was reviewed."""
        reviewed = SnippetUse.objects.filter(
            revision=OuterRef(OuterRef("last_review__revision")), version=OuterRef("version")
        )
        uses = SnippetUse.objects.filter(revision=OuterRef("live_revision"))
        return self.public().filter(
            Exists(uses.filter(~Exists(reviewed))), last_review__isnull=False
        )

    def linking_to_page(self, article: Article) -> ArticleQuerySet:
        """The others of which the draft or the live text links to `article` by its slug."""
        links = article.page_links.values("revision")
        here = Q(draft_revision__in=links) | Q(live_revision__in=links)
        return self.filter(here).exclude(pk=article.pk)

    def showing(self, image: Image) -> ArticleQuerySet:
        """Those of which any text, however old, shows `image`, in the body or as lead picture.

        Each says where: `shows_live` (what readers see), `shows_in_draft`, `shows_in_edition`
        (readers saw it once).
        """
        texts = Revision.objects.filter(
            Q(lead_image=image) | Exists(image.uses.filter(revision=OuterRef("pk")))
        )
        of_this = texts.filter(article=OuterRef("pk"))
        return self.filter(Exists(of_this)).annotate(
            shows_live=Exists(of_this.filter(pk=OuterRef("live_revision"))),
            shows_in_draft=Exists(of_this.filter(pk=OuterRef("draft_revision"))),
            shows_in_edition=Exists(of_this.filter(publications__isnull=False)),
        )

    def linking_to(self, term: Term) -> ArticleQuerySet:
        """Those whose live text links to `term`: by section as the site lists them, then by title.

        No page comes twice.
        """
        return self.filter(live_revision__term_uses__term=term).order_by(
            "section__position", "section__title", Lower("live_revision__title"), "pk"
        )

    def mentioning(self, term: Term) -> ArticleQuerySet:
        """Those whose draft or live text links to `term`, for the editors; newest page first."""
        uses = term.uses.values("revision")
        return self.filter(Q(draft_revision__in=uses) | Q(live_revision__in=uses)).order_by("-pk")

    def written_by(self, person: Person) -> ArticleQuerySet:
        """Those that name `person` in their byline, newest first."""
        return self.filter(bylines__person=person).order_by("-first_published_on", "-pk")

    def news_since(self, moment: datetime.datetime) -> ArticleQuerySet:
        """Those in sections of dated pages that were first published after `moment`, newest first.

        What an import published with a date of long ago is not among them.
        """
        day = moment.date() - datetime.timedelta(days=1)
        return self.filter(
            section__kind__in=Section.DATED_KINDS,
            first_published_on__gte=day,
            publications__kind=Publication.Kind.FIRST,
            publications__published_at__gte=moment,
        ).order_by("-publications__published_at", "-pk")

    def last_updated(self, count: int) -> ArticleQuerySet:
        """The `count` of them that readers were told of last, newest first."""
        return self._first(count, "-last_updated_on", "-first_published_on", "-pk")

    def newest_in(self, sections: Collection[Section], count: int) -> ArticleQuerySet:
        """The `count` newest of those in any of `sections`, newest first."""
        return self.filter(section__in=sections)._first(count, "-first_published_on", "-pk")

    def _first(self, count: int, *order: str) -> ArticleQuerySet:
        """The first `count` of them in an order.

        Chosen by their keys alone, so that no long text is read of those that are left out.
        """
        return self.model.objects.filter(
            pk__in=self.order_by(*order).values("pk")[:count]
        ).order_by(*order)

    def citing(self, reference: Reference) -> ArticleQuerySet:
        """Those of which any text, however old, cites `reference`.

        Each says where: `cites_live` (what readers see), `cites_in_draft`, `cites_in_edition`
        (readers saw it once).
        """
        citations = Citation.objects.filter(reference=reference)
        of_this = citations.filter(revision__article=OuterRef("pk"))
        return self.filter(Exists(of_this)).annotate(
            cites_live=Exists(citations.filter(revision=OuterRef("live_revision"))),
            cites_in_draft=Exists(citations.filter(revision=OuterRef("draft_revision"))),
            cites_in_edition=Exists(of_this.filter(revision__publications__isnull=False)),
        )

    def showing_sources(self, references: Collection[Reference]) -> ArticleQuerySet:
        """The public ones whose text cites any of `references`."""
        citations = Citation.objects.filter(reference__in=references)
        return self.public().filter(live_revision__in=citations.values("revision"))

    def in_order_of(self, section: Section) -> ArticleQuerySet:
        """Those of one section: newest first where pages are dated, else in the editors' order."""
        if section.is_dated:
            return self.filter(section=section).order_by("-first_published_on", "-pk")
        return self.filter(section=section).order_by("position", "live_revision__title", "pk")

    def of(self, section: Section, year: int, month: int | None = None) -> ArticleQuerySet:
        """Those of one section that were published in a year, or in one month of it; newest first.

        None in a section whose pages are not dated, and none in the year 0.
        """
        if not section.is_dated or not year:
            return self.none()
        found = self.filter(first_published_on__year=year)
        if month is not None:
            found = found.filter(first_published_on__month=month)
        return found.in_order_of(section)

    def years_of(self, section: Section) -> list[datetime.date]:
        """The years in which pages of one section were published, newest first, each as a day."""
        dated = self.filter(section=section) if section.is_dated else self.none()
        years = {day.year for day in dated.days()}
        return [datetime.date(year, 1, 1) for year in sorted(years, reverse=True)]

    def months_of(self, section: Section, year: int) -> list[datetime.date]:
        """The months of one year in which such pages were published, newest first."""
        months = {day.month for day in self.of(section, year).days()}
        return [datetime.date(year, month, 1) for month in sorted(months, reverse=True)]

    def days(self) -> models.QuerySet:
        """The days on which they were published, each once. Django's dates() is slow on SQLite."""
        return self.order_by().values_list("first_published_on", flat=True).distinct()

    def to_start_with(self) -> ArticleQuerySet:
        """Those that the home page offers to somebody newly diagnosed, in the editors' order."""
        return self.filter(start_here__isnull=False).order_by("start_here", "pk")


class OutsideBin(models.Manager.from_queryset(ArticleQuerySet)):
    """Every article that was not deleted. Everybody who does not ask for the bin starts here."""

    def get_queryset(self) -> ArticleQuerySet:
        return super().get_queryset().exclude(is_in_bin())
