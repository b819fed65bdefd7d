"""Offers of the article form: what somebody typed and never saved, and how much of it there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from articles.admin.article_pages import number_or_none
from articles.admin.article_text import content_from
from articles.models import Article, Image, OpenForm, Revision
from articles.publishing import Content, content_of


@dataclass(frozen=True)
class Offer:
    """Text that somebody typed and never saved, as the form offers it to them."""

    kept: OpenForm
    words: str

    @property
    def url(self) -> str:
        return reverse("admin:articles_article_unsaved", args=[self.kept.pk])

    @property
    def restore_url(self) -> str:
        return f"{form_url(self.kept.article_id)}?unsaved={self.kept.pk}"


def typed_content(typed: Mapping[str, str]) -> Content:
    """Return the text that stands in the fields of a form as a browser sent them."""
    pk = number_or_none(typed.get("lead_image", ""))
    image = Image.objects.filter(pk=pk).first() if pk else None
    return content_from({**typed, "lead_image": image})


def offers_for(
    user: AbstractBaseUser,
    article: Article | None,
    *,
    beside: str = "",
    forms: Iterable[OpenForm] | None = None,
) -> list[Offer]:
    """What `user` typed into forms of `article` (None: a new one) and never saved, newest first.

    Text that is saved by now, as any revision, is not offered; nor is what stands in the form
    `beside` which the offer would stand. `forms` are theirs, where they were read.
    """
    if forms is None:
        forms = OpenForm.objects.of(user, article).with_unsaved_text()
    kept = [form for form in forms if form.key != beside]
    if not kept:
        return []
    saved = [content_of(article.working_revision)] if article else [Content(title="")]
    # An answer that got lost on its way leaves a browser that does not know what was saved.
    mine = Revision.objects.filter(created_by=user).order_by("-created_at")
    mine = mine.filter(article=article) if article else mine.filter(number=1)
    saved += [content_of(revision) for revision in mine.select_related("lead_image")[:20]]
    offers, seen = [], []
    for form in kept:
        typed = typed_content(form.typed)
        if typed not in saved and typed not in seen:
            seen.append(typed)
            offers.append(Offer(form, more_words(typed, saved[0])))
    return offers


def form_url(article_pk: int | None) -> str:
    """Return the address of the form of an article; None is a new one."""
    if article_pk is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article_pk])


def more_words(typed: Content, saved: Content) -> str:
    """Say how much longer or shorter the typed text is than the saved one."""
    more = _count(typed) - _count(saved)
    if more > 0:
        return ngettext(
            "%(count)s word more than saved", "%(count)s words more than saved", more
        ) % {"count": more}
    if more < 0:
        return ngettext(
            "%(count)s word fewer than saved", "%(count)s words fewer than saved", -more
        ) % {"count": -more}
    return gettext("as many words as saved")


def _count(content: Content) -> int:
    texts = (content.title, content.summary, content.body, *content.key_points)
    return sum(len(text.split()) for text in texts)
