"""Threads: what colleagues say to each other about an article. Nothing of it is ever public."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models.revision import LONG_COLUMNS, FactQuerySet, Immutable, Revision
from articles.models.shown import is_in_bin


class ThreadQuerySet(models.QuerySet):
    def open(self) -> ThreadQuerySet:
        """Those that nobody has resolved, about articles that are not in the bin."""
        return self.filter(~is_in_bin("article__"), is_open=True)

    def resolved(self) -> ThreadQuerySet:
        """Those that somebody has resolved and nobody has opened again."""
        return self.filter(is_open=False)

    def assigned_to(self, user: AbstractBaseUser) -> ThreadQuerySet:
        """Those that `user` is asked to see to."""
        return self.filter(assignee=user)

    def mentioning(self, user: AbstractBaseUser) -> ThreadQuerySet:
        """Those in which a colleague has named `user`, answered or not."""
        return self.filter(Exists(Comment.objects.naming(user).filter(thread=OuterRef("pk"))))

    def waiting_for(self, user: AbstractBaseUser) -> ThreadQuerySet:
        """The open ones in which the next word is that of `user`.

        They are asked to see to it; somebody has named them and they have not answered since; or
        somebody else said the last word in a thread that they started, or about a page which they
        answer for or have written in.
        """
        comments = Comment.objects.filter(thread=OuterRef("pk"))
        own = comments.filter(written_by=user).order_by("-pk")
        named = Comment.objects.naming(user).filter(thread=OuterRef("pk")).order_by("-pk")
        said_last = comments.said().order_by("-pk").values("written_by")[:1]
        has_written = Revision.objects.filter(article=OuterRef("article"), created_by=user)
        threads = self.open().annotate(
            own_last=Subquery(own.values("pk")[:1]),
            named_last=Subquery(named.values("pk")[:1]),
            said_last_by=Subquery(said_last),
        )
        is_unanswered = Q(named_last__isnull=False) & (
            Q(own_last__isnull=True) | Q(named_last__gt=models.F("own_last"))
        )
        is_about_own = Q(started_by=user) | Q(article__owner=user) | Exists(has_written)
        # Whose account is gone is somebody else, too.
        is_answer = Q(said_last_by__isnull=True) | ~Q(said_last_by=user.pk)
        return threads.filter(Q(assignee=user) | is_unanswered | (is_about_own & is_answer))

    def with_comments(self) -> ThreadQuerySet:
        """Each with what was said and done in it, who sees to it, and the number of its text."""
        threads = self.select_related("revision", "assignee").defer(*_long("revision"))
        return threads.prefetch_related("comments")

    def of_pages(self, articles: models.QuerySet) -> ThreadQuerySet:
        """Those about one of `articles`."""
        return self.filter(article__in=articles)

    def with_pages(self) -> ThreadQuerySet:
        """Each with the page it is about as the desk names it, and with its last words."""
        said = Comment.objects.filter(thread=OuterRef("pk")).said().order_by("-pk")
        drafts = ("article__draft_revision", "article__live_revision")
        return (
            self.select_related("article__section", "assignee", *drafts)
            .defer(*(column for draft in drafts for column in _long(draft)))
            .annotate(
                last_words=Subquery(said.values("words")[:1]),
                last_name=Subquery(said.values("written_by_name")[:1]),
                last_at=Subquery(said.values("written_at")[:1]),
            )
        )

    def count_by_article(self) -> dict[int, int]:
        """How many of them each article has, by its key; those with none are not there."""
        rows = self.order_by().values_list("article").annotate(Count("pk"))
        return dict(rows)


def _long(pointer: str) -> list[str]:
    return [f"{pointer}__{column}" for column in LONG_COLUMNS]


class Thread(models.Model):
    """A conversation of colleagues about an article, or about words that stood in one text of it.

    What it is about never changes. What was said and done in it are comments, which are facts;
    `is_open` and `assignee` are where these have led, and are moved by the verbs only.
    """

    MAX_QUOTE = 1000

    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        related_name="threads",
        verbose_name=_("article"),
    )
    # The text that whoever started it had before them.
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    # As it was typed there, with what stood around it; none of a thread about the whole page.
    quote = models.TextField(_("passage"), blank=True)
    quote_before = models.CharField(max_length=rendering.AROUND, blank=True)
    quote_after = models.CharField(max_length=rendering.AROUND, blank=True)
    started_at = models.DateTimeField(_("started"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    started_by_name = models.CharField(_("started by"), max_length=200)
    is_open = models.BooleanField(_("open"), default=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("for"),
    )

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("comment thread")
        verbose_name_plural = _("comment threads")
        indexes = [
            # The desk and the checks ask for the open ones, of which there are never many.
            models.Index(fields=["article"], condition=Q(is_open=True), name="thread_open")
        ]

    def __str__(self) -> str:
        return f"{self.started_by_name}, {self.started_at:%Y-%m-%d}"

    @property
    def quotation(self) -> rendering.Quotation | None:
        """The words that it is about, or None where it is about the whole page."""
        if not self.quote:
            return None
        return rendering.Quotation(self.quote, self.quote_before, self.quote_after)


class CommentQuerySet(FactQuerySet):
    def said(self) -> CommentQuerySet:
        """Those with words."""
        return self.exclude(words="")

    def naming(self, user: AbstractBaseUser) -> CommentQuerySet:
        """Those in which somebody else has named `user`."""
        return self.filter(mentioned=user).exclude(written_by=user)


class Comment(models.Model):
    """One thing that a colleague said or did in a thread. Never changed.

    Whoever has misspoken says so in the next one; others may have read the first by then.
    """

    class Kind(models.TextChoices):
        SAID = "said", _("Said")
        RESOLVED = "resolved", _("Resolved")
        REOPENED = "reopened", _("Opened again")
        ASSIGNED = "assigned", _("Assigned")

    MAX_WORDS = 2000

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    words = models.TextField(_("words"), blank=True)
    # To whom, where it is an assignment; nobody has it then where there is no name.
    assignee_name = models.CharField(_("for"), max_length=200, blank=True)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    written_at = models.DateTimeField(_("written"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_by_name = models.CharField(_("by"), max_length=200)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="said") | ~Q(words=""), name="comment_that_is_said_has_words"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.written_by_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A comment is never changed; write another one instead.")
        super().save(*args, **kwargs)
