"""Synonym sets: words that mean the same to somebody who searches."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import connections, models
from django.utils.translation import gettext_lazy as _

from articles.models.term import Term

MAX_WORD = 80


def several_words(value: str) -> None:
    """Raise ValidationError unless `value` lists at least two different words, none too long."""
    words = words_listed(value)
    if len({word.casefold() for word in words}) < 2:
        raise ValidationError(_("Write at least two words or phrases, with commas between them."))
    for word in words:
        if len(word) > MAX_WORD:
            raise ValidationError(
                _("Shorten “%(word)s…” to %(limit)s characters."),
                params={"word": word[:30], "limit": MAX_WORD},
            )
        if not any(character.isalnum() for character in word):
            raise ValidationError(
                _("“%(word)s” has no letter and no digit in it."), params={"word": word}
            )


def words_listed(value: str) -> list[str]:
    """Return the words and phrases in a list that has commas or line ends between them."""
    return [" ".join(word.split()) for word in re.split(r"[,;\n]", value) if word.strip()]


class SynonymSet(models.Model):
    """Words of which one finds what the others find. An ordinary row; it acts at once.

    The other names of glossary terms are synonyms without being listed here.
    """

    listed = models.TextField(
        _("words that mean the same"),
        max_length=1000,
        validators=[several_words],
        help_text=_(
            "One on a line, or with commas between them, e.g. “Mestinon, pyridostigmine”. Several "
            "words may stand for one. The other names in the glossary count by themselves."
        ),
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("For colleagues, e.g. why they differ.")
    )

    class Meta:
        ordering = ("listed",)
        verbose_name = _("synonym set")
        verbose_name_plural = _("synonym sets")

    def __str__(self) -> str:
        return " = ".join(self.words)

    @property
    def words(self) -> list[str]:
        return words_listed(self.listed)


class SynonymQuerySet(models.QuerySet):
    def beside(self, keys: list[str]) -> list[tuple[str, int | None, int | None]]:
        """All synonyms of the sets and terms that have one of `keys`, themselves among them.

        Each as its key and the keys of its set and its term; one query.
        """
        if not keys:
            return []
        # Written by hand: every search asks it, and Django takes longer to write it than a
        # database to answer it.
        columns = "key, set_id, term_id"
        met = f"FROM {self.model._meta.db_table} WHERE key IN ({', '.join(['%s'] * len(keys))})"
        sql = (
            f"SELECT {columns} FROM {self.model._meta.db_table} WHERE"  # noqa: S608 names of ours
            f" set_id IN (SELECT set_id {met} AND set_id IS NOT NULL) OR"
            f" term_id IN (SELECT term_id {met} AND term_id IS NOT NULL) ORDER BY id"
        )
        with connections[self.db].cursor() as cursor:
            cursor.execute(sql, [*keys, *keys])
            return cursor.fetchall()


class Synonym(models.Model):
    """One word or phrase of a synonym set, or one name of a glossary term, ready to be looked up.

    Derived from them, and made again whenever they are saved.
    """

    key = models.CharField(max_length=200, db_index=True)
    set = models.ForeignKey(
        SynonymSet, on_delete=models.CASCADE, null=True, related_name="synonyms"
    )
    term = models.ForeignKey(Term, on_delete=models.CASCADE, null=True, related_name="synonyms")

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(set=None, term__isnull=False)
                | models.Q(set__isnull=False, term=None),
                name="synonym_is_of_one_set",
            )
        ]

    def __str__(self) -> str:
        return self.key
