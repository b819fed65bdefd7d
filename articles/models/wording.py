"""Wording: words that this site does not use, and what it writes instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_WORDS = 80


def with_a_letter(value: str) -> None:
    """Raise ValidationError when there is nothing in `value` that a text could hold as a word."""
    if not any(character.isalnum() for character in value):
        raise ValidationError(_("“%(value)s” has no letter and no digit."), params={"value": value})


def phrases_listed(value: str) -> list[str]:
    """Return the words and phrases in a list that has commas or line ends between them."""
    return [" ".join(phrase.split()) for phrase in re.split(r"[,;\n]", value) if phrase.strip()]


class Wording(models.Model):
    """One word or phrase to avoid, and what to write instead. An ordinary row; acts at once.

    The checks warn of it and never stop a text. A site starts with the list that a migration
    brings; editors change it as they like.
    """

    avoid = models.CharField(
        _("avoid"),
        max_length=MAX_WORDS,
        unique=True,
        validators=[with_a_letter],
        help_text=_("A word or a phrase, e.g. “MG sufferers” or “MuSk”. One form on a line."),
        error_messages={"unique": _("The list has this wording already.")},
    )
    instead = models.CharField(
        _("write instead"),
        max_length=MAX_WORDS,
        blank=True,
        help_text=_(
            "What one click puts in its place, e.g. “people with MG”. Leave it empty where the "
            "sentence has to be written anew."
        ),
    )
    why = models.CharField(
        _("why"),
        max_length=200,
        help_text=_("A sentence for the writer, e.g. “Nobody is only their disease.”"),
    )
    is_case_sensitive = models.BooleanField(
        _("only with these capitals"),
        default=False,
        help_text=_("For a slip such as “MuSk”, of which only the capitals are wrong."),
    )
    is_whole_word = models.BooleanField(
        _("only whole words"),
        default=True,
        help_text=_("Otherwise “handicap” is found in “handicapped”, too."),
    )
    except_in = models.CharField(
        _("but not in"),
        max_length=400,
        blank=True,
        help_text=_("Phrases in which it is right, with commas between them, e.g. “no cure”."),
    )

    class Meta:
        ordering = ("avoid",)
        verbose_name = _("wording to avoid")
        verbose_name_plural = _("wordings to avoid")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(avoid="") & ~models.Q(why=""), name="wording_says_what_and_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.avoid} → {self.instead}" if self.instead else self.avoid

    def clean(self) -> None:
        """Refuse what the list has already, and what would be found again once it is mended."""
        self.avoid, self.instead = " ".join(self.avoid.split()), " ".join(self.instead.split())
        others = Wording.objects.exclude(pk=self.pk).filter(avoid__iexact=self.avoid)
        if not self.is_case_sensitive and (other := others.first()):
            sentence = _("The list has “%(avoid)s” already; change that one.")
            raise ValidationError(
                {"avoid": ValidationError(sentence, params={"avoid": other.avoid})}
            )
        if self.avoid and next(self.found_in(self.instead), None):
            sentence = _(
                "“%(instead)s” contains “%(avoid)s”, so what was mended would be found again. "
                "Write something else, or name the phrase under “but not in”."
            )
            facts = {"instead": self.instead, "avoid": self.avoid}
            raise ValidationError({"instead": ValidationError(sentence, params=facts)})

    def found_in(self, text: str) -> Iterator[re.Match[str]]:
        """Where it stands in `text`, from left to right; not within a phrase in which it is right.

        Any blank may stand between its words.
        """
        whole = self.is_whole_word
        found = _pattern([self.avoid], whole=whole, exact=self.is_case_sensitive).finditer(text)
        phrases = phrases_listed(self.except_in)
        right = [match.span() for match in _pattern(phrases).finditer(text)] if phrases else []
        for match in found:
            if not any(start <= match.start() and match.end() <= end for start, end in right):
                yield match


def _pattern(phrases: Sequence[str], *, whole: bool = True, exact: bool = False) -> re.Pattern[str]:
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    words = rf"(?<!\w)(?:{words})(?!\w)" if whole else words
    return re.compile(words, 0 if exact else re.IGNORECASE)
