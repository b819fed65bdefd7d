"""Publications: what went live, when and why."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from articles.models.revision import LONG_COLUMNS, FactQuerySet, Immutable, Revision
from articles.models.shown import is_public
from articles.models.step import Step
from articles.models.withdrawal import Withdrawal


class Words(NamedTuple):
    """What readers are told of one publication."""

    note: str
    was_wrong: str = ""
    is_right: str = ""


class PublicationQuerySet(FactQuerySet):
    def as_told(self) -> PublicationQuerySet:
        """Newest first, each with its latest amendment: all that `words` needs, in one query."""
        latest = (
            Amendment.objects.filter(publication=models.OuterRef("pk"))
            .order_by("-pk")
            .values(words=JSONObject(**{name: name for name in Words._fields}))[:1]
        )
        return self.order_by("-number").annotate(
            latest_amendment=models.Subquery(latest, output_field=models.JSONField())
        )

    def corrections(self) -> PublicationQuerySet:
        """Those that say what was wrong, of pages that readers may see, newest first."""
        return self.filter(is_public("article__"), kind=Publication.Kind.CORRECTION).order_by(
            "-dated_on", "-published_at", "-pk"
        )

    def by_schedule(self, since: datetime.datetime) -> PublicationQuerySet:
        """Those that went out by themselves after `since`, newest first, each with its title."""
        # They carry the very moment that they were scheduled for.
        due = self.filter(article__schedules__due_at=F("published_at"))
        return (
            due.filter(published_at__gte=since)
            .select_related("article__section", "revision")
            .defer(*(f"revision__{column}" for column in LONG_COLUMNS))
            .order_by("-published_at", "-pk")
            .distinct()
        )

    def open(self) -> PublicationQuerySet:
        """Those whose texts readers may still read, on the page itself or in its history.

        A page that was published in error stays closed, and with it all that it said until then.
        """
        taken_back_after = Withdrawal.objects.filter(
            article=OuterRef("article"),
            outcome=Withdrawal.Outcome.IN_ERROR,
            withdrawn_at__gte=OuterRef("published_at"),
        )
        return self.filter(Q(article__live_revision=F("revision")) | ~Exists(taken_back_after))

    def unread(self) -> PublicationQuerySet:
        """Those that went out without a second pair of eyes and have found none since."""
        confirmed = Step.objects.filter(
            revision=OuterRef("revision"),
            kind=Step.Kind.APPROVED,
            taken_at__gte=OuterRef("published_at"),
        )
        return self.filter(~Q(alone=""), ~Exists(confirmed))

    def read(self) -> PublicationQuerySet:
        """Those that somebody else than their writers has read, before or after they went out."""
        return self.exclude(pk__in=Publication.objects.unread().values("pk"))

    def in_spite(self) -> PublicationQuerySet:
        """Those that went out in spite of the checks."""
        return self.filter(~Q(override=""))

    def since(self, day: datetime.date) -> PublicationQuerySet:
        """Those of `day` and later."""
        return self.filter(dated_on__gte=day)


class Publication(models.Model):
    """One moment at which a revision became what readers see: one edition. Never changed.

    It keeps its article from being deleted.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("First publication")
        MINOR = "minor", _("Minor edit")
        SIGNIFICANT = "significant", _("Significant change")
        CORRECTION = "correction", _("Correction")

    class Role(models.TextChoices):
        EDITOR = "editor", _("Editor")
        SOFTWARE = "software", _("The site's software")

    NOTED_KINDS = (Kind.SIGNIFICANT, Kind.CORRECTION)
    MAX_NOTE = 280

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="publications"
    )
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, related_name="publications"
    )
    number = models.PositiveIntegerField(_("edition"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    note = models.CharField(_("what changed, for readers"), max_length=MAX_NOTE, blank=True)
    was_wrong = models.CharField(_("what was wrong"), max_length=MAX_NOTE, blank=True)
    is_right = models.CharField(_("what is right"), max_length=MAX_NOTE, blank=True)
    dated_on = models.DateField(
        _("date shown"),
        help_text=_("The site's local date of that moment, or the one an import carried."),
    )
    carried_from = models.CharField(
        _("date carried from"),
        max_length=200,
        blank=True,
        help_text=_("The import whose source gave the date; empty when it is our own."),
    )
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_by_name = models.CharField(_("published by"), max_length=200)
    # Readers learn in which role somebody published, and editors who it was.
    published_as = models.CharField(
        _("role"), max_length=20, choices=Role, default=Role.EDITOR, editable=False
    )

    alone = models.CharField(
        _("why without a second pair of eyes"), max_length=MAX_NOTE, blank=True
    )
    override = models.CharField(_("why in spite of the checks"), max_length=MAX_NOTE, blank=True)
    overridden = models.JSONField(_("what the checks said"), default=list)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("article", "-published_at", "-pk")
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(kind="first"), name="one_first_publication"
            ),
            models.UniqueConstraint(
                fields=["article", "number"], name="publication_number_is_unique"
            ),
            models.CheckConstraint(
                condition=~Q(kind="significant") | ~Q(note=""),
                name="publication_gives_its_reason",
            ),
            models.CheckConstraint(
                # Corrections of before this was asked have a note only.
                condition=~Q(kind="correction") | ~Q(note="") | ~Q(was_wrong="", is_right=""),
                name="publication_says_what_it_corrects",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["first", "minor", "significant", "correction"]),
                name="publication_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.dated_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A publication is never changed; publish again instead.")
        super().save(*args, **kwargs)

    @property
    def words(self) -> Words:
        """What readers are told of it: its latest amendment, or its first wording without one.

        Asks no database when it was read by `as_told()`.
        """
        if not hasattr(self, "latest_amendment"):
            amendment = self.amendments.first()
            return amendment.words if amendment else self.first_words
        return Words(**self.latest_amendment) if self.latest_amendment else self.first_words

    @property
    def first_words(self) -> Words:
        """What readers were told on the day itself."""
        return Words(note=self.note, was_wrong=self.was_wrong, is_right=self.is_right)

    @property
    def is_correction(self) -> bool:
        return self.kind == self.Kind.CORRECTION

    @property
    def is_minor(self) -> bool:
        return self.kind == self.Kind.MINOR


class Amendment(models.Model):
    """Other words for what readers were told of one publication. Never changed; the newest counts.

    The publication keeps its first wording, which editors see in the history.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="amendments"
    )
    note = models.CharField(
        _("what changed, for readers"), max_length=Publication.MAX_NOTE, blank=True
    )
    was_wrong = models.CharField(_("what was wrong"), max_length=Publication.MAX_NOTE, blank=True)
    is_right = models.CharField(_("what is right"), max_length=Publication.MAX_NOTE, blank=True)
    reason = models.CharField(
        _("why it is amended"),
        max_length=Publication.MAX_NOTE,
        help_text=_("For colleagues; readers do not see it."),
    )
    amended_at = models.DateTimeField(_("amended at"))
    amended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    amended_by_name = models.CharField(_("amended by"), max_length=200)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("publication", "-pk")
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_gives_its_reason")
        ]

    def __str__(self) -> str:
        return f"{self.amended_by_name}, {self.amended_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("An amendment is never changed; amend the note again instead.")
        super().save(*args, **kwargs)

    @property
    def words(self) -> Words:
        return Words(note=self.note, was_wrong=self.was_wrong, is_right=self.is_right)


def texts_in_hand(article: Any, number: Any) -> models.QuerySet:
    """The texts of `article` up to the one called `number` that count as written since it was read.

    The edition before it counts as read, unless it went out without a second pair of eyes that it
    never found. Both may be values or references to a row of an outer query.
    """
    upto = models.ExpressionWrapper(
        number if hasattr(number, "resolve_expression") else models.Value(number),
        output_field=models.PositiveIntegerField(),
    )
    read_since = Publication.objects.read().filter(
        article=OuterRef("article"),
        revision__number__gte=OuterRef("number"),
        revision__number__lt=OuterRef("upto"),
    )
    texts = Revision.objects.filter(article=article).annotate(upto=upto)
    return texts.filter(~Exists(read_since), number__lte=F("upto"))
