"""References: the register of sources that texts cite."""

from __future__ import annotations

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models import slugs

# The first journals appeared in 1665, and a bound keeps a slip of the finger out of the list.
FIRST_YEAR, LAST_YEAR = 1665, 2200

MAX_WORDS = 12
_YEAR = re.compile(r"[0-9]{4}")
# What stands before a DOI or a PMID when it is copied, and around words.
_BESIDE = re.compile(
    r"https?://(?:dx\.)?doi\.org/|https?://pubmed\.ncbi\.nlm\.nih\.gov/|\b(?:doi|pmid):",
    re.IGNORECASE,
)
_AROUND = ",;:/[]@\"'“”"


# A source from within so many years is new; of an older one somebody is asked whether it still
# says what is known.
YEARS_FRESH = 5


def first_fresh_year(day: datetime.date) -> int:
    """Return the year from which on sources are new on `day`."""
    return day.year - YEARS_FRESH


class ReferenceQuerySet(models.QuerySet):
    def named_in(self, body: str) -> ReferenceQuerySet:
        """The references that the Markdown `body` names by their keys."""
        return self.filter(key__in=rendering.citation_keys(body))

    def works_in(self, body: str) -> dict[str, rendering.Work]:
        """The facts that the renderer needs about them, by key."""
        return {reference.key: reference.as_work() for reference in self.named_in(body)}

    def matching(self, query: str) -> ReferenceQuerySet:
        """Those that have every word of `query` in their authors, title, journal, year or names.

        Any text will do; words beyond MAX_WORDS are passed over, and no words find nothing.
        """
        words = [word for part in _BESIDE.sub(" ", query).split() if (word := part.strip(_AROUND))]
        found = self if words else self.none()
        for word in words[:MAX_WORDS]:
            somewhere = models.Q(year=word) if _YEAR.fullmatch(word) else models.Q()
            for field in ("key", "authors", "title", "journal", "doi", "pmid"):
                somewhere |= models.Q(**{f"{field}__icontains": word})
            found = found.filter(somewhere)
        return found

    def with_cited(self) -> ReferenceQuerySet:
        """Each with the number of public pages that cite it now, as `cited`."""
        page = "citations__revision__article"
        shown = models.Q(citations__revision=models.F(f"{page}__live_revision"))
        return self.annotate(cited=models.Count(page, filter=shown, distinct=True))


class Reference(models.Model):
    """One published source, entered once and cited by any number of texts.

    An ordinary row, but for its key: texts refer to it, so it never changes. What is corrected
    here, and a source that is retracted, reaches every page that cites it at once.
    """

    class Type(models.TextChoices):
        GUIDELINE = "guideline", _("Guideline")
        REVIEW = "review", _("Review")
        TRIAL = "trial", _("Trial")
        COHORT = "cohort", _("Cohort or survey")
        CASE = "case", _("Case report")
        REGISTRY = "registry", _("Registry")
        WEB = "web", _("Web page")

    class State(models.TextChoices):
        CURRENT = "current", _("Current")
        SUPERSEDED = "superseded", _("Superseded by newer work")
        RETRACTED = "retracted", _("Retracted")

    key = models.CharField(
        _("key"),
        max_length=slugs.MAX_LENGTH,
        unique=True,
        validators=[slugs.VALIDATORS[0]],
        help_text=_("How texts cite it: [@gilhus-2019]. It cannot change later."),
        error_messages={"unique": _("Another source already has this key.")},
    )
    type = models.CharField(
        _("kind of source"),
        max_length=20,
        choices=Type,
        help_text=_("Readers see it beside the source: a guideline weighs more than one case."),
    )
    authors = models.CharField(
        _("authors"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Family name and initials, with commas between: “Gilhus NE, Tzartos S, et al”."
        ),
    )
    title = models.CharField(
        _("title"), max_length=500, help_text=_("e.g. “Myasthenia gravis: a review”.")
    )
    journal = models.CharField(
        _("journal or publisher"),
        max_length=200,
        blank=True,
        help_text=_("The short form that PubMed uses, e.g. “Lancet Neurol”."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        help_text=_("In which it came out, e.g. “2024”."),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    volume = models.CharField(
        _("volume"), max_length=20, blank=True, help_text=_("Of the journal, e.g. “93”.")
    )
    issue = models.CharField(_("issue"), max_length=20, blank=True, help_text=_("e.g. “7”."))
    pages = models.CharField(_("pages"), max_length=40, blank=True, help_text=_("e.g. “112–20”."))
    # NULL, not "": many sources have none, and a unique column holds "" only once.
    doi = models.CharField(
        _("DOI"),
        max_length=200,
        unique=True,
        null=True,
        blank=True,
        help_text=_("e.g. “10.1038/s41572-019-0079-y”; the address https://doi.org/… will do."),
    )
    pmid = models.CharField(
        _("PMID"),
        max_length=12,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"\A[0-9]+\Z", _("A PMID has digits only."))],
        help_text=_("The number in PubMed, e.g. “29655451”."),
    )
    url = models.URLField(
        _("address"), max_length=500, blank=True, help_text=_("For sources without a DOI.")
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=State,
        default=State.CURRENT,
        help_text=_(
            "A superseded or retracted source is marked wherever it is cited, on every page, as "
            "soon as you save."
        ),
    )
    state_note = models.CharField(
        _("what readers are told about its state"),
        max_length=300,
        blank=True,
        help_text=_("One sentence, e.g. “Retracted by the journal in May 2026.”"),
    )
    # The moment from which no review of before counts for a page that cites it.
    unsound_since = models.DateTimeField(_("not current since"), null=True, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    added_by_name = models.CharField(_("added by"), max_length=200, editable=False)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ("authors", "year", "title")
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="reference_has_a_title"),
            models.CheckConstraint(
                condition=~models.Q(doi="") & ~models.Q(pmid=""),
                name="reference_without_a_number_has_null",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["current", "superseded", "retracted"]),
                name="reference_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="current", unsound_since__isnull=True)
                | (~models.Q(state="current") & models.Q(unsound_since__isnull=False)),
                name="reference_says_since_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unsound_since"],
                condition=models.Q(unsound_since__isnull=False),
                name="reference_unsound",
            )
        ]

    def __str__(self) -> str:
        return f"{self.as_work().name}: {self.title}"

    def clean(self) -> None:
        """Raise ValidationError when its title says nothing, or a note what is not so."""
        if self.title and not any(character.isalnum() for character in self.title):
            raise ValidationError({"title": _("Give the title of the work.")})
        if self.state_note and self.state == self.State.CURRENT:
            raise ValidationError({"state_note": _("Say so only of a source that is not current.")})

    @property
    def markdown(self) -> str:
        """What an editor types to cite it."""
        return f"[@{self.key}]"

    def as_work(self) -> rendering.Work:
        """Return the facts that a page needs to cite this source; no query."""
        return rendering.Work(
            key=self.key,
            type=self.type,
            authors=self.authors,
            title=self.title,
            journal=self.journal,
            year=self.year,
            volume=self.volume,
            issue=self.issue,
            pages=self.pages,
            doi=self.doi or "",
            pmid=self.pmid or "",
            url=self.url,
            state=self.state,
            state_note=self.state_note,
        )
