"""Feedback: what readers tell us of a page."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

MIN_MESSAGE = 10
MAX_MESSAGE = 4000
# An address is for an answer, and after half a year nobody waits for one any more.
DAYS_EMAIL_KEPT = 180


class FeedbackQuerySet(models.QuerySet):
    def receive(
        self,
        message: str,
        *,
        article: Article | None = None,
        path: str = "",
        page: str = "",
        email: str = "",
        is_spam: bool = False,
    ) -> Feedback:
        """Put a message into the queue; e-mail addresses that are kept long enough go.

        `article` is the one that it is about, if any; `path` is the address of the page
        that it is about and `page` its title, or what the reader wrote instead.
        """
        self.forget_emails()
        state = Feedback.State.SPAM if is_spam else Feedback.State.NEW
        return self.create(
            message=message, article=article, path=path, page=page, email=email, state=state
        )

    def of_pages(self, articles: models.QuerySet) -> FeedbackQuerySet:
        """Those about one of `articles`."""
        return self.filter(article__in=articles)

    def waiting(self) -> FeedbackQuerySet:
        """Those that nobody has looked at yet."""
        return self.filter(state=Feedback.State.NEW)

    def forget_emails(self) -> int:
        """Forget the addresses of those who wrote more than 180 days ago; returns how many."""
        long_ago = timezone.now() - datetime.timedelta(days=DAYS_EMAIL_KEPT)
        return self.filter(received_at__lt=long_ago).exclude(email="").update(email="")


class Feedback(models.Model):
    """One message of a reader. An ordinary row: editors change its state and add notes.

    Nothing is kept of who sent it but the e-mail address that they typed themselves, and that for
    180 days.
    """

    class State(models.TextChoices):
        NEW = "new", _("New")
        IN_WORK = "in_work", _("In work")
        ANSWERED = "answered", _("Answered")
        SPAM = "spam", _("Spam")

    article = models.ForeignKey(
        Article,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("article"),
    )
    path = models.CharField(_("address of the page"), max_length=300, blank=True, editable=False)
    page = models.CharField(_("page"), max_length=300, blank=True, editable=False)
    message = models.TextField(_("message"), max_length=MAX_MESSAGE, editable=False)
    email = models.EmailField(_("e-mail"), blank=True, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=State,
        default=State.NEW,
        help_text=_("What is new stands on the desk until somebody sets another state."),
    )
    notes = models.TextField(
        _("notes"), max_length=2000, blank=True, help_text=_("For colleagues; readers see nothing.")
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        verbose_name = _("message of a reader")
        verbose_name_plural = _("messages of readers")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["new", "in_work", "answered", "spam"]),
                name="feedback_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.page or self.path or str(_("The whole site"))
