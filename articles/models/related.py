"""Related pages: what an editor recommends to read beside a page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.place import PlaceField


class Related(models.Model):
    """One page that an editor chose to be offered at the end of another. An ordinary row.

    It may name a page that readers cannot see yet or any more; they are not offered that one.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        related_name="related_from",
        verbose_name=_("related page"),
    )
    position = PlaceField(
        _("order"), default=0, help_text=_("Smaller numbers stand first, e.g. 1.")
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="related_is_unique"),
            models.CheckConstraint(
                condition=~Q(article=F("other")), name="related_is_another_page"
            ),
        ]

    def __str__(self) -> str:
        return str(self.other)

    def clean(self) -> None:
        """Raise ValidationError when the page is to be related to itself."""
        if self.other_id is not None and self.other_id == self.article_id:
            raise ValidationError({"other": _("This is the page itself. Choose another one.")})
