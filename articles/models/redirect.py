"""Redirects: where an address of the past leads today."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.person import Person
from articles.models.section import Section
from articles.models.shown import is_public
from articles.models.term import Term

# By these WordPress asks for a page, a file or a list where it has no better address: /?p=123.
QUERY_KEYS = ("p", "page_id", "attachment_id", "cat", "tag", "author", "m")
# What may be asked so: the front page, under both of its names.
FRONT = ("/", "/index.php/")
MAX_LENGTH = 300


def tidy_path(path: str) -> str:
    """Return `path` as addresses are written here: lower case, single slashes, one at its end."""
    return re.sub(r"/+", "/", f"/{path}/".lower())


def old_address(path: str, query: str = "") -> str:
    """Return the address that redirects keep for a request of `path` with `query` ("p=1&x=2").

    That is its tidy path; of the front page asked with one of QUERY_KEYS, the key comes along.
    """
    tidy = tidy_path(path)
    if query and tidy in FRONT:
        asked = parse_qs(query[:1000], max_num_fields=50) if query.count("&") < 50 else {}
        for key in QUERY_KEYS:
            if key in asked:
                return f"/?{key}={asked[key][0].strip().lower()}"
    return tidy


class RedirectQuerySet(models.QuerySet):
    def public(self) -> RedirectQuerySet:
        """Those that lead to a page which readers may see, or to a plain path.

        Whether anything lives at a plain path is for `publishing` to say.
        """
        people = Person.objects.public().values("pk")
        always = Q(section__isnull=False) | Q(term__isnull=False) | ~Q(path="")
        return self.filter(always | is_public("article__") | Q(person__in=people))

    def leading_from(self, path: str) -> Redirect | None:
        """Return the one of the old `path` ("/news/old-name/"), or None.

        A page that was taken back still tells why; an article that readers could never see has no
        address for them.
        """
        withdrawn = Q(article__withdrawal__isnull=False)
        found = self.filter(Q(article__isnull=True) | is_public("article__") | withdrawn)
        return found.filter(old_path=path).with_targets().first()

    def with_targets(self) -> RedirectQuerySet:
        """Each with what it leads to."""
        return self.select_related(
            "section", "article__section", "article__withdrawal", "person", "term"
        )


class Redirect(models.Model):
    """One old address and what lived there: a page, a section, a person, a term, or a plain path.

    It names the row and not the new path, so a page that moves twice makes no chain. A plain path
    is for the pages that are no rows, such as the glossary as a whole or a year of the news.
    """

    TARGETS = ("article", "section", "person", "term", "path")

    old_path = models.CharField(_("old address"), max_length=MAX_LENGTH, unique=True)
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="redirects"
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="redirects"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="redirects"
    )
    term = models.ForeignKey(
        Term, on_delete=models.CASCADE, null=True, blank=True, related_name="redirects"
    )
    path = models.CharField(_("other page of this site"), max_length=MAX_LENGTH, blank=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by_name = models.CharField(_("made by"), max_length=200, blank=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ("old_path",)
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, section=None, person=None, term=None, path="")
                | Q(article=None, section__isnull=False, person=None, term=None, path="")
                | Q(article=None, section=None, person__isnull=False, term=None, path="")
                | Q(article=None, section=None, person=None, term__isnull=False, path="")
                | (Q(article=None, section=None, person=None, term=None) & ~Q(path="")),
                name="redirect_has_one_target",
            )
        ]

    def __str__(self) -> str:
        return self.old_path

    @property
    def target(self) -> Article | Section | Person | Term | str:
        """What it leads to; the plain path as it is."""
        return self.article or self.section or self.person or self.term or self.path

    @property
    def url(self) -> str:
        """The address of what it leads to."""
        return self.target if isinstance(self.target, str) else self.target.url
