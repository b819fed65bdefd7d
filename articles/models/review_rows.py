"""Rows of articles by their reviews: which pages somebody should look at again, and why."""

from __future__ import annotations

import datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import TruncDate

from articles.models.byline import Byline
from articles.models.citation import Citation
from articles.models.opinion import Opinion
from articles.models.public_rows import PublicRows
from articles.models.reference import Reference, first_fresh_year
from articles.models.review import (
    ReviewState,
    is_in_review_state,
    review_is_expected,
    review_state_on,
)
from articles.models.revision import Revision
from articles.models.roles import Right, may
from articles.models.section import Section
from articles.models.shown import is_public
from articles.models.snippet import SnippetUse


class ReviewRows(PublicRows):
    """What the queryset of articles knows of reviews; each rule is stated here once."""

    def with_review_state(self, day: datetime.date) -> Self:
        """Each with `review_state`, one of ReviewState, as it is on `day`."""
        return self.annotate(review_state=review_state_on(day))

    def in_review_state(self, state: str, day: datetime.date) -> Self:
        """Those that stand so with their reviews on `day`; `state` is one of ReviewState."""
        return self.filter(is_in_review_state(state, day))

    def expecting_review(self) -> Self:
        """Those that are reviewed again and again, whether readers see them or not."""
        return self.filter(review_is_expected())

    def without_fresh_source(self, day: datetime.date) -> Self:
        """The public pages about the disease of which no source is newer than five years on `day`.

        A source that was retracted is none.
        """
        fresh = Citation.objects.filter(reference__year__gte=first_fresh_year(day)).exclude(
            reference__state=Reference.State.RETRACTED
        )
        return self.filter(
            is_public(),
            ~Q(live_revision__in=fresh.values("revision")),
            section__kind=Section.Kind.INFORMATION,
        )

    def citing_unsound(self) -> Self:
        """Those whose readers see a text that rests on a source which holds no more.

        Retracted or superseded, and nobody has reviewed a whole text that cites it since.
        """
        seen = Citation.objects.filter(
            revision=OuterRef("revision__article__last_review__revision"),
            reference=OuterRef("reference"),
        )
        unsound = Citation.objects.filter(
            # As a list of their keys, of which there are few: databases start from it.
            reference__in=Reference.objects.filter(unsound_since__isnull=False).values("pk"),
            revision=F("revision__article__live_revision"),
        ).exclude(_reviewed_after("reference__unsound_since") & Exists(seen))
        return self.filter(pk__in=unsound.values("revision__article"))

    def with_changed_terms(self) -> Self:
        """Those whose readers see a term of the glossary that says something else since the review.

        A page that was never reviewed is not among them: nobody has vouched for what it said.
        """
        known = self.model._meta.apps
        terms = known.get_model("articles", "Term").objects.filter(changed_at__isnull=False)
        changed = (
            known.get_model("articles", "TermUse")
            .objects.filter(
                term__in=terms.values("pk"),
                revision=F("revision__article__live_revision"),
                revision__article__last_review__isnull=False,
            )
            .exclude(_reviewed_after("term__changed_at"))
        )
        return self.filter(pk__in=changed.values("revision__article"))

    def with_changed_snippets(self) -> Self:
        """The public ones in which a fact kept once says another thing than what was reviewed.

        One that was put into the page since is no news about it: that is a new text of the page.
        """
        reviewed = SnippetUse.objects.filter(
            revision=OuterRef("revision__article__last_review__revision"),
            version__snippet=OuterRef("version__snippet"),
        )
        # Beginning with the uses: there are few, and many pages.
        uses = SnippetUse.objects.filter(
            Exists(reviewed.exclude(version=OuterRef("version"))),
            revision=F("revision__article__live_revision"),
        )
        return self.public().filter(pk__in=uses.values("revision__article"))

    def needing_change(self) -> Self:
        """Those of which a reviewer has said that something must change, and nothing has since."""
        return self.filter(pk__in=Opinion.objects.asking_for_change().values("article"))

    def shaken(self) -> Self:
        """Those about which something has come up that no review has seen yet."""
        return self.filter(
            Q(pk__in=self.citing_unsound().values("pk"))
            | Q(pk__in=self.with_changed_terms().values("pk"))
            | Q(pk__in=self.with_changed_snippets().values("pk"))
            | Q(pk__in=self.needing_change().values("pk"))
        )

    def to_review(self, *, by: AbstractBaseUser, on: datetime.date) -> Self:
        """The public ones that somebody with the account `by` can be asked to review on `on`.

        Overdue or due soon, never reviewed, or with a source, a term or a fact that changed since.
        What is overdue comes first, pages about the site itself last. Not what they wrote or
        stepped aside from, nor what waits for a change: that is for editors. None for those who may
        not review.
        """
        if not may(by, Right.REVIEW):
            return self.none()
        asked = (ReviewState.OVERDUE, ReviewState.SOON, ReviewState.NEVER)
        pages = self.filter(is_public())
        is_due = Q(review_state__in=asked)
        is_shaken = (
            Q(pk__in=pages.citing_unsound().values("pk"))
            | Q(pk__in=pages.with_changed_terms().values("pk"))
            | Q(pk__in=pages.with_changed_snippets().values("pk"))
        )
        declined = Opinion.objects.declining().of_account(by)
        is_about_site = Case(When(section__kind=Section.Kind.ABOUT, then=1), default=0)
        return (
            pages.with_review_state(on)
            .filter(is_due | is_shaken)
            .exclude(pk__in=Opinion.objects.asking_for_change().values("article"))
            .exclude(pk__in=declined.values("article"))
            .exclude(pk__in=Byline.objects.filter(person__account=by).values("article"))
            # By their keys: to read who wrote a text is to read the text.
            .exclude(live_revision__in=Revision.objects.filter(created_by=by).values("pk"))
            .order_by(is_about_site, F("last_review__next_due").asc(nulls_last=True), "pk")
        )


def _reviewed_after(moment: str) -> Q:
    """Whether the whole page of a text was reviewed after the moment in the column `moment`.

    A review that an import carried was made on the day that it says, not when it was recorded.
    """
    review = "revision__article__last_review__"
    is_own = Q(**{f"{review}carried_from": ""})
    is_later = Q(**{f"{review}reviewed_on__gt": TruncDate(F(moment))})
    return Q(**{f"{review}recorded_at__gt": F(moment)}) & (is_own | is_later)
