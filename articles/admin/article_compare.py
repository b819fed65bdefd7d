"""Any two texts of an article beside each other: what came and what went, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from articles.admin.article_differences import differences, labels
from articles.admin.article_pages import admin_context, article_or_404, number_or_none
from articles.models import Article, Image, Revision, Right, may
from articles.publishing import Content, content_of
from articles.rendering import Run, picture_keys

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


@dataclass(frozen=True)
class Compared:
    """One field of two texts: `runs` of words where they differ, else `same`, what both say."""

    name: str
    label: str
    runs: list[Run] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    come: list[str] = field(default_factory=list)
    same: str = ""

    @property
    def differs(self) -> bool:
        return bool(self.runs or self.gone or self.come)


@dataclass(frozen=True)
class Shortcut:
    """Two texts that somebody is likely to compare."""

    label: str
    old: int
    new: int


def compare_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """What became of ?old= in ?new=, two numbers of revisions of the article."""
    article = article_or_404(model_admin, request, pk, to_change=False, in_bin=True)
    numbers = [number_or_none(request.GET.get(name, "")) for name in ("old", "new")]
    all_texts = article.revisions.order_by("-number").values_list("number", "created_by_name")
    old, new = _two_texts(article, numbers, [number for number, _name in all_texts])
    fields_compared = compared(old, new)
    context = admin_context(model_admin, request, article, gettext("Compare two texts")) | {
        "old": old,
        "new": new,
        "texts_shown": [old, new],
        "is_one": old == new,
        "differs": any(one.differs for one in fields_compared),
        "texts": all_texts,
        "shortcuts": shortcuts_of(article),
        "compared": fields_compared,
        "may_write": may(request.user, Right.CHANGE) and not article.is_in_bin,
    }
    return render(request, "admin/articles/article/compare.html", context)


def _two_texts(
    article: Article, asked: Sequence[int | None], known: Sequence[int]
) -> tuple[Revision, Revision]:
    """The texts asked for, the older first; without numbers the text in work and the one before."""
    if any(number is not None and number not in known for number in asked):
        raise Http404("no such text")
    new = asked[1] or article.working_revision.number
    before = next((number for number in known if number < new), new)
    chosen = sorted((asked[0] or before, new))
    texts = article.revisions.select_related("lead_image").filter(number__in=chosen)
    found = {text.number: text for text in texts}
    return found[chosen[0]], found[chosen[1]]


def shortcuts_of(article: Article) -> list[Shortcut]:
    """What editors ask most: what is new since readers got a text, and since it was reviewed."""
    working = article.working_revision.number
    found = []
    if article.live_revision and article.live_revision.number != working:
        label = gettext("What changed since it was published")
        found.append(Shortcut(label, article.live_revision.number, working))
    reviewed = article.last_review and article.last_review.revision.number
    if reviewed and reviewed != working:
        found.append(Shortcut(gettext("What changed since the last review"), reviewed, working))
    return found


def url_of_comparison(article: Article, old: int, new: int) -> str:
    """The address at which two texts stand beside each other."""
    address = reverse("admin:articles_article_compare", args=[article.pk])
    return f"{address}?old={old}&new={new}"


def compared(old: Revision, new: Revision) -> list[Compared]:
    """Return every field of two texts, with what became of it, in the order of a page."""
    before, after = content_of(old), content_of(new)
    changed = {difference.name: difference.runs for difference in differences(before, after)}
    names = labels()
    found = [
        Compared(
            each.name,
            names[each.name],
            runs=changed.get(each.name, []),
            same="" if each.name in changed else _as_read(getattr(after, each.name)),
        )
        for each in fields(Content)
    ]
    return [
        *found,
        _lists("citations", gettext("Sources cited"), _sources(old), _sources(new)),
        _lists("pictures", gettext("Pictures in the text"), *_pictures(before, after)),
    ]


def _lists(name: str, label: str, old: dict[str, str], new: dict[str, str]) -> Compared:
    gone = [words for key, words in old.items() if key not in new]
    come = [words for key, words in new.items() if key not in old]
    same = "" if gone or come else "\n".join(new.values())
    return Compared(name, label, gone=gone, come=come, same=same)


def _sources(revision: Revision) -> dict[str, str]:
    return {one.key: one.as_line for one in revision.references}


def _pictures(*contents: Content) -> list[dict[str, str]]:
    """The pictures that each text names, by key, with what they show."""
    keys = [picture_keys(content.body) for content in contents]
    known = Image.objects.filter(key__in=set().union(*keys))
    shown = {image.key: str(image) for image in known}
    gone = gettext("%(key)s (not in the library)")
    return [{key: shown.get(key, gone % {"key": key}) for key in sorted(names)} for names in keys]


def _as_read(value: Any) -> str:
    """What a field says, as text."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, tuple):
        return "\n".join(value)
    return str(value or "")
