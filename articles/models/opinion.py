"""Opinions: what a reviewer answers when asked about a text, other than that it is right."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.person import Person
from articles.models.publication import Publication
from articles.models.review import Review
from articles.models.revision import FactQuerySet, Immutable, Revision


class OpinionQuerySet(FactQuerySet):
    def asking_for_change(self) -> OpinionQuerySet:
        """Those that something must change, as long as nothing has answered them, newest first.

        What answers one is a newer text with the readers, or a later review of a whole text.
        """
        published = Publication.objects.filter(
            article=OuterRef("article"), revision__number__gt=OuterRef("revision__number")
        )
        reviewed = Review.objects.filter(
            article=OuterRef("article"),
            scope=Review.Scope.WHOLE,
            recorded_at__gte=OuterRef("given_at"),
        )
        return self.filter(
            ~Exists(published), ~Exists(reviewed), kind=Opinion.Kind.NEEDS_CHANGE
        ).order_by("-given_at", "-pk")

    def declining(self) -> OpinionQuerySet:
        """Those by which somebody stepped aside from a page and has not come back since."""
        later = Opinion.objects.filter(
            article=OuterRef("article"),
            given_by=OuterRef("given_by"),
            kind__in=Opinion.ABOUT_PERSON,
            pk__gt=OuterRef("pk"),
        )
        return self.filter(~Exists(later), kind=Opinion.Kind.DECLINED).order_by("-given_at", "-pk")

    def of_account(self, account: AbstractBaseUser) -> OpinionQuerySet:
        """Those that somebody gave, with this account or as the person it belongs to."""
        return self.filter(Q(given_by=account) | Q(person__account=account))

    def of_person(self, person: Person) -> OpinionQuerySet:
        """Those that somebody gave who is this person."""
        own = Q(person=person)
        if person.account_id:
            own |= Q(given_by=person.account_id)
        return self.filter(own)


class Opinion(models.Model):
    """One answer of a reviewer to "Can this text stand?", other than yes. Never changed.

    The yes is a Review. Like a step, an opinion is for colleagues: readers never learn of it, and
    it moves nothing. Whoever declined is not asked about that page again; whoever was wrong to
    decline says so by another row.
    """

    class Kind(models.TextChoices):
        NEEDS_CHANGE = "needs_change", _("Needs change")
        DECLINED = "declined", _("Should not review this page")
        AVAILABLE = "available", _("Can review this page after all")

    # These are about who answers, whatever the text says.
    ABOUT_PERSON = (Kind.DECLINED, Kind.AVAILABLE)
    MAX_WORDS = 2000

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="opinions"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="opinions")
    kind = models.CharField(_("answer"), max_length=20, choices=Kind)
    words = models.TextField(_("in words"), blank=True)
    # Who readers would know them as; an account need not belong to anybody with a name there.
    person = models.ForeignKey(
        Person, on_delete=models.RESTRICT, null=True, related_name="opinions"
    )
    given_at = models.DateTimeField(_("given at"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    given_by_name = models.CharField(_("given by"), max_length=250)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ("article", "-given_at", "-pk")
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        indexes = [models.Index(fields=["kind", "article"], name="opinion_of_a_kind")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="needs_change") | ~Q(words=""),
                name="opinion_says_what_needs_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.given_by_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("An opinion is never changed; give another one instead.")
        super().save(*args, **kwargs)
