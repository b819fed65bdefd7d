"""Shelves of the picture library: which pictures are used how, for the editors' list."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.callout import Callout
from articles.models.image import ImageQuerySet
from articles.models.person import Person
from articles.models.publication import Publication
from articles.models.revision import ImageUse, Revision


class ImageShelf(models.TextChoices):
    """What an editor may look for in the library."""

    UNUSED = "unused", _("Used nowhere")
    USED = "used", _("Used somewhere")
    PUBLIC = "public", _("On public pages")
    DECORATIVE = "decorative", _("Decorative somewhere")
    WITHOUT_ALT = "without-alt", _("Without alternative text somewhere")
    UNDESCRIBED = "undescribed", _("Not described yet")


def on_shelf(images: ImageQuerySet, shelf: str, today: datetime.date) -> ImageQuerySet:
    """Those of `images` that stand on `shelf`, one of ImageShelf, on the day `today`."""
    match shelf:
        case ImageShelf.UNUSED:
            return images.filter(~_used())
        case ImageShelf.USED:
            return images.filter(_used())
        case ImageShelf.PUBLIC:
            return images.filter(_public(today))
        case ImageShelf.DECORATIVE:
            return images.filter(
                _in_words_of_a_text(_MARK_OF_DECORATION)
                | Exists(_texts_now().filter(lead_image=OuterRef("pk"), lead_is_decorative=True))
            )
        case ImageShelf.WITHOUT_ALT:
            led = _texts_now().filter(
                lead_image=OuterRef("pk"), lead_is_decorative=False, lead_alt=""
            )
            return images.filter(_without_words() | Exists(led))
        case ImageShelf.UNDESCRIBED:
            return images.undescribed()
    return images


def with_shelves(images: ImageQuerySet, today: datetime.date) -> ImageQuerySet:
    """Each with `has_uses` (anything shows it) and `is_met` (readers meet it on `today`)."""
    return images.annotate(
        has_uses=models.ExpressionWrapper(_used(), output_field=models.BooleanField()),
        is_met=models.ExpressionWrapper(_public(today), output_field=models.BooleanField()),
    )


def _used() -> Q:
    return (
        Q(Exists(ImageUse.objects.filter(image=OuterRef("pk"))))
        | Exists(Revision.objects.filter(lead_image=OuterRef("pk")))
        | Exists(Callout.objects.filter(image=OuterRef("pk")))
        | Exists(Person.objects.filter(photo=OuterRef("pk")))
    )


def _public(today: datetime.date) -> Q:
    """What readers meet now: pages, outdated ones and old editions, callouts and people's pages."""
    texts = Publication.objects.open()
    shown = Callout.objects.with_due(today).filter(is_due_today=True)
    return (
        Q(Exists(texts.filter(revision__image_uses__image=OuterRef("pk"))))
        | Exists(texts.filter(revision__lead_image=OuterRef("pk")))
        | Exists(shown.filter(image=OuterRef("pk")))
        | Exists(Person.objects.public().filter(photo=OuterRef("pk")))
    )


# How a text says that a picture is decorative, and how one begins that says nothing at all.
_MARK_OF_DECORATION = "{.decorative}"


def _texts_now() -> models.QuerySet:
    """The texts that readers see, and the drafts."""
    pointing = Article.objects.filter(
        Q(live_revision=OuterRef("pk")) | Q(draft_revision=OuterRef("pk"))
    )
    return Revision.objects.filter(Exists(pointing))


def _uses_now() -> models.QuerySet:
    return ImageUse.objects.filter(
        image=OuterRef("pk"), revision__in=_texts_now().values("pk")
    ).annotate(mark=Concat(Value("![](image:"), F("image__key"), Value(")")))


def _in_words_of_a_text(after: str) -> Q:
    """Whether a text of now has the picture without words, and `after` right behind it."""
    marked = _uses_now().annotate(whole=Concat(F("mark"), Value(after)))
    return Q(Exists(marked.filter(revision__body__contains=F("whole"))))


def _without_words() -> Q:
    """Whether a text of now has the picture without words, and does not call it decorative."""
    marked = _uses_now().annotate(whole=Concat(F("mark"), Value(_MARK_OF_DECORATION)))
    bare = marked.filter(revision__body__contains=F("mark"))
    return Q(Exists(bare.exclude(revision__body__contains=F("whole"))))
