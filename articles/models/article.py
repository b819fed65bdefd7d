"""Articles: addresses with pointers to the texts behind them."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models import slugs
from articles.models.citation import Citation
from articles.models.image import Image
from articles.models.person import Person
from articles.models.place import PlaceField
from articles.models.publication import Publication
from articles.models.reference import Reference
from articles.models.review import Review, review_state_on
from articles.models.revision import LONG_COLUMNS, Revision
from articles.models.section import Section
from articles.models.shown import is_public
from articles.models.withdrawal import Withdrawal

if TYPE_CHECKING:
    from articles.models.term import Term


class ArticleQuerySet(models.QuerySet):
    def public(self) -> ArticleQuerySet:
        """The articles that readers may see: those with a live revision. The one rule.

        Pages, lists, redirects and everything else that leaves the site start here.
        """
        return self.filter(is_public())

    def withdrawn(self) -> ArticleQuerySet:
        """The articles that were taken back and have not been published again."""
        return self.filter(withdrawal__isnull=False)

    def ever_public(self) -> ArticleQuerySet:
        """Those that readers may see, or could until they were taken back: they have a past."""
        return self.filter(is_public() | Q(withdrawal__isnull=False))

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

    def with_review_state(self, day: datetime.date) -> ArticleQuerySet:
        """Each with `review_state`, one of ReviewState, as it is on `day`."""
        return self.annotate(review_state=review_state_on(day))

    def with_standing(self) -> ArticleQuerySet:
        """Each with its whole texts, its review and its withdrawal, for one editor's form."""
        return self.select_related(
            "section",
            "draft_revision__lead_image",
            "live_revision__lead_image",
            "last_review__reviewer",
            "withdrawal__replacement__section",
        )

    def showing(self, image: Image) -> ArticleQuerySet:
        """Those whose draft or live text shows `image`, in the body or as lead picture."""
        now = Q()
        for pointer in ("draft_revision", "live_revision"):
            now |= Q(**{f"{pointer}__lead_image": image})
            now |= Q(**{f"{pointer}__image_uses__image": image})
        return self.filter(now).distinct()

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
        """The `count` of them that readers were told of last, newest first.

        Chosen by their keys alone, so that no long text is read of those that are left out.
        """
        order = ("-last_updated_on", "-first_published_on", "-pk")
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

    def newest_of(self, kind: Section.Kind) -> ArticleQuerySet:
        """Those in sections of one kind, newest first."""
        return self.filter(section__kind=kind).order_by("-first_published_on", "-pk")

    def to_start_with(self) -> ArticleQuerySet:
        """Those that the home page offers to somebody newly diagnosed, in the editors' order."""
        return self.filter(start_here__isnull=False).order_by("start_here", "pk")


class Article(models.Model):
    """One address on the site, with pointers to the text in work and the text readers see.

    `draft_revision` and `live_revision` point at revisions of this article; both are set while a
    live page is being edited. The pointers, the dates and `state` are moved by the verbs in
    `articles.publishing` only. How the page is filed (section, order, people) acts at once.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    class Policy(models.TextChoices):
        EDITORIAL = "editorial", _("how pages are written and checked")
        CORRECTIONS = "corrections", _("corrections")
        FUNDING = "funding", _("ownership and funding")
        CONTACT = "contact", _("contact and feedback")
        PRIVACY = "privacy", _("privacy")
        ACCESSIBILITY = "accessibility", _("accessibility")
        TERMS = "terms", _("terms of use")

    section = models.ForeignKey(
        Section,
        on_delete=models.RESTRICT,
        related_name="articles",
        verbose_name=_("section"),
        help_text=_("Moving a page leaves a redirect at its old address."),
    )
    slug = models.CharField(
        _("address"),
        max_length=slugs.MAX_LENGTH,
        unique=True,
        validators=slugs.VALIDATORS,
        help_text=_(
            "The last part of the page's address, e.g. “causes”. Proposed from the title; after "
            "that it changes only when you change it, and the old address leads to the new one."
        ),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    # RESTRICT: PROTECT would make an article undeletable even together with its revisions.
    draft_revision = models.ForeignKey(
        "articles.Revision",
        on_delete=models.RESTRICT,
        null=True,
        editable=False,
        related_name="+",
    )
    live_revision = models.ForeignKey(
        "articles.Revision",
        on_delete=models.RESTRICT,
        null=True,
        editable=False,
        related_name="+",
    )
    # The last review of a whole text that readers have seen.
    last_review = models.ForeignKey(
        Review, on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )
    withdrawal = models.ForeignKey(
        Withdrawal, on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )
    first_published_on = models.DateField(_("published"), null=True, editable=False)
    last_updated_on = models.DateField(_("last updated"), null=True, editable=False)

    authors = models.ManyToManyField(Person, through="articles.Byline", related_name="articles")
    position = PlaceField(
        _("place in its section"),
        default=0,
        help_text=_("Smaller numbers come first. News, columns and surveys stand newest first."),
    )
    start_here = PlaceField(
        _("place under “Start here”"),
        null=True,
        blank=True,
        help_text=_("A number puts the page on the home page's list for the newly diagnosed."),
    )
    review_interval = models.PositiveSmallIntegerField(
        _("months until the next review"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_(
            "For how long a review of this page holds. Leave empty for the usual time: a year for "
            "information, two for the pages about this site, none for the rest."
        ),
    )
    # NULL, not "": a unique column holds "" only once.
    policy = models.CharField(
        _("it is the site's policy on"),
        max_length=20,
        choices=Policy,
        null=True,
        blank=True,
        unique=True,
        help_text=_("The page is then linked from the foot of every page and named to machines."),
        error_messages={"unique": _("Another page is this policy already.")},
    )
    is_sample = models.BooleanField(
        _("sample page"),
        default=False,
        help_text=_("The page then says that it is a sample and has not been medically reviewed."),
    )
    # NULL, not "": many articles were never imported, and a unique column holds "" only once.
    import_key = models.CharField(  # noqa: DJ001
        max_length=200, unique=True, null=True, editable=False
    )
    import_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(
                fields=["section", "-first_published_on", "-id"], name="article_newest_first"
            ),
            models.Index(fields=["section", "position"], name="article_in_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", draft_revision__isnull=False)
                | Q(
                    state="published",
                    draft_revision__isnull=True,
                    live_revision__isnull=False,
                ),
                name="article_state_agrees_with_its_pointers",
            ),
            models.CheckConstraint(
                condition=Q(live_revision__isnull=True)
                | Q(first_published_on__isnull=False, last_updated_on__isnull=False),
                name="article_live_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(first_published_on__isnull=True)
                | Q(last_updated_on__gte=F("first_published_on")),
                name="article_updated_after_published",
            ),
            models.CheckConstraint(
                condition=Q(draft_revision__isnull=True)
                | Q(live_revision__isnull=True)
                | ~Q(draft_revision=F("live_revision")),
                name="article_draft_is_not_live",
            ),
            models.CheckConstraint(
                condition=Q(live_revision__isnull=True) | Q(withdrawal__isnull=True),
                name="article_is_live_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.working_revision.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.section.slug, self.slug])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def is_public(self) -> bool:
        return self.live_revision_id is not None

    @property
    def is_draft_over_live(self) -> bool:
        """Whether somebody is at work on a page that readers can see."""
        return self.draft_revision_id is not None and self.live_revision_id is not None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back and has not been published again."""
        return self.withdrawal_id is not None

    def replaced_by(self, outcomes: Collection[str] = Withdrawal.Outcome.values) -> Article | None:
        """The public page that stands in for this withdrawn one, or None.

        A replacement may have been taken back in its turn: its own is followed then, as long as
        each was taken back in one of `outcomes`, and never in a circle.
        """
        page, seen = self, set()
        while page is not None and not page.is_public:
            if page.pk in seen or page.withdrawal is None:
                return None
            if page.withdrawal.outcome not in outcomes:
                return None
            seen.add(page.pk)
            page = page.withdrawal.replacement
        return page

    @property
    def leads_to(self) -> Article:
        """The page that readers who ask for this one are led to: itself, or what took it in."""
        return self.replaced_by([Withdrawal.Outcome.MERGED]) or self

    @property
    def review_months(self) -> int | None:
        """For how many months a review of it holds; None where none is due again."""
        return self.review_interval or self.section.review_months

    @property
    def working_revision(self) -> Revision:
        """The text an editor has before them: the draft, or the live text without one."""
        return self.draft_revision or self.live_revision

    @property
    def is_information(self) -> bool:
        return self.section.is_information

    @property
    def is_about(self) -> bool:
        """Whether it is about the site itself rather than the disease."""
        return self.section.kind == Section.Kind.ABOUT

    @property
    def is_column(self) -> bool:
        return self.section.is_columns

    @cached_property
    def byline(self) -> list[Person]:
        """Who wrote it, in order; empty means the editorial team."""
        return [byline.person for byline in self.bylines.all()]

    # What a card in a list prints.

    @property
    def title(self) -> str:
        return self.live_revision.title

    @property
    def summary(self) -> str:
        return self.live_revision.summary

    @property
    def minutes(self) -> int:
        return self.live_revision.minutes

    @property
    def lead(self) -> rendering.Picture | None:
        return self.live_revision.lead


class Byline(models.Model):
    """One author of one article, in the order in which the page names them."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        Person, on_delete=models.RESTRICT, related_name="bylines", verbose_name=_("author")
    )
    position = PlaceField(_("order"), default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("author")
        verbose_name_plural = _("authors (none means “Editorial team”)")
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="byline_is_unique")
        ]

    def __str__(self) -> str:
        return str(self.person)
